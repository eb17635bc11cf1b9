from odoo import api, fields, models


class EservicesListLine(models.Model):
    """A product on a customer's list, with the quantity that he usually takes (B2)."""

    _name = "eservices.list.line"
    _description = "Line of an order list"
    _order = "sequence, id"
    _rec_name = "product_id"

    list_id = fields.Many2one("eservices.list", required=True, index=True, ondelete="cascade")
    product_id = fields.Many2one("product.product", required=True, index=True, ondelete="restrict")
    product_uom_qty = fields.Float("Quantity", digits="Product Unit", required=True, default=1.0)
    product_uom_id = fields.Many2one(
        "uom.uom",
        string="Unit",
        compute="_compute_product_uom_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="In which the quantity was typed; the product may be sold in another one by now.",
    )
    note = fields.Char()
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _product_uniq = models.UniqueIndex(
        "(list_id, product_id) WHERE active", "A product stands on a list once only."
    )
    _quantity_positive = models.Constraint(
        "CHECK (product_uom_qty > 0)", "The quantity must be more than zero."
    )

    @api.depends("product_id")
    def _compute_product_uom_id(self):
        for line in self:
            line.product_uom_id = line.product_id.uom_id
