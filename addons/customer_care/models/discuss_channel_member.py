from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..const import SUPERVISOR_GROUP
from .discuss_channel import SESSION


class DiscussChannelMember(models.Model):
    """Who is in a conversation of customer care."""

    _inherit = "discuss.channel.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._check_talk_inside()
        for member in members.filtered(lambda member: member.channel_id.channel_type == "livechat"):
            # sudo: res.users - whether he is an internal user
            users = member.partner_id.sudo().user_ids.filtered(lambda user: not user.share)
            session_sudo = users and member.channel_id._get_care_session()
            if session_sudo and not users[:1].has_group(SUPERVISOR_GROUP):
                # Odoo lets every user of live chat join any chat; ours are for who is qualified (L12).
                self.env["care.dispatcher"]._check_qualified(session_sudo.queue_id, users[:1], session_sudo)
        return members

    # === WHAT IS READ === #

    def _set_last_seen_message(self, message, notify=True):
        if notify or not self._is_care_visitor():
            return super()._set_last_seen_message(message, notify=notify)
        # His page counts nothing that is unread: what he wrote is seen, and no browser is told.
        self.env.cr.execute(
            SQL(
                "UPDATE discuss_channel_member SET seen_message_id = %(id)s, last_seen_dt = %(now)s,"
                " fetched_message_id = GREATEST(fetched_message_id, %(id)s),"
                " new_message_separator = %(id)s + 1"
                " WHERE id = %(member)s AND COALESCE(seen_message_id, 0) < %(id)s",
                id=message.id,
                now=fields.Datetime.now(),
                member=self.id,
            )
        )
        names = ["seen_message_id", "last_seen_dt", "fetched_message_id", "new_message_separator"]
        return self.invalidate_recordset(names, flush=False)

    def _set_new_message_separator(self, message_id):
        # That of who writes himself stands already, see above.
        return None if self._is_care_visitor() else super()._set_new_message_separator(message_id)

    def _is_care_visitor(self):
        """Whether this is the customer of the conversation in which something is said now."""
        session_sudo = self.env.context.get(SESSION)
        return isinstance(session_sudo, models.BaseModel) and self.partner_id == session_sudo.visitor_id

    # === WHO MAY BE THERE === #

    def _check_talk_inside(self):
        """:raise UserError: when somebody from outside would read what representatives say (L15)"""
        groups = self.filtered(lambda member: member.channel_id.channel_type == "group").channel_id
        # sudo: care.session - whose talk it is does not depend on who invites
        sides = self.env["care.session"].sudo().search(Domain("side_channel_id", "in", groups.ids))
        for member in self.filtered(lambda member: member.channel_id in sides.side_channel_id):
            users = member.partner_id.sudo().user_ids
            if not users or any(users.mapped("share")):
                raise UserError(self.env._("Only staff take part in this talk."))

    def _notify_typing(self, is_typing):
        result = super()._notify_typing(is_typing)
        for member in self.filtered(lambda member: member.livechat_member_type == "agent"):
            session_sudo = member.channel_id._get_care_session()
            if session_sudo:
                session_sudo.customer_user_id._bus_send(
                    "care.session/typing",
                    {
                        "id": session_sudo.id,
                        "name": self.env["care.desk"]._get_agent_name(member.partner_id.sudo().user_ids[:1]),
                        "is_typing": bool(is_typing),
                    },
                )
        return result
