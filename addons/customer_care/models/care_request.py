from odoo import fields, models


class CareRequest(models.Model):
    """What a customer wanted in a contact session, what was done about it, and how it ended (A18)."""

    _name = "care.request"
    _description = "Request of a customer"
    _order = "id"
    _rec_name = "reason"

    contact_id = fields.Many2one("care.contact", required=True, index=True, ondelete="cascade", readonly=True)
    company_id = fields.Many2one(related="contact_id.company_id", store=True)
    partner_id = fields.Many2one(related="contact_id.partner_id", store=True)
    reason = fields.Char(required=True, readonly=True)
    action = fields.Char(string="What was done", readonly=True)
    solution = fields.Char(readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("solved", "Solved")], required=True, default="open", readonly=True
    )
