from odoo import models


class ResCompany(models.Model):
    """Every page is of a company, and whether its prices include taxes is remembered."""

    _name = "res.company"
    _inherit = ["res.company", "eservices.cached"]
