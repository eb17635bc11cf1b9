import logging

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.eservices_ecommerce.services.message_body import preview

from ..const import RUNNING

_logger = logging.getLogger(__name__)


class CollabDigest(models.AbstractModel):
    """What was said since yesterday, in one e-mail, for those who chose that (S2)."""

    _name = "collab.digest"
    _description = "Daily e-mails of collaboration spaces"

    @api.model
    def _cron_send(self):
        """Write to every member who wants one e-mail a day; each is independent of the others."""
        members = self.env["collab.member"].search(
            Domain("notify", "=", "digest") & Domain("space_id.state", "in", RUNNING)
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(members))
        for member in members:
            try:
                with self.env.cr.savepoint():
                    self._send(member)
            except Exception:
                _logger.exception("the digest of member %s was not sent", member.id)
            cron._commit_progress(1)

    def _send(self, member):
        """Send a member what is new to him; he is told of each message once.

        :param member: ``collab.member``
        :return: whether there was anything
        """
        messages = self._find_new(member)
        if not messages:
            return False
        partner = member.partner_id
        space = member.space_id.with_context(lang=partner.lang or self.env.lang)
        body = self.env["ir.qweb"]._render(
            "collab_space.mail_digest",
            {"rows": self._prepare_rows(messages)},
            lang=partner.lang or self.env.lang,
        )
        space.message_notify(
            partner_ids=partner.ids,
            subject=space.env._("New in “%s”", space.name),
            body=body,
            force_send=False,
        )
        member.last_digest_id = max(messages.ids)
        return True

    def _find_new(self, member):
        """Messages of others that the member may read, has not read, and was not told of."""
        topics = member.space_id.topic_ids
        if member.is_buyer:
            topics = topics.filtered(lambda topic: not topic.is_internal)
        reads = self.env["eservices.message.read"].search(
            Domain("user_id", "in", member.partner_id.user_ids.ids)
            & Domain("res_model", "=", "collab.topic")
            & Domain("res_id", "in", topics.ids)
        )
        seen = {read.res_id: read.last_message_id for read in reads}
        found = self.env["mail.message"].search(
            Domain("model", "=", "collab.topic")
            & Domain("res_id", "in", topics.ids)
            & Domain("message_type", "in", ("comment", "email"))
            & self.env["mail.message"]._get_eservices_public_domain()
            & Domain("id", ">", member.last_digest_id)
            & Domain("author_id", "!=", member.partner_id.id)
            & Domain("date", ">=", member.create_date),
            order="id",
            limit=500,
        )
        return found.filtered(lambda message: message.id > seen.get(message.res_id, 0))

    def _prepare_rows(self, messages):
        rows = []
        for topic_id, batch in messages.grouped("res_id").items():
            rows.append(
                {
                    "topic": self.env["collab.topic"].browse(topic_id).name,
                    "count": len(batch),
                    "author": batch[-1].author_id.name or "",
                    "text": preview(batch[-1].body),
                }
            )
        return rows
