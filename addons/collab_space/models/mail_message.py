from odoo import models


class MailMessage(models.Model):
    """Messages of a space are written and changed by those whose role allows it."""

    _inherit = "mail.message"

    def _get_forbidden_access(self, operation):
        """S5: the role decides, and neither following nor having been notified widens it.

        Core lets a follower create a message on the document, and everybody who was notified of a message
        change it.
        """
        forbidden = super()._get_forbidden_access(operation)
        if operation in ("create", "write"):
            # sudo: mail.message - where a message stands decides whether it may be looked at
            on_topics_sudo = (
                (self - forbidden).sudo().filtered(lambda message: message.model == "collab.topic")
            )
            for message_sudo in on_topics_sudo:
                if not self._is_allowed_on_topic(message_sudo, operation):
                    forbidden += message_sudo.sudo(False)
        return forbidden

    def _is_allowed_on_topic(self, message_sudo, operation):
        topic = self.env["collab.topic"].browse(message_sudo.res_id)
        person = self.env.user.partner_id
        if operation == "write" and message_sudo.author_id != person:
            return topic.has_access("unlink")
        return topic._filter_postable_by(person)
