from odoo import models


class SaleReport(models.Model):
    """Sales analysis without open carts (P19)."""

    _inherit = "sale.report"

    def _where_sale(self):
        # A cart is not a quotation yet (P19).
        return f"{super()._where_sale()} AND s.is_eservices_cart IS NOT TRUE"
