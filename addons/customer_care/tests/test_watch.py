from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged

from odoo.addons.http_routing.tests.common import MockRequest

from ..const import MONITOR, VISIT_BETWEEN
from .live import LiveCase


@tagged("post_install", "-at_install")
class TestWatch(LiveCase):
    """What representatives see of customers on the platform, and show them (L6 to L11, L16)."""

    def _monitor(self, *args):
        return self.env["care.visit"].with_user(self.ines).get_monitor(*args)["rows"]

    # === VISITS AND MONITORING === #

    def test_a_page_tells_where_its_customer_is(self):
        visit = self._visit(self.buyer_user, "/eservices/orders", "Orders")
        self.assertEqual((visit.url, visit.title, visit.is_open), ("/eservices/orders", "Orders", True))
        visit.write({"entered_at": self._ago(minutes=2), "first_seen": self._ago(minutes=9)})
        same = self._visit(self.buyer_user, "/eservices/orders", "Orders")
        self.assertEqual((same, same.entered_at < self._ago(minutes=1)), (visit, True))
        again = self._visit(self.buyer_user, "/eservices/cart", "Cart")
        self.assertEqual(again.first_seen, visit.first_seen)
        self.assertGreater(again.entered_at, self._ago(minutes=1))

    def test_the_late_goodbye_of_a_page_does_not_close_the_one_that_followed(self):
        self._visit(self.buyer_user, "/eservices/cart", "Cart", load="1" * 32)
        self._visit(self.buyer_user, "/eservices/orders", "Orders", load="2" * 32)
        self.assertTrue(self._visit(self.buyer_user, event="leave", load="1" * 32).is_open)
        self.assertFalse(self._visit(self.buyer_user, event="leave", load="2" * 32).is_open)

    def test_a_beat_costs_one_statement_and_touches_its_own_row_only(self):
        visit = self._visit(self.buyer_user)
        visit.last_seen = self._ago(minutes=5)
        tab = visit.tab
        self.env.flush_all()
        self.env.cr.precommit.run()
        own = self.env(user=self.buyer_user)["care.visit"]
        with self.assertQueryCount(1):
            self.assertTrue(own._beat(tab))
        visit.invalidate_recordset()
        self.assertGreater(visit.last_seen, self._ago(minutes=1))
        self.assertFalse(self.env(user=self.rival_user)["care.visit"]._beat(visit.tab))
        self._visit(self.buyer_user, event="leave")
        self.assertFalse(own._beat(visit.tab), "a page that was left tells of itself anew")

    def test_an_address_that_is_none_of_ours_is_not_kept(self):
        for url in ("https://evil.example", "//evil.example", "javascript:alert(1)", "/web"):
            with self.subTest(url=url):
                self.assertFalse(self._visit(self.buyer_user, url, "Evil").url)

    def test_monitoring_shows_everybody_with_page_times_and_cart(self):
        self._visit(self.buyer_user, "/eservices/orders", "Orders")
        self._fill_cart(self.buyer_user, (self.free, 5), (self.referenced, 2))
        row = next(row for row in self._monitor() if row["user_id"] == self.buyer_user.id)
        self.assertEqual((row["name"], row["company"], row["state"]), ("Ada", "ACME", "browsing"))
        self.assertEqual((row["title"], row["cart_count"]), ("Orders", 7))
        self.assertIn("90.00", row["cart_amount"])
        self.assertTrue(row["first_seen"] and row["entered_at"])
        self.assertTrue(row["may_invite"])

    def test_who_waits_stands_first_with_what_keeps_the_reader_from_taking_him(self):
        self._visit(self.buyer_user)
        session = self._ask(self.rival_user)
        self.queue.expertise_ids = self.tools
        first = self._monitor()[0]
        self.assertEqual((first["session_id"], first["state"], first["position"]), (session.id, "waiting", 1))
        self.assertFalse(first["may_take"])
        self.assertEqual(first["why_not"], "Not qualified")

    def test_more_customers_cost_no_more_statements(self):
        monitor = self.env["care.visit"].with_user(self.ines).get_monitor
        self._visit(self.buyer_user)
        self._ask(self.rival_user)
        self._fill_cart(self.buyer_user, (self.free, 5))
        counts = []
        for turn in range(2):
            monitor()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            monitor()
            counts.append(self.env.cr.sql_log_count - before)
            for number in range(5):
                contact = self._create_contact(self.acme, f"more{turn}{number}@acme.example")
                user = self._create_platform_user(f"t_more{turn}{number}", contact)
                self._visit(user, tab=f"{turn}{number}" * 16)
                if number % 2:
                    self._ask(user)
            self.env.flush_all()
        self.assertLessEqual(counts[1], counts[0] + 3)

    def test_two_tabs_are_one_customer(self):
        self._visit(self.buyer_user, tab="a" * 32)
        self._visit(self.buyer_user, "/eservices/invoices", "Invoices", tab="b" * 32)
        rows = [row for row in self._monitor() if row["user_id"] == self.buyer_user.id]
        self.assertEqual([row["title"] for row in rows], ["Invoices"])

    def test_who_left_is_gone_and_who_stays_silent_too(self):
        visit = self._visit(self.buyer_user)
        visit.last_seen = self._ago(minutes=10)
        self.assertFalse(self._monitor([], [self.buyer_user.id]))
        self._visit(self.buyer_user)
        self.assertTrue(self._monitor([], [self.buyer_user.id]))
        self._visit(self.buyer_user, event="leave")
        self.assertFalse(self._monitor([], [self.buyer_user.id]))

    def test_the_channel_says_what_is_watched(self):
        self.config.care_monitor_page = False
        self.assertFalse(self._visit(self.buyer_user, "/eservices/orders", "Orders").title)
        self._fill_cart(self.buyer_user, (self.free, 5))
        self.config.care_monitor_cart = False
        self.assertEqual(self._monitor()[0]["cart_count"], 0)
        self.config.care_monitor = False
        self.assertFalse(self._monitor([], [self.buyer_user.id]))

    def test_movements_are_told_to_representatives_only(self):
        self._visit(self.buyer_user)
        self._fill_cart(self.buyer_user, (self.free, 1))
        self.assertEqual(self._bus("care.visit/changed")[-2:], [{"user_ids": self.buyer_user.ids}] * 2)
        channels = self.env["bus.bus"].sudo().search([]).mapped("channel")
        self.assertTrue(any(MONITOR in channel for channel in channels))
        for user, expected in ((self.ines, 1), (self.buyer_user, 0), (self.staff, 0)):
            with self.subTest(user=user.login):
                self.assertEqual(len(self._subscribe(user)), expected)

    def _subscribe(self, user):
        """Who asks to watch: the channels of the monitoring that he really gets."""
        with MockRequest(self.env(user=user)) as request:
            request.session.uid = user.id
            channels = self.env(user=user)["ir.websocket"]._build_bus_channel_list(["care.monitor"])
        self.assertNotIn("care.monitor", channels)
        return [one for one in channels if isinstance(one, tuple) and one[1] == MONITOR]

    def test_customers_and_other_staff_see_nobody(self):
        visit = self._visit(self.buyer_user)
        for user in (self.rival_user, self.buyer_user, self.staff):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                visit.with_user(user).read(["url"])
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["care.visit"].with_user(user).get_monitor()

    # === PAGE PUSH === #

    def test_a_pushed_page_goes_to_the_active_tab_and_is_acknowledged(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        self._visit(self.buyer_user, tab="a" * 32)
        self._visit(self.buyer_user, "/eservices/orders", "Orders", tab="b" * 32)
        push = session.with_user(self.ines).action_push("/eservices/invoices", "Your invoices")
        self.assertEqual(push["state"], "sent")
        told = self._bus("care.push/show")[-1]
        self.assertEqual((told["tab"], told["url"], told["ask"]), ("b" * 32, "/eservices/invoices", False))
        kind, text = self._texts(session)[-1]
        self.assertEqual((kind, text.splitlines()[0]), ("push", "Your invoices [1]"))
        answers = self.env(user=self.buyer_user)["care.push"]
        answers._answer(self._customer(self.buyer_user), push["id"], "shown")
        self.assertEqual(session.push_ids.state, "shown")
        self.assertEqual(self._bus("care.push/answered")[-1]["state"], "shown")

    def test_a_page_pushed_between_two_pages_goes_to_the_tab_that_changes_them(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        visit = self._visit(self.buyer_user, tab="a" * 32)
        self._visit(self.buyer_user, event="leave", tab="a" * 32)
        push = session.with_user(self.ines).action_push("/eservices/invoices", "Your invoices")
        self.assertEqual((push["state"], self._bus("care.push/show")[-1]["tab"]), ("sent", "a" * 32))
        visit.last_seen = self._ago(seconds=VISIT_BETWEEN + 1)
        push = session.with_user(self.ines).action_push("/eservices/invoices", "Your invoices")
        self.assertEqual(push["state"], "lost", "he has left the platform")

    def test_foreign_addresses_are_never_pushed(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        self._visit(self.buyer_user)
        for url in (
            "https://evil.example/eservices",
            "//evil.example/eservices",
            "javascript:alert(1)",
            "/eservices/../web",
            "/eservices/%2e%2e/web",
            "/eservices\\@evil.example",
            "/web/login",
            "",
        ):
            with self.subTest(url=url), self.assertRaises(UserError):
                session.with_user(self.ines).action_push(url, "Evil")
        self.assertFalse(session.push_ids)

    def test_another_customers_answer_to_a_push_is_refused(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        push = session.with_user(self.ines).action_push("/eservices/invoices", "Invoices")
        self.assertEqual(push["state"], "lost", "he has no page open")
        answers = self.env(user=self.rival_user)["care.push"]
        with self.assertRaises(MissingError):
            answers._answer(self._customer(self.rival_user), push["id"], "shown")

    def test_a_page_of_which_nothing_is_heard_counts_as_not_shown(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        self._visit(self.buyer_user)
        session.with_user(self.ines).action_push("/eservices/invoices", "Invoices")
        self.env.flush_all()
        self.env.cr.execute("UPDATE care_push SET create_date = create_date - interval '1 minute'")
        self.env["care.dispatcher"]._tick()
        self.assertEqual(session.push_ids.state, "lost")

    # === STARTING A CHAT === #

    def test_a_representative_starts_a_chat_and_the_customer_takes_it(self):
        visit = self._visit(self.buyer_user)
        answer = visit.with_user(self.ines).action_invite("Can I help you?")
        session = self.env["care.session"].browse(answer["session"]["id"])
        self.assertEqual((session.state, session.agent_id), ("invited", self.ines))
        self.assertEqual(self._bus("care.session/invited")[-1]["message"]["kind"], "agent")
        self._say(session, "Yes, please")
        self.assertEqual(session.state, "active")
        self.assertEqual([kind for kind, _text in self._texts(session)], ["agent", "mine"])

    def test_an_invitation_is_declined_taken_back_or_runs_out(self):
        visit = self._visit(self.buyer_user)
        invite = visit.with_user(self.ines).action_invite
        sessions = self.env["care.session"]
        desk, customer = self.env(user=self.buyer_user)["care.desk"], self._customer(self.buyer_user)
        declined = sessions.browse(invite("Hello?")["session"]["id"])
        desk._leave(customer, declined.with_env(customer.env))
        withdrawn = sessions.browse(invite("Hello?")["session"]["id"])
        withdrawn.with_user(self.ines).action_withdraw()
        late = sessions.browse(invite("Hello?")["session"]["id"])
        self.env.flush_all()
        self.env.cr.execute("UPDATE care_session SET create_date = create_date - interval '10 minutes'")
        self.env.invalidate_all()
        self.env["care.dispatcher"]._tick()
        self.assertEqual([one.state for one in (declined, withdrawn, late)], ["declined"] * 3)

    def test_who_is_in_a_conversation_or_gone_is_not_invited(self):
        visit = self._visit(self.buyer_user)
        self._ask(self.buyer_user)
        with self.assertRaises(UserError):
            visit.with_user(self.ines).action_invite("Hello?")
        gone = self._visit(self.rival_user)
        gone.is_open = False
        with self.assertRaises(UserError):
            gone.with_user(self.ines).action_invite("Hello?")

    def test_who_answers_no_queue_of_the_channel_invites_nobody(self):
        visit = self._visit(self.buyer_user)
        self.queue.expertise_ids = self.tools
        with self.assertRaises(UserError):
            visit.with_user(self.ines).action_invite("Hello?")

    # === PANEL AND ANSWERS === #

    def test_the_panel_tells_page_cart_profile_orders_and_earlier_chats(self):
        earlier = self._accept(self._ask(self.buyer_user), self.jon)
        earlier.with_user(self.jon).action_close("solved")
        order = self._submit_cart(self.buyer_user, (self.free, 3))
        self._fill_cart(self.buyer_user, (self.referenced, 2))
        self._visit(self.buyer_user, "/eservices/orders", "Orders")
        session = self._accept(self._ask(self.buyer_user), self.ines)
        panel = session.with_user(self.ines).get_panel()
        self.assertEqual(panel["visit"]["title"], "Orders")
        self.assertEqual(panel["cart"]["lines"][0]["reference"], "T-REF")
        self.assertEqual(panel["profile"]["company"], "ACME")
        self.assertEqual([one["id"] for one in panel["orders"]], order.ids)
        self.assertEqual([one["id"] for one in panel["earlier"]], earlier.ids)

    def test_open_invoices_and_what_is_overdue_stand_in_the_panel(self):
        invoice = self._create_invoice(self.buyer_user)
        invoice.invoice_date_due = "2020-01-01"
        session = self._accept(self._ask(self.buyer_user), self.ines)
        panel = session.with_user(self.ines).get_panel()
        self.assertEqual([(one["id"], one["is_overdue"]) for one in panel["invoices"]], [(invoice.id, True)])
        self.assertTrue(panel["profile"]["overdue_text"])

    def test_topics_and_pages_are_found_and_filled(self):
        self.acme.ref = "C-7"
        self.env["care.topic"].create(
            [
                {
                    "queue_id": self.queue.id,
                    "name": "Greeting",
                    "body": "{customer_name} ({customer_number})",
                },
                {"queue_id": self.queue.id, "name": "Other", "body": "Nothing"},
            ]
        )
        self.env["care.url"].create({"queue_id": self.queue.id, "name": "Cart", "url": "/eservices/cart"})
        session = self._accept(self._ask(self.buyer_user), self.ines)
        found = self.queue.with_user(self.ines).get_answers(session.id, "gree")
        self.assertEqual([one["body"] for one in found["topics"]], ["Ada (C-7)"])
        self.assertFalse(found["urls"])
        self.assertEqual(len(self.queue.with_user(self.ines).get_answers(session.id)["urls"]), 1)

    def test_lists_show_who_waits_and_mine(self):
        mine = self._accept(self._ask(self.buyer_user, "Mine"), self.ines)
        waiting = self._ask(self.rival_user, "Next")
        lists = self.env["care.session"].with_user(self.ines).get_lists()
        self.assertEqual([row["id"] for row in lists["mine"]], mine.ids)
        self.assertEqual([(row["id"], row["last"]) for row in lists["waiting"]], [(waiting.id, "Next")])
        self.assertTrue(lists["waiting"][0]["may_take"])

    def test_coworkers_are_shown_with_what_they_do(self):
        self.env["care.agent"].with_user(self.jon).set_state("pause", 15, "Lunch")
        coworkers = self.env["care.agent"].with_user(self.ines).get_coworkers()
        row = next(one for one in coworkers if one["user_id"] == self.jon.id)
        self.assertEqual((row["state"], row["reason"], row["queues"]), ("pause", "Lunch", ["Sales t"]))
        me = self.env["care.agent"].with_user(self.ines).get_me()
        self.assertEqual((me["state"], me["load"], me["places"]), ("ready", 0, 4))
