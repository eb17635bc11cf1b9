from odoo import fields, models


class LoyaltyCard(models.Model):
    """Who made a code for whom, and when it was sent (A8)."""

    _inherit = "loyalty.card"

    care_agent_id = fields.Many2one(
        "res.users", string="Made by", copy=False, readonly=True, index="btree_not_null"
    )
    care_sent_at = fields.Datetime(string="Sent", copy=False, readonly=True)
