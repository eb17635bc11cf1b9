from odoo import models


class ResUsers(models.Model):
    """Whoever loses the role of a representative leaves the queues."""

    _inherit = "res.users"

    def write(self, vals):
        result = super().write(vals)
        if "group_ids" in vals:
            self.env["care.queue"]._drop_unqualified_members()
        return result
