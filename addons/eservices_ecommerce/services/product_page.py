from odoo import models
from odoo.exceptions import MissingError
from odoo.fields import Domain
from odoo.tools import format_amount

from .catalogue_query import CatalogueQuery

# How many neighbours of the same family stand at the foot of a product.
NEIGHBOURS = 6


class EservicesProductPage(models.AbstractModel):
    """The page of one product: variants as rows, documents, why this price, its neighbours (P14)."""

    _name = "eservices.product.page"
    _description = "Page of a product"

    def _find(self, customer, product_id):
        """The product of a page and the variants of it that the customer may order.

        :return: ``(product, variants)``
        :raise MissingError: for a product without right (P14)
        """
        product = self.env["eservices.cart"]._find_product(customer, product_id)
        allowed = self.env["eservices.rights"]._select_allowed(customer, product.product_tmpl_id)
        variants = customer.env["product.product"].search(Domain("id", "in", allowed))
        return product, variants

    def _prepare_page(self, customer, product, variants):
        """Hook: values of the page of one product."""
        template = product.product_tmpl_id
        catalogue = self.env["eservices.catalogue"]
        rows = catalogue._prepare_product_rows(customer, variants)
        codes = sorted(filter(None, variants.mapped("default_code")))
        family = (
            template.ecommerce_subfamily_id
            or template.ecommerce_family_id
            or template.ecommerce_superfamily_id
        )
        facts = [
            (self.env._("Sold by"), template.uom_id._get_eservices_name()),
            (
                self.env._("Weight"),
                f"{self.env['eservices.quantities']._format(template.weight)} {template.weight_uom_name}"
                if template.weight
                else "",
            ),
            (self.env._("Family"), family.name),
        ]
        return {
            "product": {
                "id": product.id,
                "name": template.name,
                "code_range": self._get_code_range(codes),
                "image_url": f"/eservices/product/{product.id}/image?size=512",
                "tags": template.product_tag_ids.mapped("name"),
                "facts": [{"label": label, "value": value} for label, value in facts if value],
                "documents": [
                    {
                        "label": document.name,
                        "url": f"/eservices/product/{product.id}/documents/{document.id}",
                    }
                    for document in self._get_documents([template, variants])
                ],
                "description": template.description_sale or "",
            },
            "variants": rows,
            "why_price": self._explain_price(customer, product, variants, rows),
            "neighbours": self._get_neighbours(customer, template, family),
            "breadcrumbs": catalogue._get_breadcrumbs(family.id, template),
        }

    def _get_code_range(self, codes):
        if len(codes) > 1:
            return self.env._("%(first)s to %(last)s", first=codes[0], last=codes[-1])
        return "".join(codes)

    # === DOCUMENTS === #

    def _get_documents_domain(self, products):
        """Documents that core lets every customer see at any time ("On quote"), files only."""
        by_model = Domain.OR(
            Domain("res_model", "=", records._name) & Domain("res_id", "in", records.ids)
            for records in products
        )
        return by_model & Domain("attached_on_sale", "=", "quotation") & Domain("type", "=", "binary")

    def _get_documents(self, products):
        return products[0].env["product.document"].search(self._get_documents_domain(products))

    def _find_document(self, customer, product_id, document_id):
        """A document of a product that the customer may order.

        :return: its ``ir.attachment``
        :raise MissingError: for any other document
        """
        product, variants = self._find(customer, product_id)
        document = customer.env["product.document"].search(
            Domain("id", "=", document_id) & self._get_documents_domain([product.product_tmpl_id, variants])
        )
        if not document:
            raise MissingError(self.env._("This document does not exist."))
        return document.ir_attachment_id

    # === NEIGHBOURS === #

    def _get_neighbours(self, customer, template, family):
        """What else of the same family the customer may order, as rendered rows."""
        if not family:
            return ""
        found = self.env["eservices.catalogue.index"]._find(
            customer, CatalogueQuery(family=family.id), NEIGHBOURS + 1
        )
        others = customer.env["product.template"].browse(
            [template_id for template_id in found if template_id != template.id][:NEIGHBOURS]
        )
        catalogue = self.env["eservices.catalogue"]
        return catalogue._render_rows(customer, catalogue._prepare_rows(customer, others), "list")

    # === WHY THIS PRICE === #

    def _explain_price(self, customer, product, variants, rows):
        """List price, own price and tiers of one variant; the one that applies now is marked (B5).

        The variant is one that stands in the cart, else the one that was opened, else the first of which
        there is something to explain.
        """
        prices = self.env["eservices.prices"]._get_prices(customer, variants)
        by_id = {row["id"]: row for row in rows}
        candidates = sorted(
            variants, key=lambda variant: (not by_id[variant.id]["in_cart"], variant != product)
        )
        for variant in candidates:
            cells = self._get_price_cells(customer, variant, prices[variant], by_id[variant.id]["in_cart"])
            if cells:
                return {"example": by_id[variant.id]["label"], "cells": cells}
        return None

    def _get_price_cells(self, customer, variant, tiers, in_cart):
        currency = customer.currency
        list_price = variant.currency_id._convert(variant.lst_price, currency, customer.config.company_id)
        if len(tiers) == 1 and not currency.compare_amounts(tiers[0][1], list_price):
            return []
        reached = max((minimum for minimum, _price in tiers if in_cart >= minimum), default=tiers[0][0])
        cells = [
            {
                "label": self.env._("List price"),
                "price": format_amount(self.env, list_price, currency),
                "current": False,
            }
        ]
        for minimum, price in tiers:
            own = customer.pricelist.name or self.env._("Your price")
            cells.append(
                {
                    "label": own
                    if minimum <= 1
                    else self.env._("From %s", self.env["eservices.quantities"]._format(minimum)),
                    "price": format_amount(self.env, price, currency),
                    "current": minimum == reached,
                }
            )
        return cells
