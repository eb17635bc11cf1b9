from odoo import fields, models


class CollabFileAccess(models.Model):
    """Who opened a file, and when; every member of the space sees it (S9)."""

    _name = "collab.file.access"
    _description = "Opening of a file of a collaboration space"
    _order = "id desc"
    _log_access = False

    file_id = fields.Many2one("collab.file", required=True, readonly=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", string="Who", required=True, readonly=True, ondelete="cascade"
    )
    date = fields.Datetime(string="When", required=True, readonly=True, default=fields.Datetime.now)
    how = fields.Selection(
        [("download", "Downloaded"), ("preview", "Looked at")], required=True, readonly=True
    )
