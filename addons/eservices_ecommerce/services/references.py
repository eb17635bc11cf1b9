from odoo import models
from odoo.fields import Domain

from .text import escape_like

# What pages and prices read of a reference.
REFERENCE_FIELDS = (
    "partner_id",
    "product_id",
    "product_tmpl_id",
    "product_code",
    "price",
    "discount",
    "company_id",
    "date_start",
    "date_end",
)


class EservicesReferences(models.AbstractModel):
    """The customer's own numbers of products, everywhere he meets them (B8)."""

    _name = "eservices.references"
    _description = "Customer references on the platform"

    def _read(self, customer, templates):
        """The customer's references of some ``product.template``, the one that counts first, read once.

        :return: ``product.customerinfo``, also those whose time has not come or is over
        """
        known = customer.memo.setdefault("references", {})
        references = customer.env["product.customerinfo"]
        missing = [template_id for template_id in templates.ids if template_id not in known]
        if missing:
            found = references.search_fetch(
                Domain("product_tmpl_id", "in", missing)
                & Domain("partner_id", "in", customer.contact._get_eservices_reference_partners().ids),
                REFERENCE_FIELDS,
                order="sequence, min_qty, price, id",
            )
            of_template = found.grouped(lambda reference: reference.product_tmpl_id.id)
            known.update((template_id, of_template.get(template_id, references)) for template_id in missing)
        return references.union(*(known[template_id] for template_id in templates.ids))

    def _get(self, customer, products):
        """The reference that counts for each product, as OCA's ``_select_customerinfo`` would choose it.

        :param customer: who asks (``services.customer.Customer``)
        :param products: ``product.product``
        :return: ``{product: product.customerinfo}``, without the products that have none
        """
        found = self._read(customer, products.product_tmpl_id)
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
