from odoo import api, models


class ProductProduct(models.Model):
    """The one question about a product and a customer (P14)."""

    _inherit = "product.product"

    def _eservices_is_sellable(self, contact, config):
        """May this customer order this product on this channel? (P14)

        :param contact: the contact (``res.partner``) that the customer stands for
        :param config: the channel (``eservices.config``)
        :return: ``(allowed, reason)``; the reason is empty when allowed, else a translated sentence
        :rtype: tuple[bool, str]
        """
        self.ensure_one()
        return self.env["eservices.rights"]._check(self, contact, config)[self]

    @api.model
    def _browse_eservices(self, pairs):
        """Variants of which a statement told the product, which then need not be read.

        :param pairs: ``(id, id of product.template)`` of each
        """
        pairs = list(pairs)
        products = self.browse([product_id for product_id, _template_id in pairs])
        self._fields["product_tmpl_id"]._insert_cache(products, [template_id for _id, template_id in pairs])
        return products

    def _get_tax_included_unit_price_from_price(self, product_price_unit, product_taxes, *args, **kwargs):
        """A price without taxes in it stays as it is, whatever the fiscal position makes of the taxes.

        Core would look up that position's taxes before it comes to the same.
        """
        if set(product_taxes.mapped("type_tax_use")) == {"sale"} and not any(
            product_taxes._has_eservices_included(company.id) for company in product_taxes.company_id
        ):
            return product_price_unit
        return super()._get_tax_included_unit_price_from_price(
            product_price_unit, product_taxes, *args, **kwargs
        )

    def _select_customerinfo(self, *args, **kwargs):
        """Which reference counts is not searched again where the platform knows it already."""
        known = self.env.context.get("eservices_references", {})
        if self.id not in known:
            return super()._select_customerinfo(*args, **kwargs)
        return self.env["product.customerinfo"].browse(known[self.id])

    def unlink(self):
        """PostgreSQL takes a product out of the promotions that name it, of which nothing kept would hear."""
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
