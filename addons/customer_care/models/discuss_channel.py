from odoo import models
from odoo.fields import Domain

from ..const import RUNNING


class DiscussChannel(models.Model):
    """The live chat in which a conversation of customer care stands (L1, L14)."""

    _inherit = "discuss.channel"

    def _get_care_session(self):
        """The conversation of this chat, in superuser mode; none for any other chat."""
        sessions_sudo = self.env["care.session"].sudo()  # sudo: by the chat, which was found with its rights
        if len(self) != 1 or self.channel_type != "livechat":
            return sessions_sudo
        # With each message: what telling the customer needs is read at once, and nothing else.
        return sessions_sudo.search_fetch(Domain("channel_id", "=", self.id), ["visitor_id"], limit=1)

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
        session_sudo = self._get_care_session()
        if session_sudo and not self.env.context.get("care_push"):
            self.env["care.conversation"]._tell_customer(session_sudo, message)
        return recipients

    def write(self, vals):
        result = super().write(vals)
        if vals.get("livechat_end_dt"):
            # Odoo ends chats in several ways: who is left alone, the clean-up, the customer by its own route.
            sessions_sudo = self.env["care.session"].sudo()
            ended = sessions_sudo.search(
                Domain("channel_id", "in", self.ids) & Domain("state", "in", RUNNING)
            )
            for session in ended:
                self.env["care.conversation"]._settle_end(session)
        return result
