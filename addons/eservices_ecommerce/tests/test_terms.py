from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PlatformCase


@tagged("post_install", "-at_install")
class TestTerms(PlatformCase):
    """Row P19: the terms and conditions under which a cart is validated."""

    def setUp(self):
        super().setUp()
        self.customer = self._customer(self.buyer_user)
        self.cart = self._fill_cart(self.buyer_user, (self.free, 1))
        self.service = self.env(user=self.buyer_user)["eservices.cart"]

    def _submit(self, terms=""):
        return self.service._submit(self.customer, self.cart.id, "key", terms)

    def _get_conditions(self):
        page = self.env(user=self.buyer_user)["eservices.cart.page"]
        return page._prepare_page(self.customer)["cart"]["conditions"]

    def test_where_there_are_no_terms_nothing_is_shown_or_recorded(self):
        self.config.terms_required = True
        self.assertIsNone(self._get_conditions())
        self.assertFalse(self._submit().eservices_terms_accepted_at)

    def test_terms_that_need_no_acceptance_are_shown_only(self):
        self.config.terms = "<p>Ours until paid.</p>"
        self.assertIn("Ours until paid", self._get_conditions()["text"])
        self.assertFalse(self._submit().eservices_terms_accepted_at)

    def test_the_terms_of_the_company_stand_in_for_the_channels(self):
        self.company.write({"invoice_terms": "<p>Of the company.</p>", "terms_type": "plain"})
        self.assertIsNone(self._get_conditions())
        self.env["ir.config_parameter"].set_param("account.use_invoice_terms", "True")
        self.assertIn("Of the company", self._get_conditions()["text"])
        self.config.terms = "<p>Of the channel.</p>"
        self.assertIn("Of the channel", self._get_conditions()["text"])

    def test_without_acceptance_nothing_is_validated(self):
        self.config.write({"terms": "<p>Ours until paid.</p>", "terms_required": True})
        for crafted in ("", "1", "on", "x" * 16):
            with self.subTest(crafted=crafted), self.assertRaisesRegex(UserError, "terms"):
                self._submit(crafted)
        self.assertTrue(self.cart.is_eservices_cart)

    def test_the_order_keeps_the_text_and_the_moment(self):
        self.config.write({"terms": "<p>Ours until paid.</p>", "terms_required": True})
        order = self._submit(self._get_conditions()["version"])
        self.assertFalse(order.is_eservices_cart)
        self.config.terms = "<p>Other terms.</p>"
        self.assertIn("Ours until paid", order.eservices_terms)
        self.assertTrue(order.eservices_terms_accepted_at)
        self.assertEqual(self._submit(""), order)
        page = self.env(user=self.buyer_user)["eservices.orders"]._prepare_page(self.customer, order)
        self.assertTrue(page["order"]["terms_accepted"])

    def test_terms_that_changed_meanwhile_have_to_be_accepted_again(self):
        self.config.write({"terms": "<p>Ours until paid.</p>", "terms_required": True})
        version = self._get_conditions()["version"]
        self.config.terms = "<p>Ours for ever.</p>"
        with self.assertRaisesRegex(UserError, "changed"):
            self._submit(version)

    def test_nobody_records_an_acceptance_himself(self):
        cart = self.cart.with_user(self.staff)
        for values in ({"eservices_terms": "<p>Yes</p>"}, {"eservices_terms_accepted_at": "2026-01-01"}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                cart.write(values)
