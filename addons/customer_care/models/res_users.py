from odoo import models


class ResUsers(models.Model):
    """Whoever loses the role of a representative leaves the queues."""

    _inherit = "res.users"

    @property
    def SELF_WRITEABLE_FIELDS(self):
        # An expertise is a qualification: nobody gives it to himself (L12).
        return [name for name in super().SELF_WRITEABLE_FIELDS if name != "livechat_expertise_ids"]

    def write(self, vals):
        result = super().write(vals)
        if "group_ids" in vals:
            self.env["care.queue"]._drop_unqualified_members()
        return result
