from odoo import fields
from odoo.tests import tagged

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestRights(PlatformCase):
    """Row P14: one method decides, and says why."""

    def _assert_sellable(self, product, contact=None):
        allowed, reason = product._eservices_is_sellable(contact or self.buyer, self.config)
        self.assertTrue(allowed, reason)
        self.assertEqual(reason, "")

    def _assert_refused(self, product, words, contact=None):
        allowed, reason = product._eservices_is_sellable(contact or self.buyer, self.config)
        self.assertFalse(allowed)
        self.assertIn(words, reason)

    def test_free_sale_is_for_everybody(self):
        self._assert_sellable(self.free)
        self._assert_sellable(self.free, self.rival)

    def test_a_customer_reference_is_for_its_company_alone(self):
        self._assert_sellable(self.referenced)
        self._assert_sellable(self.referenced, self.colleague)
        self._assert_refused(self.referenced, "no reference", self.rival)

    def test_neither_reference_nor_free_sale_is_refused(self):
        self._assert_refused(self.unreachable, "no reference")

    def test_a_reference_that_ended_is_named(self):
        self.reference.date_end = fields.Date.subtract(fields.Date.today(), days=1)
        self._assert_refused(self.referenced, "ACME 77 ended on")

    def test_a_reference_that_has_not_begun_does_not_count(self):
        self.reference.date_start = fields.Date.add(fields.Date.today(), days=1)
        self._assert_refused(self.referenced, "no reference")

    def test_a_reference_of_one_variant_opens_that_variant_alone(self):
        attribute = self.env["product.attribute"].create(
            {"name": "Size", "value_ids": [fields.Command.create({"name": name}) for name in ("S", "L")]}
        )
        template = self.env["product.template"].create(
            {
                "name": "Sized",
                "ecommerce_ok": True,
                "attribute_line_ids": [
                    fields.Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [fields.Command.set(attribute.value_ids.ids)],
                        }
                    )
                ],
            }
        )
        small, large = template.product_variant_ids
        self.env["product.customerinfo"].create(
            {"partner_id": self.acme.id, "product_tmpl_id": template.id, "product_id": small.id}
        )
        self._assert_sellable(small)
        self._assert_refused(large, "no reference")

    def test_unticked_unsold_and_archived_products_are_refused(self):
        self.free.ecommerce_ok = False
        self._assert_refused(self.free, "no longer offered")
        self.free.write({"ecommerce_ok": True, "sale_ok": False})
        self._assert_refused(self.free, "no longer sold")
        self.free.write({"sale_ok": True, "active": False})
        self._assert_refused(self.free, "no longer sold")

    def test_a_product_of_another_company_is_refused(self):
        self.free.company_id = self.env["res.company"].create({"name": "Other"})
        self._assert_refused(self.free, "another company")

    def test_a_pricelist_may_be_the_list_of_what_is_sold(self):
        pricelist = self.env["product.pricelist"].create({"name": "Listed", "eservices_only_listed": True})
        self.acme.property_product_pricelist = pricelist
        self._assert_refused(self.free, "price list")
        self.env["product.pricelist.item"].create(
            {
                "pricelist_id": pricelist.id,
                "applied_on": "1_product",
                "product_tmpl_id": self.free.product_tmpl_id.id,
                "fixed_price": 9,
            }
        )
        self._assert_sellable(self.free)
        self._assert_sellable(self.free, self.rival)

    def test_list_and_single_check_and_explanation_agree(self):
        rights = self.env["eservices.rights"]
        products = self.free | self.referenced | self.unreachable
        for contact in self.buyer | self.colleague | self.rival:
            domain = rights._get_domain(contact, self.config)
            listed = self.env["product.product"].search(domain) & products
            for product in products:
                with self.subTest(contact=contact.name, product=product.name):
                    allowed = product._eservices_is_sellable(contact, self.config)[0]
                    explained = all(
                        passed for _key, passed, _why in rights._explain(product, contact, self.config)
                    )
                    self.assertEqual(allowed, product in listed)
                    self.assertEqual(allowed, explained)
