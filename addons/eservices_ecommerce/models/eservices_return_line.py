from odoo import fields, models


class EservicesReturnLine(models.Model):
    """So much of one move of the delivery, and why (B18)."""

    _name = "eservices.return.line"
    _description = "Line of a return or claim"

    return_id = fields.Many2one("eservices.return", required=True, index=True, ondelete="cascade")
    move_id = fields.Many2one("stock.move", required=True, index=True, ondelete="restrict")
    product_id = fields.Many2one(related="move_id.product_id")
    uom_id = fields.Many2one(related="move_id.product_uom")
    quantity = fields.Float(digits="Product Unit", required=True)
    reason = fields.Selection(
        [
            ("wrong", "Wrong product"),
            ("damaged", "Damaged"),
            ("faulty", "Faulty"),
            ("too_many", "Too many"),
            ("other", "Another reason"),
        ],
        required=True,
    )

    _quantity_positive = models.Constraint("CHECK (quantity > 0)", "A quantity must be more than zero.")
