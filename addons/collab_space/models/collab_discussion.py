from odoo import models
from odoo.exceptions import UserError


class CollabDiscussion(models.AbstractModel):
    """A chatter that stays among the members of a space (S8, S9)."""

    _name = "collab.discussion"
    _description = "Discussion among the members of a collaboration space"
    _inherit = ["mail.thread"]

    def _get_members_sudo(self):
        """Hook: return the members who may read the chatter, in superuser mode; at first nobody."""
        return self.env["collab.member"].sudo()  # sudo: collab.member - an empty recordset

    def message_post(self, *, partner_ids=None, **kwargs):
        """Address members only: whoever is addressed can read the message.

        :raise UserError: naming those who are not members.
        """
        # sudo: res.partner - the rule holds whatever the user can see
        addressed_sudo = self.env["res.partner"].sudo().browse(partner_ids or ())
        strangers_sudo = addressed_sudo - self._get_members_sudo().partner_id
        if strangers_sudo:
            raise UserError(
                self.env._(
                    "%(names)s cannot be addressed here: only members of the space read this.",
                    names=", ".join(strangers_sudo.mapped("name")),
                )
            )
        return super().message_post(partner_ids=partner_ids, **kwargs)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Tell nothing to whoever is not a member, even if he follows."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        member_ids = set(self._get_members_sudo().partner_id.ids)
        return [recipient for recipient in recipients if recipient["id"] in member_ids]
