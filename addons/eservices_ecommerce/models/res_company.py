from odoo import api, models
from odoo.tools import ormcache


class ResCompany(models.Model):
    """Every page is of a company, and whether its prices include taxes is remembered."""

    _name = "res.company"
    _inherit = ["res.company", "eservices.cached"]

    @api.model
    def _get_main_company(self):
        """Each list price asks for it: core looks every time whether it still exists."""
        return self.sudo().browse(self._get_eservices_main_company_id())

    @ormcache()
    def _get_eservices_main_company_id(self):
        return super()._get_main_company().id
