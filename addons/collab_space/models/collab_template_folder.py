from odoo import fields, models


class CollabTemplateFolder(models.Model):
    """A folder that every space made from the template begins with."""

    _name = "collab.template.folder"
    _description = "Default folder of a collaboration space template"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    template_id = fields.Many2one("collab.template", required=True, index=True, ondelete="cascade")
