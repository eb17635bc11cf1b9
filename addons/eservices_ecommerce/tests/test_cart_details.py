from odoo.exceptions import UserError
from odoo.tests import tagged

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

    def test_the_page_shows_the_totals_that_odoo_computes_whatever_taxes_are_on_the_lines(self):
        one, two, fixed = self.env["account.tax"].create(
            [
                {"name": "T 19 %", "amount": 19},
                {"name": "T 7 %", "amount": 7},
                {"name": "T per piece", "amount": 0.35, "amount_type": "fixed"},
            ]
        )
        odd = self._create_product("Odd", "ODD", 3.337, free_sale=True)
        documents = self.env(user=self.buyer_user)["eservices.documents"]
        self.cart = self._fill_cart(self.buyer_user, (odd, 7))
        first, second = self.cart.order_line
        none = self.env["account.tax"]
        # With a discount no line comes out even.
        for taxes, discount, known in (
            ((one, one), 3.33, True),
            ((one, two), 0, False),
            ((one | two, one | two), 0, False),
            ((one | two, one), 0, False),
            ((fixed, fixed), 0, False),
            ((two, none), 0, True),
            ((none, two), 0, True),
            ((none, two), 3.33, False),
            ((none, none), 0, False),
        ):
            for method in ("round_per_line", "round_globally"):
                names = [tax.mapped("name") for tax in taxes]
                with self.subTest(taxes=names, discount=discount, method=method):
                    self.cart.company_id.tax_calculation_rounding_method = method
                    first.tax_ids, second.tax_ids = taxes
                    first.discount = second.discount = discount
                    lines = self.cart._get_priced_lines()
                    self.assertEqual(bool(self.page._get_known_totals(self.cart, lines)), known)
                    shown = self.page._get_totals(self.cart, self.cart._get_eservices_product_lines(), {})
                    self.assertEqual(
                        {name: shown[name] for name in ("untaxed", "taxes", "total")},
                        documents._format_tax_totals(self.cart.tax_totals, self.cart.currency_id),
                    )
