from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store

from ..services.messages import KINDS


class MailMessage(models.Model):
    """What of a chatter is meant for the customer (P23)."""

    _inherit = "mail.message"

    eservices_audience = fields.Selection(
        [("customer", "Visible to the customer"), ("withheld", "The tagged customer does not see it")],
        compute="_compute_eservices_audience",
        groups="base.group_user",
    )

    # The platform gives each answer the key of its form as Message-Id: sending twice leaves one.
    _eservices_answer_uniq = models.UniqueIndex("(message_id) WHERE message_id LIKE '<eservices.%'")

    def _compute_eservices_audience(self):
        audience = self.env["eservices.message.audience"]._get_message_audience(self)
        for message in self:
            message.eservices_audience = audience.get(message.id, False)

    def _to_store_defaults(self, target):
        # Of the messages of other models nothing is said: chats have many.
        defaults = super()._to_store_defaults(target)
        if not target.is_internal(self.env):
            return defaults
        about = KINDS.values()
        return [*defaults, Store.Attr("eservices_audience", predicate=lambda message: message.model in about)]

    @api.model
    def _get_eservices_public_domain(self):
        """Messages that staff and customers exchange: no note, nothing internal, no log, nothing deleted.

        Asked each time anew: a message that is made internal later is gone from the platform at once.
        """
        comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        return (
            Domain("subtype_id", "=", comment)
            & Domain("subtype_id.internal", "=", False)
            & Domain("is_internal", "=", False)
            & Domain("message_type", "!=", "user_notification")
            & Domain("tracking_value_ids", "=", False)
            & Domain.custom(to_sql=self._eservices_has_content_sql)
        )

    @staticmethod
    def _eservices_has_content_sql(_model, alias, _query):
        # Deleting a message in the chatter empties its body and leaves markup behind.
        return SQL(
            "(regexp_replace(%s, '<[^>]*>', '', 'g') ~ '\\S'"
            " OR EXISTS (SELECT FROM message_attachment_rel WHERE message_id = %s))",
            SQL.identifier(alias, "body"),
            SQL.identifier(alias, "id"),
        )

    def _eservices_is_note(self):
        """Whether the message is an internal one that somebody wrote, and no personal notification."""
        self.ensure_one()
        subtype = self.subtype_id
        return self.message_type != "user_notification" and (
            self.is_internal or not subtype or subtype.internal
        )
