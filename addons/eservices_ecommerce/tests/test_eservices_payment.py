from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..const import PROOF_MAX_BYTES
from ..services.invoices import FieldError
from .common import PlatformCase

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


@tagged("post_install", "-at_install")
class TestEservicesPayment(PlatformCase):
    """Row P22."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice = cls._create_invoice(cls.buyer_user)
        cls.total = cls.invoice.amount_total

    def _assert_refused(self, field, words="", **values):
        before = self.env["eservices.payment"].search_count([])
        typed = {"invoices": self.invoice, "amount": self.total, **values}
        with self.assertRaises(FieldError) as caught, self.cr.savepoint():
            self._record_payment(self.buyer_user, typed.pop("invoices"), typed.pop("amount"), **typed)
        self.assertEqual(caught.exception.field, field)
        self.assertIn(words, caught.exception.args[0])
        self.assertEqual(self.env["eservices.payment"].search_count([]), before)

    def test_processing_posts_reconciles_and_ends_the_flow(self):
        payment = self._record_payment(self.buyer_user, self.invoice, self.total, proof=("proof.pdf", PDF))
        self.assertEqual(payment.state, "submitted")
        self.assertEqual(payment.activity_ids.user_id, self.staff)
        payment.with_user(self.staff).action_process()
        self.assertEqual(payment.state, "processed")
        self.assertEqual(payment.payment_ids.amount, self.total)
        self.assertIn(self.invoice.payment_state, ("paid", "in_payment"))
        self.assertEqual(self.invoice.amount_residual, 0)

    def test_the_timeline_says_when_the_last_of_it_was_paid(self):
        order = self.invoice.invoice_line_ids.sale_line_ids.order_id
        timeline = self.env["eservices.timeline"]
        day = self.invoice.invoice_date - timedelta(days=2)
        self._record_payment(self.buyer_user, self.invoice, 1).with_user(self.staff).action_process()
        self.assertNotEqual(timeline._get_steps(order)[-1]["state"], "done")
        rest = self.invoice.amount_residual
        for amount, date in ((rest - 2, day), (2, day + timedelta(days=1))):
            payment = self._record_payment(self.buyer_user, self.invoice, amount, date=str(date))
            payment.with_user(self.staff).action_process()
        self.assertEqual(
            timeline._get_steps(order)[-1]["note"],
            self.env["eservices.dates"]._format_day(self.invoice.invoice_date),
        )

    def test_what_waits_for_the_banks_statement_is_paid(self):
        # Without an outstanding account Odoo reconciles such an invoice only with the statement.
        self.invoice.payment_state = "in_payment"
        order = self.invoice.invoice_line_ids.sale_line_ids.order_id
        self.assertEqual(self.invoice.amount_residual, self.total)
        self.assertEqual(self.invoice._get_eservices_open_amount(), 0)
        self.assertIsNone(self.env["eservices.orders"]._get_next_step(None, self.invoice))
        self.assertEqual(self.env["eservices.timeline"]._get_ratios(order)[-1], 1)
        self.assertEqual(order.order_line[0]._get_eservices_paid_qty(), order.order_line[0].qty_invoiced)

    def test_processing_twice_leaves_one_payment(self):
        payment = self._record_payment(self.buyer_user, self.invoice, self.total)
        payment.with_user(self.staff).action_process()
        with self.assertRaisesRegex(UserError, "does not wait"):
            payment.with_user(self.staff).action_process()
        self.assertEqual(len(payment.payment_ids), 1)

    def test_a_part_leaves_the_rest_open(self):
        payment = self._record_payment(self.buyer_user, self.invoice, 10)
        payment.with_user(self.staff).action_process()
        self.assertAlmostEqual(self.invoice.amount_residual, self.total - 10)

    def test_one_payment_for_several_invoices(self):
        second = self._create_invoice(self.buyer_user)
        payment = self._record_payment(self.buyer_user, self.invoice | second, self.total * 2)
        payment.with_user(self.staff).action_process()
        self.assertEqual((self.invoice | second).mapped("amount_residual"), [0, 0])

    def test_refusing_needs_a_reason_that_the_customer_reads(self):
        payment = self._record_payment(self.buyer_user, self.invoice, self.total)
        with self.assertRaisesRegex(UserError, "why"):
            payment.with_user(self.staff).action_refuse("  ")
        wizard = self.env["eservices.payment.refuse"].with_user(self.staff)
        wizard.create({"payment_id": payment.id, "reason": "Wrong account"}).action_refuse()
        customer = self._customer(self.buyer_user)
        page = self.env(user=self.buyer_user)["eservices.invoices"]._prepare_page(
            customer, self.invoice.with_env(customer.env)
        )
        self.assertEqual(page["payments"][0]["reason"], "Wrong account")

    def test_after_a_refusal_the_customer_tries_again_with_what_he_entered(self):
        payment = self._record_payment(self.buyer_user, self.invoice, self.total, proof=("proof.pdf", PDF))
        payment.with_user(self.staff).action_refuse("Wrong account")
        again = self._record_payment(self.buyer_user, self.invoice, self.total, refill=payment.id)
        self.assertEqual(again.state, "submitted")
        self.assertEqual(again._get_proof_content(), PDF)

    def test_a_repeated_key_is_one_payment(self):
        first = self._record_payment(self.buyer_user, self.invoice, 5, key="same")
        self.assertEqual(self._record_payment(self.buyer_user, self.invoice, 5, key="same"), first)

    def test_a_key_that_another_request_takes_meanwhile_is_tried_again(self):
        # A stranger's payment is as invisible as one that another transaction has not committed yet.
        self._record_payment(self.buyer_user, self.invoice, 5, key="taken")
        invoice = self._create_invoice(self.rival_user)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(ConcurrencyError),
            self.cr.savepoint(),
        ):
            self._record_payment(self.rival_user, invoice, 5, key="taken")

    def test_bad_amounts_are_refused(self):
        for amount in ("0", "-5", "abc", "", "1e99", "nan", "inf", self.total + 1):
            with self.subTest(amount=amount):
                self._assert_refused("amount", amount=amount)

    def test_what_awaits_processing_is_no_longer_open(self):
        self._record_payment(self.buyer_user, self.invoice, self.total - 10)
        self._assert_refused("amount", "more than what is open", amount=11)
        self._record_payment(self.buyer_user, self.invoice, 10)

    def test_foreign_paid_and_missing_invoices_are_refused(self):
        foreign = self._create_invoice(self.rival_user)
        for invoices in (foreign, self.invoice | foreign, foreign.browse(), foreign.browse(2**31 - 1)):
            with self.subTest(invoices=invoices.ids):
                self._assert_refused("invoice_ids", invoices=invoices)

    def test_bad_dates_and_methods_are_refused(self):
        self._assert_refused("date", date="soon")
        tomorrow = fields.Date.to_string(fields.Date.add(fields.Date.today(), days=2))
        self._assert_refused("amount", "future", date=tomorrow)
        self._assert_refused("method", method="gold")

    def test_a_proof_that_is_too_large_or_of_a_wrong_type_is_refused(self):
        self._assert_refused("proof", "larger", proof=("big.pdf", PDF + b"0" * PROOF_MAX_BYTES))
        for name, content in (
            ("page.html", b"<html><script>alert(1)</script></html>"),
            ("proof.pdf", b"MZ\x90\x00program"),
            ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ):
            with self.subTest(name=name):
                self._assert_refused("proof", "PDF or a picture", proof=(name, content))

    def test_the_customer_withdraws_until_it_is_processed(self):
        payment = self._record_payment(self.buyer_user, self.invoice, self.total)
        payment.action_withdraw()
        self.assertEqual(payment.state, "draft")
        again = self._record_payment(self.buyer_user, self.invoice, self.total)
        again.with_user(self.staff).action_process()
        with self.assertRaises(UserError):
            again.action_withdraw()

    def test_transmitted_payments_cannot_be_deleted(self):
        payment = self._record_payment(self.buyer_user, self.invoice, self.total)
        with self.assertRaisesRegex(UserError, "Only drafts"):
            payment.unlink()

    def test_nobody_types_a_decision(self):
        payment = self._record_payment(self.buyer_user, self.invoice, self.total).with_user(self.staff)
        for values in ({"state": "processed"}, {"refuse_reason": "No"}, {"decided_by_id": self.staff.id}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                payment.write(values)
        self.assertEqual(payment.state, "submitted")
