"""What collaboration spaces add to the access table's records."""

import base64

from odoo import Command

from .care import PROOF

DRAWING = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 40).decode()


class SpaceRecords:
    """A negotiation of the customer, a matter of the house, and a room of which only the clerk knows."""

    @classmethod
    def _set_up_spaces(cls):
        roles = {"rep": "manager", "employee": "reader"}
        for name, kind, members in (
            ("space", "negotiation", {**roles, "customer": "author"}),
            ("internal", "internal", roles),
            ("closed_room", "internal", {"clerk": "manager"}),
        ):
            space = cls._create_space(name, kind, members)
            topic = cls.env["collab.topic"].create({"space_id": space.id, "name": "Terms"})
            cls.records |= {
                name: space,
                f"{name}_topic": topic,
                f"{name}_member": space.member_ids[-1:],
            }
            cls.pairs[f"{name}_topic"] = (space.id, topic.id)
        cls._set_up_negotiation(cls.records["space"])
        cls._set_up_template()

    @classmethod
    def _create_space(cls, name, kind, members):
        return cls.env["collab.space"].create(
            {
                "name": name,
                "kind": kind,
                "template_id": False,
                "member_ids": [
                    Command.create({"partner_id": cls.users[person].partner_id.id, "role": role})
                    for person, role in members.items()
                ],
            }
        )

    @classmethod
    def _set_up_negotiation(cls, space):
        space.partner_id = cls.acme
        term = cls.env["collab.term"].create(
            {
                "space_id": space.id,
                "name": "Warranty",
                "requires_signature": True,
                "first_proposal": {"body": "<p>12 months</p>"},
            }
        )
        offer = cls.env["collab.term"].create(
            {
                "space_id": space.id,
                "kind": "line",
                "product_id": cls.free.id,
                "first_proposal": {"price": 9, "quantity": 10},
            }
        )
        text = cls.env["collab.term"].create(
            {
                "space_id": space.id,
                "name": "Returns",
                "first_proposal": {"body": "<p>None are taken.</p>"},
            }
        )
        text.action_propose({"body": "<p>All are taken.</p>"})
        changed, unchanged = text.version_ids
        rep = cls.users["rep"]
        remark_id = text.with_user(rep).action_remark(unchanged.id, changed.id, 1, "With pleasure")
        version = term.current_version_id
        term.with_user(rep).action_sign(version.id, version.hash, "Rep", DRAWING)
        secret = cls.env["collab.topic"].create(
            {"space_id": space.id, "name": "Our limits", "is_internal": True}
        )
        file = cls.env["collab.file"]._add(space, rep.partner_id, [("plan.pdf", PROOF)])
        hidden = secret.with_user(rep).message_post(body="Inside", attachments=[("limits.pdf", PROOF)])
        hidden_file = cls.env["collab.file"].search([("message_id", "=", hidden.id)])
        access = cls.env["collab.file.access"].create(
            {"file_id": file.id, "partner_id": rep.partner_id.id, "how": "download"}
        )
        task = cls.env["collab.task"].create({"space_id": space.id, "name": "Send volumes", "side": "buyer"})
        cls.records |= {
            "space_term": term,
            "space_offer": offer,
            "space_offer_version": offer.current_version_id,
            "space_version": version,
            "space_text": text,
            "text_before": unchanged,
            "text_after": changed,
            "space_remark": cls.env["collab.remark"].browse(remark_id),
            "space_signature": term.signature_ids,
            "space_event": space.event_ids[:1],
            "space_file": file,
            "space_access": access,
            "space_task": task,
            "space_folder": cls.env["collab.folder"].create({"space_id": space.id, "name": "Drawings"}),
            "invite": cls.env["collab.invite"]
            .with_user(rep)
            .create({"space_id": space.id, "partner_ids": [Command.set(cls.colleague.ids)]}),
            "directory_add": cls.env["collab.directory.add"].with_user(rep).create({"space_id": space.id}),
            "proposal": cls.env["collab.proposal"].with_user(rep).create({"term_id": offer.id}),
            "secret_topic": secret,
            "secret_file": hidden_file,
        }
        cls.records["directory_line"] = (
            cls.env["collab.directory.line"]
            .with_user(rep)
            .create({"wizard_id": cls.records["directory_add"].id, "login": "nobody"})
        )
        for name in (
            "space_term",
            "space_offer",
            "space_text",
            "space_file",
            "space_task",
            "secret_topic",
            "secret_file",
        ):
            cls.pairs[name] = (space.id, cls.records[name].id)

    @classmethod
    def _set_up_template(cls):
        clause = cls.env["collab.clause"].create(
            {"name": "Returns", "fallback_ids": [Command.create({"name": "Otherwise"})]}
        )
        template = cls.env["collab.template"].create(
            {
                "name": "Template",
                "topic_ids": [Command.create({"name": "First"})],
                "folder_ids": [Command.create({"name": "Drawings"})],
                "task_ids": [Command.create({"name": "Volumes"})],
                "term_ids": [Command.create({"clause_id": clause.id})],
            }
        )
        cls.records |= {
            "space_template": template,
            "template_topic": template.topic_ids,
            "template_folder": template.folder_ids,
            "template_task": template.task_ids,
            "template_term": template.term_ids,
            "clause": clause,
            "fallback": clause.fallback_ids,
        }
