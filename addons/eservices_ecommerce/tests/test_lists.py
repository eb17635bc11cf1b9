import io

import openpyxl

from odoo.tests import BaseCase, HttpCase, tagged

from ..services.list_query import ListQuery
from .common import PlatformFixtures

CRAFTED = [
    {"page": "-1"},
    {"page": "abc"},
    {"page": "9" * 40},
    {"since": "yesterday"},
    {"until": "2026-02-30"},
    {"until": "9999-12-31"},
    {"since": "0001-01-01"},
    {"q": "\x00 "},
]


@tagged("post_install", "-at_install")
class TestListQuery(BaseCase):
    def test_crafted_parameters_fall_back_to_their_defaults(self):
        for params in CRAFTED:
            with self.subTest(params=params):
                self.assertEqual(ListQuery.from_params(params, 100), ListQuery())

    def test_an_address_says_the_same_as_the_question(self):
        query = ListQuery.from_params(
            {"q": "S & 1", "state": "open", "since": "2026-01-02", "until": "2026-03-04", "page": "2"}, 100
        )
        self.assertEqual(
            query.url("/eservices/orders"),
            "/eservices/orders?q=S+%26+1&state=open&since=2026-01-02&until=2026-03-04&page=2",
        )


@tagged("post_install", "-at_install")
class TestLists(PlatformFixtures, HttpCase):
    """Lists of documents: search, days, state, export (P20 to P22)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.invoice = cls._create_invoice(cls.buyer_user, cls.referenced)
        cls.order = cls.invoice.invoice_line_ids.sale_line_ids.order_id
        cls.order.client_order_ref = "=PO+1"
        cls.foreign = cls._submit_cart(cls.rival_user, (cls.free, 1))

    def setUp(self):
        super().setUp()
        self.authenticate("t_buyer", "t_buyer")

    def _text(self, path):
        response = self.url_open(path)
        self.assertEqual(response.status_code, 200, path)
        return response.text

    def test_the_first_page_sums_up_and_the_order_says_what_is_open(self):
        self._submit_cart(self.buyer_user, (self.free, 1)).sudo().action_confirm()
        home = " ".join(self._text("/eservices").split())
        self.assertIn("1 delivery in preparation, 1 thing awaits you.", home)
        page = " ".join(self._text(f"/eservices/orders/{self.order.id}").split())
        amount = self.env["eservices.orders"]._get_next_step(None, self.invoice)["amount"].split()
        self.assertIn(f"<strong>{' '.join(amount)}</strong> open, due", page)
        self.order.message_post(
            body="They leave tomorrow.",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.buyer_user.partner_id.ids,
        )
        page = self._text(f"/eservices/orders/{self.order.id}").partition("o_eservices_newest")[2]
        self.assertIn("They leave tomorrow.", page.partition("</section>")[0])

    def test_documents_are_found_by_number_po_product_and_own_number(self):
        searches = {
            "orders": (self.order.name, "=PO", "T-REF", "Referenced", "ACME 77"),
            "deliveries": (self.order.name, "=PO", "T-REF", "ACME 77", self.order.picking_ids.name),
            "invoices": (self.invoice.name, "=PO", "T-REF", "ACME 77", self.order.name),
        }
        names = {
            "orders": self.order.name,
            "deliveries": self.order.picking_ids.name,
            "invoices": self.invoice.name,
        }
        for kind, texts in searches.items():
            for text in texts:
                with self.subTest(kind=kind, text=text):
                    self.assertIn(names[kind], self._text(f"/eservices/{kind}?q={text.replace('=', '%3D')}"))
            self.assertNotIn(names[kind], self._text(f"/eservices/{kind}?q=nothing-of-the-kind"))

    def test_days_and_states_narrow_the_list(self):
        self.assertIn(self.order.name, self._text("/eservices/orders?state=confirmed"))
        self.assertNotIn(self.order.name, self._text("/eservices/orders?state=waiting"))
        self.assertNotIn(self.order.name, self._text("/eservices/orders?until=2001-01-01"))
        self.assertIn(self.order.name, self._text("/eservices/orders?since=2001-01-01"))

    def test_a_workbook_holds_the_customers_documents_and_no_formula(self):
        for kind, name in (
            ("orders", self.order.name),
            ("deliveries", self.order.picking_ids.name),
            ("invoices", self.invoice.name),
        ):
            with self.subTest(kind=kind):
                response = self.url_open(f"/eservices/{kind}/export")
                sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
                cells = [cell for row in sheet.iter_rows() for cell in row]
                self.assertIn(name, [cell.value for cell in cells])
                self.assertNotIn(self.foreign.name, [cell.value for cell in cells])
                self.assertNotIn("f", {cell.data_type for cell in cells})

    def test_an_export_is_closed_with_its_menu(self):
        self.config.show_orders = False
        self.assertEqual(self.url_open("/eservices/orders/export").status_code, 404)
