from odoo import fields, models


class ProductCustomerinfo(models.Model):
    """Customer references, searched by customer and by his own number (P14, B8)."""

    _inherit = "product.customerinfo"

    partner_id = fields.Many2one(index=True)
    product_code = fields.Char(index="trigram")
