from odoo import Command, fields
from odoo.tests import tagged

from ..services.catalogue_query import CatalogueQuery
from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestPrices(PlatformCase):
    """What is kept of prices and pages is never older than what it was made of (P24, B5)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.category = cls.env["product.category"].create({"name": "Dear"})
        attribute = cls.env["product.attribute"].create(
            {"name": "Coating t", "value_ids": [Command.create({"name": name}) for name in ("Zinc", "Gold")]}
        )
        line = {"attribute_id": attribute.id, "value_ids": [Command.set(attribute.value_ids.ids)]}
        # The record of a new variant says in its context that no others are to be made.
        cls.template = cls.free.product_tmpl_id.with_env(cls.env)
        cls.template.write({"attribute_line_ids": [Command.create(line)]})
        cls.variant = cls.template.product_variant_ids.filtered("combination_indices")[-1]
        cls.pricelist = cls.env["product.pricelist"].create({"name": "Contract"})
        cls.other = cls.env["product.pricelist"].create({"name": "Other"})
        cls._create_rule(cls.other, applied_on="3_global", compute_price="fixed", fixed_price=77)
        cls.acme.property_product_pricelist = cls.pricelist

    @classmethod
    def _create_rule(cls, pricelist, **values):
        return cls.env["product.pricelist.item"].create({"pricelist_id": pricelist.id, **values})

    def _get_row(self):
        """The row of the variant as a page that somebody has seen before shows it."""
        self.env.flush_all()
        self.env.invalidate_all()
        service = self.env(user=self.buyer_user)["eservices.catalogue"]
        rows = service._prepare_product_rows(self._customer(self.buyer_user), self.variant)
        return rows[0]

    def _compute(self):
        """The price as Odoo's engine computes it, with nothing kept."""
        customer = self._customer(self.buyer_user)
        prices = self.env["eservices.prices"]._get_prices(customer, self.variant.with_env(customer.env))
        return next(iter(prices.values()))[0][1]

    def test_a_price_follows_everything_that_it_is_computed_from(self):
        template = self.template
        of_category = {
            "applied_on": "2_product_category",
            "categ_id": self.category.id,
            "compute_price": "fixed",
            "fixed_price": 3,
        }
        reference = self.env["product.customerinfo"].create(
            {"partner_id": self.acme.id, "product_tmpl_id": template.id, "price": 6}
        )
        extra = self.variant.product_template_attribute_value_ids
        rule = self._create_rule(
            self.pricelist,
            applied_on="1_product",
            product_tmpl_id=template.id,
            compute_price="percentage",
            percent_price=10,
        )
        yesterday = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        # Each step changes something after the page was seen.
        steps = {
            "list price": lambda: template.write({"list_price": 30}),
            "rule": lambda: rule.write({"percent_price": 20}),
            "price of the attribute": lambda: extra.write({"price_extra": 5}),
            "end of the rule": lambda: rule.write({"date_end": yesterday}),
            "category": lambda: (
                self._create_rule(self.pricelist, **of_category),
                self._categorise(template),
            ),
            "customer's own price": lambda: self.pricelist.item_ids.write(
                {"compute_price": "formula", "base": "partner", "date_end": False}
            ),
            "reference": lambda: reference.write({"price": 4}),
            "deleted rules": lambda: self.pricelist.item_ids.unlink(),
            "another pricelist": lambda: self.acme.write({"property_product_pricelist": self.other.id}),
        }
        before = self._get_row()["price_value"]
        for name, change in steps.items():
            with self.subTest(change=name):
                change()
                after = self._get_row()["price_value"]
                self.assertNotEqual(after, before)
                self.assertEqual(after, self._compute())
                before = after

    def _categorise(self, template):
        template.categ_id = self.category

    def test_a_price_in_another_currency_is_not_kept(self):
        euro, dollar = self.env.ref("base.EUR"), self.env.ref("base.USD")
        foreign = euro if self.company.currency_id == dollar else dollar
        foreign.active = True
        self.acme.property_product_pricelist = self.env["product.pricelist"].create(
            {"name": "Abroad", "currency_id": foreign.id}
        )
        rate = self.env["res.currency.rate"].create(
            {"currency_id": foreign.id, "name": fields.Date.today(), "rate": 2, "company_id": self.company.id}
        )
        before = self._get_row()["price_value"]
        rate.rate = 4
        self.assertAlmostEqual(self._get_row()["price_value"], 2 * before)

    def test_a_page_seen_before_takes_eight_statements(self):
        """The frame and the catalogue; what the dispatch point reads comes before."""
        self._fill_cart(self.buyer_user, (self.referenced, 2))
        service, layout = (
            self.env(user=self.buyer_user)[name] for name in ("eservices.catalogue", "eservices.layout")
        )

        def count_statements():
            self.env.flush_all()
            self.env.invalidate_all()
            customer = self._customer(self.buyer_user)
            before = self.env.cr.sql_log_count
            service._prepare_page(customer, CatalogueQuery())
            layout._prepare_platform(customer, "catalogue")
            return self.env.cr.sql_log_count - before

        count_statements()
        self.assertLessEqual(count_statements(), 8)
