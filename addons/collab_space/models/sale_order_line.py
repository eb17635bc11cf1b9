from odoo import fields, models

from ..const import REP_GROUP


class SaleOrderLine(models.Model):
    """A line whose price was negotiated knows the term that settled it (B13)."""

    _inherit = "sale.order.line"

    collab_term_ids = fields.One2many(
        "collab.term", "order_line_id", string="Negotiated in", groups=REP_GROUP
    )
