from odoo import fields, models


class CollabDirectoryLine(models.TransientModel):
    """Somebody whom the directory has."""

    _name = "collab.directory.line"
    _description = "Person in the directory"

    wizard_id = fields.Many2one("collab.directory.add", required=True, ondelete="cascade")
    is_chosen = fields.Boolean(string="Add")
    login = fields.Char(readonly=True)
    name = fields.Char(readonly=True)
    email = fields.Char(readonly=True)
