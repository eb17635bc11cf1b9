import re
import uuid

from odoo.tests import HttpCase, tagged

from .live import LiveFixtures

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@tagged("post_install", "-at_install")
class TestCareHttp(LiveFixtures, HttpCase):
    """Live customer care over HTTP, as the customer's page speaks to it (L1 to L3, L18)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_live()

    def setUp(self):
        super().setUp()
        self.authenticate("t_buyer", "t_buyer")

    def _call(self, path, **params):
        return self.make_jsonrpc_request(f"/eservices/care/{path}", params)

    def _csrf(self):
        page = self.url_open("/eservices/care").text
        return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)

    def _start(self, text="Hello", **params):
        return self._call("start", text=text, key=uuid.uuid4().hex, **params)

    def test_every_page_offers_the_chat_where_it_is_switched_on(self):
        for path in ("/eservices", "/eservices/catalog", "/eservices/cart", "/eservices/orders"):
            self.assertIn('class="o_care_link"', self.url_open(path).text)
        self.config.care_enabled = False
        self.assertNotIn("o_care_link", self.url_open("/eservices").text)
        self.assertEqual(self.url_open("/eservices/care").status_code, 404)

    def test_the_conversation_is_found_again_on_every_page_and_in_another_browser(self):
        session = self._start("Where is it?")["session"]
        self.assertIn(f'data-session="{session["id"]}"', self.url_open("/eservices/orders").text)
        self.authenticate("t_buyer", "t_buyer")
        state = self._call("state")["care"]
        self.assertEqual(state["session"]["id"], session["id"])
        found = self._call(f"sessions/{session['id']}/messages", after=0)["messages"]
        self.assertEqual([one["kind"] for one in found], ["mine"])

    def test_the_state_offers_subjects_and_orders(self):
        self.env["care.subject"].create({"name": "An order", "queue_id": self.queue.id, "wants_order": True})
        order = self._submit_cart(self.buyer_user, (self.free, 1))
        care = self._call("state")["care"]
        self.assertIn("An order", [one["name"] for one in care["subjects"]])
        self.assertEqual([one["id"] for one in care["orders"]], order.ids)
        self.assertTrue(care["open"])

    def test_messages_typed_meanwhile_come_once_and_in_order(self):
        session = self._start("one")["session"]
        path = f"sessions/{session['id']}/say"
        keys = [uuid.uuid4().hex for _number in range(3)]
        for text, key in zip(("two", "three", "four"), keys, strict=True):
            self._call(path, text=text, key=key)
        self._call(path, text="three", key=keys[1])
        found = self._call(f"sessions/{session['id']}/messages")["messages"]
        self.assertEqual(
            [re.sub("<[^>]+>", "", one["html"]) for one in found], ["one", "two", "three", "four"]
        )
        self.assertEqual([one["key"] for one in found[1:]], keys)

    def test_bad_input_is_answered_in_words(self):
        session = self._start()["session"]
        path = f"sessions/{session['id']}/say"
        for text in ("", "   ", "x" * 100_000):
            answer = self._call(path, text=text, key=uuid.uuid4().hex)
            self.assertFalse(answer["ok"])
            self.assertTrue(answer["error"])
        self.assertFalse(self._call(f"sessions/{session['id']}/rate", rating=5)["ok"])

    def test_files_go_along_and_only_the_parties_get_them(self):
        session = self._start()["session"]
        response = self.url_open(
            f"/eservices/care/sessions/{session['id']}/attach",
            data={"csrf_token": self._csrf(), "key": uuid.uuid4().hex, "text": "See"},
            files=[("files", ("plan.pdf", PDF, "application/pdf"))],
        )
        file = response.json()["message"]["files"][0]
        self.assertEqual(self.url_open(file["url"]).content, PDF)
        self.authenticate("t_rival", "t_rival")
        self.assertEqual(self.url_open(file["url"]).status_code, 404)

    def test_too_large_and_forbidden_files_are_refused_in_words(self):
        session = self._start()["session"]
        for name, content in (("large.pdf", PDF + b"0" * 25_000_000), ("page.html", b"<script>1</script>")):
            response = self.url_open(
                f"/eservices/care/sessions/{session['id']}/attach",
                data={"csrf_token": self._csrf(), "key": uuid.uuid4().hex},
                files=[("files", (name, content))],
                timeout=60,
            )
            self.assertFalse(response.json()["ok"])
            self.assertIn(name, response.json()["error"])

    def test_the_whole_way_from_the_wait_to_the_rating(self):
        session_id = self._start("Help")["session"]["id"]
        session = self.env["care.session"].browse(session_id)
        self._accept(session, self.ines)
        self._call(f"sessions/{session_id}/typing", is_typing=True)
        left = self._call(f"sessions/{session_id}/leave")["session"]
        self.assertEqual((left["state"], left["may_rate"]), ("wrapup", True))
        rated = self._call(f"sessions/{session_id}/rate", rating=5, text="Thanks")["session"]
        self.assertEqual(rated["rating"], 5)
        self.assertEqual(self._call(f"sessions/{session_id}/transcript")["email"], self.buyer.email)
        again = self._call(f"sessions/{session_id}/say", text="One more", key=uuid.uuid4().hex)
        self.assertFalse(again["ok"])

    def test_when_it_is_closed_a_message_takes_its_place(self):
        calendar = self.env["resource.calendar"].create({"name": "Never", "tz": "UTC"})
        calendar.attendance_ids.unlink()
        self.config.care_calendar_id = calendar
        answer = self._start()
        self.assertFalse(answer["ok"])
        self.assertTrue(answer["closed"]["text"])
        text = self._call("message", kind="message", text="Please write", key=uuid.uuid4().hex)["text"]
        self.assertIn("e-mail", text)
        message = self.buyer.message_ids.filtered(lambda one: "Please write" in (one.body or ""))
        self.assertEqual(message.author_id, self.buyer)
        self.assertEqual(len(self.buyer.activity_ids), 1)

    def test_a_message_left_while_waiting_ends_the_wait_and_comes_once(self):
        session = self.env["care.session"].browse(self._start("Hello")["session"]["id"])
        key = uuid.uuid4().hex
        for _again in range(2):
            answer = self._call("message", kind="callback", text="", phone="+33 1 02", when="Today", key=key)
            self.assertTrue(answer["ok"])
        self.assertEqual((session.state, session.outcome), ("abandoned", "callback"))
        self.assertEqual(self.buyer.activity_ids.mapped("summary"), ["Call +33 1 02"])
        self.assertFalse(self._call("message", kind="callback", text="", key=uuid.uuid4().hex)["ok"])

    def test_the_form_works_without_a_script(self):
        values = {"csrf_token": self._csrf(), "kind": "message", "key": uuid.uuid4().hex}
        refused = self.url_open("/eservices/care/leave-message", data={**values, "text": ""})
        self.assertEqual(refused.status_code, 422)
        page = self.url_open("/eservices/care/leave-message", data={**values, "text": "From the form"})
        self.assertIn("Thank you", page.text)
        self.assertTrue(self.buyer.message_ids.filtered(lambda one: "From the form" in (one.body or "")))

    def test_visits_are_reported_and_pushes_answered(self):
        tab = uuid.uuid4().hex
        self._call("visit", tab=tab, event="enter", url="/eservices/orders", title="Orders", visible=True)
        visit = self.env["care.visit"].search([("tab", "=", tab)])
        self.assertEqual((visit.user_id, visit.title), (self.buyer_user, "Orders"))
        session = self._accept(self.env["care.session"].browse(self._start()["session"]["id"]), self.ines)
        push = session.with_user(self.ines).action_push("/eservices/invoices", "Invoices")
        self.assertTrue(self._call(f"push/{push['id']}/answer", state="shown")["ok"])
        self.assertEqual(session.push_ids.state, "shown")
