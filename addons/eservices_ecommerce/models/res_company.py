from odoo import models


class ResCompany(models.Model):
    """Whether prices include taxes is remembered for the platform, and may change here."""

    _inherit = "res.company"

    def write(self, vals):
        if "account_price_include" in vals:
            self.env.registry.clear_cache()
        return super().write(vals)
