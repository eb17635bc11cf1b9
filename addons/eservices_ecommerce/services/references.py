from odoo import models
from odoo.fields import Domain

from .text import escape_like


class EservicesReferences(models.AbstractModel):
    """The customer's own numbers of products, everywhere he meets them (B8)."""

    _name = "eservices.references"
    _description = "Customer references on the platform"

    def _get(self, customer, products):
        """The reference that counts for each product, as OCA's ``_select_customerinfo`` would choose it.

        :param customer: who asks (``services.customer.Customer``)
        :param products: ``product.product``
        :return: ``{product: product.customerinfo}``, without the products that have none
        """
        found = customer.env["product.customerinfo"].search_fetch(
            Domain("product_tmpl_id", "in", products.product_tmpl_id.ids)
            & Domain("partner_id", "in", customer.contact._get_eservices_reference_partners().ids),
            [
                "product_id",
                "product_tmpl_id",
                "product_code",
                "price",
                "discount",
                "product_uom_id",
                "currency_id",
            ],
            order="sequence, min_qty, price, id",
        )
        by_variant, by_template = {}, {}
        for reference in found:
            if reference.product_id:
                by_variant.setdefault(reference.product_id.id, reference)
            else:
                by_template.setdefault(reference.product_tmpl_id.id, reference)
        chosen = {
            product: by_variant.get(product.id) or by_template.get(product.product_tmpl_id.id)
            for product in products
        }
        return {product: reference for product, reference in chosen.items() if reference}

    def _get_codes(self, customer, products):
        """The customer's own numbers: ``{product: number}``, without the products that have none."""
        references = self._get(customer, products)
        return {
            product: reference.product_code
            for product, reference in references.items()
            if reference.product_code
        }

    def _get_text_domain(self, customer, text):
        """Products that the customer knows by this text, as a ``Domain`` on ``product.product``."""
        return Domain(
            "product_tmpl_id.customer_ids",
            "any",
            Domain("partner_id", "in", customer.contact._get_eservices_reference_partners().ids)
            & Domain("product_code", "ilike", escape_like(text)),
        )
