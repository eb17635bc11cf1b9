from odoo import models


class ProductPricelistItem(models.Model):
    """Rules of a pricelist, of which a page reads those of its products and of all products (P24, B5)."""

    _inherit = "product.pricelist.item"

    _eservices_pricelist_product = models.Index("(pricelist_id, product_tmpl_id)")
