from odoo import Command
from odoo.tests import tagged

from ..services.catalogue_query import CatalogueQuery
from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestCatalogue(PlatformCase):
    """Rows P5, P6, P7, P24."""

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.service = self.env(user=self.buyer_user)["eservices.catalogue"]

    def _page(self, **filters):
        return self.service._prepare_page(self.customer, CatalogueQuery(text="bolt", **filters))

    def _names(self, **filters):
        return [row["name"] for row in self._page(**filters)["products"]]

    def test_exactly_what_may_be_bought_is_listed(self):
        self.assertEqual(self._names(), ["Free bolt", "Referenced bolt"])

    def test_search_finds_name_reference_own_number_and_barcode(self):
        self.referenced.barcode = "4006381333931"
        for text in ("referenced", "T-REF", "acme 77", "4006381333931"):
            with self.subTest(text=text):
                page = self.service._prepare_page(self.customer, CatalogueQuery(text=text))
                self.assertEqual([row["name"] for row in page["products"]], ["Referenced bolt"])

    def test_wildcards_are_taken_literally(self):
        page = self.service._prepare_page(self.customer, CatalogueQuery(text="%"))
        self.assertNotIn("Free bolt", [row["name"] for row in page["products"]])

    def test_somebody_elses_number_finds_nothing(self):
        rival = self._customer(self.rival_user)
        page = self.env(user=self.rival_user)["eservices.catalogue"]._prepare_page(
            rival, CatalogueQuery(text="ACME 77")
        )
        self.assertFalse(page["products"])

    def test_families_filter_and_count_under_the_other_facets(self):
        self.free.product_tmpl_id.write(
            {"ecommerce_superfamily_id": self.fastening.id, "ecommerce_family_id": self.bolts.id}
        )
        self.assertEqual(self._names(family=self.bolts.id), ["Free bolt"])
        tree = self._page(family=self.bolts.id)["families"]
        branch = next(node for node in tree if node["id"] == self.fastening.id)
        self.assertTrue(branch["open"])
        self.assertEqual((branch["count"], branch["children"][0]["count"]), (1, 1))

    def test_tags_are_any_of_and_count_under_the_other_facets(self):
        metric, zinc = self.env["product.tag"].create([{"name": "Metric t"}, {"name": "Zinc t"}])
        self.free.product_tmpl_id.product_tag_ids = [Command.link(metric.id)]
        self.referenced.product_tmpl_id.product_tag_ids = [Command.link(zinc.id)]
        self.unreachable.product_tmpl_id.product_tag_ids = [Command.link(zinc.id)]
        self.assertEqual(self._names(tags=frozenset({metric.id})), ["Free bolt"])
        self.assertEqual(self._names(tags=frozenset({metric.id, zinc.id})), ["Free bolt", "Referenced bolt"])
        facet = next(facet for facet in self._page()["facets"] if facet["key"] == "tag")
        counts = {option["label"]: option["count"] for option in facet["options"]}
        self.assertEqual((counts["Metric t"], counts["Zinc t"]), (1, 1))

    def test_ranges_of_the_list_price_are_a_facet(self):
        self.free.list_price = 9.99
        facet = next(facet for facet in self._page()["facets"] if facet["key"] == "price")
        self.assertEqual([option["count"] for option in facet["options"]], [1, 1])
        self.assertTrue(facet["options"][0]["label"].startswith("under"))
        self.assertEqual(self._names(prices=frozenset({1})), ["Free bolt"])
        self.assertEqual(self._names(prices=frozenset({1, 2})), ["Free bolt", "Referenced bolt"])
        chips = self._page(prices=frozenset({2}))["chips"]
        self.assertIn("/eservices/catalog?q=bolt", [chip["url"] for chip in chips])

    def test_my_references_are_a_filter(self):
        self.assertEqual(self._names(own=True), ["Referenced bolt"])

    def test_price_own_number_and_stock_stand_in_the_row(self):
        self._put_in_stock(self.referenced, 7)
        row = self._page()["products"][1]
        self.assertIn("20.00", row["price"])
        self.assertEqual(row["own_code"], "ACME 77")
        self.assertEqual(row["availability"]["quantity"], 7)

    def test_a_changed_price_right_or_stock_shows_at_once(self):
        self._page()
        self.free.list_price = 11
        self._put_in_stock(self.free, 3)
        self.reference.unlink()
        rows = self._page()["products"]
        self.assertEqual([row["name"] for row in rows], ["Free bolt"])
        self.assertIn("11.00", rows[0]["price"])
        self.assertEqual(rows[0]["availability"]["quantity"], 3)

    def test_tiers_are_shown_and_the_reached_one_is_marked(self):
        pricelist = self.env["product.pricelist"].create({"name": "Tiers"})
        self.env["product.pricelist.item"].create(
            [
                {
                    "pricelist_id": pricelist.id,
                    "applied_on": "1_product",
                    "product_tmpl_id": self.free.product_tmpl_id.id,
                    "min_quantity": minimum,
                    "fixed_price": price,
                }
                for minimum, price in ((0, 9), (10, 8))
            ]
        )
        self.acme.property_product_pricelist = pricelist
        self._fill_cart(self.buyer_user, (self.free, 10))
        row = self._page()["products"][0]
        self.assertIn("9.00", row["price"])
        self.assertEqual([(tier["min"], tier["reached"]) for tier in row["tiers"]], [(10.0, True)])
        self.assertEqual(row["in_cart"], 10)

    def test_a_page_beyond_the_end_is_empty_and_sane(self):
        page = self._page(page=999)
        self.assertEqual((page["products"], page["first"], page["last"]), ([], 0, 0))
