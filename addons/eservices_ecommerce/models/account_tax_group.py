from odoo import models


class AccountTaxGroup(models.Model):
    """What the totals of every cart are named after."""

    _name = "account.tax.group"
    _inherit = ["account.tax.group", "eservices.cached"]
