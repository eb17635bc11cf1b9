from odoo import api, fields, models


class SaleOrderLine(models.Model):
    """A line may have a carrier of its own, where the order's does not bring it (A14)."""

    _inherit = "sale.order.line"

    care_carrier_id = fields.Many2one(
        "delivery.carrier",
        string="Carrier of the line",
        copy=False,
        help="Empty: the carrier of the order.",
    )
    care_carrier_problem = fields.Char(copy=False, readonly=True)

    @api.model
    def _get_eservices_read(self):
        return (*super()._get_eservices_read(), "care_carrier_id", "care_carrier_problem")
