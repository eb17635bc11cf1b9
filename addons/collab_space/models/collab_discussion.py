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
        """Tell nothing to whoever is not a member, even if he follows; and everybody as he wishes (S2)."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        members = {member.partner_id.id: member for member in self._get_members_sudo()}
        # sudo: mail.message - whoever is named is told at once, whatever he chose
        named = set(message.sudo().partner_ids.ids) | set((msg_vals or {}).get("partner_ids") or ())
        return [
            recipient
            for recipient in recipients
            if recipient["id"] in members
            and (recipient["id"] in named or members[recipient["id"]].notify == "instant")
        ]

    def _notify_get_recipients_groups_fillup(self, groups, model_description, msg_vals=False):
        """Lead members with the platform to the page there, and no other way (P3)."""
        # sudo: res.users - who has the platform decides where the button leads
        users = self._get_members_sudo().partner_id.user_ids
        served = users.filtered(lambda user: user.eservices_platform and user.share).partner_id.ids
        button = {"url": self._get_page_url(), "title": self.env._("Read and answer")}
        group = {"active": True, "has_button_access": True, "button_access": button}
        groups.insert(0, ["eservices_customer", lambda recipient: recipient["id"] in served, group])
        return super()._notify_get_recipients_groups_fillup(groups, model_description, msg_vals)

    def _get_page_path(self):
        """Hook: where the platform shows the record."""
        return "/eservices/spaces"

    def _get_page_url(self):
        """The address of the platform's page."""
        return self.get_base_url() + self._get_page_path()
