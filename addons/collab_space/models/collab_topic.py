from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..const import AUTHOR, MANAGER, RUNNING


class CollabTopic(models.Model):
    """A subject of discussion in a space; its messages are its chatter (S2)."""

    _name = "collab.topic"
    _description = "Space topic"
    _inherit = ["collab.discussion"]
    _order = "space_id, sequence, id"
    # Authors have no write access to a topic they only answer in; Readers are stopped below.
    _mail_post_access = "read"
    # A message has a parent only where somebody quotes one.
    _mail_flat_thread = False

    name = fields.Char(required=True)
    sequence = fields.Integer(default=100)  # after those of the template
    space_id = fields.Many2one("collab.space", required=True, index=True, ondelete="cascade")
    space_state = fields.Selection(related="space_id.state")
    is_internal = fields.Boolean(
        string="Internal only", help="For users of the company. Buyers do not see that the topic exists."
    )
    unread_count = fields.Integer(compute="_compute_unread_count", string="Unread")
    file_ids = fields.One2many("collab.file", "topic_id", string="Files", readonly=True)
    message_count = fields.Integer(compute="_compute_message_statistics")
    last_message_date = fields.Datetime(string="Last message", compute="_compute_message_statistics")

    @api.depends("message_ids")
    def _compute_message_statistics(self):
        # sudo: mail.message - figures about topics that the user has read already
        groups = (
            self.env["mail.message"]
            .sudo()
            ._read_group(
                [
                    ("model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("message_type", "in", ("comment", "email")),
                ],
                ["res_id"],
                ["__count", "date:max"],
            )
        )
        figures = {topic_id: (count, date) for topic_id, count, date in groups}
        for topic in self:
            topic.message_count, topic.last_message_date = figures.get(topic._origin.id, (0, False))

    @api.depends("message_ids")
    @api.depends_context("uid")
    def _compute_unread_count(self):
        figures = self.env["collab.space.figures"]._count_messages(self)
        for topic in self:
            topic.unread_count = figures.get(topic.id, (0, 0, 0))[1]

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        topics = super().create(vals_list)
        closed = topics.filtered(lambda topic: topic.space_id.state not in RUNNING)
        if closed:
            raise UserError(self.env._("The space is closed. Reopen it to add a topic."))
        topics._subscribe_members()
        topics.space_id._notify_changed()
        return topics

    def _subscribe_members(self):
        for topic in self:
            # sudo: mail.followers - members follow by their membership, not by their own doing
            topic.sudo().message_subscribe(partner_ids=topic._get_members_sudo().partner_id.ids)

    def write(self, vals):
        if "space_id" in vals and any(topic.space_id.id != vals["space_id"] for topic in self):
            raise AccessError(self.env._("A topic stays in its space, with those who may read it."))
        changed = self.filtered(lambda one: one.is_internal != vals.get("is_internal", one.is_internal))
        if changed and self.env["collab.space.figures"]._count_messages(changed):
            raise UserError(
                self.env._("Something was said in this topic: who reads it stays as it is. Open another one.")
            )
        result = super().write(vals)
        for topic in changed.sudo():
            topic.message_unsubscribe(partner_ids=topic.message_partner_ids.ids)
            topic._subscribe_members()
        return result

    # === MAIL METHODS === #

    def _filter_postable_by(self, person):
        """Return the topics in which a person (res.partner) may write: Authors and Managers, until closed."""
        roles = self.space_id._get_roles(person)
        # sudo: collab.space - the state decides before anything may be read
        return self.filtered(
            lambda topic: (
                roles.get(topic.sudo().space_id.id) in (AUTHOR, MANAGER)
                and topic.sudo().space_id.state in RUNNING
                and not (topic.sudo().is_internal and person.sudo().partner_share)
            )
        )

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """S5: Readers do not post, and only Managers remove what others said.

        False is core's word for "not at all".
        """
        if message_operation in ("write", "unlink"):
            return dict.fromkeys(self, "unlink")
        operations = super()._mail_get_operation_for_mail_message_operation(message_operation)
        if message_operation == "create" and self.env.uid != SUPERUSER_ID:
            postable = self.exists()._filter_postable_by(self.env.user.partner_id)
            operations.update(dict.fromkeys(self - postable, False))
        return operations

    def _mail_group_by_operation_for_mail_message_operation(self, message_operation):
        """Without the records on which nothing is allowed: core would check their access to "False"."""
        documents = super()._mail_group_by_operation_for_mail_message_operation(message_operation)
        documents.pop(False, None)
        return documents

    def message_post(self, *, author_id=None, message_type="notification", **kwargs):
        """S5: only Authors and Managers write.

        The writer is the real user, and for an e-mail its sender as well: the system brings that in.

        :raise AccessError: for a Reader, for a stranger, and in a closed space.
        """
        self.ensure_one()
        writers = [self.env.user.partner_id] if self.env.uid != SUPERUSER_ID else []
        if message_type == "email":
            writers.append(self.env["res.partner"].browse(author_id))
        if not all(self._filter_postable_by(writer) for writer in writers):
            raise AccessError(
                self.env._("Only Authors and Managers of an open space can write in this topic.")
            )
        topic_files = self.env["collab.topic.files"]
        kwargs = topic_files._check(self, message_type, kwargs)
        message = super().message_post(author_id=author_id, message_type=message_type, **kwargs)
        topic_files._enlist(self, message)
        self._tell_posted(message)
        return message

    def _tell_posted(self, message):
        """Let the pages of those who may read the message know of it."""
        for user in self._get_members_sudo().partner_id.user_ids:
            payload = {"space_id": self.space_id.id, "topic_id": self.id, "message_id": message.id}
            user._bus_send("collab.message/new", payload)

    def _find_said(self, extra=Domain.TRUE, limit=None):
        """What people said in these topics, the newest first; notes of Odoo's own are left out.

        :param extra: ``Domain`` on ``mail.message``
        :return: ``mail.message``, in superuser mode; to be asked of topics that the user reads
        """
        # sudo: mail.message - of topics that were found with the reader's own rights
        messages_sudo = self.env["mail.message"].sudo()
        return messages_sudo.search(
            Domain("model", "=", self._name)
            & Domain("res_id", "in", self.ids)
            & Domain("message_type", "in", ("comment", "email"))
            & messages_sudo._get_eservices_public_domain()
            & extra,
            order="id desc",
            limit=limit,
        )

    def _get_members_sudo(self):
        # sudo: collab.member - the rule holds whatever the user can see
        members_sudo = self.sudo().space_id.member_ids
        return members_sudo.filtered(lambda member: not member.is_buyer) if self.is_internal else members_sudo

    def _get_page_path(self):
        return f"/eservices/spaces/{self.space_id.id}/topics/{self.id}"

    def action_mark_read(self):
        """Say that everything in these topics was read."""
        self.check_access("read")
        figures = self.env["collab.space.figures"]._count_messages(self)
        rows = [(self._name, topic_id, last) for topic_id, (_count, _unread, last) in figures.items()]
        self.env["eservices.message.read"].sudo()._mark(self.env.user, rows)
        self.invalidate_recordset(["unread_count"])

    def _forget_readers(self, partners):
        """Undo what lets `partners` read the topics' messages: being followers, or having been notified."""
        self.message_unsubscribe(partner_ids=partners.ids)
        on_topics = Domain("model", "=", self._name) & Domain("res_id", "in", self.ids)
        self.env["mail.notification"].search(
            Domain("mail_message_id", "any", on_topics) & Domain("res_partner_id", "in", partners.ids)
        ).unlink()
        waiting = on_topics & Domain("state", "=", "outgoing") & Domain("recipient_ids", "in", partners.ids)
        for mail in self.env["mail.mail"].search(waiting):
            mail.recipient_ids -= partners
        for message in self.env["mail.message"].search(on_topics & Domain("partner_ids", "in", partners.ids)):
            message.partner_ids -= partners
