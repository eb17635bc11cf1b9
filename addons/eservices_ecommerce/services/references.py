from datetime import date
from typing import NamedTuple

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from . import prepared
from .text import escape_like


class Reference(NamedTuple):
    """What pages, rights and prices need of a ``product.customerinfo``.

    :param int product_id: the variant that it is about, or None for all of its product
    :param int company_id: the company that sells it, or None for any
    """

    id: int
    template_id: int
    product_id: int | None
    product_code: str
    price: float
    discount: float
    company_id: int | None
    date_start: date | None
    date_end: date | None

    def is_valid(self, company, today):
        """Whether it counts for what this company sells today, as ``eservices.rights`` asks PostgreSQL."""
        return (
            self.company_id in (None, company.id)
            and (not self.date_start or self.date_start <= today)
            and (not self.date_end or self.date_end >= today)
        )


class EservicesReferences(models.AbstractModel):
    """The customer's own numbers of products, everywhere he meets them (B8)."""

    _name = "eservices.references"
    _description = "Customer references on the platform"

    def _read(self, customer, templates):
        """The customer's references of some ``product.template``, the one that counts first, read once.

        :return: list of :class:`Reference`, also those whose time has not come or is over
        """
        known = customer.memo.setdefault("references", {})
        missing = [template_id for template_id in templates.ids if template_id not in known]
        if missing:
            self.env.flush_all()
            rows = prepared.execute_query(
                self.env,
                SQL(
                    """
                    SELECT id, product_tmpl_id, product_id, COALESCE(product_code, ''), price::float,
                           discount::float, company_id, date_start, date_end
                      FROM product_customerinfo
                     WHERE product_tmpl_id = ANY (%s) AND partner_id = ANY (%s)
                     ORDER BY sequence, min_qty, price, id
                    """,
                    missing,
                    customer.contact._get_eservices_reference_partners().ids,
                ),
            )
            known.update((template_id, []) for template_id in missing)
            for row in rows:
                reference = Reference(*row)
                known[reference.template_id].append(reference)
        return [reference for template_id in templates.ids for reference in known[template_id]]

    def _get(self, customer, products):
        """The reference that counts for each product, as OCA's ``_select_customerinfo`` would choose it.

        :param customer: who asks (``services.customer.Customer``)
        :param products: ``product.product``
        :return: ``{product: Reference}``, without the products that have none
        """
        found = self._read(customer, products.product_tmpl_id)
        by_variant, by_template = {}, {}
        for reference in found:
            if reference.product_id:
                by_variant.setdefault(reference.product_id, reference)
            else:
                by_template.setdefault(reference.template_id, reference)
        chosen = {
            product: by_variant.get(product.id) or by_template.get(product.product_tmpl_id.id)
            for product in products
        }
        return {product: reference for product, reference in chosen.items() if reference}

    def _get_ids(self, products, references):
        """What the context tells ``product.product._select_customerinfo``: ``{product id: id or None}``.

        :param products: those that were asked about
        :param dict references: what ``_get`` answered
        """
        return {product.id: references[product].id if product in references else None for product in products}

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
