from odoo import models


class ResCountry(models.Model):
    """How an address is written, its country says."""

    _name = "res.country"
    _inherit = ["res.country", "eservices.cached"]
