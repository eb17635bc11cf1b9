from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .live import LiveCase


@tagged("post_install", "-at_install")
class TestConversation(LiveCase):
    """From the first question to the last word (L1, L2, L14, L15)."""

    def test_a_customer_who_asks_waits_with_his_question(self):
        session = self._ask(self.buyer_user, "Where is my order?")
        self.assertEqual(session.state, "waiting")
        self.assertEqual(session.queue_id, self.queue)
        self.assertEqual(session.partner_id, self.buyer)
        self.assertEqual(self._texts(session), [("mine", "Where is my order?")])
        self.assertEqual(session.channel_id.channel_type, "livechat")

    def test_asking_again_goes_on_with_the_same_conversation(self):
        first = self._ask(self.buyer_user, "One")
        second = self._ask(self.buyer_user, "Two")
        self.assertEqual(first, second)
        self.assertEqual([text for _kind, text in self._texts(first)], ["One", "Two"])

    def test_a_message_with_the_same_key_is_posted_once(self):
        session = self._ask(self.buyer_user, "")
        key = "0" * 32
        first, again = self._say(session, "Once", key), self._say(session, "Once", key)
        self.assertEqual(first, again)
        self.assertEqual(self._texts(session), [("mine", "Once")])

    def test_what_is_typed_is_text_and_no_markup(self):
        session = self._ask(self.buyer_user, "<script>alert(1)</script><b>x</b>")
        html = self.env["care.desk"]._get_messages(session)[0]["html"]
        self.assertNotIn("<script", html)
        self.assertNotIn("<b>", html)

    def test_too_long_a_text_is_refused_in_words(self):
        session = self._ask(self.buyer_user)
        with self.assertRaises(UserError):
            self._say(session, "x" * 100_000)

    def test_a_representative_takes_the_customer(self):
        session = self._ask(self.buyer_user)
        answer = session.with_user(self.ines).action_accept()
        self.assertEqual(session.state, "active")
        self.assertEqual(session.agent_id, self.ines)
        self.assertEqual(answer["channel_id"], session.channel_id.id)
        self.assertEqual(
            session.channel_id.channel_partner_ids, self.ines.partner_id | self.buyer_user.partner_id
        )
        self.assertEqual(self._texts(session)[-1][0], "event")
        self.assertIn("Ines", self._texts(session)[-1][1])

    def test_of_two_representatives_the_second_reads_who_was_faster(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        with self.assertRaisesRegex(UserError, "Ines"):
            session.with_user(self.jon).action_accept()
        self.assertEqual(session.agent_id, self.ines)

    def test_taking_again_what_one_has_changes_nothing(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        self._accept(session, self.ines)
        self.assertEqual(session.event_ids.mapped("kind"), ["queued", "accepted"])

    def test_the_customer_reads_what_the_representative_writes(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        session.channel_id.with_user(self.ines).message_post(
            body="Good day", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(self._texts(session)[-1], ("agent", "Good day"))
        told = [one for one in self._bus("care.session/message") if one["message"]["kind"] == "agent"]
        self.assertEqual(told[-1]["message"]["author"], "Ines Aguilar")

    def test_requeueing_keeps_history_and_original_time(self):
        session = self._accept(self._ask(self.buyer_user, "Help"), self.ines)
        session.waiting_since = since = self._ago(minutes=9)
        other = self._create_queue("Billing t", self.jon)
        session.with_user(self.ines).action_requeue(other.id, "Wants a credit note")
        self.assertEqual((session.state, session.queue_id, session.waiting_since), ("waiting", other, since))
        self.assertFalse(session.agent_id)
        self.assertFalse(session.channel_id.livechat_end_dt)
        self.assertNotIn(self.ines.partner_id, session.channel_id.channel_partner_ids)
        self._accept(session, self.jon)
        self.assertIn(("mine", "Help"), self._texts(session))
        self.assertIn(self.jon.partner_id, session.side_channel_id.channel_partner_ids)
        self.assertIn("credit note", session.side_channel_id.message_ids[-1:].body)

    def test_only_who_holds_a_conversation_passes_it_on(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        for verb in ("action_end", "action_close"):
            with self.assertRaises(AccessError):
                getattr(session.with_user(self.jon), verb)()
        with self.assertRaises(AccessError):
            session.with_user(self.jon).action_requeue(self.queue.id)

    def test_a_queue_of_another_channel_is_refused(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        elsewhere = self._create_queue("Elsewhere t", self.jon)
        elsewhere.config_ids = self.config.copy({"care_enabled": False, "host": "elsewhere.test"})
        with self.assertRaises(UserError):
            session.with_user(self.ines).action_requeue(elsewhere.id)
        self.assertEqual(session.state, "active")

    def test_notes_and_coworkers_stay_unseen_by_the_customer(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        session.with_user(self.ines).action_note("He pays late")
        session.with_user(self.ines).action_ask(self.jon.id, "May I give him credit?")
        texts = " ".join(text for _kind, text in self._texts(session))
        self.assertNotIn("pays late", texts)
        self.assertNotIn("credit", texts)
        side = session.side_channel_id
        self.assertEqual(side.channel_partner_ids, self.ines.partner_id | self.jon.partner_id)
        self.assertFalse(side.with_user(self.buyer_user).has_access("read"))
        self.assertEqual(self._bus("care.session/asked")[-1]["id"], session.id)

    def test_nobody_from_outside_gets_into_the_talk_inside(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        session.with_user(self.ines).action_note("Inside")
        with self.assertRaises(UserError):
            session.side_channel_id._add_members(partners=self.buyer_user.partner_id)

    def test_who_is_not_qualified_does_not_join_by_another_door(self):
        self.queue.expertise_ids = self.tools
        self.ines.sudo().livechat_expertise_ids = self.tools
        session = self._accept(self._ask(self.buyer_user), self.ines)
        with self.assertRaises(UserError):
            session.channel_id.with_user(self.ines)._add_members(users=self.jon)

    def test_leaving_while_waiting_is_abandoning(self):
        session = self._ask(self.buyer_user)
        self.env(user=self.buyer_user)["care.desk"]._leave(self._customer(self.buyer_user), session)
        self.assertEqual(session.state, "abandoned")
        self.assertTrue(session.channel_id.livechat_end_dt)

    def test_the_end_leads_to_wrapping_up_and_then_frees_the_place(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        session.with_user(self.ines).action_end()
        self.assertEqual(session.state, "wrapup")
        agent = self.env["care.agent"]
        self.assertEqual(sum(agent._get_loads(self.ines).values()), 1)
        session.with_user(self.ines).action_close("followup", "Call on Monday")
        self.assertEqual((session.state, session.outcome), ("closed", "followup"))
        self.assertEqual(sum(agent._get_loads(self.ines).values()), 0)

    def test_a_chat_that_odoo_ends_is_over_here_too(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        session.channel_id.with_user(self.ines)._action_unfollow(self.ines.partner_id)
        self.assertEqual(session.state, "wrapup")

    def test_the_customer_rates_once_and_may_change_it(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        desk, customer = self.env(user=self.buyer_user)["care.desk"], self._customer(self.buyer_user)
        own = session.with_env(customer.env)
        with self.assertRaises(UserError):
            desk._rate(customer, own, 5, "")
        desk._leave(customer, own)
        desk._rate(customer, own, 5, "Quick")
        desk._rate(customer, own, 3, "")
        self.assertEqual(session.rating, 3)
        self.assertEqual(session.channel_id.rating_ids.mapped("rating"), [3])
        with self.assertRaises(UserError):
            desk._rate(customer, own, 4, "")

    def test_the_transcript_goes_to_his_own_address(self):
        session = self._accept(self._ask(self.buyer_user, "Remember this"), self.ines)
        customer = self._customer(self.buyer_user)
        email = self.env(user=self.buyer_user)["care.desk"]._send_transcript(
            customer, session.with_env(customer.env)
        )
        mail = self.env["mail.mail"].sudo().search([], order="id desc", limit=1)
        self.assertEqual((email, mail.email_to), (self.buyer.email, self.buyer.email))
        self.assertIn("Remember this", mail.body_html)

    def test_another_customer_finds_nothing(self):
        session = self._ask(self.buyer_user)
        self.assertFalse(
            self.env["care.session"].search(
                self.env["care.session"]._get_of_customer(self._customer(self.colleague_user))
            )
        )
        self.assertFalse(session.with_user(self.rival_user).has_access("read"))

    def test_an_order_is_his_or_there_is_none(self):
        order = self._submit_cart(self.buyer_user, (self.free, 1))
        session = self._ask(self.buyer_user, order_id=order.id)
        self.assertEqual(session.order_id, order)
        with self.assertRaises(UserError):
            self._ask(self.rival_user, order_id=order.id)

    def test_the_chosen_subject_decides_the_queue(self):
        billing = self._create_queue("Billing t", self.jon)
        subject = self.env["care.subject"].create({"name": "Invoice", "queue_id": billing.id})
        self.assertEqual(self._ask(self.buyer_user, subject_id=subject.id).queue_id, billing)
        subject.config_ids = [
            Command.link(self.config.copy({"care_enabled": False, "host": "elsewhere.test"}).id)
        ]
        with self.assertRaises(UserError):
            self._ask(self.rival_user, subject_id=subject.id)
