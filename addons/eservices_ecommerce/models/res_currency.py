from odoo import api, models


class ResCurrency(models.Model):
    """Every amount of a page is written in one of these."""

    _name = "res.currency"
    _inherit = ["res.currency", "eservices.cached"]

    @api.model
    def _get_eservices_kept_names(self):
        return [*super()._get_eservices_kept_names(), "decimal_places"]
