from odoo import api, models

# What core asks of a rule to find it and to compute a price with it.
KEPT = (
    "applied_on",
    "base",
    "base_pricelist_id",
    "categ_id",
    "company_id",
    "compute_price",
    "currency_id",
    "date_end",
    "date_start",
    "fixed_price",
    "min_quantity",
    "percent_price",
    "price_discount",
    "price_markup",
    "price_max_margin",
    "price_min_margin",
    "price_round",
    "price_surcharge",
    "pricelist_id",
    "product_id",
    "product_tmpl_id",
)


class ProductPricelistItem(models.Model):
    """Rules of a pricelist, of which a page reads those of its products and of all products (P24, B5).

    Each change of a cart reads those of one product: see ``product.pricelist``.
    """

    _name = "product.pricelist.item"
    _inherit = ["product.pricelist.item", "eservices.cached"]

    _eservices_pricelist_product = models.Index("(pricelist_id, product_tmpl_id)")

    @api.model
    def _get_eservices_kept_names(self):
        # What a rule is about may go without a word, and takes the rule along: nothing asks for it then.
        return KEPT
