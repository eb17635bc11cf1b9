from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..services import placeholders


class CareQueueMessage(models.Model):
    """What a waiting customer reads after some time, in his language (L13)."""

    _name = "care.queue.message"
    _description = "Message to waiting customers"
    _order = "queue_id, after_seconds, id"
    _rec_name = "after_seconds"

    queue_id = fields.Many2one("care.queue", required=True, index=True, ondelete="cascade")
    after_seconds = fields.Integer(
        string="After seconds", required=True, help="How long he has been waiting. 0: at once."
    )
    body = fields.Text(
        string="Message",
        required=True,
        translate=True,
        help="Placeholders: {customer_name}, {queue}, {position}, {wait}.",
    )

    _after_seconds_not_negative = models.Constraint(
        "CHECK(after_seconds >= 0)", "A message cannot be sent before the customer waits."
    )

    @api.constrains("body")
    def _check_placeholders(self):
        """:raise ValidationError: naming the unknown placeholders"""
        for message in self:
            unknown = placeholders.find_unknown(message.body, placeholders.WAITING)
            if unknown:
                raise ValidationError(
                    self.env._(
                        "The message uses placeholders that do not exist: %(unknown)s. These do: %(known)s.",
                        unknown=", ".join(unknown),
                        known=", ".join(f"{{{name}}}" for name in placeholders.WAITING),
                    )
                )
