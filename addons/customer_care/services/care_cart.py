from odoo import models


class EservicesCart(models.AbstractModel):
    """Who changed what in a cart is written down, whoever it was (B10)."""

    _inherit = "eservices.cart"

    def _write_quantity(self, customer, cart, line, product, quantity):
        before = line.product_uom_qty
        result = super()._write_quantity(customer, cart, line, product, quantity)
        self.env["care.journal"]._note(result, before, quantity)
        return result

    def _set_line(self, customer, line_id, value):
        before = sum(line.product_uom_qty for line in self._get(customer).order_line if line.id == line_id)
        line = super()._set_line(customer, line_id, value)
        self.env["care.journal"]._note(line, before, line.product_uom_qty)
        return line

    def _remove_line(self, customer, line_id):
        line = self._find_line(customer, line_id)
        self.env["care.journal"]._note(line, line.product_uom_qty, 0)
        return super()._remove_line(customer, line_id)
