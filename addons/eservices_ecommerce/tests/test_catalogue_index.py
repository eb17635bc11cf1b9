import random

from odoo import Command, fields
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import SQL

from ..const import PRICE_LIMITS
from ..services import catalogue_search
from ..services.catalogue_query import CatalogueQuery
from .common import PlatformCase

STEPS = 60


@tagged("post_install", "-at_install")
class TestCatalogueIndex(PlatformCase):
    """The index says what the rights say, whatever happened to the catalogue (P5, P6, P7, P14)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tags = cls.env["product.tag"].create([{"name": f"Index tag {number}"} for number in range(3)])
        cls.other = cls.env["eservices.family"].create({"name": "Other t"})
        cls.square = cls.env["eservices.family"].create({"name": "Square t", "parent_id": cls.bolts.id})
        cls.places = [
            (False, False, False),
            (cls.fastening, False, False),
            (cls.fastening, cls.bolts, False),
            (cls.fastening, cls.bolts, cls.hex),
            (cls.fastening, cls.bolts, cls.square),
            (cls.other, False, False),
        ]
        cls.products = cls.free | cls.referenced | cls.unreachable
        for number in range(5):
            cls.products |= cls._create_product(f"Index {number}", f"I-{number}", 10 + number)

    # === RANDOM CHANGES === #

    def _change(self, dice):
        product = dice.choice(self.products)
        template = product.product_tmpl_id
        changes = {
            "tick": lambda: template.write({"ecommerce_ok": not template.ecommerce_ok}),
            "free": lambda: template.write({"free_sale": not template.free_sale}),
            "sold": lambda: template.write({"sale_ok": not template.sale_ok}),
            "archive": lambda: template.write({"active": not template.active}),
            "place": lambda: self._place(template, dice.choice(self.places)),
            "tag": lambda: template.write({"product_tag_ids": [Command.set(dice.sample(self.tags.ids, 2))]}),
            "company": lambda: template.write({"company_id": dice.choice((False, self.company.id))}),
            "price": lambda: template.write({"list_price": dice.choice((5, 10, 49.99, 50, 1000))}),
            "reference": lambda: self._refer(template, dice),
            "forget": lambda: self._references(template)[:1].unlink(),
            "stock": lambda: self._put_in_stock(product, dice.choice((1, 5, -3))),
        }
        changes[dice.choice(sorted(changes))]()

    def _place(self, template, place):
        superfamily, family, subfamily = (node.id if node else False for node in place)
        template.write(
            {
                "ecommerce_superfamily_id": superfamily,
                "ecommerce_family_id": family,
                "ecommerce_subfamily_id": subfamily,
            }
        )

    def _refer(self, template, dice):
        today = fields.Date.today()
        self.env["product.customerinfo"].create(
            {
                "partner_id": dice.choice((self.acme, self.buyer, self.borel)).id,
                "product_tmpl_id": template.id,
                "product_code": f"OWN {dice.randint(1, 9)}",
                "date_start": dice.choice((False, False, today, fields.Date.add(today, days=1))),
                "date_end": dice.choice((False, False, today, fields.Date.subtract(today, days=1))),
            }
        )

    def _references(self, template):
        return self.env["product.customerinfo"].search([("product_tmpl_id", "=", template.id)])

    # === WHAT THE RIGHTS SAY === #

    def _expect(self, customer, query):
        """The answer by brute force: every product asked of ``eservices.rights`` itself."""
        allowed = self.env["eservices.rights"]._get_domain(customer.contact, customer.config)
        variants = self.env["product.product"].search(allowed & Domain("id", "in", self.products.ids))
        templates = variants.product_tmpl_id
        if query.family:
            family = self.env["eservices.family"].browse(query.family)
            name = ("ecommerce_superfamily_id", "ecommerce_family_id", "ecommerce_subfamily_id")[
                family.level - 1
            ]
            templates = templates.filtered(lambda template: template[name] == family)
        if query.subfamilies:
            templates = templates.filtered(
                lambda template: template.ecommerce_subfamily_id.id in query.subfamilies
            )
        if query.tags:
            templates = templates.filtered(lambda template: query.tags & set(template.product_tag_ids.ids))
        if query.own:
            templates = templates.filtered(lambda template: self._is_own(customer, template))
        if query.stock:
            templates = templates.filtered(lambda template: template.product_variant_id.free_qty > 0)
        if query.prices:
            templates = templates.filtered(lambda template: self._get_band(template) in query.prices)
        return templates

    def _get_band(self, template):
        return 1 + sum(template.list_price >= limit for limit in PRICE_LIMITS)

    def _is_own(self, customer, template):
        partners = customer.contact._get_eservices_reference_partners()
        today = fields.Date.today()
        return any(
            (not reference.date_start or reference.date_start <= today)
            and (not reference.date_end or reference.date_end >= today)
            for reference in self._references(template)
            if reference.partner_id in partners
        )

    def _assert_agrees(self, customer, query):
        index = self.env["eservices.catalogue.index"]
        mine = set(self.products.product_tmpl_id.ids)
        found, counts = index._ask(customer, query, limit=500)
        self.assertEqual(len(found), len(set(found)), "a product stands twice in a list")
        expected = self._expect(customer, query)
        self.assertEqual(set(found) & mine, set(expected.ids))
        self.assertEqual(counts.total, len(found))
        without_tags = self._expect(customer, query.but(tags=frozenset()))
        for tag in self.tags:
            number = len(without_tags.filtered(lambda template, tag=tag: tag in template.product_tag_ids))
            self.assertEqual(counts.tags.get(tag.id, 0), number, tag.name)
        without_family = self._expect(customer, query.but(family=0, subfamilies=frozenset()))
        for family, name in (
            (self.fastening, "ecommerce_superfamily_id"),
            (self.bolts, "ecommerce_family_id"),
            (self.hex, "ecommerce_subfamily_id"),
        ):
            if family.parent_id and query.family not in (family | family.parent_id | self.hex).ids:
                continue
            number = len(without_family.filtered(lambda template, f=family, n=name: template[n] == f))
            self.assertEqual(counts.families.get(family.id, 0), number, family.name)

        without_prices = self._expect(customer, query.but(prices=frozenset()))
        for band in range(1, len(PRICE_LIMITS) + 2):
            number = len(
                without_prices.filtered(lambda template, band=band: self._get_band(template) == band)
            )
            self.assertEqual(counts.bands.get(band, 0), number, f"range {band}")

    def test_lists_and_counts_agree_with_the_rights_after_any_change(self):
        customers = [self._customer(user) for user in (self.buyer_user, self.colleague_user, self.rival_user)]
        queries = [
            CatalogueQuery(),
            CatalogueQuery(family=self.fastening.id),
            CatalogueQuery(family=self.bolts.id, tags=frozenset({self.tags[0].id})),
            CatalogueQuery(tags=frozenset(self.tags[:2].ids)),
            CatalogueQuery(family=self.bolts.id, tags=frozenset(self.tags.ids), stock=True),
            CatalogueQuery(family=self.bolts.id, subfamilies=frozenset((self.hex | self.square).ids)),
            CatalogueQuery(
                subfamilies=frozenset((self.hex | self.square).ids),
                tags=frozenset(self.tags[1:].ids),
                prices=frozenset({1, 2}),
            ),
            CatalogueQuery(own=True),
            CatalogueQuery(stock=True, sort="price_desc"),
            CatalogueQuery(prices=frozenset({2})),
            CatalogueQuery(prices=frozenset({1, 3, 99}), family=self.bolts.id, own=True),
            CatalogueQuery(family=self.hex.id, sort="name"),
        ]
        for seed in range(4):
            dice = random.Random(seed)
            for step in range(STEPS):
                self._change(dice)
                if step % 4 == 3:
                    customer, query = dice.choice(customers), dice.choice(queries)
                    with self.subTest(seed=seed, step=step, user=customer.user.login, query=query.url):
                        self._assert_agrees(customer, query)

    def test_a_sub_family_of_another_family_leaves_nothing_to_count(self):
        self._place(self.free.product_tmpl_id, (self.fastening, self.bolts, self.hex))
        customer = self._customer(self.buyer_user)
        for family, subfamily in ((0, self.bolts), (self.other.id, self.hex), (0, self.hex)):
            with self.subTest(family=family, subfamily=subfamily.name):
                query = CatalogueQuery(family=family, subfamilies=frozenset({subfamily.id}))
                self._assert_agrees(customer, query)

    def test_summing_up_changes_no_count(self):
        customer = self._customer(self.buyer_user)
        self._put_in_stock(self.free, 5)
        self.free.product_tmpl_id.product_tag_ids = self.tags
        index = self.env["eservices.catalogue.index"]
        before = index._ask(customer, CatalogueQuery(), limit=0)[1]
        self.env["eservices.catalogue.count"]._cron_sum_up()
        self.assertEqual(index._ask(customer, CatalogueQuery(), limit=0)[1], before)

    def test_a_rebuilt_index_is_the_one_that_was_kept(self):
        customer = self._customer(self.buyer_user)
        dice = random.Random(7)
        for _step in range(STEPS):
            self._change(dice)
        index = self.env["eservices.catalogue.index"]
        kept = index._ask(customer, CatalogueQuery(), limit=0)[1]
        self.env.cr.execute("SELECT eservices_catalogue_rebuild()")
        self.assertEqual(index._ask(customer, CatalogueQuery(), limit=0)[1], kept)

    def test_the_assortment_of_a_channel_narrows_lists_counts_and_rights(self):
        self._place(self.free.product_tmpl_id, self.places[1])
        self.config.superfamily_ids = self.fastening
        self._assert_agrees(self._customer(self.buyer_user), CatalogueQuery())
        self._assert_agrees(self._customer(self.buyer_user), CatalogueQuery(stock=True))
        found = self.env["eservices.catalogue.index"]._find(
            self._customer(self.buyer_user), CatalogueQuery(), limit=500
        )
        self.assertEqual(found, self.free.product_tmpl_id.ids)
        allowed, reason = self.referenced._eservices_is_sellable(self.buyer, self.config)
        self.assertFalse(allowed)
        self.assertIn("channel", reason)

    # === SEARCH === #

    def _search(self, text, **filters):
        index = self.env["eservices.catalogue.index"]
        query = CatalogueQuery(text=text, **filters)
        found = index._find(self._customer(self.buyer_user), query, limit=10)
        return self.env["product.template"].browse(found)

    def test_an_exact_code_comes_first(self):
        longer = self._create_product("A bolt that names T-REF", "A-1", 1, free_sale=True)
        self.assertEqual(self._search("t-ref")[:2], self.referenced.product_tmpl_id | longer.product_tmpl_id)

    def test_accents_and_slips_of_the_finger_are_forgiven(self):
        key = self._create_product("Clé à fourche électrique", "K-1", 1, free_sale=True).product_tmpl_id
        for text in ("cle a fourche", "CLÉ À FOURCHE", "fourche electriqe", "elektrique fourche"):
            with self.subTest(text=text):
                self.assertEqual(self._search(text)[:1], key)

    def test_crafted_searches_find_nothing_and_do_no_harm(self):
        for text in ("%", "_", "\\", "'; DROP TABLE x; --", "🔩🔩🔩🔩", "שלום עולם", "%%%%%%%"):
            with self.subTest(text=text):
                self.assertFalse(self._search(text) & self.products.product_tmpl_id)

    def test_a_search_counts_its_facets(self):
        self.referenced.product_tmpl_id.product_tag_ids = self.tags[0]
        _found, counts = self.env["eservices.catalogue.index"]._ask(
            self._customer(self.buyer_user), CatalogueQuery(text="referenced bolt"), limit=10
        )
        self.assertEqual((counts.total, counts.own, counts.tags), (1, 1, {self.tags[0].id: 1}))

    # === A SEARCH THAT IS CUT === #

    def _search_many(self, **filters):
        """Search for eight cogs where a search is cut at three; the last four are the customer's own."""
        self.patch(catalogue_search, "MAX_HITS", 3)
        cogs = self.env["product.product"]
        for number in range(8):
            cogs |= self._create_product(f"Cog {number}", f"COG-{number}", 90 - number, free_sale=number < 4)
        cogs[5].product_tmpl_id.product_tag_ids = self.tags[0]
        cogs[6:8].product_tmpl_id.product_tag_ids = self.tags[1]
        self._refer_to(self.acme, cogs[4:8])
        found, counts = self.env["eservices.catalogue.index"]._ask(
            self._customer(self.buyer_user), CatalogueQuery(text="cog", **filters), limit=10
        )
        return self.env["product.template"].browse(found).mapped("default_code"), counts

    def _refer_to(self, partner, products):
        self.env["product.customerinfo"].create(
            [
                {"partner_id": partner.id, "product_tmpl_id": product.product_tmpl_id.id}
                for product in products
            ]
        )

    def test_a_search_that_matches_too_much_says_so(self):
        found, counts = self._search_many()
        self.assertTrue(counts.capped)
        self.assertLessEqual(len(found), 4)

    def test_a_filter_finds_what_the_search_cut_off(self):
        found, counts = self._search_many(tags=frozenset(self.tags[:2].ids))
        self.assertEqual(found, ["COG-5", "COG-6", "COG-7"])
        self.assertEqual((counts.total, counts.tags), (3, {self.tags[0].id: 1, self.tags[1].id: 2}))
        self.assertEqual((counts.own, counts.capped), (3, False))

    def test_the_customers_own_are_found_among_all(self):
        found, counts = self._search_many(own=True, tags=frozenset(self.tags[1].ids))
        self.assertEqual((found, counts.own, counts.capped), (["COG-6", "COG-7"], 2, False))

    def test_another_order_is_that_of_all_that_match(self):
        found, counts = self._search_many(sort="price")
        self.assertEqual(found[:2], ["COG-7", "COG-6"])
        self.assertTrue(counts.capped)

    def test_a_search_comes_in_the_chosen_order(self):
        self._create_product("Sprocket", "S-1", 20, free_sale=True)
        self._create_product("Long sprocket", "S-2", 10, free_sale=True)
        found = self._search("sprocket")
        self.assertEqual(found.mapped("default_code"), ["S-1", "S-2"])
        dear_last = self._search("sprocket", sort="price")
        self.assertEqual(dear_last.mapped("default_code"), ["S-2", "S-1"])

    def test_a_search_finds_nothing_whose_reference_is_over(self):
        today = fields.Date.today()
        dated = self._create_product("Dated pulley", "D-1", 1)
        reference = self.env["product.customerinfo"].create(
            {"partner_id": self.acme.id, "product_tmpl_id": dated.product_tmpl_id.id, "date_end": today}
        )
        self.assertEqual(self._search("dated pulley"), dated.product_tmpl_id)
        reference.date_end = fields.Date.subtract(today, days=1)
        self.assertFalse(self._search("dated pulley"))

    def test_what_filters_leave_out_is_passed_by_in_the_index(self):
        query = CatalogueQuery(
            family=self.bolts.id,
            subfamilies=frozenset(self.hex.ids),
            tags=frozenset(self.tags.ids),
            prices=frozenset({1, 2}),
            stock=True,
        )
        customer = self._customer(self.buyer_user)
        for way in ("bitmapscan", "indexscan", "seqscan", "sort"):
            self.env.cr.execute(SQL("SET LOCAL %s = off", SQL.identifier(f"enable_{way}")))
        for sort in ("recommended", "code", "price", "price_desc", "newest"):
            walk = self.env["eservices.catalogue.index"]._get_walk(customer, query.but(sort=sort), 24, 0)
            plan = "\n".join(line for (line,) in self.env.execute_query(SQL("EXPLAIN %s", walk)))
            with self.subTest(sort=sort):
                self.assertRegex(plan, r"Index Only Scan.* on eservices_catalogue_entry e\b")
                self.assertNotRegex(plan, r"Index Scan.* on eservices_catalogue_entry e\b")

    def test_a_pricelist_that_lists_what_is_sold_narrows_lists_and_counts(self):
        pricelist = self.env["product.pricelist"].create({"name": "Listed", "eservices_only_listed": True})
        self.env["product.pricelist.item"].create(
            {
                "pricelist_id": pricelist.id,
                "applied_on": "1_product",
                "product_tmpl_id": self.free.product_tmpl_id.id,
                "fixed_price": 9,
            }
        )
        self.acme.property_product_pricelist = pricelist
        self._assert_agrees(self._customer(self.buyer_user), CatalogueQuery())
        self.assertEqual(self._search("bolt"), self.free.product_tmpl_id)
