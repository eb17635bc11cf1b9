from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .console import ConsoleCase

IBAN = "FR76 3000 6000 0112 3456 7890 189"
GERMAN = "DE89 3704 0044 0532 0130 00"


@tagged("post_install", "-at_install")
class TestConsolePayment(ConsoleCase):
    """Row A13."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sepa_creditor_identifier = "FR78ZZZ424242"
        bank = cls.env["res.bank"].create({"name": "Bank t", "bic": "DEUTDEFF"})
        account = cls.env["res.partner.bank"].create(
            {
                "partner_id": cls.company.partner_id.id,
                "acc_number": "ES52 0182 2782 5688 3882 1868",
                "bank_id": bank.id,
            }
        )
        journal = cls.env["account.journal"].create(
            {"name": "Bank t", "type": "bank", "code": "BNKT", "bank_account_id": account.id}
        )
        cls.debit = cls.env["account.payment.method.line"].create(
            {
                "name": "Direct debit t",
                "company_id": cls.company.id,
                "payment_method_id": cls.env.ref("account_payment_sepa_direct_debit.sepa_direct_debit").id,
                "bank_account_link": "fixed",
                "journal_id": journal.id,
                "selectable": True,
            }
        )
        cls.config.care_debit_line_id = cls.debit
        cls.buyer.country_id = cls.env.ref("base.fr")

    def setUp(self):
        super().setUp()
        self.contact_id = self._open()
        self.cart = self._console(".cart")
        self.payment = self._console(".payment")
        self.answer = self.cart.add(self.contact_id, {"code": "T-FREE", "quantity": 2})
        self.order = self.env["sale.order"].browse(self.answer["id"])

    def _add_account(self, iban=IBAN, signed_on="2026-01-05", **values):
        return self.payment.add_account(self.contact_id, {"iban": iban, "signed_on": signed_on, **values})

    def _methods(self, answer=None):
        found = (answer or self.cart.get_cart(self.contact_id))["payment"]["methods"]
        return {one["key"]: one["reason"] for one in found}

    def test_the_channel_says_which_methods_there_are(self):
        self.assertEqual(set(self._methods()), {"invoice", "debit"})
        self.config.write({"care_pay_invoice": False, "care_debit_line_id": False, "care_pay_cash": True})
        self.assertEqual(set(self._methods()), {"cash"})
        with self.assertRaisesRegex(UserError, "does not have this way"):
            self.payment.set_method(self.contact_id, "invoice")

    def test_direct_debit_needs_a_method_with_mandates(self):
        manual = self.env["account.payment.method.line"].search(
            [("payment_type", "=", "inbound"), ("payment_method_id.mandate_required", "=", False)], limit=1
        )
        with self.assertRaises(ValidationError):
            self.config.care_debit_line_id = manual

    def test_an_iban_is_checked_as_it_is_typed(self):
        for iban in (IBAN, IBAN.lower().replace(" ", ""), GERMAN):
            with self.subTest(iban):
                self.assertTrue(self.payment.check_iban(self.contact_id, iban)["ok"])
        for iban in ("", "FR76 3000", IBAN[:-1] + "8", "XX" + IBAN[2:], None, "123", "FR76" + "0" * 80):
            with self.subTest(iban):
                found = self.payment.check_iban(self.contact_id, iban)
                self.assertFalse(found["ok"])
                self.assertTrue(found["text"])
        turkish = self.payment.check_iban(self.contact_id, "TR33 0006 1005 1978 6457 8413 26")
        self.assertIn("no part in SEPA", turkish["text"])

    def test_a_new_account_is_saved_with_its_mandate_and_chosen(self):
        answer = self._add_account(holder="ACME Robotics")
        [account] = self.acme.bank_ids
        mandate = account.mandate_ids
        self.assertEqual((mandate.state, mandate.partner_id), ("valid", self.acme))
        self.assertEqual(self.order.mandate_id, mandate)
        self.assertEqual(self.order.preferred_payment_method_line_id, self.debit)
        shown = answer["payment"]
        self.assertEqual((shown["method"], shown["account_id"]), ("debit", account.id))
        self.assertEqual(shown["accounts"][0]["label"], "… 0189")
        self.assertNotIn("30006", str(answer), "only the end of the number is shown")
        self._add_account()
        self.assertEqual(self.acme.bank_ids, account, "the same account is not saved twice")
        self.assertEqual(account.mandate_ids, mandate)

    def test_a_saved_account_is_chosen(self):
        self._add_account()
        self._add_account(GERMAN)
        first = self.acme.bank_ids.filtered(lambda one: one.sanitized_acc_number.startswith("FR"))
        answer = self.payment.set_method(self.contact_id, "debit", first.id)
        self.assertEqual(answer["payment"]["account_id"], first.id)
        self.assertEqual(self.payment.set_method(self.contact_id, "invoice")["payment"]["account_id"], False)
        self.assertFalse(self.order.mandate_id)

    def test_an_account_of_somebody_else_is_refused(self):
        foreign = self.env["res.partner.bank"].create({"partner_id": self.borel.id, "acc_number": GERMAN})
        with self.assertRaisesRegex(UserError, "customer's accounts"):
            self.payment.set_method(self.contact_id, "debit", foreign.id)

    def test_an_unsigned_or_ended_mandate_is_no_mandate(self):
        self._add_account(signed_on="")
        [account] = self.acme.bank_ids
        self.assertEqual(account.mandate_ids.state, "draft")
        with self.assertRaisesRegex(UserError, "not signed yet"):
            self.payment.set_method(self.contact_id, "debit", account.id)
        self._add_account()
        self.assertEqual(self.order.mandate_id.state, "valid", "signed now")
        self.order.mandate_id.state = "expired"
        answer = self.cart.get_cart(self.contact_id)
        self.assertIn("has ended", answer["missing"]["payment"])
        with self.assertRaisesRegex(UserError, "has ended"):
            self.cart.place(self.contact_id, answer["id"], answer["key"])
        self._add_account()
        self.assertEqual(self.order.mandate_id.state, "valid", "added again, there is a new one")
        with self.assertRaisesRegex(UserError, "lies ahead"):
            self._add_account(signed_on=str(fields.Date.add(fields.Date.today(), days=2)))

    def test_the_mandate_ends_in_a_sepa_file(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        pricelist = self.env["product.pricelist"].create({"name": "Euro t", "currency_id": euro.id})
        self.env.user.group_ids |= self.env.ref("account_payment_batch_oca.group_account_payment")
        self.order.unlink()
        self.acme.specific_property_product_pricelist = pricelist
        self.buyer.specific_property_product_pricelist = pricelist
        answer = self.cart.add(self.contact_id, {"code": "T-FREE", "quantity": 2})
        self._add_account()
        self.cart.place(self.contact_id, answer["id"], answer["key"])
        order = self.env["sale.order"].browse(answer["id"])
        self._put_in_stock(self.free, 5)
        order.action_confirm()
        self._deliver(order)
        invoice = self._invoice(order)
        self.assertEqual((invoice.mandate_id, invoice.currency_id), (order.mandate_id, euro))
        invoice.create_account_payment_line()
        lines = self.env["account.payment.line"].search([("move_line_id.move_id", "=", invoice.id)])
        lines.order_id.draft2open()
        lines.order_id.open2generated()
        file = lines.order_id.payment_file_id
        self.assertIn(order.mandate_id.unique_mandate_reference.encode(), file.raw)
        self.assertIn(b"FR7630006000011234567890189", file.raw)

    def test_cash_on_delivery_follows_its_provider_and_the_carrier(self):
        self.config.care_pay_cash = True
        provider = self.env["payment.provider"].search([("custom_mode", "=", "cash_on_delivery")], limit=1)
        provider.write({"state": "disabled"})
        self.assertIn("switched off", self._methods()["cash"])
        provider.write({"state": "test", "company_id": self.company.id})
        product = self.env["product.product"].create({"name": "Van t", "type": "service"})
        van = self.env["delivery.carrier"].create(
            {"name": "Van t", "product_id": product.id, "delivery_type": "fixed", "fixed_price": 5}
        )
        self.cart.set_quantity(self.contact_id, self.answer["lines"][0]["id"], 3)
        self.assertEqual(self._methods()["cash"], "Not with Van t.")
        with self.assertRaisesRegex(UserError, "Not with Van t"):
            self.payment.set_method(self.contact_id, "cash")
        van.allow_cash_on_delivery = True
        self.assertEqual(self.payment.set_method(self.contact_id, "cash")["payment"]["method"], "cash")
        van.allow_cash_on_delivery = False
        self.assertIn("Not with Van t", self.cart.get_cart(self.contact_id)["missing"]["payment"])

    def test_the_order_keeps_what_was_agreed(self):
        self.cart.place(self.contact_id, self.answer["id"], self.answer["key"])
        self.assertEqual(self.order.care_payment, "invoice")

    def test_what_is_overdue_stands_beside_the_payment(self):
        self.assertEqual(self.payment.get_payment(self.contact_id)["overdue"], "")
        invoice = self._create_invoice(self.colleague_user, quantity=5)
        invoice.invoice_date_due = fields.Date.subtract(fields.Date.today(), days=3)
        self.assertIn("50.00", self.payment.get_payment(self.contact_id)["overdue"])

    def test_commands_are_not_taken_for_ids(self):
        for crafted in ([Command.clear()], {"id": 1}, "x", True):
            with self.subTest(crafted), self.assertRaises(UserError):
                self.payment.set_method(self.contact_id, "debit", crafted)
