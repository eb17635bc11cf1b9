from odoo import models


class EservicesCartPage(models.AbstractModel):
    """What agents propose stands first on the page of the cart (B10)."""

    _inherit = "eservices.cart.page"

    def _prepare_page(self, customer, errors=None):
        values = super()._prepare_page(customer, errors)
        return {**values, "proposals": self.env["care.proposals"]._prepare(customer)["proposals"]}
