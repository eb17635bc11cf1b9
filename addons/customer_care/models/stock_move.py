from odoo import models


class StockMove(models.Model):
    """Lines with carriers of their own leave in deliveries of their own (A14)."""

    _inherit = "stock.move"

    def _get_care_carrier(self):
        return self.sale_line_id.care_carrier_id[:1]

    def _key_assign_picking(self):
        return (*super()._key_assign_picking(), self._get_care_carrier())

    def _search_picking_for_assignation_domain(self):
        domain = super()._search_picking_for_assignation_domain()
        order = self.sale_line_id.order_id
        if not order.order_line.care_carrier_id:
            return domain
        carrier = self._get_care_carrier() or order.carrier_id
        return [*domain, ("carrier_id", "in", [False, carrier.id])]

    def _get_new_picking_values(self):
        values = super()._get_new_picking_values()
        carrier = self._get_care_carrier()
        return {**values, "carrier_id": carrier.id} if carrier and values.get("carrier_id") else values
