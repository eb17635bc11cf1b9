from odoo import api, fields, models

from ..const import REP_GROUP


class ResPartner(models.Model):
    """A customer may have spaces, in which is negotiated with him (S10)."""

    _inherit = "res.partner"

    collab_space_ids = fields.One2many("collab.space", "partner_id", string="Spaces", groups=REP_GROUP)
    collab_space_count = fields.Integer(
        compute="_compute_collab_space_count", string="Number of spaces", groups=REP_GROUP
    )

    @api.depends_context("uid")
    def _compute_collab_space_count(self):
        counts = dict(
            self.env["collab.space"]._read_group(
                [("partner_id", "in", self.commercial_partner_id.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.collab_space_count = counts.get(partner.commercial_partner_id, 0)

    def action_collab_spaces(self):
        """Go to the customer's space, or make one."""
        self.ensure_one()
        self.check_access("read")
        self.env["collab.space"].check_access("create")
        account = self.commercial_partner_id
        spaces = self.env["collab.space"].search([("partner_id", "=", account.id)])
        values = {"name": account.name, "kind": "negotiation", "partner_id": account.id}
        return self.env["collab.space.links"]._go_to_spaces(spaces, values)
