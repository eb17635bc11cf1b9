from odoo import fields, models


class CollabFolder(models.Model):
    """Where the files of a space are kept in order (S9)."""

    _name = "collab.folder"
    _description = "Folder of a collaboration space"
    _order = "space_id, sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    space_id = fields.Many2one("collab.space", required=True, index=True, ondelete="cascade")
