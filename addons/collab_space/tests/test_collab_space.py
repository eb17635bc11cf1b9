import json

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import CollabCommon


@tagged("post_install", "-at_install")
class TestCollabSpace(CollabCommon):
    def test_creator_becomes_manager(self):
        space = self.env["collab.space"].with_user(self.user).create({"name": "Mine"})
        self.assertEqual(space.member_ids.partner_id, self.user.partner_id)
        self.assertEqual(space.user_role, "manager")

    def test_internal_user_without_the_role_creates_no_space(self):
        for user in (self.employee, self.buyer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["collab.space"].with_user(user).create({"name": "Mine"})

    def test_creator_named_among_the_members_stays_manager(self):
        space = (
            self.env["collab.space"]
            .with_user(self.user)
            .create(
                {
                    "name": "Mine",
                    "member_ids": [
                        Command.create({"partner_id": self.user.partner_id.id, "role": "reader"}),
                        Command.create({"partner_id": self.author.partner_id.id}),
                    ],
                }
            )
        )
        self.assertEqual(space.member_ids.mapped("role"), ["manager", "author"])

    def test_representative_creates_a_space_with_its_buyers(self):
        values = {
            "name": "With buyer",
            "template_id": False,
            "member_ids": [Command.create({"partner_id": self.contact.id})],
        }
        space = self.env["collab.space"].with_user(self.rep).create(dict(values))
        self.assertIn(self.contact, space.member_ids.partner_id)
        with self.assertRaises(AccessError):
            self.env["collab.space"].with_user(self.user).create(dict(values))

    def test_default_template_is_proposed(self):
        first = self.env["collab.template"].search([], limit=1)
        space = self.env["collab.space"].with_user(self.user).create({"name": "Mine"})
        self.assertEqual(space.template_id, first)
        self.assertEqual(space.topic_ids.mapped("name"), first.topic_ids.mapped("name"))

    def test_space_starts_with_the_chosen_template(self):
        with Form(self.env["collab.space"].with_user(self.user)) as form:
            form.name = "Chosen"
            form.template_id = self.template
            self.assertEqual(form.kind, "internal")
            with form.topic_ids.new() as topic:
                topic.name = "Third"
        space = form.record
        self.assertEqual(space.kind, "internal")
        self.assertIn("Read me", space.description)
        self.assertEqual(set(space.topic_ids.mapped("name")), {"First", "Second", "Third"})

    def test_later_change_of_the_template_does_not_reach_the_space(self):
        space = self.env["collab.space"].create({"name": "Chosen", "template_id": self.template.id})
        self.template.write({"kind": "negotiation", "description": "<p>Other</p>"})
        self.template.topic_ids.unlink()
        self.assertEqual(space.kind, "internal")
        self.assertIn("Read me", space.description)
        self.assertEqual(space.topic_count, 2)

    def test_manager_moves_the_space_on_and_back(self):
        space = self.space.with_user(self.user)
        for action, state in (
            ("action_agree", "agreed"),
            ("action_close", "closed"),
            ("action_reopen", "open"),
        ):
            getattr(space, action)()
            self.assertEqual(space.state, state)

    def test_author_does_not_move_the_space_on(self):
        with self.assertRaises(AccessError):
            self.space.with_user(self.author).action_close()

    def test_closed_space_cannot_be_agreed(self):
        self.space.action_close()
        with self.assertRaises(UserError):
            self.space.action_agree()

    def test_form_offers_what_the_user_may_do(self):
        expected = {
            self.user: (True, True, False),
            self.rep: (True, True, True),
            self.rep_author: (False, True, False),
            self.employee: (False, False, False),
            self.app_manager: (True, True, False),
        }
        for user, rights in expected.items():
            with self.subTest(user=user.login):
                space = self.space.with_user(user)
                self.assertEqual((space.can_set_up, space.can_write, space.can_add_buyers), rights)

    def test_members_pages_hear_who_looks_at_the_space(self):
        self.env.cr.precommit.run()
        self.env["bus.bus"].search([]).unlink()
        self.assertTrue(self.space.with_user(self.buyer).action_be_here("enter"))
        self.env.cr.precommit.run()
        told = self.env["bus.bus"].search([("message", "like", "collab.member/here")])
        channels = {json.loads(one.channel)[-1] for one in told}
        self.assertEqual(channels, set(self.space.member_ids.partner_id.ids))
        payload = json.loads(told[0].message)["payload"]
        self.assertEqual(
            (payload["name"], payload["side"], payload["step"]), ("collab_buyer", "buyer", "enter")
        )

    def test_who_is_no_member_is_not_announced(self):
        with self.assertRaises(AccessError):
            self.space.with_user(self.outsider).action_be_here("enter")
        self.assertFalse(self.space.with_user(self.app_manager).action_be_here("enter"))

    def test_my_role_speaks_my_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        spaces = self.env["collab.space"].with_context(lang="fr_FR")
        roles = self.env["collab.member"].with_context(lang="fr_FR").fields_get(["role"])["role"]["selection"]
        self.assertEqual(spaces.fields_get(["user_role"])["user_role"]["selection"], roles)

    def test_spaces_are_found_by_my_role(self):
        found = self.env["collab.space"].with_user(self.author).search([("user_role", "=", "author")])
        self.assertLessEqual(self.space | self.internal, found)
        self.assertNotIn(self.space, found.search([("user_role", "=", "manager")]))

    def test_space_takes_its_topics_with_it(self):
        message = self.topic.with_user(self.author).message_post(
            body="Words", subtype_xmlid="mail.mt_comment"
        )
        self.space.with_user(self.app_manager).unlink()
        self.assertFalse(self.topic.exists())
        self.assertFalse(message.exists())
