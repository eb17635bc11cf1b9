from datetime import timedelta

from odoo import Command, fields, models
from odoo.tests import tagged

from ..models.product_pricelist import MAX_KEPT_RULES
from ..services.cart_read import (
    INHERITED,
    LINE_LINKS,
    ORDER_LINKS,
    PRODUCT_LINKS,
    PRODUCT_READ,
    TEMPLATE_READ,
)
from ..services.overrides import is_own
from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestCartRead(PlatformCase):
    """What a change of the cart reads at once, or takes from what is kept, is what Odoo would read (P18)."""

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.carts = self.env(user=self.buyer_user)["eservices.cart"]
        self.reader = self.env(user=self.buyer_user)["eservices.cart.read"]

    def _create_chosen(self):
        """A variant with a value of its own, and a value that makes no variant."""
        sizes, colours = (
            self.env["product.attribute"].create(
                {
                    "name": name,
                    "create_variant": mode,
                    "value_ids": [Command.create({"name": f"{name} {number}"}) for number in (1, 2)],
                }
            )
            for name, mode in (("Size t", "always"), ("Colour t", "no_variant"))
        )
        # The record of a new variant says in its context that no others are to be made.
        template = self.referenced.product_tmpl_id.with_env(self.env)
        template.write(
            {
                "attribute_line_ids": [
                    Command.create({"attribute_id": one.id, "value_ids": [Command.set(one.value_ids.ids)]})
                    for one in (sizes, colours)
                ],
                "free_sale": True,
            }
        )
        colour = template.attribute_line_ids.filtered(lambda line: line.attribute_id == colours)
        return template.product_variant_ids.filtered("combination_indices")[:1], (
            colour.product_template_value_ids[:1]
        )

    def test_what_is_read_at_once_is_what_the_orm_reads(self):
        variant, colour = self._create_chosen()
        self.free.description_sale = "Zinc plated"
        cart = self._fill_cart(self.buyer_user, (self.free, 2), (variant, 3)).with_env(self.env)
        cart.order_line[1].product_no_variant_attribute_value_ids = colour
        cart.order_line[0].tax_ids = self.env["account.tax"].create(
            [
                {"name": "T b", "amount": 1, "sequence": 9},
                {"name": "T a", "amount": 2, "sequence": 2},
                {"name": "T c", "amount": 3, "sequence": 1, "active": False},
            ]
        )
        cart.order_line = [Command.create({"display_type": "line_section", "name": "Section", "sequence": 1})]
        names = {
            "sale.order": (*self.env["sale.order"]._get_eservices_read(), *ORDER_LINKS, "order_line"),
            "sale.order.line": (*self.env["sale.order.line"]._get_eservices_read(), *LINE_LINKS),
            "product.product": (*PRODUCT_READ, *PRODUCT_LINKS, *INHERITED),
            "product.template": TEMPLATE_READ,
        }

        def look(order):
            records = {
                "sale.order": order,
                "sale.order.line": order.order_line,
                "product.product": order.order_line.product_id,
                "product.template": order.order_line.product_id.product_tmpl_id,
            }
            values = {
                (record, name): record[name]
                for model, found in records.items()
                for record in found
                for name in names[model]
            }
            # Of links the order too, which is not seen when records are compared.
            return {
                key: value.ids if isinstance(value, models.BaseModel) else value
                for key, value in values.items()
            }

        self.env.flush_all()
        self.env.invalidate_all()
        expected = look(cart.with_env(self.customer.env))
        self.env.invalidate_all()
        found = self.reader._read(self.reader._find(self.customer))
        self.assertEqual(look(found), expected)

    def test_what_is_not_written_yet_is_not_overwritten_by_what_is_read(self):
        cart = self._fill_cart(self.buyer_user, (self.free, 2)).with_env(self.customer.env)
        cart.order_line.product_uom_qty = 7
        self.reader._read(self.reader._find(self.customer))
        self.assertEqual(cart.order_line.product_uom_qty, 7)
        self.assertEqual(cart.amount_untaxed, 70)

    def test_who_has_no_cart_reads_none(self):
        cart = self.reader._find(self.customer)
        self.assertFalse(cart)
        self.assertFalse(self.reader._read(cart))

    # === WHAT IS KEPT OF PRICELISTS === #

    def _add(self):
        """The price at which one more is put in the cart."""
        self.env.flush_all()
        self.env.invalidate_all()
        customer = self._customer(self.buyer_user)
        return self.carts._add(customer, self.free.with_env(customer.env), 1).price_unit

    def test_what_is_added_has_the_price_of_now_whatever_rules_are_kept(self):
        pricelist = self.env["product.pricelist"].create({"name": "List t"})
        self.acme.property_product_pricelist = pricelist
        self.assertEqual(self._add(), 10)
        rule = self.env["product.pricelist.item"].create(
            {"pricelist_id": pricelist.id, "compute_price": "fixed", "fixed_price": 8}
        )
        self.assertEqual(self._add(), 8)
        rule.fixed_price = 7
        self.assertEqual(self._add(), 7)
        rule.min_quantity = 100
        self.assertEqual(self._add(), 10)
        rule.write({"min_quantity": 0, "date_start": fields.Datetime.now() + timedelta(days=1)})
        self.assertEqual(self._add(), 10)
        rule.date_start = False
        self.assertEqual(self._add(), 7)
        rule.unlink()
        self.assertEqual(self._add(), 10)

    def test_rules_that_are_kept_or_looked_up_are_those_that_are_searched(self):
        pricelist = self.env["product.pricelist"].create({"name": "List t"})
        other = self._create_product("Other", "T-OTHER", 4.0)
        self.free.categ_id = self.env["product.category"].create({"name": "Category t"})
        now = fields.Datetime.now()
        day = timedelta(days=1)
        for values in (
            {"min_quantity": 5},
            {"applied_on": "1_product", "product_tmpl_id": self.free.product_tmpl_id.id},
            {"applied_on": "1_product", "product_tmpl_id": other.product_tmpl_id.id},
            {"applied_on": "0_product_variant", "product_id": self.free.id, "date_end": now - day},
            {"applied_on": "0_product_variant", "product_id": self.free.id, "date_start": now + day},
            {"applied_on": "2_product_category", "categ_id": self.free.categ_id.id},
            {"date_start": now - day, "date_end": now + day},
        ):
            self.env["product.pricelist.item"].create({"pricelist_id": pricelist.id, **values})
        searched = pricelist.with_user(self.env.ref("base.user_admin"))
        cases = [
            (date, products, searched._get_applicable_rules(products, date))
            for date in (now, now - 2 * day, now + 2 * day, fields.Date.today())
            for products in (self.free, self.free | other, self.free.product_tmpl_id)
        ]
        self._check_rules(pricelist, cases)
        # As of another product, so many that it is not kept which of them there are.
        self.env["product.pricelist.item"].create(
            [
                {
                    "pricelist_id": pricelist.id,
                    "applied_on": "0_product_variant",
                    "product_id": self.referenced.id,
                    "min_quantity": number,
                }
                for number in range(MAX_KEPT_RULES)
            ]
        )
        self.assertIsNone(pricelist._get_eservices_rules(pricelist.id))
        self._check_rules(pricelist, cases)
        own = {"applied_on": "0_product_variant", "product_id": self.free.id, "fixed_price": 8}
        self.env["product.pricelist.item"].create({"pricelist_id": pricelist.id, **own})
        self.acme.property_product_pricelist = pricelist
        self.assertEqual(self._add(), 8)

    def _check_rules(self, pricelist, cases):
        for date, products, expected in cases:
            with self.subTest(date=date, products=products):
                self.assertEqual(pricelist.sudo()._get_applicable_rules(products, date), expected)

    def test_a_shortcut_knows_what_other_add_ons_define(self):
        self.assertTrue(is_own(self.env["product.pricelist"], ["_get_applicable_rules_domain"], ["product"]))
        self.assertFalse(is_own(self.env["sale.order"], ["_compute_amounts"], ["sale"]))
        self.assertTrue(self.env["account.tax"]._has_eservices_engine())
