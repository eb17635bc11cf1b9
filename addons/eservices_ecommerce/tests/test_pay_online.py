from odoo.tests import HttpCase, tagged

from .common import PlatformFixtures


@tagged("post_install", "-at_install")
class TestPayOnline(PlatformFixtures, HttpCase):
    """Paying an invoice through a payment provider of the ERP (P22)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.invoice = cls._create_invoice(cls.buyer_user)
        cls.env["payment.provider"].search([]).state = "disabled"
        cls.method = cls.env["payment.method"].create(
            {"name": "Test", "code": "t_test", "image": False, "active": False}
        )
        cls.provider = cls.env["payment.provider"].create(
            {
                "name": "Test provider",
                "code": "none",
                "state": "disabled",
                "is_published": True,
                "payment_method_ids": [(6, 0, cls.method.ids)],
            }
        )

    def _enable(self):
        self.provider.state = "test"
        self.method.active = True

    def _post(self, invoice):
        page = self.url_open(f"/eservices/invoices/{self.invoice.id}").text
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        return self.url_open(
            f"/eservices/invoices/{invoice.id}/pay", data={"csrf_token": token}, allow_redirects=False
        )

    def test_the_button_is_there_only_with_an_enabled_provider(self):
        self.authenticate("t_buyer", "t_buyer")
        self.assertNotIn("Pay online", self.url_open(f"/eservices/invoices/{self.invoice.id}").text)
        self._enable()
        self.assertIn("Pay online", self.url_open(f"/eservices/invoices/{self.invoice.id}").text)

    def test_it_leads_to_cores_page_for_what_is_open(self):
        self._enable()
        self.authenticate("t_buyer", "t_buyer")
        response = self._post(self.invoice)
        location = response.headers["Location"]
        self.assertIn("/payment/pay?", location)
        self.assertIn(f"invoice_id={self.invoice.id}", location)
        self.assertIn(f"amount={self.invoice.amount_residual}", location)
        self.assertEqual(self.url_open(location).status_code, 200)

    def test_without_a_provider_it_says_so(self):
        self.authenticate("t_buyer", "t_buyer")
        response = self._post(self.invoice)
        self.assertTrue(response.headers["Location"].endswith(f"/eservices/invoices/{self.invoice.id}"))
        self.assertIn("cannot be paid online", self.url_open(response.headers["Location"]).text)

    def test_a_foreign_invoice_does_not_exist(self):
        self._enable()
        foreign = self._create_invoice(self.rival_user)
        self.authenticate("t_buyer", "t_buyer")
        self.assertEqual(self._post(foreign).status_code, 404)
