from odoo import models


class ResGroups(models.Model):
    """Whoever loses the role of a representative leaves the queues, whichever way it went."""

    _inherit = "res.groups"

    def write(self, vals):
        result = super().write(vals)
        # The same role can be taken away from this side, or with a group that implied it.
        if {"user_ids", "implied_ids", "implied_by_ids"} & vals.keys():
            self.env["care.queue"]._drop_unqualified_members()
        return result
