from odoo import models
from odoo.fields import Domain

from ..const import RUNNING

# Under this name a message carries its conversation along. It holds a record, which no request can bring.
SESSION = "care_session"


class DiscussChannel(models.Model):
    """The live chat in which a conversation of customer care stands (L1, L14)."""

    _inherit = "discuss.channel"

    def _get_care_session(self):
        """The conversation of this chat, in superuser mode; none for any other chat."""
        sessions_sudo = self.env["care.session"].sudo()  # sudo: by the chat, which was found with its rights
        if len(self) != 1 or self.channel_type != "livechat":
            return sessions_sudo
        known = self.env.context.get(SESSION)
        if isinstance(known, models.BaseModel) and known.channel_id.id == self.id:
            return known.sudo()
        # With each message: what telling the customer needs is read at once, and nothing else.
        wanted = ["visitor_id", "agent_id", "state", "channel_id"]
        return sessions_sudo.search_fetch(Domain("channel_id", "=", self.id), wanted, limit=1)

    def _with_care_session(self, session):
        """The chat for posting a message: the conversation need not be looked up with each step."""
        return self.with_context(**{SESSION: session})

    # === WHAT IS SAID === #

    def message_post(self, *, partner_ids=None, **kwargs):
        session_sudo = self._get_care_session()
        if session_sudo and not partner_ids:
            # Nobody gets it by e-mail: where an answer to one would go is not looked up.
            unused = ("reply_to", "record_company_id", "record_alias_domain_id")
            kwargs = {**dict.fromkeys(unused, False), **kwargs}
        chat = self._with_care_session(session_sudo) if session_sudo else self
        return super(DiscussChannel, chat).message_post(partner_ids=partner_ids, **kwargs)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        session_sudo = self._get_care_session()
        if session_sudo and self._is_between_two(session_sudo, msg_vals or {}):
            return []
        return super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)

    def _is_between_two(self, session_sudo, msg_vals):
        """Whether a representative writes to his customer, and to nobody else.

        A customer is told on his page: he has no device that Odoo could wake.
        """
        author_id = msg_vals.get("author_id")
        return (
            not msg_vals.get("partner_ids", True)
            and session_sudo.state == "active"
            and author_id != session_sudo.visitor_id.id
            and author_id == session_sudo.agent_id.partner_id.id
            and self.member_count == 2
        )

    def _notify_thread(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_thread(message, msg_vals=msg_vals, **kwargs)
        session_sudo = self._get_care_session()
        if session_sudo and not self.env.context.get("care_push"):
            self.env["care.conversation"]._tell_customer(session_sudo, message)
        return recipients

    # === ENDING === #

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
