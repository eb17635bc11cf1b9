from odoo import models


class AccountTaxRepartitionLine(models.Model):
    """Of these a tax knows whether it takes something away."""

    _name = "account.tax.repartition.line"
    _inherit = ["account.tax.repartition.line", "eservices.cached"]
