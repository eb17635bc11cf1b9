from odoo import api, fields, models


class CollabTemplateTerm(models.Model):
    """A clause that every space made from the template begins with; its preferred text is version 1."""

    _name = "collab.template.term"
    _description = "Default term of a collaboration space template"
    _order = "sequence, id"

    clause_id = fields.Many2one("collab.clause", required=True, index=True, ondelete="restrict")
    sequence = fields.Integer(default=10)
    requires_signature = fields.Boolean(
        string="Signed by both sides",
        compute="_compute_requires_signature",
        store=True,
        readonly=False,
        precompute=True,
    )
    template_id = fields.Many2one("collab.template", required=True, index=True, ondelete="cascade")

    @api.depends("clause_id")
    def _compute_requires_signature(self):
        for term in self:
            term.requires_signature = term.clause_id.requires_signature
