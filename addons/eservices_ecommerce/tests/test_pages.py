import re

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import PlatformFixtures


@tagged("post_install", "-at_install")
class TestPages(PlatformFixtures, HttpCase):
    """Every page over HTTP, as its owner sees it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.invoice = cls._create_invoice(cls.buyer_user)
        cls.order = cls.invoice.invoice_line_ids.sale_line_ids.order_id
        cls.picking = cls.order.picking_ids

    def _get(self, path, status=200):
        response = self.url_open(path, allow_redirects=False)
        self.assertEqual(response.status_code, status, path)
        return response

    def _call(self, path, **params):
        return self.make_jsonrpc_request(path, params)

    def _csrf(self, page):
        return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text).group(1)

    def test_the_first_page_shows_what_is_in_the_cart(self):
        self._fill_cart(self.buyer_user, (self.free, 4), (self.referenced, 2))
        self.authenticate("t_buyer", "t_buyer")
        page = self._get("/eservices").text
        self.assertIn(self.free.name, page)
        self.assertIn(self.referenced.name, page)
        self.referenced.ecommerce_ok = False
        page = self._get("/eservices").text
        self.assertIn(self.free.name, page)
        self.assertNotIn(self.referenced.name, page)

    def test_an_anonymous_visitor_is_asked_to_log_in(self):
        response = self._get("/eservices/orders", 303)
        self.assertIn("/eservices/login?redirect=", response.headers["Location"])

    def test_a_user_without_the_platform_is_refused(self):
        self.authenticate("staff", "staff")
        self._get("/eservices", 403)
        self.buyer_user.eservices_platform = False
        self.authenticate("t_buyer", "t_buyer")
        self._get("/eservices", 403)

    def test_the_login_leads_to_the_platform(self):
        page = self.url_open("/web/login")
        form = {"login": "t_buyer", "password": "t_buyerx", "csrf_token": self._csrf(page)}
        response = self.url_open("/web/login", data=form, allow_redirects=False)
        self.assertTrue(response.headers["Location"].endswith("/eservices"))

    def _get_pages(self):
        return (
            "/eservices",
            "/eservices/catalog",
            f"/eservices/product/{self.free.id}",
            "/eservices/cart",
            "/eservices/orders",
            f"/eservices/orders/{self.order.id}",
            "/eservices/deliveries",
            f"/eservices/deliveries/{self.picking.id}",
            "/eservices/invoices",
            f"/eservices/invoices/{self.invoice.id}",
            "/eservices/payments",
            "/eservices/messages",
            "/eservices/account",
        )

    def test_name_and_contact_stand_on_every_page(self):
        self.authenticate("t_buyer", "t_buyer")
        for path in self._get_pages():
            with self.subTest(path=path):
                text = self._get(path).text
                for word in ("Bolts &amp; Co", "orders@bolts.example", "+33 1 00 00 00 00", "1 rue du Fer"):
                    self.assertIn(word, text)

    def test_switching_a_menu_off_closes_its_routes(self):
        self.authenticate("t_buyer", "t_buyer")
        switches = {
            "show_cart": ["/eservices/cart"],
            "show_orders": ["/eservices/orders", f"/eservices/orders/{self.order.id}"],
            "show_deliveries": ["/eservices/deliveries", f"/eservices/deliveries/{self.picking.id}"],
            "show_invoices": [
                "/eservices/invoices",
                f"/eservices/invoices/{self.invoice.id}",
                "/eservices/payments",
            ],
        }
        for switch, paths in switches.items():
            self.config[switch] = False
            for path in paths:
                with self.subTest(switch=switch, path=path):
                    self._get(path, 404)
            self.assertNotIn(f'href="{paths[0]}"', self._get("/eservices").text)
            self.config[switch] = True

    def test_foreign_missing_and_malformed_ids_are_not_found(self):
        self.authenticate("t_rival", "t_rival")
        for path in (
            f"/eservices/orders/{self.order.id}",
            f"/eservices/deliveries/{self.picking.id}",
            f"/eservices/invoices/{self.invoice.id}",
            f"/eservices/invoices/{self.invoice.id}/pdf",
            f"/eservices/product/{self.referenced.id}",
            f"/eservices/product/{self.referenced.id}/image",
            "/eservices/orders/2147483647",
            "/eservices/orders/99999999999999999999",
            "/eservices/orders/abc",
            "/eservices/orders/-1",
            "/eservices/nothing",
        ):
            with self.subTest(path=path):
                self._get(path, 404)

    def test_an_empty_list_leads_on(self):
        self.authenticate("t_rival", "t_rival")
        for path, target, label in (
            ("/eservices/orders", "/eservices/catalog", "Open the catalogue"),
            ("/eservices/orders?q=none", "/eservices/orders", "Show everything"),
            ("/eservices/deliveries", "/eservices/orders", "Open the orders"),
            ("/eservices/deliveries?state=none", "/eservices/deliveries", "Show everything"),
            ("/eservices/invoices", "/eservices/orders", "Open the orders"),
            ("/eservices/payments", "/eservices/invoices", "Open the invoices"),
        ):
            with self.subTest(path=path):
                text = " ".join(self._get(path).text.split())
                self.assertIn(f'<a class="o_eservices_btn" href="{target}">{label}</a>', text)
        self.config.show_orders = False
        self.assertNotIn("Open the orders", self._get("/eservices/deliveries").text)

    def test_the_list_of_shortcuts_names_every_menu_that_is_on(self):
        self.authenticate("t_buyer", "t_buyer")
        self.config.show_orders = False
        text = " ".join(self._get("/eservices/account").text.split())
        for letter, label in (("d", "Deliveries"), ("y", "Payments"), ("m", "Messages"), ("c", "Cart")):
            self.assertRegex(text, f"<kbd>{letter}</kbd> ?</dt> ?<dd>{label}</dd>")
        self.assertNotRegex(text, "<kbd>o</kbd> ?</dt>")

    def test_own_numbers_have_a_column_where_there_are_any(self):
        self.authenticate("t_buyer", "t_buyer")
        invoice = self._create_invoice(self.buyer_user, self.referenced)
        delivery = invoice.invoice_line_ids.sale_line_ids.order_id.picking_ids
        pages = (f"/eservices/invoices/{invoice.id}", f"/eservices/deliveries/{delivery.id}")
        for path in pages:
            self.assertIn(">Your number</th>", self._get(path).text)
        self.reference.unlink()
        for path in pages:
            self.assertNotIn(">Your number</th>", self._get(path).text)

    def test_an_unknown_address_is_a_page_of_the_platform(self):
        self.authenticate("t_buyer", "t_buyer")
        self.assertIn("o_eservices", self._get("/eservices/no/such/page", 404).text)

    def test_the_cart_over_http(self):
        self.authenticate("t_buyer", "t_buyer")
        added = self._call("/eservices/cart/add", product_id=self.free.id, quantity=2)
        self.assertEqual((added["ok"], added["in_cart"], added["cart"]["lines"]), (True, 2, 1))
        for quantity in (0, -1, 1e9, "abc", 1.234):
            with self.subTest(quantity=quantity):
                refused = self._call("/eservices/cart/add", product_id=self.free.id, quantity=quantity)
                self.assertFalse(refused["ok"])
                self.assertTrue(refused["error"])
        changed = self._call(f"/eservices/cart/lines/{added['line_id']}", quantity=5)
        self.assertIn("Free bolt", changed["html"])
        page = self._get("/eservices/cart")
        key = re.search(r'name="key"[^>]*value="([^"]+)"', page.text).group(1)
        cart_id = re.search(r'name="cart_id"[^>]*value="([^"]+)"', page.text).group(1)
        form = {"csrf_token": self._csrf(page), "cart_id": cart_id, "key": key}
        places = {
            self.url_open("/eservices/cart/validate", data=form, allow_redirects=False).headers["Location"]
            for _click in range(2)
        }
        self.assertEqual(len(places), 1)
        order = self.env["sale.order"].browse(int(cart_id))
        self.assertFalse(order.is_eservices_cart)
        self.assertEqual(order.order_line.product_uom_qty, 5)

    def test_a_refused_payment_form_comes_back_as_it_was_filled(self):
        self.authenticate("t_buyer", "t_buyer")
        page = self._get(f"/eservices/invoices/{self.invoice.id}")
        form = {
            "csrf_token": self._csrf(page),
            "invoice_ids": self.invoice.id,
            "amount": "999999",
            "date": "2020-02-03",
            "method": "check",
            "reference": "My <ref>",
            "back": self.invoice.id,
        }
        response = self.url_open("/eservices/payments/record", data=form, allow_redirects=False)
        self.assertEqual(response.status_code, 422)
        for kept in ("999999", "2020-02-03", "My &lt;ref&gt;", "more than what is open"):
            self.assertIn(kept, response.text)
        self.assertFalse(self.invoice.eservices_payment_ids)

    def test_a_paid_invoice_asks_for_no_payment(self):
        other = self._create_invoice(self.buyer_user)
        self._record_payment(self.buyer_user, other, other.amount_total).action_process()
        self.authenticate("t_buyer", "t_buyer")
        form = 'action="/eservices/payments/record"'
        self.assertIn(form, self._get(f"/eservices/invoices/{self.invoice.id}").text)
        self.assertNotIn(form, self._get(f"/eservices/invoices/{other.id}").text)

    def test_documents_as_pdf(self):
        self.authenticate("t_buyer", "t_buyer")
        for path in (
            f"/eservices/orders/{self.order.id}/pdf",
            f"/eservices/deliveries/{self.picking.id}/pdf",
            f"/eservices/invoices/{self.invoice.id}/pdf",
        ):
            with self.subTest(path=path):
                response = self._get(path)
                self.assertEqual(response.headers["Content-Type"], "application/pdf")

    def test_a_document_without_a_report_is_not_found(self):
        self.config.order_report_id = False
        self.authenticate("t_buyer", "t_buyer")
        self._get(f"/eservices/orders/{self.order.id}/pdf", 404)

    def test_without_a_report_no_page_leads_to_a_pdf(self):
        self.config.write({f"{kind}_report_id": False for kind in ("order", "delivery", "invoice")})
        self.authenticate("t_buyer", "t_buyer")
        for path in (
            f"/eservices/orders/{self.order.id}",
            f"/eservices/deliveries/{self.picking.id}",
            f"/eservices/invoices/{self.invoice.id}",
        ):
            with self.subTest(path=path):
                self.assertNotIn('/pdf"', self._get(path).text)

    @mute_logger("odoo.addons.eservices_ecommerce.services.reports")
    def test_a_broken_report_is_told_to_the_customer_and_to_staff(self):
        report = self.env["ir.actions.report"].create(
            {"name": "Torn", "model": "sale.order", "report_name": "eservices_ecommerce.no_such_template"}
        )
        self.config.order_report_id = report
        self.authenticate("t_buyer", "t_buyer")
        path = f"/eservices/orders/{self.order.id}"
        for _again in range(2):
            response = self.url_open(f"{path}/pdf")
            self.assertEqual(response.status_code, 503)
            self.assertIn("The PDF cannot be made", response.text)
            self.assertIn(f'href="{path}"', response.text)
            self.assertNotIn("no_such_template", response.text)
        notes = self.config.message_ids.filtered(lambda note: "Torn" in (note.subject or ""))
        self.assertEqual(len(notes), 1, "staff are told once a day")
        self.assertEqual(notes.subtype_id, self.env.ref("mail.mt_note"))
        self.assertIn(self.order.name, notes.body)
        self.assertEqual(notes.partner_ids, self.staff.partner_id)

    def test_a_report_of_other_documents_prints_nothing(self):
        self.env.cr.execute(
            "UPDATE eservices_config SET order_report_id = %s WHERE id = %s",
            (self.config.invoice_report_id.id, self.config.id),
        )
        self.config.invalidate_recordset()
        self.authenticate("t_buyer", "t_buyer")
        with mute_logger("odoo.addons.eservices_ecommerce.services.reports"):
            self.assertEqual(self.url_open(f"/eservices/orders/{self.order.id}/pdf").status_code, 503)

    def test_every_page_serves_a_channel_without_contact_and_reports(self):
        self.config.write(
            {
                "email": False,
                "phone": False,
                "address": False,
                "brand_color": False,
                **{f"{kind}_report_id": False for kind in ("order", "delivery", "invoice")},
            }
        )
        self.assertIn("Bolts &amp; Co", self._get("/eservices/login").text)
        self.authenticate("t_buyer", "t_buyer")
        for path in self._get_pages():
            with self.subTest(path=path):
                self.assertIn("Bolts &amp; Co", self._get(path).text)

    def test_suggestions_name_what_he_may_buy_and_nothing_else(self):
        self.authenticate("t_buyer", "t_buyer")
        found = self._call("/eservices/catalog/suggest", text="bolt")["products"]
        self.assertEqual({row["code"] for row in found}, {"T-FREE", "T-REF"})
        self.assertEqual(
            self._call("/eservices/catalog/suggest", text="acme 77")["products"][0]["own_code"], "ACME 77"
        )
        for text in ("", "b", None, [], {"a": 1}, "%%", "x" * 5000):
            with self.subTest(text=str(text)[:10]):
                self.assertEqual(self._call("/eservices/catalog/suggest", text=text)["products"], [])

    def test_the_catalogue_stays_sane_whatever_is_asked(self):
        self.authenticate("t_buyer", "t_buyer")
        for query in (
            "q=" + "x" * 5000,
            "q=%25%27%22%3C",
            "family=9999999",
            "tag=abc",
            "page=-4&sort=x",
            "q=%F0%9F%94%A9",
        ):
            with self.subTest(query=query[:20]):
                self._get(f"/eservices/catalog?{query}")
