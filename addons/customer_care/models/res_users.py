from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        result = super().write(vals)
        if "group_ids" in vals:
            self.env["care.queue"]._drop_unqualified_members()
        return result
