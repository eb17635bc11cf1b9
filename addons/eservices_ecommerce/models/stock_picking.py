from odoo import api, models
from odoo.fields import Domain


class StockPicking(models.Model):
    """Deliveries of the platform (P20)."""

    _inherit = "stock.picking"

    @api.model
    def _get_eservices_domain(self, customer):
        """Deliveries that this customer sees: outgoing, of orders of his company (P20)."""
        return (
            Domain("picking_type_id.code", "=", "outgoing")
            & Domain("state", "not in", ("draft", "cancel"))
            & Domain("company_id", "=", customer.config.company_id.id)
            & (
                Domain("sale_id.partner_id", "child_of", customer.scope.id)
                | (Domain("sale_id", "=", False) & Domain("partner_id", "child_of", customer.scope.id))
            )
        )
