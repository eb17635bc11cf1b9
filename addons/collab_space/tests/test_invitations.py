from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import CollabCommon


@tagged("post_install", "-at_install")
class TestInvitations(CollabCommon):
    """Several people are invited at once, and removal ends everything at once (S6, S9, S10)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.env["res.partner"].create({"name": "ACME", "is_company": True})
        cls.contacts = cls.env["res.partner"].create(
            [
                {"name": name, "email": f"{name}@acme.example", "parent_id": cls.account.id}
                for name in ("ann", "ben")
            ]
        )

    def test_contacts_get_access_to_the_platform(self):
        self.space.with_user(self.rep).action_invite(self.contacts.ids, "reader")
        for contact in self.contacts:
            with self.subTest(contact=contact.name):
                self.assertTrue(contact.user_ids.share and contact.user_ids.eservices_platform)
                self.assertTrue(self.space.with_user(contact.user_ids).has_access("read"))
        roles = self.space.member_ids.filtered(lambda one: one.partner_id in self.contacts).mapped("role")
        self.assertEqual(roles, ["reader", "reader"])

    def test_only_a_representative_who_manages_the_space_invites_buyers(self):
        for user in (self.user, self.author, self.rep_author, self.employee, self.app_manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.space.with_user(user).action_invite(self.contacts.ids)
        self.assertFalse(self.contacts.user_ids)

    def test_all_are_invited_or_nobody(self):
        self.contacts[1].email = False
        with self.assertRaisesRegex(UserError, "ben: an e-mail address"):
            self.space.with_user(self.rep).action_invite(self.contacts.ids)
        self.assertFalse(self.contacts & self.space.member_ids.partner_id)

    def test_companies_are_not_members(self):
        with self.assertRaisesRegex(UserError, "people as members"):
            self.space.with_user(self.rep).action_invite(self.account.ids)

    def test_inviting_again_changes_nothing(self):
        for _time in range(2):
            self.space.with_user(self.rep).action_invite(self.contacts.ids)
        self.assertEqual(len(self.contacts.user_ids), 2)

    def test_who_stands_for_a_contact_is_the_member(self):
        person = self.buyer_outside
        person.write({"eservices_contact_id": self.contacts[0].id, "eservices_platform": True})
        self.space.with_user(self.rep).action_invite(self.contacts[0].ids)
        self.assertIn(person.partner_id, self.space.member_ids.partner_id)
        self.assertTrue(self.space.with_user(person).has_access("read"))

    def test_removal_takes_back_what_was_not_sent_yet(self):
        message = self.topic.with_user(self.author).message_post(
            body="Words", subtype_xmlid="mail.mt_comment"
        )
        mail = self.env["mail.mail"].create(
            {"mail_message_id": message.id, "recipient_ids": (self.buyer | self.rep).partner_id.ids}
        )
        self._get_member(self.buyer).unlink()
        self.assertEqual(mail.recipient_ids, self.rep.partner_id)

    def test_reminding_reaches_the_side_whose_turn_it_is(self):
        with self.assertRaisesRegex(UserError, "Nobody"):
            self.space.with_user(self.rep).action_remind()
        self.env["collab.term"].with_user(self.rep).create(
            {"space_id": self.space.id, "name": "Warranty", "first_proposal": {"body": "<p>1 year</p>"}}
        )
        action = self.space.with_user(self.rep).action_remind()
        self.assertIn("collab_buyer", action["params"]["message"])
        self.assertNotIn("collab_author", action["params"]["message"])

    def test_a_quotation_is_the_accounts_and_the_users_own(self):
        self.rep.group_ids += self.env.ref("sales_team.group_sale_manager")
        order = self.env["sale.order"].create({"partner_id": self.contacts[0].id})
        foreign = self.env["sale.order"].create({"partner_id": self.contact.id})
        space = self.space.with_user(self.rep)
        space.partner_id = self.account
        space.order_id = order
        with self.assertRaises(ValidationError):
            space.order_id = foreign
        self.rep.group_ids -= self.env.ref("sales_team.group_sale_manager")
        space.order_id = False
        with self.assertRaises(AccessError):
            space.order_id = order
