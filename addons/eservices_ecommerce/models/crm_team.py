from odoo import models


class CrmTeam(models.Model):
    """Sales teams without open carts (P19)."""

    _inherit = "crm.team"

    def _compute_sale_order_count(self):
        """Open carts are no sales orders yet (P19): core counts every order that is not cancelled."""
        result = super()._compute_sale_order_count()
        carts = self.env["sale.order"]._read_group(
            [("team_id", "in", self.ids), ("is_eservices_cart", "=", True), ("state", "!=", "cancel")],
            ["team_id"],
            ["__count"],
        )
        for team, count in carts:
            team.sale_order_count -= count
        return result
