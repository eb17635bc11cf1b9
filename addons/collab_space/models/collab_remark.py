from odoo import api, fields, models
from odoo.exceptions import UserError

from ..const import SIDES


class CollabRemark(models.Model):
    """What a member says to one change between two versions of a term (B14)."""

    _name = "collab.remark"
    _description = "Remark on a change"
    _order = "change, id"
    _rec_name = "about"

    term_id = fields.Many2one("collab.term", required=True, readonly=True, index=True, ondelete="restrict")
    space_id = fields.Many2one("collab.space", required=True, readonly=True, index=True, ondelete="restrict")
    old_id = fields.Many2one(
        "collab.version", string="From", required=True, readonly=True, ondelete="restrict"
    )
    new_id = fields.Many2one("collab.version", string="To", required=True, readonly=True, ondelete="restrict")
    change = fields.Integer(required=True, readonly=True, help="Its number among the changes.")
    about = fields.Char(readonly=True, help="The words that changed.")
    body = fields.Text(string="Remark", required=True, readonly=True)
    side = fields.Selection(SIDES, readonly=True)
    partner_id = fields.Many2one("res.partner", string="Who", readonly=True, ondelete="restrict")
    author_name = fields.Char(string="Name then", readonly=True)
    date = fields.Datetime(string="When", required=True, readonly=True, default=fields.Datetime.now)
    key = fields.Char(readonly=True, copy=False)

    _key_unique = models.UniqueIndex("(term_id, key) WHERE key IS NOT NULL")

    def write(self, vals):
        self.check_access("write")
        if vals:
            raise UserError(self.env._("A remark stays as it was written."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A remark stays as it was written."))
