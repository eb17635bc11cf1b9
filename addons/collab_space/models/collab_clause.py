from odoo import fields, models


class CollabClause(models.Model):
    """A clause of the house: what is offered first, how far one may go, and where it ends (B13)."""

    _name = "collab.clause"
    _description = "Clause of the library"
    _order = "category, sequence, name"

    name = fields.Char(required=True, translate=True)
    category = fields.Char(translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    summary = fields.Char(
        string="In short", translate=True, help="What stands in the cell of the negotiation table."
    )
    body = fields.Html(string="Preferred text", translate=True)
    limit_text = fields.Text(string="Limit", help="What nobody may go beyond. Buyers never see it.")
    requires_signature = fields.Boolean(string="Signed by both sides")
    fallback_ids = fields.One2many("collab.clause.fallback", "clause_id", string="Fallbacks", copy=True)
