from odoo import api, fields, models

from ..const import REP_GROUP, USER_GROUP


class SaleOrder(models.Model):
    """A quotation or an order may have spaces, in which it is negotiated (S10)."""

    _inherit = "sale.order"

    collab_space_ids = fields.One2many("collab.space", "order_id", string="Spaces", groups=REP_GROUP)
    collab_space_count = fields.Integer(
        compute="_compute_collab_space_count", string="Number of spaces", groups=USER_GROUP
    )

    @api.depends_context("uid")
    def _compute_collab_space_count(self):
        for order in self:
            order.collab_space_count = len(order._find_collab_spaces())

    def _find_collab_spaces(self):
        """Spaces of the order that the user may read."""
        # sudo: collab.space - the field is a representative's; what the user may read is asked next
        found = self.env["collab.space"].sudo().search([("order_id", "in", self.ids)])
        return found.sudo(False)._filtered_access("read")

    def action_collab_spaces(self):
        """Go to the order's space, or make one."""
        self.ensure_one()
        self.check_access("read")
        self.env["collab.space"].check_access("create")
        values = {"name": self.name, "kind": "negotiation"}
        if self.env.user.has_group(REP_GROUP):
            values |= {"order_id": self.id, "partner_id": self.partner_id.commercial_partner_id.id}
            values["currency_id"] = self.currency_id.id
        return self.env["collab.space.links"]._go_to_spaces(self._find_collab_spaces(), values)
