from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..services import placeholders


class CareTopic(models.Model):
    """An answer to a usual question, ready to be sent (L10)."""

    _name = "care.topic"
    _description = "Customer care topic"
    _order = "queue_id, sequence, id"

    name = fields.Char(string="Question", required=True, translate=True)
    sequence = fields.Integer(default=10)
    queue_id = fields.Many2one("care.queue", required=True, index=True, ondelete="cascade")
    body = fields.Text(
        string="Answer",
        required=True,
        translate=True,
        help="Placeholders: {customer_name}, {customer_number}, {agent_name}, {company_name}.",
    )
    preview = fields.Text(compute="_compute_preview")

    @api.depends("body")
    @api.depends_context("uid", "company", "lang")
    def _compute_preview(self):
        values = {
            "customer_name": self.env._("Elena Example"),
            "customer_number": "C00042",
            "agent_name": self.env.user.name,
            "company_name": self.env.company.name,
        }
        for topic in self:
            topic.preview = placeholders.fill(topic.body or "", values)

    @api.constrains("body")
    def _check_placeholders(self):
        """A misspelt placeholder would reach the customer as it stands.

        :raise ValidationError: naming the unknown placeholders and those that exist.
        """
        for topic in self:
            unknown = placeholders.find_unknown(topic.body)
            if unknown:
                raise ValidationError(
                    self.env._(
                        "The answer “%(topic)s” uses placeholders that do not exist: %(unknown)s. "
                        "These do: %(known)s.",
                        topic=topic.name,
                        unknown=", ".join(unknown),
                        known=", ".join(f"{{{name}}}" for name in placeholders.KNOWN),
                    )
                )
