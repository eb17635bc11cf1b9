from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..const import AUTHOR

STEPS = ("enter", "stay", "leave")


class CollabSpaceActions(models.AbstractModel):
    """What can be pressed on a space, and what pages ask of it."""

    _name = "collab.space.actions"
    _description = "Actions on a collaboration space"

    def action_complete(self):
        """Make the quotation of what is agreed, or bring it up to date (B13).

        :return: action that opens it
        """
        self.ensure_one()
        self.check_access("write")
        self.env["collab.agreement"]._complete(self)
        return self.action_open_order()

    def action_open_order(self):
        """Open the quotation."""
        self.ensure_one()
        return self.env["collab.space.links"]._open(self.order_id)

    def action_open_orders(self):
        """Open the orders of the account."""
        self.ensure_one()
        self.check_access("read")
        return self.env["collab.space.links"]._list("sale.order", self._get_orders_domain())

    def action_open_topics(self):
        """Open the topics."""
        self.check_access("read")
        return self.env["collab.space.links"]._list("collab.topic", [("space_id", "in", self.ids)])

    def action_open_files(self):
        """Open the files."""
        self.check_access("read")
        return self.env["collab.space.links"]._list(
            "collab.file", [("space_id", "in", self.ids), ("is_latest", "=", True)]
        )

    def action_open_terms(self):
        """Open the terms."""
        self.check_access("read")
        return self.env["collab.space.links"]._list("collab.term", [("space_id", "in", self.ids)])

    def action_open_table(self):
        """Open the negotiation table."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "collab_space.table",
            "name": self.env._("Negotiation: %s", self.name),
            "params": {"space_id": self.id},
            "context": {"active_id": self.id},
        }

    def action_export(self):
        """Download the whole record of the space, with its proof (B14)."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": f"/collab/spaces/{self.id}/export", "target": "self"}

    def action_remind(self):
        """Remind the side whose turn it is."""
        self.ensure_one()
        self._check_may_write()
        return self.env["collab.invitations"]._remind(self)

    def action_invite(self, partner_ids, role=AUTHOR):
        """Add several people at once; buyers get access to the platform by e-mail (S6, P15).

        :param list partner_ids: ids of contacts
        :param str role: their role
        :raise AccessError: for who may not add them
        """
        self.ensure_one()
        self.env["collab.invitations"]._invite(self, self.env["res.partner"].browse(partner_ids), role)
        return True

    def action_be_here(self, step="stay"):
        """Let the pages of the other members know that the user looks at the space; nothing is kept (S8).

        :param str step: ``enter``, which the others answer, ``stay`` or ``leave``
        :return: whether he is a member, so that it was told
        """
        self.ensure_one()
        self.check_access("read")
        person = self.env.user.partner_id
        if person.id not in self._get_members_sudo().partner_id.ids:
            return False
        side = self._get_side(person)
        told = {
            "partner_id": person.id,
            "name": person.name,
            "company": self._get_side_name(side),
            "side": side,
            "step": step if step in STEPS else "stay",
        }
        self._tell("collab.member/here", told)
        return True

    def action_set_notify(self, mode):
        """Choose when to get e-mails of this space (S2).

        :raise UserError: for a choice that there is not
        """
        self.ensure_one()
        member = self.env["collab.space.page"]._get_own_member(self)
        if not member or mode not in dict(member._fields["notify"].selection):
            raise UserError(self.env._("Choose when you want e-mails."))
        member.sudo().notify = mode  # sudo: collab.member - his own wish
        return True

    def _upload(self, files, folder_id=0):
        """Add files as an Author of the space (S9).

        :param files: ``[(name, bytes)]``
        :raise UserError: with the reason; nothing was kept
        """
        self.ensure_one()
        self._check_may_write()
        if not files:
            raise UserError(self.env._("Choose a file."))
        self.env["collab.topic.page"]._check_sizes(files)
        folder = self.env["collab.topic.files"]._get_folder(self, folder_id)
        added = self.env["collab.file"]._add(self, self.env.user.partner_id, files, folder)
        self._notify_changed()
        return added

    @api.readonly
    def get_table(self, offset=0):
        """The negotiation table (B13); see ``collab.term.page``."""
        self.ensure_one()
        self.check_access("read")
        return self.env["collab.term.page"]._prepare_table(self, offset)

    @api.readonly
    def search_content(self, text):
        """Messages, files, terms and topics with these words (S2); see ``collab.search``."""
        self.ensure_one()
        self.check_access("read")
        return self.env["collab.search"]._find(self, text)

    def _get_orders_domain(self):
        # sudo: collab.space - the field is for representatives, and so are those who ask
        account = self.sudo().partner_id
        domain = Domain("partner_id", "child_of", account.id) if account else Domain.FALSE
        return domain & Domain("is_eservices_cart", "=", False)
