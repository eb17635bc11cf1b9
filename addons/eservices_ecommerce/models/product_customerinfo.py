from odoo import fields, models


class ProductCustomerinfo(models.Model):
    """Customer references, searched by customer and by his own number (P14, B8)."""

    _inherit = "product.customerinfo"

    product_code = fields.Char(index="trigram")

    _eservices_partner_product = models.Index("(partner_id, product_tmpl_id)")
