from odoo import api, fields, models
from odoo.exceptions import UserError

from ..const import SIDES


class CollabSignature(models.Model):
    """The sign-off of one side on exactly one version of a term (B14)."""

    _name = "collab.signature"
    _description = "Sign-off of a version"
    _order = "id"

    version_id = fields.Many2one("collab.version", required=True, readonly=True, ondelete="restrict")
    term_id = fields.Many2one("collab.term", required=True, readonly=True, index=True, ondelete="restrict")
    space_id = fields.Many2one("collab.space", required=True, readonly=True, index=True, ondelete="restrict")
    hash = fields.Char(string="Fingerprint signed", required=True, readonly=True)
    side = fields.Selection(SIDES, required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner", string="Who", required=True, readonly=True, ondelete="restrict"
    )
    name = fields.Char(required=True, readonly=True)
    company = fields.Char(string="For", readonly=True)
    image = fields.Binary(string="Signature", attachment=False, readonly=True)
    date = fields.Datetime(string="When", required=True, readonly=True, default=fields.Datetime.now)
    withdrawn_at = fields.Datetime(string="Taken back", readonly=True)

    _side_unique = models.UniqueIndex(
        "(version_id, side) WHERE withdrawn_at IS NULL", "Your side has signed this version already."
    )

    def write(self, vals):
        self.check_access("write")
        if set(vals) != {"withdrawn_at"} or any(self.mapped("withdrawn_at")):
            raise UserError(self.env._("A signature stays as it was given."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A signature stays as it was given."))
