import io
from datetime import timedelta

import openpyxl

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import PlatformFixtures


@tagged("post_install", "-at_install")
class TestStatement(PlatformFixtures, HttpCase):
    """Row B9: what a company owes, and where it comes from."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.today = fields.Date.today()
        cls.old = cls._create_invoice(cls.buyer_user, quantity=4)
        cls.old.button_draft()
        cls.old.invoice_date = cls.today - timedelta(days=90)
        cls.old.invoice_date_due = cls.today - timedelta(days=60)
        cls.old.action_post()
        cls.recent = cls._create_invoice(cls.colleague_user, quantity=2)
        cls.foreign = cls._create_invoice(cls.rival_user, quantity=9)
        cls._record_payment(cls.buyer_user, cls.old, 10).action_process()

    def setUp(self):
        super().setUp()
        self.authenticate("t_buyer", "t_buyer")

    def _prepare(self, user=None):
        user = user or self.buyer_user
        return self.env(user=user)["eservices.statement"]._prepare(self._customer(user))

    def _format(self, amount):
        return self.env["eservices.statement"]._format(self._customer(self.buyer_user), amount)

    def _download(self, query=""):
        response = self.url_open(f"/eservices/account/statement{query}")
        self.assertEqual(response.status_code, 200)
        return list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)[1:]

    def test_the_account_says_what_is_open_and_overdue(self):
        open_amount = self.old.amount_residual + self.recent.amount_residual
        self.assertEqual(self.old.amount_residual, self.old.amount_total - 10)
        self.assertEqual(self._prepare()["open"], self._format(open_amount))
        self.assertEqual(self._prepare()["overdue"], self._format(self.old.amount_residual))
        self.assertIn(self._prepare()["open"], self.url_open("/eservices/account").text)

    def test_a_payment_is_offered_where_there_is_something_to_pay(self):
        self.assertIn("Record a payment", self.url_open("/eservices/account").text)
        self._create_platform_user("t_new", self.env["res.partner"].create({"name": "Nils New"}))
        self.authenticate("t_new", "t_new")
        self.assertNotIn("Record a payment", self.url_open("/eservices/account").text)

    def test_credit_is_named_where_the_company_has_a_limit(self):
        self.acme.credit_limit = 1000
        self.assertEqual(self._prepare()["credit_left"], "")
        self.company.account_use_credit_limit = True
        self.env.invalidate_all()
        self.assertEqual(self._prepare()["credit_left"], self._format(1000 - self.acme.credit))

    def test_the_entries_add_up_to_the_balance(self):
        rows = self._download()
        self.assertEqual([row[1] for row in rows], ["Invoice", "Invoice", "Payment"])
        self.assertEqual(sum(row[5] for row in rows), self.acme.credit)
        self.assertEqual(rows[-1][6], self.acme.credit)
        self.assertNotIn(self.foreign.name, [row[2] for row in rows])

    def test_some_days_begin_with_what_was_open_before(self):
        rows = self._download(f"?since={self.today - timedelta(days=30)}&until={self.today}")
        self.assertEqual(rows[0][1], "Balance brought forward")
        self.assertEqual(rows[0][6], self.old.amount_total)
        self.assertEqual(rows[-1][6], self.acme.credit)

    def test_crafted_days_give_all_of_it(self):
        self.assertEqual(len(self._download("?since=yesterday&until=%00")), 3)

    def test_who_sees_his_own_documents_only_sees_no_statement(self):
        self.config.document_scope = "contact"
        self.assertIsNone(self._prepare())
        self.assertEqual(self.url_open("/eservices/account/statement").status_code, 404)
        self.assertNotIn("What is open", self.url_open("/eservices/account").text)

    def test_without_invoices_there_is_no_statement(self):
        self.config.show_invoices = False
        self.assertIsNone(self._prepare())
        self.assertEqual(self.url_open("/eservices/account/statement").status_code, 404)
