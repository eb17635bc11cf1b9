import re
import uuid

from odoo import models
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html

from odoo.addons.eservices_ecommerce.const import MESSAGE_FILE_BYTES, MESSAGE_FILES, MESSAGE_MAX_TEXT
from odoo.addons.eservices_ecommerce.services.message_body import preview, simplify

from ..const import MESSAGE_PAGE
from .file_names import format_size

_KEY = re.compile("[0-9a-f]{32}")


class CollabTopicPage(models.AbstractModel):
    """The messages of a topic: a page of them at a time, however many there are (S2)."""

    _name = "collab.topic.page"
    _description = "Messages of a topic"

    # === READING === #

    def _get_domain(self, topic):
        """What members read of a topic: what was said, no log and no internal note."""
        return (
            Domain("model", "=", "collab.topic")
            & Domain("res_id", "=", topic.id)
            & Domain("message_type", "in", ("comment", "email"))
            & self.env["mail.message"]._get_eservices_public_domain()
        )

    def _get_messages(self, topic, before=0, after=0):
        """A page of messages, ascending: the last ones, or those before or after one.

        :param topic: ``collab.topic`` that the user may read
        :return: ``(mail.message in superuser mode, whether there are earlier ones)``
        """
        # sudo: mail.message - the topic was found with the reader's own rights
        messages = self.env["mail.message"].sudo()
        domain = self._get_domain(topic)
        if after:
            return messages.search(domain & Domain("id", ">", after), order="id", limit=200), False
        if before:
            domain &= Domain("id", "<", before)
        found = messages.search(domain, order="id desc", limit=MESSAGE_PAGE + 1)
        return found[:MESSAGE_PAGE].sorted("id"), len(found) > MESSAGE_PAGE

    def _prepare_thread(self, topic, before=0):
        """The newest messages of a topic, or those before one, and the form that answers."""
        messages, more = self._get_messages(topic, before)
        _count, unread, last = (
            self.env["collab.space.figures"]._count_messages(topic).get(topic.id, (0, 0, 0))
        )
        can_write = bool(topic._filter_postable_by(self.env.user.partner_id))
        return {
            **self._prepare_messages(topic, messages, more, self._get_last_read(topic)),
            "id": topic.id,
            "url": f"/eservices/spaces/{topic.space_id.id}/topics/{topic.id}",
            "last": last,
            "unread": unread,
            "key": uuid.uuid4().hex,
            "can_write": can_write,
            "why_not": "" if can_write else self._get_why_not(topic),
            "max_text": MESSAGE_MAX_TEXT,
            "max_files": MESSAGE_FILES,
            "max_bytes": MESSAGE_FILE_BYTES,
        }

    def _get_why_not(self, topic):
        if topic.space_state in ("closed", "archived"):
            return self.env._("The space is closed.")
        return self.env._("You are a Reader of this space.")

    def _get_last_read(self, topic):
        marks = self.env["eservices.message.read"].sudo()  # sudo: eservices.message.read - the user's own
        domain = Domain("user_id", "=", self.env.uid) & Domain("res_model", "=", "collab.topic")
        return marks.search(domain & Domain("res_id", "=", topic.id)).last_message_id

    def _prepare_messages(self, topic, messages, more, last_read=None):
        me = self.env.user.partner_id
        fresh = messages.filtered(
            lambda one: last_read is not None and one.id > last_read and one.author_id != me
        )[:1]
        files = self.env["collab.file"].search([("message_id", "in", messages.ids)]).grouped("message_id")
        return {
            "messages": [
                self._prepare_message(topic, one, files.get(one.sudo(False), ()), one == fresh)
                for one in messages
            ],
            "more": more,
            "first": messages[:1].id or 0,
        }

    def _prepare_message(self, topic, message, files=None, first_unread=False):
        if files is None:
            files = self.env["collab.file"].search([("message_id", "=", message.id)])
        author, me = message.author_id, self.env.user.partner_id
        space = topic.space_id
        side = space._get_side(author)
        name = author.name or message.email_from or ""
        quoted = message.parent_id
        return {
            "id": message.id,
            "author": name,
            "initials": "".join(word[0] for word in name.split()[:2]).upper(),
            "company": space._get_side_name(side)
            if side == "seller"
            else author.commercial_partner_id.name or "",
            "mine": author == me,
            "side": side,
            "date": self.env["eservices.messages.page"]._format_moment(message.date),
            "date_iso": f"{message.date.isoformat()}Z",
            "body": simplify(message.body),
            "quote": {"id": quoted.id, "author": quoted.author_id.name or "", "text": preview(quoted.body)}
            if quoted
            else None,
            "by_email": message.message_type == "email",
            "files": [
                {
                    "id": file.id,
                    "name": file.name,
                    "number": file.number,
                    "size": format_size(file.size),
                    "type": file._get_type(),
                    "url": f"/eservices/spaces/{space.id}/files/{file.id}",
                    "preview_url": f"/eservices/spaces/{space.id}/files/{file.id}?preview=1"
                    if file.is_previewed
                    else None,
                }
                for file in files
            ],
            "first_unread": first_unread,
        }

    # === WRITING === #

    def _say(self, topic, typed, files=()):
        """Post what somebody wrote, once, however often it is sent.

        :param topic: ``collab.topic`` that the user may read
        :param dict typed: ``text``, ``key``, ``parent_id``, ``mentions`` (ids of partners)
        :param files: ``[(name, bytes)]``
        :return: ``mail.message``, in superuser mode
        :raise UserError: with the reason; nothing is posted
        """
        if not _KEY.fullmatch(typed["key"]):
            raise MissingError(self.env._("This form cannot be read."))
        name = f"<eservices.collab.{topic.id}.{self.env.uid}.{typed['key']}@platform>"
        messages = self.env[
            "mail.message"
        ].sudo()  # sudo: mail.message - the user's own message, asked for by its key
        known = messages.search(Domain("message_id", "=", name), limit=1)
        if known:
            return known
        self._check_text(typed["text"], files)
        person = self.env.user.partner_id
        quoted = messages.search(self._get_domain(topic) & Domain("id", "=", typed["parent_id"] or 0))
        try:
            # sudo: mail.message, ir.attachment - an external Author writes by this verb, which asks his role
            posted = topic.sudo().message_post(
                body=plaintext2html(typed["text"]),
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                author_id=person.id,
                email_from=person.sudo().email_formatted,
                parent_id=quoted.id,
                partner_ids=typed["mentions"],
                attachments=list(files),
                message_id=name,
            )
        except AccessError as error:
            raise UserError(error.args[0]) from error
        self._mark_read(topic, posted.id)
        return posted

    def _check_text(self, text, files):
        if not text and not files:
            raise UserError(self.env._("Write something, or attach a file."))
        if len(text) > MESSAGE_MAX_TEXT:
            raise UserError(self.env._("This is too long: at most %s characters.", MESSAGE_MAX_TEXT))
        self._check_sizes(files)

    def _check_sizes(self, files):
        """:raise UserError: for too many files at once, or one that is too large"""
        if len(files) > MESSAGE_FILES:
            raise UserError(self.env._("At most %s files at once.", MESSAGE_FILES))
        for name, content in files:
            if len(content) > MESSAGE_FILE_BYTES:
                raise UserError(
                    self.env._(
                        "%(file)s is larger than %(size)s.", file=name, size=format_size(MESSAGE_FILE_BYTES)
                    )
                )

    def _mark_read(self, topic, message_id):
        """The user has seen the messages of a topic up to this one."""
        # sudo: mail.message, eservices.message.read - the user's own mark in a topic that he reads
        seen = (
            self.env["mail.message"]
            .sudo()
            .search(self._get_domain(topic) & Domain("id", "<=", message_id), order="id desc", limit=1)
        )
        if seen:
            self.env["eservices.message.read"].sudo()._mark(
                self.env.user, [("collab.topic", topic.id, seen.id)]
            )
