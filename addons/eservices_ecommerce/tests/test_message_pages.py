import re

from odoo.tests import HttpCase, tagged

from .common import PlatformFixtures
from .test_messages import PNG


@tagged("post_install", "-at_install")
class TestMessagePages(PlatformFixtures, HttpCase):
    """Row P23 over HTTP: the inbox, the thread on each page, the answer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_platform()
        cls.invoice = cls._create_invoice(cls.buyer_user)
        cls.order = cls.invoice.invoice_line_ids.sale_line_ids.order_id
        cls.payment = cls._record_payment(cls.buyer_user, cls.invoice, 1)
        cls.cart = cls._fill_cart(cls.buyer_user, (cls.free, 1)).with_env(cls.env)
        cls.pages = {
            f"/eservices/orders/{cls.order.id}": cls.order,
            f"/eservices/deliveries/{cls.order.picking_ids.id}": cls.order.picking_ids,
            f"/eservices/invoices/{cls.invoice.id}": cls.invoice,
            f"/eservices/payments/{cls.payment.id}": cls.payment,
            "/eservices/cart": cls.cart,
        }
        cls.messages = {
            path: cls._say(document, f"Word {number}")
            for number, (path, document) in enumerate(cls.pages.items())
        }
        cls.thread = f"/eservices/messages/order/{cls.order.id}"

    @classmethod
    def _say(cls, document, body, **values):
        values = {"partner_ids": cls.buyer.ids, "subtype_xmlid": "mail.mt_comment", **values}
        return document.with_user(cls.staff).sudo().message_post(body=body, message_type="comment", **values)

    def _get(self, path, status=200):
        response = self.url_open(path, allow_redirects=False)
        self.assertEqual(response.status_code, status, path)
        return response

    def _csrf(self):
        page = self._get(f"/eservices/orders/{self.order.id}").text
        return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)

    def _post(self, thread=None, status=200, files=None, **form):
        form = {"csrf_token": self._csrf(), "body": "Yes", "live": "1", **form}
        response = self.url_open(
            f"{thread or self.thread}/answer", data=form, files=files, allow_redirects=False
        )
        self.assertEqual(response.status_code, status)
        return response

    def test_the_menu_counts_and_the_inbox_leads_to_the_documents(self):
        self.authenticate("t_buyer", "t_buyer")
        text = self._get("/eservices/messages").text
        self.assertRegex(text, r'o_eservices_unread_count"[^>]*>5<')
        for number, path in enumerate(self.pages):
            self.assertIn(f'href="{path}#messages"', text)
            self.assertIn(f"Word {number}", text)
        self.assertIn("Word 4", self._get("/eservices").text)

    def test_each_page_shows_its_own_thread_and_no_note(self):
        for document in self.pages.values():
            self._say(document, "Margin is thin", subtype_xmlid="mail.mt_note")
        self.authenticate("t_buyer", "t_buyer")
        for number, path in enumerate(self.pages):
            with self.subTest(path=path):
                text = self._get(path).text
                self.assertIn(f"Word {number}", text)
                self.assertIn(">New<", text)
                self.assertNotIn("Margin is thin", text)
        self.assertNotIn("Margin is thin", self._get("/eservices/messages").text)

    def test_reading_a_page_marks_nothing_and_the_page_says_what_was_seen(self):
        self.authenticate("t_buyer", "t_buyer")
        self._get(f"/eservices/orders/{self.order.id}")
        self.assertEqual(self.make_jsonrpc_request("/eservices/messages/unread")["unread"], 5)
        message = self.messages[f"/eservices/orders/{self.order.id}"]
        answer = self.make_jsonrpc_request(f"{self.thread}/read", {"message_id": message.id})
        self.assertEqual(answer["unread"], 4)
        self.url_open("/eservices/messages/read", data={"csrf_token": self._csrf()})
        self.assertEqual(self.make_jsonrpc_request("/eservices/messages/unread")["unread"], 0)

    def test_an_answer_with_a_file_by_script_and_without(self):
        self.authenticate("t_buyer", "t_buyer")
        answer = self._post(body="With <i>a</i> file", files={"files": ("plan.png", PNG, "image/png")}).json()
        self.assertIn("&lt;i&gt;", answer["html"])
        self.assertIn("plan.png", answer["html"])
        path = re.search(r"/eservices/messages/files/\d+/\d+", answer["html"]).group()
        file = self._get(path)
        self.assertEqual(file.content, PNG)
        self.assertIn("attachment", file.headers["Content-Disposition"])
        plain = self._post(status=303, live="")
        self.assertTrue(plain.headers["Location"].endswith(f"/eservices/orders/{self.order.id}#messages"))
        self.authenticate("t_rival", "t_rival")
        self._get(path, 404)

    def test_a_refused_answer_says_why_and_keeps_what_was_typed(self):
        self.authenticate("t_buyer", "t_buyer")
        before = self.order.message_ids
        files = {"files": ("a.pdf", b"<html><script>1</script></html>", "application/pdf")}
        self.assertIn("a.pdf", self._post(files=files).json()["error"])
        page = self._post(status=422, live="", body="My <words>", files=files).text
        self.assertIn("My &lt;words&gt;", page)
        self.assertIn("cannot be sent", page)
        self.assertEqual(self.order.message_ids, before)

    def test_a_text_that_is_a_file_or_holds_nul_is_no_error(self):
        self.authenticate("t_buyer", "t_buyer")
        files = {"body": ("a.txt", b"words"), "key": ("k.txt", b"key")}
        self.assertFalse(self._post(files=files).json()["ok"])
        self.assertIn("Yes 1", self._post(body="Ye\0s 1").json()["html"])

    def test_documents_of_others_are_not_found(self):
        own = f"/eservices/orders/{self.order.id}"
        message = self.messages[own]
        for user in ("t_rival", "t_colleague"):
            self.authenticate(user, user)
            cart = f"/eservices/messages/cart/{self.cart.id}"
            places = [cart] if user == "t_colleague" else [self.thread, cart]
            token = re.search(r'csrf_token: "([^"]+)"', self._get("/eservices").text).group(1)
            for place in places:
                with self.subTest(user=user, place=place):
                    data = {"csrf_token": token, "body": "Hello"}
                    response = self.url_open(f"{place}/answer", data=data, allow_redirects=False)
                    self.assertEqual(response.status_code, 404)
                    for verb in ("read", "thread"):
                        with self.assertRaisesRegex(Exception, "NotFound|404|Not Found"):
                            self.make_jsonrpc_request(f"{place}/{verb}", {"message_id": message.id})
        self.authenticate("t_rival", "t_rival")
        self._get(f"/eservices/payments/{self.payment.id}", 404)
        self.authenticate("t_buyer", "t_buyer")
        self._get("/eservices/messages/order/2147483647/answer", 405)
        for place in ("partner/1", "order/abc"):
            self._get(f"/eservices/messages/{place}/thread", 404)
        self._post(f"/eservices/messages/order/{10**20}", status=404)

    def test_a_platform_user_reads_no_more_by_rpc_than_before(self):
        note = self._say(self.order, "Margin is thin", subtype_xmlid="mail.mt_note")
        self.authenticate("t_buyer", "t_buyer")

        def call(model, method, *args):
            params = {"model": model, "method": method, "args": args, "kwargs": {}}
            return self.make_jsonrpc_request("/web/dataset/call_kw", params)

        for args in ((note.ids, ["body"]), (self.messages["/eservices/cart"].ids, ["eservices_audience"])):
            with self.subTest(args=args), self.assertRaisesRegex(Exception, "AccessError|Access"):
                call("mail.message", "read", *args)
        for model in ("eservices.message.read",):
            with self.assertRaisesRegex(Exception, "AccessError|Access|allowed"):
                call(model, "search_read", [])
