from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestCartDetails(PlatformCase):
    """Row B6: what is filled in before the cart is validated."""

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.cart = self._fill_cart(self.buyer_user, (self.free, 1))
        self.page = self.env(user=self.buyer_user)["eservices.cart.page"]
        self.service = self.env(user=self.buyer_user)["eservices.cart"]

    def test_without_a_po_number_a_company_that_asks_for_it_cannot_validate(self):
        self.acme.eservices_po_required = True
        self.cart.client_order_ref = "  "
        self.assertIn("client_order_ref", self.page._get_missing(self.customer))
        with self.assertRaisesRegex(UserError, "PO number"):
            self.service._submit(self.customer, self.cart.id, "key")
        self.assertTrue(self.cart.is_eservices_cart)
        self.page._write_details(self.customer, {"client_order_ref": "PO 1"})
        order = self.service._submit(self.customer, self.cart.id, "key")
        self.assertEqual(order.client_order_ref, "PO 1")

    def test_a_repeated_validation_is_not_asked_for_a_po_number(self):
        order = self.service._submit(self.customer, self.cart.id, "key")
        self.acme.eservices_po_required = True
        self.assertEqual(self.service._submit(self.customer, order.id, "key"), order)

    def test_other_companies_need_no_po_number(self):
        self.borel.eservices_po_required = True
        self.assertFalse(self.page._get_missing(self.customer))

    def test_the_customer_chooses_whether_late_lines_hold_the_rest(self):
        self.assertFalse(self.page._write_details(self.customer, {"picking_policy": "one"}))
        self.assertEqual(self.cart.picking_policy, "one")
        for crafted in ("", None, "all", 1, []):
            errors = self.page._write_details(self.customer, {"picking_policy": crafted})
            self.assertIn("picking_policy", errors)
        self.assertEqual(self.cart.picking_policy, "one")

    def test_a_requested_date_is_one_that_people_plan_for(self):
        next_year = str(self.cart.create_date.year + 1)
        for day, is_taken in ((f"{next_year}-12-31", True), ("9999-12-31", False), ("2206-01-01", False)):
            with self.subTest(day=day):
                errors = self.page._write_details(self.customer, {"requested_date": day})
                self.assertEqual("requested_date" not in errors, is_taken)
        self.assertEqual(str(self.cart.commitment_date.date()), f"{next_year}-12-31")

    def test_an_address_in_one_line_has_no_gaps(self):
        self.buyer.write({"street": "1 rue du Fer", "street2": False, "zip": "69002", "city": "Lyon"})
        text = self.buyer._get_eservices_address_text()
        self.assertTrue(text.startswith("1 rue du Fer, "))
        self.assertNotIn(", ,", text)

    def test_credit_left_is_said_only_where_the_company_limits_it(self):
        self.acme.use_partner_credit_limit = False
        self.assertNotIn("Credit", self.page._get_terms(self.customer, self.cart))
        self.acme.write({"use_partner_credit_limit": True, "credit_limit": 1000})
        self.company.account_use_credit_limit = False
        self.assertNotIn("Credit", self.page._get_terms(self.customer, self.cart))
        self.company.account_use_credit_limit = True
        self.assertIn("Credit left", self.page._get_terms(self.customer, self.cart))

    def test_amounts_and_totals_are_those_of_odoo_whatever_taxes_are_on_the_lines(self):
        taxes = self.env["account.tax"]
        groups = self.env["account.tax.group"].create([{"name": "T group A"}, {"name": "T group B"}])
        one, two, other, fixed, included, first_of_two = taxes.create(
            [
                {"name": "T 19 %", "amount": 19, "tax_group_id": groups[0].id},
                {"name": "T 7 %", "amount": 7.7, "tax_group_id": groups[1].id},
                {"name": "T 5 %", "amount": 5, "tax_group_id": groups[1].id},
                {"name": "T per piece", "amount": 0.35, "amount_type": "fixed"},
                {"name": "T in the price", "amount": 8.1, "price_include_override": "tax_included"},
                {"name": "T below others", "amount": 3, "include_base_amount": True, "sequence": 0},
            ]
        )
        odd = self._create_product("Odd", "ODD", 3.337, free_sale=True)
        self.cart = self._fill_cart(self.buyer_user, (odd, 7))
        first, second = self.cart.order_line
        none = taxes.browse()
        for chosen, is_plain in (
            ((one, one), True),
            ((one, two), True),
            ((two, other), True),
            ((one | two, one), True),
            ((none, two), True),
            ((two, none), True),
            ((none, none), True),
            ((two | other, two), False),
            ((fixed, one), False),
            ((included, included), False),
            ((first_of_two | one, two), False),
        ):
            for method in ("round_per_line", "round_globally"):
                for price, discount in ((3.337, 0), (3.337, 3.33), (10, 0), (-4.445, 12.5)):
                    with self.subTest(
                        taxes=[tax.mapped("name") for tax in chosen],
                        method=method,
                        price=price,
                        less=discount,
                    ):
                        self.cart.company_id.tax_calculation_rounding_method = method
                        first.tax_ids, second.tax_ids = chosen
                        second.write({"price_unit": price})
                        self.cart.order_line.write({"discount": discount})
                        self._check_amounts(is_plain)

    def _check_amounts(self, is_plain):
        """What the cart keeps and its page shows is what core's engine says."""
        documents = self.env(user=self.buyer_user)["eservices.documents"]
        self.assertEqual(self.cart._sum_up_eservices(self.cart.order_line) is not None, is_plain)
        for line in self.cart.order_line:
            base = line._prepare_base_line_for_taxes_computation()
            taxes = self.env["account.tax"]
            taxes._add_tax_details_in_base_line(base, line.company_id)
            taxes._round_base_lines_tax_details([base], line.company_id)
            self.assertAlmostEqual(line.price_subtotal, base["tax_details"]["total_excluded_currency"])
            self.assertAlmostEqual(line.price_total, base["tax_details"]["total_included_currency"])
            self.assertAlmostEqual(line.price_tax, line.price_total - line.price_subtotal)
        totals = self.cart.tax_totals
        for field, name in (
            ("amount_untaxed", "base_amount_currency"),
            ("amount_tax", "tax_amount_currency"),
            ("amount_total", "total_amount_currency"),
        ):
            self.assertAlmostEqual(self.cart[field], totals[name], msg=field)
        shown = self.page._get_totals(self.cart, self.cart._get_eservices_product_lines(), {})
        self.assertEqual(
            {name: shown[name] for name in ("untaxed", "taxes", "total")},
            documents._format_tax_totals(totals, self.cart.currency_id),
        )

    def test_early_payment_that_lowers_the_taxes_is_left_to_odoo(self):
        self.cart.payment_term_id = self.env["account.payment.term"].create(
            {
                "name": "T 2 % within 10 days",
                "early_discount": True,
                "discount_percentage": 2,
                "early_pay_discount_computation": "mixed",
            }
        )
        self.cart.order_line.tax_ids = self.env["account.tax"].create({"name": "T 20 %", "amount": 20})
        self._check_amounts(False)

    def test_staff_who_change_a_cart_in_its_form_see_its_amounts_at_once(self):
        cart = self.cart.with_user(self.env.ref("base.user_admin"))
        cart.order_line.tax_ids = False
        with Form(cart) as form:
            with form.order_line.edit(0) as line:
                line.product_uom_qty = 7
                self.assertEqual(line.price_subtotal, 70)
            with form.order_line.new() as line:
                line.product_id = self.referenced
                line.tax_ids.clear()
                line.price_unit = 1.5
                line.product_uom_qty = 3
                self.assertEqual(line.price_subtotal, 4.5)
            self.assertEqual(form.tax_totals["base_amount_currency"], 74.5)
        self.assertEqual(cart.amount_total, 74.5)

    def test_the_weight_of_a_cart_is_that_of_odoo_in_any_unit(self):
        self.free.weight = 1.5
        line = self.cart.order_line
        for unit, weight in ((line.product_uom_id, 6), (self.env.ref("uom.product_uom_dozen"), 72)):
            line.write({"product_uom_id": unit.id, "product_uom_qty": 4})
            self.assertAlmostEqual(self.cart.shipping_weight, weight)
        self.free.type = "service"
        self.assertFalse(self.cart._get_estimated_weight())
