from odoo import models
from odoo.exceptions import UserError
from odoo.tools.mail import append_content_to_html

from .file_names import is_refused, read_name


class CollabTopicFiles(models.AbstractModel):
    """Files that come with messages: the same rules and the same list as for all files of a space (S9)."""

    _name = "collab.topic.files"
    _description = "Files of messages in a space"

    def _check(self, topic, message_type, values):
        """Look at the files of a message before it is posted.

        What a page sends is refused as a whole. An e-mail cannot be sent back in part: its text is kept, and
        says what was left out.

        :param topic: ``collab.topic``
        :param dict values: of ``message_post``
        :return: the values to post
        :raise UserError: naming the file and the reason
        """
        attachments = values.get("attachments") or []
        # sudo: ir.attachment - the rules hold whatever the user can see
        known = self.env["ir.attachment"].sudo().browse(values.get("attachment_ids") or ())
        pairs = [(row[0], self._get_bytes(row[1])) for row in attachments]
        pairs += [(file.name, file.raw or b"") for file in known]
        if not pairs:
            return values
        files = self.env["collab.file"]
        if message_type != "email":
            files._check_allowed(topic.space_id, pairs)
            return values
        kept, dropped = self._sort_out(files, topic.space_id, attachments)
        if not dropped:
            return values
        note = self.env._("Left out, as it is not taken here: %s", ", ".join(map(read_name, dropped)))
        body = append_content_to_html(values.get("body") or "", note, plaintext=True)
        return {**values, "attachments": kept, "body": body}

    def _sort_out(self, files, space, attachments):
        refused = files._get_refused_types()
        used, total = space._get_quota()
        kept, dropped = [], []
        for row in attachments:
            content = self._get_bytes(row[1])
            if is_refused(row[0], content, refused) or used + len(content) > total:
                dropped.append(row[0])
            else:
                used += len(content)
                kept.append(row)
        return kept, dropped

    def _get_bytes(self, content):
        return content.encode() if isinstance(content, str) else content or b""

    def _enlist(self, topic, message):
        """Put the files of a message on the space's list."""
        message_sudo = message.sudo()  # sudo: mail.message - whoever posted it may list its files
        for attachment in message_sudo.attachment_ids:
            self.env["collab.file"]._enlist(
                topic.space_id,
                attachment,
                message_sudo.author_id,
                topic_id=topic.id,
                message_id=message.id,
                is_internal=topic.is_internal,
            )

    def _get_folder(self, space, folder_id):
        """A folder of the space.

        :raise UserError: for any other folder
        """
        if not folder_id:
            return self.env["collab.folder"]
        folder = self.env["collab.folder"].search([("id", "=", folder_id), ("space_id", "=", space.id)])
        if not folder:
            raise UserError(self.env._("This folder is not there any more."))
        return folder
