import random
from datetime import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .live import LiveCase


@tagged("post_install", "-at_install")
class TestDispatch(LiveCase):
    """Who gets whom, and what happens when time runs out (L12 to L15, L17)."""

    def _tick(self):
        self.env["care.dispatcher"]._tick()

    def _silence(self, user, **ago):
        """The user's browser was last heard of some time ago."""
        presence = self.env["mail.presence"].search([("user_id", "=", user.id)])
        presence.write({"last_poll": self._ago(**ago), "status": "offline"})

    # === QUALIFICATION === #

    def test_random_queues_people_and_loads_never_give_a_customer_to_the_unqualified(self):
        rng = random.Random(5)
        skills = self.env["im_livechat.expertise"].create([{"name": f"Skill {n}"} for n in range(3)])
        people = self.ines | self.jon
        for number in range(3):
            people |= self._create_csr(f"t_more{number}", f"More {number}")
        customers = [self.buyer_user, self.colleague_user, self.rival_user]
        for _round in range(8):
            for user in people:
                user.sudo().livechat_expertise_ids = skills.browse(rng.sample(skills.ids, rng.randint(0, 3)))
                self.env["care.agent"]._ensure(user).write(
                    {"state": rng.choice(["ready", "ready", "pause"]), "places": rng.randint(1, 2)}
                )
            self.queue.write(
                {
                    "mode": "push",
                    "member_ids": [Command.set(rng.sample(people.ids, rng.randint(1, 4)))],
                    "expertise_ids": [Command.set(rng.sample(skills.ids, rng.randint(0, 2)))],
                    "max_sessions": rng.randint(0, 2),
                }
            )
            sessions = [self._ask(user) for user in customers]
            self.env["care.dispatcher"]._dispatch()
            for session in sessions:
                agent = session.agent_id
                if agent:
                    self.assertIn(agent, self.queue.member_ids)
                    self.assertLessEqual(self.queue.expertise_ids, agent.sudo().livechat_expertise_ids)
                    row = self.env["care.agent"]._ensure(agent)
                    self.assertEqual(row.state, "ready")
                    self.assertLessEqual(sum(self.env["care.agent"]._get_loads(agent).values()), row.places)
                self.env["care.conversation"]._end(session, self.env.user)
                self.env["care.conversation"]._close(session, "solved")

    def test_who_lacks_the_expertise_is_told_so_and_gets_nobody(self):
        self.queue.expertise_ids = self.tools
        session = self._ask(self.buyer_user)
        with self.assertRaisesRegex(UserError, "expertise"):
            session.with_user(self.ines).action_accept()
        self.ines.sudo().livechat_expertise_ids = self.tools
        self._accept(session, self.ines)

    def test_a_queue_may_ask_for_a_level(self):
        self.queue.write({"expertise_ids": self.tools.ids, "min_level": "3"})
        self.ines.sudo().livechat_expertise_ids = self.tools
        session = self._ask(self.buyer_user)
        with self.assertRaises(UserError):
            session.with_user(self.ines).action_accept()
        self.env["care.skill"].create({"user_id": self.ines.id, "expertise_id": self.tools.id, "level": "3"})
        self._accept(session, self.ines)

    def test_nobody_gives_himself_an_expertise(self):
        with self.assertRaises(AccessError):
            self.ines.with_user(self.ines).livechat_expertise_ids = self.tools
        settings = self.env["res.users.settings"]._find_or_create_for_user(self.ines)
        with self.assertRaises(AccessError):
            settings.with_user(self.ines).livechat_expertise_ids = self.tools

    def test_a_queue_may_insist_on_the_customers_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.buyer_user.lang = "fr_FR"
        self.queue.must_speak = True
        session = self._ask(self.buyer_user)
        with self.assertRaisesRegex(UserError, "language"):
            session.with_user(self.ines).action_accept()
        self.jon.sudo().livechat_lang_ids = self.env["res.lang"]._lang_get("fr_FR")
        self._accept(session, self.jon)

    # === STATE AND LOAD === #

    def test_a_break_is_obeyed(self):
        self.env["care.agent"].with_user(self.ines).set_state("pause", 15, "Lunch")
        self.jon.active = False
        self.queue.mode = "push"
        session = self._ask(self.buyer_user)
        self._tick()
        self.assertEqual(session.state, "waiting")
        with self.assertRaisesRegex(UserError, "ready"):
            session.with_user(self.ines).action_accept()
        self.env["care.agent"].with_user(self.ines).set_state("ready")
        self._tick()
        self.assertEqual(session.agent_id, self.ines)

    def test_places_and_the_queues_own_limit_are_obeyed(self):
        self.env["care.agent"]._ensure(self.ines).places = 1
        self._accept(self._ask(self.buyer_user), self.ines)
        second = self._ask(self.rival_user)
        with self.assertRaisesRegex(UserError, "Wrap one up"):
            second.with_user(self.ines).action_accept()
        self.env["care.agent"]._ensure(self.ines).places = 4
        self.queue.max_sessions = 1
        with self.assertRaisesRegex(UserError, "queue"):
            second.with_user(self.ines).action_accept()

    def test_a_pulled_queue_is_left_to_the_representatives(self):
        session = self._ask(self.buyer_user)
        self._tick()
        self.assertEqual(session.state, "waiting")

    def test_a_pushed_queue_serves_who_waited_longest_within_priority(self):
        self.queue.mode = "push"
        self.env["care.agent"]._ensure(self.ines | self.jon).state = "pause"
        late, early, urgent = (
            self._ask(user) for user in (self.buyer_user, self.colleague_user, self.rival_user)
        )
        early.waiting_since = self._ago(minutes=20)
        urgent.priority = "2"
        self.assertEqual(self.queue._get_line(), urgent | early | late)
        self.env["care.agent"]._ensure(self.ines).write({"state": "ready", "places": 2})
        self._tick()
        self.assertEqual([one.state for one in (urgent, early, late)], ["active", "active", "waiting"])

    def test_the_account_owner_gets_his_customer(self):
        self.queue.mode = "push"
        self.acme.user_id = self.jon
        self.env["care.agent"]._ensure(self.ines).last_assigned_at = self._ago(days=1)
        self.env["care.agent"]._ensure(self.jon).last_assigned_at = self._ago(minutes=1)
        session = self._ask(self.buyer_user)
        self._tick()
        self.assertEqual(session.agent_id, self.jon)

    # === TIME === #

    def test_who_waits_for_long_overflows_with_his_original_time(self):
        other = self._create_queue("Overflow t", self.jon)
        self.queue.write({"overflow_queue_id": other.id, "overflow_after": 60})
        session = self._ask(self.buyer_user)
        since = session.waiting_since = session.queued_at = self._ago(seconds=61)
        self._tick()
        self.assertEqual((session.queue_id, session.waiting_since), (other, since))
        self.assertIn("overflow", session.event_ids.mapped("kind"))

    def test_queues_do_not_overflow_in_a_circle(self):
        other = self._create_queue("Overflow t", self.jon, overflow_queue_id=self.queue.id)
        with self.assertRaises(ValidationError):
            self.queue.overflow_queue_id = other

    def test_a_conversation_whose_representative_is_gone_goes_back_with_its_time(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        since = session.waiting_since
        self._silence(self.ines, seconds=30)
        self._tick()
        self.assertEqual(session.state, "active", "a page that is reloaded is gone for a moment")
        self._silence(self.ines, seconds=90)
        self._tick()
        self.assertEqual((session.state, session.waiting_since), ("waiting", since))
        self.assertFalse(session.agent_id)
        self.assertFalse(session.channel_id.livechat_end_dt)
        self.assertIn("returned", session.event_ids.mapped("kind"))

    def test_a_worker_that_died_without_a_word_counts_as_gone_too(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        presence = self.env["mail.presence"].search([("user_id", "=", self.ines.id)])
        presence.write({"last_poll": self._ago(minutes=5), "status": "online"})
        self._tick()
        self.assertEqual(session.state, "waiting")

    def test_a_customer_who_left_the_platform_is_no_longer_waited_for(self):
        session = self._ask(self.buyer_user)
        session.queued_at = self._ago(minutes=20)
        self._visit(self.buyer_user)
        self._tick()
        self.assertEqual(session.state, "waiting")
        self._visit(self.buyer_user, event="leave")
        self._tick()
        self.assertEqual(session.state, "abandoned")

    def test_wrapping_up_ends_by_itself(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        session.with_user(self.ines).action_end()
        session.ended_at = self._ago(seconds=self.queue.wrapup_seconds + 1)
        self._tick()
        self.assertEqual(session.state, "closed")

    def test_waiting_customers_read_the_queues_messages_in_their_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.buyer_user.lang = "fr_FR"
        messages = self.env["care.queue.message"].create(
            [
                {"queue_id": self.queue.id, "after_seconds": 0, "body": "Welcome, {customer_name}."},
                {"queue_id": self.queue.id, "after_seconds": 60, "body": "Still number {position}."},
            ]
        )
        messages[0].with_context(lang="fr_FR").body = "Bonjour {customer_name}."
        messages[1].with_context(lang="fr_FR").body = "Encore numéro {position}."
        session = self._ask(self.buyer_user, "")
        self.assertEqual(self._texts(session), [("auto", "Bonjour Ada.")])
        session.waiting_since = self._ago(seconds=61)
        self._tick()
        self._tick()
        self.assertEqual(self._texts(session)[1:], [("auto", "Encore numéro 1.")])

    def test_the_position_moves_and_is_told(self):
        first, second = self._ask(self.buyer_user), self._ask(self.rival_user)
        self.assertEqual((first._get_position(), second._get_position()), (1, 2))
        self._accept(first, self.ines)
        told = [one for one in self._bus("care.session/position") if one["id"] == second.id]
        self.assertEqual([one["position"] for one in told], [2, 1])
        self.assertIsNone(told[-1]["wait"], "nobody can know it yet")

    def test_the_expected_wait_is_known_after_enough_conversations(self):
        sessions = self._ask(self.buyer_user)
        values = {"state": "closed", "handle_seconds": 240, "ended_at": self._ago(hours=1)}
        sessions.write(values)
        for _number in range(4):
            sessions.copy(values)
        waiting = self._ask(self.rival_user)
        described = self.env["care.desk"]._describe(waiting)
        self.assertEqual((described["position"], described["wait"]), (1, 60))

    # === TRANSFER === #

    def test_a_colleague_accepts_a_transfer(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        session.with_user(self.ines).action_transfer(self.jon.id, "He speaks of valves")
        transfer = session.transfer_ids
        with self.assertRaises(AccessError):
            transfer.with_user(self.ines).action_accept()
        transfer.with_user(self.jon).action_accept()
        self.assertEqual((session.agent_id, transfer.state), (self.jon, "accepted"))
        self.assertNotIn(self.ines.partner_id, session.channel_id.channel_partner_ids)
        self.assertIn("valves", session.side_channel_id.message_ids[-1:].body)

    def test_a_colleague_declines_and_everything_stays(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        session.with_user(self.ines).action_transfer(self.jon.id)
        session.transfer_ids.with_user(self.jon).action_decline("In a meeting")
        self.assertEqual((session.agent_id, session.state), (self.ines, "active"))
        self.assertEqual(self._bus("care.transfer/answered")[-1]["text"], "In a meeting")

    def test_an_unanswered_offer_expires(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        session.with_user(self.ines).action_transfer(self.jon.id)
        session.transfer_ids.expires_at = self._ago(seconds=1)
        with self.assertRaises(UserError):
            session.transfer_ids.with_user(self.jon).action_accept()
        self._tick()
        self.assertEqual((session.transfer_ids.state, session.agent_id), ("expired", self.ines))

    def test_who_sees_the_time_of_an_offer_pass_ends_it_for_both(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        session.with_user(self.ines).action_transfer(self.jon.id)
        transfer = session.transfer_ids
        self.assertFalse(transfer.with_user(self.ines).action_expire())
        self.assertEqual(transfer.state, "offered")
        transfer.expires_at = self._ago(seconds=1)
        self.assertTrue(transfer.with_user(self.jon).action_expire())
        self.assertEqual((transfer.state, session.agent_id), ("expired", self.ines))
        self.assertEqual(self._bus("care.transfer/answered")[-1]["state"], "expired")
        told = len(self._bus("care.transfer/answered"))
        self.assertTrue(transfer.with_user(self.ines).action_expire())
        self.assertEqual(len(self._bus("care.transfer/answered")), told)

    def test_an_unqualified_colleague_is_offered_nothing(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        self.queue.member_ids = self.ines
        with self.assertRaises(UserError):
            session.with_user(self.ines).action_transfer(self.jon.id)
        rows = {row["user_id"]: row for row in session.with_user(self.ines).get_colleagues()}
        self.assertFalse(rows[self.jon.id]["may"])
        self.assertTrue(rows[self.jon.id]["reason"])

    # === RULES AND HOURS === #

    def test_the_first_rule_that_holds_decides(self):
        large = self._create_queue("Large t", self.jon)
        page = self._create_queue("Page t", self.jon)
        rules = self.env["care.rule"]
        rules.create(
            {"name": "Large", "sequence": 1, "amount_min": 500, "queue_id": large.id, "priority": "1"}
        )
        rules.create({"name": "Page", "sequence": 2, "page": "/eservices/invoices*", "queue_id": page.id})
        self._fill_cart(self.buyer_user, (self.free, 60))
        session = self._ask(self.buyer_user, url="/eservices/invoices/7")
        self.assertEqual((session.queue_id, session.priority), (large, "1"))
        self.assertEqual(self._ask(self.rival_user, url="/eservices/invoices/7").queue_id, page)
        self.assertEqual(self._ask(self.colleague_user, url="/eservices/cart").queue_id, self.queue)

    def test_rules_ask_for_family_tag_and_language(self):
        other = self._create_queue("Other t", self.jon)
        rule = self.env["care.rule"].create({"name": "R", "queue_id": other.id})
        self.free.product_tmpl_id.write(
            {"ecommerce_superfamily_id": self.fastening.id, "ecommerce_family_id": self.bolts.id}
        )
        tag = self.env["res.partner.category"].create({"name": "VIP"})
        self.acme.category_id = tag
        router, customer = self.env["care.router"], self._customer(self.buyer_user)
        none = self.env["care.subject"]
        product = f"/eservices/product/{self.free.id}"
        for values, url, expected in (
            ({"family_ids": self.fastening.ids}, product, other),
            ({"family_ids": self.hex.ids}, product, self.queue),
            ({"tag_ids": tag.ids}, "", other),
            ({"lang_ids": self.env["res.lang"]._lang_get("en_US").ids}, "", other),
            ({"page": "/eservices/cart"}, "", self.queue),
        ):
            with self.subTest(values=values):
                rule.write({"family_ids": False, "tag_ids": False, "lang_ids": False, "page": False})
                rule.write(
                    {key: value if key == "page" else [Command.set(value)] for key, value in values.items()}
                )
                self.assertEqual(router._route(customer, none, url)[0], expected)

    def test_outside_of_the_hours_nobody_waits(self):
        calendar = self.env["resource.calendar"].create(
            {
                "name": "Mornings",
                "tz": "UTC",
                "attendance_ids": [
                    Command.clear(),
                    Command.create(
                        {
                            "name": "Mon",
                            "dayofweek": "0",
                            "hour_from": 9,
                            "hour_to": 12,
                            "day_period": "morning",
                        }
                    ),
                ],
            }
        )
        self.config.care_calendar_id = calendar
        hours = self.env["care.hours"]
        monday = datetime(2026, 10, 5, 10)
        self.assertEqual(
            hours._find_opening(self.queue, self.config, monday), (True, None, datetime(2026, 10, 5, 12))
        )
        self.assertEqual(
            hours._find_opening(self.queue, self.config, monday.replace(hour=13)),
            (False, datetime(2026, 10, 12, 9), None),
        )
        calendar.attendance_ids.unlink()
        self.assertFalse(self._ask(self.buyer_user))
        self.queue.calendar_id = self.env["resource.calendar"].create({"name": "Always", "tz": "UTC"})

    def test_a_channel_without_a_queue_cannot_be_switched_on(self):
        with self.assertRaises(ValidationError):
            self.config.care_queue_id = False
        elsewhere = self.config.copy({"care_enabled": False, "host": "elsewhere.test"})
        with self.assertRaises(ValidationError):
            elsewhere.write({"care_queue_id": self.queue.id, "care_enabled": True})

    # === FIGURES === #

    def test_figures_tell_waits_abandoned_and_service_level(self):
        answered = self._accept(self._ask(self.buyer_user), self.ines)
        gone = self._ask(self.rival_user)
        self.env["care.conversation"]._end(gone, self.rival_user)
        self.env.flush_all()
        group = self.env["care.report"]._read_group(
            [("session_id", "in", (answered | gone).ids)],
            ["queue_id"],
            ["conversations:sum", "answered:sum", "abandoned:sum", "service_level:avg", "abandon_rate:avg"],
        )
        self.assertEqual(group, [(self.queue, 2, 1, 1, 50.0, 50.0)])
