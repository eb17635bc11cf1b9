from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CollabCommon


@tagged("post_install", "-at_install")
class TestCollabMember(CollabCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.newcomer = cls._create_user("collab_newcomer", "base.group_user")

    def _add(self, user, partner, space=None, **values):
        """Add a member in the name of `user`."""
        return (
            self.env["collab.member"]
            .with_user(user)
            .create({"space_id": (space or self.space).id, "partner_id": partner.id, **values})
        )

    # === ROLES (S5) === #

    def test_new_members_are_authors(self):
        self.assertEqual(self._add(self.user, self.newcomer.partner_id).role, "author")

    def test_person_is_member_only_once(self):
        with self.assertRaises(Exception) as refusal, mute_logger("odoo.sql_db"):
            self._add(self.user, self.author.partner_id)
        self.assertIn("collab_member_space_partner_unique", str(refusal.exception).replace("__", "_"))

    def test_manager_of_the_space_adds_and_removes_colleagues(self):
        self._add(self.user, self.newcomer.partner_id).unlink()
        self.assertNotIn(self.newcomer.partner_id, self.space.member_ids.partner_id)

    def test_author_neither_adds_nor_removes(self):
        with self.assertRaises(AccessError):
            self._add(self.author, self.newcomer.partner_id)
        with self.assertRaises(AccessError):
            self._get_member(self.employee).with_user(self.author).unlink()
        with self.assertRaises(AccessError):
            self._get_member(self.author).with_user(self.author).role = "manager"

    def test_nobody_appoints_himself(self):
        for user, role in ((self.outsider, "manager"), (self.outsider, "reader"), (self.rep, "manager")):
            with self.subTest(user=user.login, role=role), self.assertRaises(AccessError):
                self._add(user, user.partner_id, space=self.internal, role=role)

    def test_nobody_appoints_himself_through_a_default(self):
        with self.assertRaises(AccessError):
            self.env["collab.member"].with_user(self.outsider).with_context(
                default_space_id=self.internal.id
            ).create({"partner_id": self.outsider.partner_id.id, "role": "manager"})

    def test_membership_cannot_move_to_another_space(self):
        with self.assertRaises(AccessError):
            self._get_member(self.author).with_user(self.user).space_id = self.internal

    # === THE LAST MANAGER (S5) === #

    def test_last_manager_cannot_be_removed(self):
        with self.assertRaises(ValidationError):
            self._get_member(self.user, self.internal).with_user(self.user).unlink()

    def test_last_manager_cannot_be_demoted(self):
        with self.assertRaises(ValidationError):
            self._get_member(self.user, self.internal).with_user(self.user).role = "author"

    def test_all_managers_cannot_go_at_once(self):
        managers = self._get_member(self.user) | self._get_member(self.rep)
        with self.assertRaises(ValidationError):
            managers.with_user(self.user).unlink()
        with self.assertRaises(ValidationError):
            managers.with_user(self.user).write({"role": "reader"})

    def test_all_members_cannot_be_cleared_from_the_space(self):
        with self.assertRaises(ValidationError):
            self.space.with_user(self.app_manager).member_ids = [Command.clear()]

    def test_even_the_system_keeps_a_manager(self):
        with self.assertRaises(ValidationError):
            self._get_member(self.user, self.internal).unlink()

    def test_manager_goes_when_another_stays(self):
        self._get_member(self.user).with_user(self.user).unlink()
        self.assertEqual(
            self.space.member_ids.filtered(lambda member: member.role == "manager").partner_id,
            self.rep.partner_id,
        )

    def test_manager_goes_after_naming_a_successor(self):
        self._get_member(self.author, self.internal).with_user(self.user).role = "manager"
        self._get_member(self.user, self.internal).with_user(self.author).unlink()
        self.assertEqual(self._get_member(self.author, self.internal).role, "manager")

    # === BUYERS (S6) === #

    def test_representative_who_manages_the_space_adds_buyers(self):
        for partner in (self.buyer_outside.partner_id, self.contact):
            with self.subTest(partner=partner.name):
                self.assertTrue(self._add(self.rep, partner).is_buyer)

    def test_nobody_else_adds_buyers(self):
        for user in (self.user, self.rep_author, self.app_manager, self.outsider, self.employee, self.buyer):
            for partner in (self.buyer_outside.partner_id, self.contact):
                with self.subTest(user=user.login, partner=partner.name), self.assertRaises(AccessError):
                    self._add(user, partner)

    def test_superuser_mode_is_no_way_round(self):
        with self.assertRaises(AccessError):
            self.env["collab.member"].with_user(self.user).sudo().create(
                {"space_id": self.space.id, "partner_id": self.contact.id}
            )

    def test_colleague_cannot_be_replaced_by_a_buyer(self):
        member = self._get_member(self.employee)
        with self.assertRaises(AccessError):
            member.with_user(self.user).partner_id = self.contact
        member.with_user(self.rep).partner_id = self.contact
        self.assertTrue(member.is_buyer)

    def test_buyer_cannot_be_added_through_the_space(self):
        command = [Command.create({"partner_id": self.contact.id})]
        with self.assertRaises(AccessError):
            self.space.with_user(self.user).member_ids = command
        self.space.with_user(self.rep).member_ids = command
        self.assertIn(self.contact, self.space.member_ids.partner_id)

    def test_buyer_cannot_be_imported(self):
        columns = ["space_id/.id", "partner_id/.id", "role"]
        row = [str(self.space.id), str(self.contact.id), "author"]
        refused = self.env["collab.member"].with_user(self.user).load(columns, [row])
        self.assertFalse(refused["ids"])
        self.assertIn("may add buyers", refused["messages"][0]["message"])
        self.assertTrue(self.env["collab.member"].with_user(self.rep).load(columns, [row])["ids"])

    def test_user_changes_the_role_of_a_buyer_he_could_not_add(self):
        self._get_member(self.buyer).with_user(self.user).role = "reader"
        self.assertEqual(self._get_member(self.buyer).role, "reader")

    def test_internal_space_takes_no_buyer(self):
        self.internal.with_user(self.user).member_ids = [
            Command.create({"partner_id": self.rep.partner_id.id, "role": "manager"})
        ]
        for partner in (self.buyer.partner_id, self.contact):
            with self.subTest(partner=partner.name), self.assertRaises(ValidationError):
                self._add(self.rep, partner, space=self.internal)

    def test_space_with_buyers_cannot_turn_internal(self):
        with self.assertRaises(ValidationError):
            self.space.with_user(self.rep).kind = "internal"
        self._get_member(self.buyer).with_user(self.rep).unlink()
        self.space.with_user(self.rep).kind = "internal"
        self.assertEqual(self.space.kind, "internal")

    def test_history_of_the_space_tells_who_came_and_went(self):
        self._add(self.user, self.newcomer.partner_id).unlink()
        log = " ".join(self.space.message_ids.mapped("body"))
        self.assertIn("Member added: collab_newcomer, Author", log)
        self.assertIn("Member removed: collab_newcomer", log)
