from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.eservices_ecommerce.services.message_body import preview

LATEST = 5


class CollabSpaceStory(models.AbstractModel):
    """What was said last in the topics of a space, on its form: it is answered there (S2)."""

    _name = "collab.space.story"
    _description = "Latest messages of a collaboration space"

    latest_talk = fields.Html(
        compute="_compute_latest_talk", string="Latest in the topics", sanitize=False
    )  # drawn by a template of our own, which escapes what people wrote

    @api.depends_context("uid", "lang")
    def _compute_latest_talk(self):
        for space in self:
            lines = self._prepare_latest_talk(space._origin)
            values = {"lines": lines}
            space.latest_talk = self.env["ir.qweb"]._render("collab_space.story", values) if lines else False

    def _prepare_latest_talk(self, space):
        """The last messages of the topics that the user reads, the newest first."""
        topics = self.env["collab.topic"].search(Domain("space_id", "=", space.id))
        messages = topics._find_said(limit=LATEST)
        return [
            {
                "author": message.author_id.name or message.email_from or "",
                "avatar": f"/web/image/mail.message/{message.id}/author_avatar/72x72",
                "date": self.env["collab.space.page"]._format_moment(message.date),
                "topic": topics.browse(message.res_id).name,
                "url": f"/odoo/action-collab_space.collab_topic_action/{message.res_id}",
                "text": preview(message.body),
                "files": message.attachment_ids.mapped("name"),
            }
            for message in messages
        ]
