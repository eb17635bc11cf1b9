from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged

from .console import ConsoleCase


@tagged("post_install", "-at_install")
class TestContact(ConsoleCase):
    def test_a_session_opens_on_a_customer_and_closes_back(self):
        contact = self._console().open(self.buyer.id)
        self.assertEqual(
            (contact["name"], contact["company"], contact["number"], contact["channel"]),
            ("Elena Marchetti", "ACME", "C-10482", "Bolts & Co"),
        )
        self.assertEqual(self._console().get_setup()["contact"]["id"], contact["id"])
        self.assertEqual(self._open(), contact["id"], "opened again, it is the same")
        self._console().add_request(contact["id"], {"reason": "Delivery date", "action": "Asked the plant"})
        self.assertEqual(self._console().close(contact["id"]), {"closed": True})
        self.assertIsNone(self._console().get_setup()["contact"])
        note = self.buyer.message_ids[0]
        self.assertEqual(note.author_id, self.ines.partner_id)
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        for word in ("Ines Aguilar", "Bolts &amp; Co", "Delivery date", "Asked the plant", "still open"):
            self.assertIn(word, note.body)
        with self.assertRaisesRegex(UserError, "is over"):
            self._console().get_overview(contact["id"])

    def test_requests_hold_reason_action_and_solution(self):
        contact_id = self._open()
        with self.assertRaisesRegex(UserError, "what the customer wants"):
            self._console().add_request(contact_id, {"action": "Nothing"})
        first = self._console().add_request(contact_id, {"reason": "No parcel"})["requests"][0]
        values = {"action": "ADR freight chosen", "solution": "Leaves on Thursday", "state": "solved"}
        answer = self._console().write_request(contact_id, first["id"], values)
        self.assertEqual({**answer["requests"][0], **values}, answer["requests"][0])
        self.assertEqual(answer["open_requests"], 0)
        other = self._open(self.rival)
        with self.assertRaises(MissingError):
            self._console().write_request(other, first["id"], {"reason": "Changed"})

    def test_internal_users_are_no_customers(self):
        with self.assertRaisesRegex(AccessError, "internal user"):
            self._console().open(self.jon.partner_id.id)

    def test_contacts_without_the_platform_cannot_be_opened(self):
        for partner_id in (self.acme.id, 0, 2_000_000_000, "x"):
            with self.subTest(partner_id), self.assertRaisesRegex(UserError, "no access to the platform"):
                self._console().open(partner_id)

    def test_a_session_is_its_agents_and_his_supervisors(self):
        contact_id = self._open()
        for verb in ("get_contact", "get_overview", "get_information", "get_log", "close"):
            with self.subTest(verb), self.assertRaises(AccessError):
                getattr(self._console(user=self.jon), verb)(contact_id)
        supervisor = self._create_csr("t_sup", "Sue", is_there=False)
        supervisor.group_ids = self.env.ref("customer_care.group_care_supervisor")
        self.assertEqual(self._console(user=supervisor).get_contact(contact_id)["agent"], "Ines Aguilar")
        with self.assertRaises(MissingError):
            self._console().get_contact(2_000_000_000)

    def test_who_loses_the_channel_loses_the_session(self):
        contact_id = self._open()
        self.config.care_agent_ids = self.jon
        with self.assertRaisesRegex(AccessError, "do not serve"):
            self._console().get_contact(contact_id)

    def test_a_customer_who_loses_the_platform_is_not_served_on(self):
        contact_id = self._open()
        self.buyer_user.active = False
        with self.assertRaisesRegex(UserError, "no access to the platform any more"):
            self._console().get_overview(contact_id)

    def test_a_hand_over_gives_everything_to_a_colleague_of_the_channel(self):
        contact_id = self._open()
        self._console().add_request(contact_id, {"reason": "Torque wrench"})
        self.assertIn(self.jon.id, [row["user_id"] for row in self._console().get_colleagues(contact_id)])
        with self.assertRaisesRegex(UserError, "serves this channel"):
            self._console().hand_over(contact_id, self.staff.id)
        self._console().hand_over(contact_id, self.jon.id, "Knows torque")
        taken = self._console(user=self.jon).get_contact(contact_id)
        self.assertEqual((taken["agent"], taken["requests"][0]["reason"]), ("Jon Weber", "Torque wrench"))
        self.assertEqual(self._bus("care.contact/handed")[-1]["text"], "Knows torque")
        with self.assertRaisesRegex(AccessError, "Jon Weber serves"):
            self._console().get_contact(contact_id)

    def test_the_log_grows_and_cannot_be_edited_by_anybody(self):
        contact_id = self._open()
        self._console().add_request(contact_id, {"reason": "Price"})
        kinds = [row["kind"] for row in self._console().get_log(contact_id)]
        self.assertEqual(kinds, ["Request", "Contact session opened"])
        entry = self.env["care.log"].search([("contact_id", "=", contact_id)], limit=1)
        for user in (self.ines, self.env.ref("base.user_admin"), self.env.ref("base.user_root")):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    entry.with_user(user).write({"text": "Changed"})
                with self.assertRaises(AccessError):
                    entry.with_user(user).unlink()

    def test_it_opens_out_of_a_conversation(self):
        session = self._accept(self._ask(self.buyer_user), self.ines)
        contact = self._console().open(self.buyer.id, self.config.id, session.id)
        self.assertEqual(
            (contact["care_session_id"], contact["channel_id"]), (session.id, session.channel_id.id)
        )
        foreign = self._accept(self._ask(self.rival_user), self.ines)
        other = self._console().open(self.colleague.id, self.config.id, foreign.id)
        self.assertFalse(other["care_session_id"], "a conversation of another customer is not linked")
