from odoo import fields, models


class CollabClauseFallback(models.Model):
    """A text that is offered when the preferred one is not taken; the first one is the dearest to us."""

    _name = "collab.clause.fallback"
    _description = "Fallback of a clause"
    _order = "clause_id, sequence, id"

    name = fields.Char(string="When", required=True, translate=True, help="When one goes that far.")
    sequence = fields.Integer(default=10)
    summary = fields.Char(string="In short", translate=True)
    body = fields.Html(string="Text", translate=True)
    clause_id = fields.Many2one("collab.clause", required=True, index=True, ondelete="cascade")
