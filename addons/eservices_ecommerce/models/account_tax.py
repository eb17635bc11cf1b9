from odoo import api, models
from odoo.tools import ormcache


class AccountTax(models.Model):
    """Where no sales tax is included in prices, the platform need not look at the taxes of each product."""

    _name = "account.tax"
    _inherit = ["account.tax", "eservices.cached"]

    @api.model
    def _get_eservices_kept_names(self):
        names = super()._get_eservices_kept_names()
        return [*names, "has_negative_factor", "price_include", "tax_group_id"]

    @api.model
    @ormcache("company_id")
    def _has_eservices_included(self, company_id):
        """Does the company have a sales tax that is included in the price?"""
        # sudo: account.tax - only whether there is one
        taxes = self.sudo().search([("company_id", "parent_of", company_id), ("type_tax_use", "=", "sale")])
        return any(taxes.mapped("price_include"))
