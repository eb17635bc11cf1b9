from odoo import Command
from odoo.tests import TransactionCase, new_test_user


class CollabCommon(TransactionCase):
    """One space of each kind, with a person in every role, and people who are in none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._create_user("collab_user", "collab_space.group_collab_user")
        cls.author = cls._create_user("collab_author", "collab_space.group_collab_user")
        cls.outsider = cls._create_user("collab_outsider", "collab_space.group_collab_user")
        cls.rep = cls._create_user("collab_rep", "collab_space.group_collab_rep")
        cls.rep_author = cls._create_user("collab_rep_author", "collab_space.group_collab_rep")
        cls.app_manager = cls._create_user("collab_app_manager", "collab_space.group_collab_manager")
        cls.employee = cls._create_user("collab_employee", "base.group_user")
        cls.employee_outside = cls._create_user("collab_employee_outside", "base.group_user")
        cls.buyer = cls._create_user("collab_buyer", "base.group_portal")
        cls.buyer_outside = cls._create_user("collab_buyer_outside", "base.group_portal")
        cls.contact = cls.env["res.partner"].create({"name": "Contact without login"})

        cls.template = cls.env["collab.template"].create(
            {
                "name": "Test template",
                "description": "<p>Read me</p>",
                "kind": "internal",
                "topic_ids": [Command.create({"name": "First"}), Command.create({"name": "Second"})],
            }
        )
        cls.space = cls._create_space(
            "Frame contract",
            "negotiation",
            {
                cls.user: "manager",
                cls.rep: "manager",
                cls.author: "author",
                cls.rep_author: "author",
                cls.employee: "reader",
                cls.buyer: "author",
            },
        )
        cls.internal = cls._create_space(
            "Price policy", "internal", {cls.user: "manager", cls.author: "author"}
        )
        cls.topic = cls.env["collab.topic"].create({"space_id": cls.space.id, "name": "Payment terms"})

    @classmethod
    def _create_user(cls, login, groups):
        return new_test_user(cls.env, login=login, groups=groups, name=login)

    @classmethod
    def _create_space(cls, name, kind, roles):
        return cls.env["collab.space"].create(
            {
                "name": name,
                "kind": kind,
                "template_id": False,
                "member_ids": [
                    Command.create({"partner_id": user.partner_id.id, "role": role})
                    for user, role in roles.items()
                ],
            }
        )

    @classmethod
    def _get_member(cls, user, space=None):
        members = (space or cls.space).member_ids
        return members.filtered(lambda member: member.partner_id == user.partner_id)
