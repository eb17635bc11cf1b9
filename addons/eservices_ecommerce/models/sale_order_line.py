import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare

# What a cart's page and its changes read of each line: see ``sale_order.CART_READ``.
LINE_READ = (
    "analytic_distribution",
    "combo_item_id",
    "company_id",
    "currency_id",
    "discount",
    "display_type",
    "eservices_note",
    "extra_tax_data",
    "is_delivery",
    "is_downpayment",
    "name",
    "order_id",
    "price_reduce_taxexcl",
    "price_subtotal",
    "price_total",
    "price_unit",
    "product_id",
    "product_uom_id",
    "product_uom_qty",
    "qty_invoiced",
    "reward_id",
    "sequence",
    "state",
    "tax_ids",
    "technical_price_unit",
)


class SaleOrderLine(models.Model):
    """The customer's note on a line (P18), and its quantities from the order to the payment (B7)."""

    _inherit = "sale.order.line"

    eservices_note = fields.Char(string="Customer's note on the line", copy=False, readonly=True)

    @api.model
    def _get_eservices_read(self):
        """Hook: names of the fields that are read of the lines of a cart at once."""
        return LINE_READ

    # Overridden for its dependency: the description carries the note to the order, its PDF and the invoice.
    @api.depends("eservices_note")
    def _compute_name(self):
        return super()._compute_name()

    def _get_sale_order_line_multiline_description_sale(self):
        description = super()._get_sale_order_line_multiline_description_sale()
        if not self.eservices_note:
            return description
        return "\n".join([description, self.env._("Note: %s", self.eservices_note)])

    def _prepare_invoice_line(self, **optional_values):
        """Keep the order's description on the invoice where it begins with the customer's own number (B8).

        Core misses its own name of the product in it, and would name the product a second time.
        """
        values = super()._prepare_invoice_line(**optional_values)
        name = self.product_id.with_context(display_default_code=False).display_name
        is_named_twice = (values.get("name") or "").endswith(f"\n{self.name}")
        if is_named_twice and re.match(rf"\[[^\]]+\] {re.escape(name or '')}", self.name):
            values["name"] = self.name
        return values

    def _compute_amount(self):
        """Of a line of a cart, see ``sale.order._compute_amounts``."""
        others, taxes = self.browse(), self.env["account.tax"]
        for line in self:
            totals = None
            if line.order_id.is_eservices_cart:
                totals = taxes._sum_up_eservices(line, line.company_id, line.currency_id, with_groups=False)
            if totals:
                line.price_subtotal = totals["base_amount_currency"]
                line.price_tax = totals["tax_amount_currency"]
                line.price_total = totals["total_amount_currency"]
            else:
                others |= line
        return super(SaleOrderLine, others)._compute_amount()

    def write(self, vals):
        self._check_eservices_stays(vals)
        return super().write(vals)

    def _check_eservices_stays(self, vals):
        """:raise UserError: when a line is to leave its open cart for another, as of an online shop (P18)"""
        carts = self.order_id.filtered("is_eservices_cart") if "order_id" in vals else ()
        if any(cart.id != vals["order_id"] for cart in carts):
            raise UserError(self.env._("What is in an open cart of the platform stays in that cart."))

    def _get_eservices_reserved_qty(self):
        """Quantity set aside in stock for this line and not shipped yet, in the unit of the line (B7)."""
        self.ensure_one()
        moves = self.move_ids.filtered(
            lambda move: (
                move.state in ("assigned", "partially_available")
                and move.location_dest_id.usage == "customer"
            )
        )
        return sum(move.product_uom._compute_quantity(move.quantity, self.product_uom_id) for move in moves)

    def _get_eservices_paid_qty(self):
        """Quantity of this line on invoices, in proportion to what is paid of each invoice (B7)."""
        self.ensure_one()
        paid = 0.0
        for line in self.invoice_lines.filtered(lambda line: line.parent_state == "posted"):
            move = line.move_id
            sign = -1 if move.move_type == "out_refund" else 1
            share = 1 - move._get_eservices_residual() / move.amount_total if move.amount_total else 1
            paid += sign * share * line.product_uom_id._compute_quantity(line.quantity, self.product_uom_id)
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        return 0.0 if float_compare(paid, 0, precision_digits=digits) < 0 else round(paid, digits)
