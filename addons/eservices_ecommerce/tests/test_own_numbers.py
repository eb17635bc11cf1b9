import io

import openpyxl
from lxml import html
from pypdf import PdfReader

from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged

from .common import PlatformCase, PlatformFixtures


class OwnNumbersFixtures(PlatformFixtures):
    """Documents of a buyer and a rival, who both know one bolt by a number of their own."""

    @classmethod
    def _set_up_documents(cls):
        cls.reference.copy({"partner_id": cls.borel.id, "product_code": "BA-5"})
        for product in (cls.referenced, cls.free):
            cls._put_in_stock(product, 50)
        cls.order = cls._order(cls.buyer_user)
        cls.picking = cls._deliver(cls.order, 2)
        cls.invoice = cls._invoice(cls.order)
        cls.foreign = cls._order(cls.rival_user)

    @classmethod
    def _order(cls, user):
        order = cls._submit_cart(user, (cls.referenced, 3), (cls.free, 4))
        order.action_confirm()
        return order


@tagged("post_install", "-at_install")
class TestOwnNumbers(OwnNumbersFixtures, PlatformCase):
    """The customer's own numbers on what is printed and sent, whoever prints it (B8)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_documents()

    def _print(self, report, document, user=None):
        """The rows of a printed document as texts, by what they are about."""
        reports = self.env["ir.actions.report"].with_user(user or self.staff)
        page = html.fromstring(reports._render_qweb_html(report, document.ids)[0])
        rows = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
        return [row for row in rows if "bolt" in row]

    def _assert_numbers(self, row, own, code):
        self.assertEqual((row.count(own), row.count(code)), (1, 1), row)

    def test_each_number_stands_once_on_a_line_of_an_order(self):
        rows = self._print("sale.report_saleorder", self.order)
        self._assert_numbers(rows[0], "ACME 77", "Our reference T-REF")
        self.assertNotIn("number", rows[1])

    def test_a_number_that_came_after_the_order_is_named(self):
        self.reference.product_code = "ACME 78"
        rows = self._print("sale.report_saleorder", self.order)
        self.assertIn("Your number ACME 78 · Our reference T-REF", rows[0])

    def test_a_delivery_names_it_before_and_after_it_left_and_for_what_follows(self):
        rest = self.picking.backorder_ids
        for picking in (self.picking, rest):
            with self.subTest(state=picking.state):
                rows = self._print("stock.report_deliveryslip", picking)
                named = [row for row in rows if "Referenced" in row]
                for row in named:
                    self._assert_numbers(row, "Your number ACME 77", "T-REF")
                self.assertEqual(len(named), 1 + len(picking.backorder_ids))
                self.assertFalse([row for row in rows if "Free" in row and "number" in row])

    def test_a_delivery_with_serial_numbers_names_it(self):
        self.env["res.config.settings"].create(
            {"group_stock_production_lot": True, "group_lot_on_delivery_slip": True}
        ).execute()
        self.picking.move_line_ids.filtered(
            lambda line: line.product_id == self.referenced
        ).lot_id = self.env["stock.lot"].create({"name": "L 1", "product_id": self.referenced.id})
        rows = self._print("stock.report_deliveryslip", self.picking)
        self.assertTrue([row for row in rows if "L 1" in row and "Your number ACME 77" in row], rows)

    def test_an_invoice_and_a_credit_note_name_it(self):
        credit = self.invoice._reverse_moves()
        for move in (self.invoice, credit):
            with self.subTest(type=move.move_type):
                rows = self._print("account.report_invoice", move)
                self._assert_numbers(rows[0], "ACME 77", "Our reference T-REF")
                self.assertEqual(rows[0].count("Referenced bolt"), 1)

    def test_a_warehouse_worker_prints_it_too(self):
        worker = new_test_user(self.env, "t_worker", "stock.group_stock_user")
        rows = self._print("stock.report_deliveryslip", self.picking, worker)
        self.assertIn("Your number ACME 77", rows[0])

    def test_another_customers_number_never_shows(self):
        for report, document in (
            ("sale.report_saleorder", self.foreign),
            ("stock.report_deliveryslip", self.foreign.picking_ids),
        ):
            with self.subTest(report=report):
                rows = self._print(report, document)
                self.assertIn("BA-5", rows[0])
                self.assertNotIn("ACME", " ".join(rows))

    def test_the_invoice_of_a_colleague_follows_who_ordered(self):
        own = self.env["product.customerinfo"].create(
            {
                "partner_id": self.colleague.id,
                "product_tmpl_id": self.free.product_tmpl_id.id,
                "product_code": "CARL 1",
            }
        )
        for user, expected in ((self.colleague_user, own.product_code), (self.buyer_user, "")):
            order = self._order(user)
            self._deliver(order)
            order.partner_invoice_id = self.acme
            invoice = self._invoice(order)
            codes = self.env["eservices.own.numbers"]._get_codes(invoice)
            self.assertEqual(codes.get(self.free, ""), expected)

    def test_a_suppliers_bill_has_none(self):
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self.acme.id,
                "invoice_line_ids": [Command.create({"product_id": self.referenced.id})],
            }
        )
        self.assertEqual(self.env["eservices.own.numbers"]._get_codes(bill), {})

    def test_many_lines_ask_no_more_than_few(self):
        products = [self._create_product(f"Pin {number}", f"T-P{number}", 1.0) for number in range(12)]
        counts = []
        for number in (2, 12):
            order = self.env["sale.order"].create(
                {
                    "partner_id": self.buyer.id,
                    "order_line": [
                        Command.create({"product_id": product.id}) for product in products[:number]
                    ],
                }
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["eservices.own.numbers"]._get_codes(order)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_e_mails_of_orders_and_deliveries_name_it(self):
        for document, xmlid in (
            (self.order, "eservices_ecommerce.mt_order_confirmed"),
            (self.picking, "eservices_ecommerce.mt_delivery_shipped"),
        ):
            with self.subTest(subtype=xmlid):
                subtype = self.env.ref(xmlid)
                message = document.message_ids.filtered_domain([("subtype_id", "=", subtype.id)])
                text = " ".join(html.fromstring(message.body).text_content().split())
                self.assertIn("T-REF · Your number ACME 77", text)
                self.assertEqual(text.count("Your number"), 1)


@tagged("post_install", "-at_install")
class TestOwnNumbersHttp(OwnNumbersFixtures, HttpCase):
    """What the customer downloads (B8)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls._set_up_documents()

    def setUp(self):
        super().setUp()
        self.authenticate("t_buyer", "t_buyer")

    def test_the_papers_that_the_customer_downloads_hold_it(self):
        customer = self._customer(self.buyer_user)
        # In a test, Odoo leaves reports unprinted unless it is told.
        reports = self.env["eservices.reports"].with_context(force_report_rendering=True)
        for kind, document in (
            ("order", self.order),
            ("delivery", self.picking),
            ("invoice", self.invoice),
        ):
            with self.subTest(kind=kind):
                pages = PdfReader(io.BytesIO(reports._render(customer.config, kind, document))).pages
                text = " ".join(" ".join(page.extract_text() for page in pages).split())
                self.assertIn("ACME 77", text)
                self.assertIn("T-REF", text)
                self.assertNotIn("BA-5", text)

    def test_the_workbooks_hold_it_line_by_line(self):
        for kind, sheet, name in (
            ("orders", "Lines", self.order.name),
            ("deliveries", "Deliveries", self.picking.name),
            ("invoices", "Lines", self.invoice.name),
        ):
            with self.subTest(kind=kind):
                content = self.url_open(f"/eservices/{kind}/export").content
                head, *rows = openpyxl.load_workbook(io.BytesIO(content))[sheet].values
                lines = [dict(zip(head, row, strict=True)) for row in rows]
                mine = {line["Reference"]: line for line in lines if line[head[0]] == name}
                self.assertEqual(mine["T-REF"]["Your number"], "ACME 77")
                self.assertEqual(mine["T-REF"]["Product"], "Referenced bolt")
                self.assertFalse(mine["T-FREE"]["Your number"])
                self.assertNotIn("BA-5", [line["Your number"] for line in lines])

    def test_the_pages_of_documents_hold_it(self):
        for path in (
            f"/eservices/orders/{self.order.id}",
            f"/eservices/deliveries/{self.picking.id}",
            f"/eservices/invoices/{self.invoice.id}",
        ):
            with self.subTest(path=path):
                page = html.fromstring(self.url_open(path).content)
                (row,) = page.xpath("//tr[.//*[normalize-space()='T-REF']]")
                self.assertIn("ACME 77", row.text_content())

    def test_the_cart_and_a_file_for_the_quick_order_know_it(self):
        self._fill_cart(self.buyer_user, (self.referenced, 2))
        (line,) = html.fromstring(self.url_open("/eservices/cart").content).xpath("//*[@title='Your number']")
        self.assertEqual(line.text_content(), "ACME 77")
        customer = self._customer(self.buyer_user)
        pad = self.env(user=self.buyer_user)["eservices.quick.order"]
        typed = pad._read_file(b"Reference;Quantity\r\nACME 77;3\r\nBA-5;1\r\n", "order.csv")
        mine, foreign = pad._prepare_rows(customer, typed)["rows"]
        self.assertEqual((mine["code"], mine["own_code"], mine["problem"]), ("T-REF", "ACME 77", ""))
        self.assertTrue(foreign["problem"])
