from odoo import fields, models


class SaleReport(models.Model):
    """Sales analysis by channel (B17), without open carts (P19)."""

    _inherit = "sale.report"

    eservices_config_id = fields.Many2one(
        "eservices.config",
        string="E-services configuration",
        readonly=True,
        groups="eservices_ecommerce.group_eservices_officer",
    )

    def _select_additional_fields(self):
        return {**super()._select_additional_fields(), "eservices_config_id": "s.eservices_config_id"}

    def _where_sale(self):
        # A cart is not a quotation yet (P19).
        return f"{super()._where_sale()} AND s.is_eservices_cart IS NOT TRUE"
