from odoo import fields, models
from odoo.fields import Domain


class CareSubject(models.Model):
    """What a customer can choose to talk about when he starts a conversation (L1, L12)."""

    _name = "care.subject"
    _description = "Subject of a conversation"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    queue_id = fields.Many2one(
        "care.queue",
        required=True,
        index=True,
        ondelete="restrict",
        help="Who answers it, unless a rule says otherwise.",
    )
    config_ids = fields.Many2many(
        "eservices.config",
        string="Channels",
        context={"active_test": False},
        help="Channels on which it is offered. Empty: every channel of the queue.",
    )
    wants_order = fields.Boolean(
        string="About an order", help="The customer is asked which of his orders it is about."
    )

    def _get_offered(self, config):
        """The subjects of a channel.

        :param config: ``eservices.config``
        """
        # sudo: care.subject - customers have no access of their own
        subjects_sudo = self.sudo().search(
            Domain("config_ids", "=", False) | Domain("config_ids", "in", config.ids)
        )
        return subjects_sudo.filtered(lambda subject: subject.queue_id._serves(config))
