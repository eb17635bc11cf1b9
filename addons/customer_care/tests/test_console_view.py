from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import MissingError, UserError
from odoo.tests import HttpCase, tagged

from .console import ConsoleFixtures

FORBIDDEN = (
    ("http", "/eservices/account/password"),
    ("http", "/eservices/account/language"),
    ("http", "/eservices/payments/record"),
    ("http", "/eservices/messages/read"),
    ("http", "/eservices/care/leave-message"),
    ("jsonrpc", "/eservices/care/start"),
    ("jsonrpc", "/eservices/care/visit"),
)


@tagged("post_install", "-at_install")
class TestConsoleView(ConsoleFixtures, HttpCase):
    """Rows A17 and B16: the agent sees what the customer sees, and does no more than he may."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._set_up_console()
        cls.buyer.country_id = cls.env.ref("base.fr")

    def setUp(self):
        super().setUp()
        self.contact_id = self._open()
        self.authenticate("t_ines", "t_ines")

    def _start(self, mode="customer"):
        return self._console(".view").start(self.contact_id, mode)

    def _ask(self, path, **params):
        return self.make_jsonrpc_request(path, params)

    def _post(self, path, **data):
        page = self.url_open("/eservices/cart").text
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        return self.url_open(path, data={"csrf_token": token, **data}, allow_redirects=False)

    def test_without_a_view_the_platform_is_closed_to_the_agent(self):
        page = self.url_open("/eservices")
        self.assertEqual(page.status_code, 403)
        self.assertIn("take it in the console", page.text)

    def test_the_agent_sees_what_the_customer_sees(self):
        self.reference.price = 17.5
        self._start()
        mine = self.url_open("/eservices/catalog").text
        self.authenticate("t_buyer", "t_buyer")
        his = self.url_open("/eservices/catalog").text

        def rows(page):
            return page.split('id="o_eservices_main"')[1].split("</main>")[0].replace("\n", "")

        self.assertEqual(rows(mine), rows(his))
        self.assertIn("T-REF", mine)
        self.assertNotIn("T-NONE", mine)

    def test_a_banner_says_who_acts_for_whom_and_leads_back(self):
        self._start()
        page = self.url_open("/eservices").text
        self.assertIn("Ines Aguilar", page)
        self.assertIn("o_care_acting_customer", page)
        self.assertNotIn('id="o_care_root"', page, "the agent's browser opens no chat of the customer")
        answer = self._post("/eservices/acting/leave")
        self.assertEqual(answer.status_code, 303)
        self.assertTrue(answer.headers["Location"].endswith("/odoo/care-console"))
        self.assertEqual(self.url_open("/eservices").status_code, 403)

    def test_the_agents_own_session_stays_his(self):
        self._start()
        self.url_open("/eservices")
        info = self._ask("/web/session/get_session_info")
        self.assertEqual(info["uid"], self.ines.id)

    def test_what_is_done_is_the_agents_for_the_customer(self):
        self._start()
        answer = self._ask("/eservices/cart/add", product_id=self.free.id, quantity=2)
        self.assertTrue(answer["ok"])
        cart = self._customer_cart()
        entry = self.env["care.log"].search([("order_number", "=", cart.id), ("kind", "=", "cart")])
        self.assertEqual((entry.agent_id, entry.contact_id.id), (self.ines, self.contact_id))
        self._post("/eservices/cart/validate", cart_id=cart.id, key="k1")
        cart.invalidate_recordset()
        self.assertEqual((cart.is_eservices_cart, cart.care_agent_id), (False, self.ines))
        note = cart.message_ids.filtered(lambda message: "placed this order" in (message.body or ""))
        self.assertIn("Ines Aguilar placed this order for", note.body)
        self.assertEqual(note.author_id, self.ines.partner_id)

    def _customer_cart(self):
        return self.env["sale.order"].search(
            [("partner_id", "=", self.buyer.id), ("is_eservices_cart", "=", True)]
        )

    def test_what_is_the_customers_own_is_refused(self):
        self.config.write({"care_enabled": True})
        self._start()
        before = (self.buyer_user.lang, self.buyer_user.password, len(self.buyer.message_ids))
        for kind, path in FORBIDDEN:
            with self.subTest(path):
                if kind == "http":
                    answer = self._post(path, old="t_buyer", new="changed1!", again="changed1!", lang="en_US")
                    self.assertEqual(answer.status_code, 403)
                else:
                    answer = self._ask(path, text="x", key="0" * 32, tab="a" * 32, url="/eservices")
                    self.assertIn("customer himself", answer["error"])
        self.env.invalidate_all()
        self.assertEqual(
            (self.buyer_user.lang, self.buyer_user.password, len(self.buyer.message_ids)), before
        )
        self.assertFalse(self.env["care.visit"].search([("user_id", "=", self.buyer_user.id)]))

    def test_the_ghost_reads_and_cannot_write_at_all(self):
        self._fill_cart(self.buyer_user, (self.free, 3))
        self._start("ghost")
        page = self.url_open("/eservices/cart")
        self.assertIn("T-FREE", page.text)
        self.assertIn("o_care_acting_ghost", page.text)
        cart = self._customer_cart()
        line = cart._get_eservices_product_lines()
        for path, params in (
            ("/eservices/cart/add", {"product_id": self.free.id, "quantity": 1}),
            (f"/eservices/cart/lines/{line.id}", {"quantity": 9}),
            (f"/eservices/cart/lines/{line.id}/remove", {}),
            ("/eservices/cart/details", {"values": {"note": "x"}}),
        ):
            with self.subTest(path):
                self.assertIn("ghost view", self._ask(path, **params)["error"])
        self.assertEqual(self._post("/eservices/cart/validate", cart_id=cart.id, key="k").status_code, 403)
        self.env.invalidate_all()
        self.assertEqual((line.product_uom_qty, cart.is_eservices_cart), (3, True))

    def test_the_view_ends_with_its_time(self):
        self._start()
        contact = self.env["care.contact"].browse(self.contact_id)
        contact.view_until = fields.Datetime.subtract(fields.Datetime.now(), seconds=1)
        self.assertEqual(self.url_open("/eservices").status_code, 403)
        with freeze_time(fields.Datetime.add(fields.Datetime.now(), hours=1)):
            self.assertIsNone(self._console().get_contact(self.contact_id)["view"])

    def test_the_view_ends_with_the_session_the_channel_and_the_next_view(self):
        self._start()
        self.config.care_agent_ids = self.jon
        self.assertEqual(self.url_open("/eservices").status_code, 403)
        self.config.care_agent_ids = False
        self.assertEqual(self.url_open("/eservices").status_code, 200)
        other = self._open(self.rival)
        self._console(".view").start(other)
        self.assertIn("Rita", self.url_open("/eservices").text)
        self._console().close(other)
        self.assertEqual(self.url_open("/eservices").status_code, 403)
        self.assertEqual(len(self._logged(self.contact_id, "view")), 2, "begun and ended")

    def test_nobody_acts_by_a_context_that_he_sends_himself(self):
        contact = self.env["care.contact"].browse(self.contact_id)
        contact._view("customer")
        self.authenticate("t_rival", "t_rival")
        forged = {"care_contact_id": self.contact_id}
        self._ask("/eservices/cart/add", product_id=self.free.id, quantity=2, context=forged)
        self.assertFalse(self._customer_cart())
        cart = self.env["sale.order"].search(
            [("partner_id", "=", self.rival.id), ("is_eservices_cart", "=", True)]
        )
        entry = self.env["care.log"].search([("order_number", "=", cart.id)])
        self.assertFalse(entry.agent_id, "he did it himself, whatever his browser says")

    def test_the_customer_is_asked_where_the_channel_wants_it(self):
        self.config.care_consent = "ask"
        self.assertEqual(self._start(), {"asked": True})
        self.assertEqual(self.url_open("/eservices").status_code, 403)
        self.assertEqual(self._bus("care.contact/asked")[-1]["agent"], "Ines Aguilar")
        contacts = self.env(user=self.rival_user)["care.contact"]
        with self.assertRaises(MissingError):
            contacts._answer_consent(self._customer(self.rival_user), self.contact_id, "agreed")
        self.authenticate("t_buyer", "t_buyer")
        self._ask(f"/eservices/care/consent/{self.contact_id}", answer="agreed")
        self.assertEqual(self._bus("care.contact/asked")[-1]["agent"], "", "his other pages ask no longer")
        self.assertEqual(self._start()["url"], "/eservices")
        self._console().hand_over(self.contact_id, self.jon.id)
        self.assertEqual(self._console(".view", self.jon).start(self.contact_id), {"asked": True})
        self.assertEqual(self._bus("care.contact/asked")[-1]["agent"], "Jon Weber")
        customer = self._customer(self.buyer_user)
        self.env(user=self.buyer_user)["care.contact"]._answer_consent(customer, self.contact_id, "declined")
        with self.assertRaisesRegex(UserError, "does not agree"):
            self._console(".view", self.jon).start(self.contact_id)

    def test_where_he_is_told_he_is_told(self):
        layout, customer = self.env["eservices.layout"], self._customer(self.buyer_user)
        self._start("ghost")
        told = self._bus("care.contact/told")[-1]
        self.assertEqual((told["agent"], told["mode"]), ("Ines Aguilar", "ghost"))
        self.assertEqual(layout._prepare_told(customer), told, "a page that is loaded later says the same")
        self.assertIsNone(layout._prepare_told(self._customer(self.rival_user)))
        self.assertEqual(self._logged(self.contact_id, "consent"), ["The customer is told"])
        self._console().hand_over(self.contact_id, self.jon.id)
        self.assertEqual(self._bus("care.contact/told")[-1]["mode"], "", "the view ended with the hand-over")
        self.assertIsNone(layout._prepare_told(customer))

    def test_where_he_is_not_told_nothing_is_said(self):
        self.config.care_consent = "never"
        self._start()
        self.assertIsNone(self.env["eservices.layout"]._prepare_told(self._customer(self.buyer_user)))
        self._console().close(self.contact_id)
        self.assertEqual(self._bus("care.contact/told"), [])
        self.assertEqual(self._logged(self.contact_id, "consent"), [])
