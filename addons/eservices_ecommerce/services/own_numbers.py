from typing import NamedTuple

from odoo import models


class Addressee(NamedTuple):
    """Whom a document is for, as far as ``eservices.references`` asks of a customer."""

    contact: object
    memo: dict


class EservicesOwnNumbers(models.AbstractModel):
    """The customer's own numbers on what is printed and sent to him, whoever prints it (B8)."""

    _name = "eservices.own.numbers"
    _description = "Customer's own numbers on documents"

    def _get_codes(self, document):
        """The own numbers of all products of a document, read at once.

        :param document: a ``sale.order``, ``stock.picking`` or ``account.move``
        :return: ``{product: number}``, without the products that have none
        """
        # sudo: documents - what stands on paper does not depend on the rights of who prints it
        document_sudo = document.sudo()
        contact = self._get_contact(document_sudo)
        if not contact:
            return {}
        addressee = Addressee(contact, {})
        return self.env["eservices.references"]._get_codes(addressee, self._get_products(document_sudo))

    def _get_contact(self, document):
        """Hook: whose numbers count: who ordered, or whom the document is for; none for a supplier's."""
        if document._name == "sale.order":
            return document.partner_id
        if document._name == "stock.picking":
            is_delivery = document.picking_type_id.code == "outgoing"
            return document.sale_id.partner_id or document.partner_id.filtered(lambda _contact: is_delivery)
        if not document.is_sale_document(include_receipts=True):
            return document.partner_id.browse()
        buyers = document.invoice_line_ids.sale_line_ids.order_id.partner_id
        return buyers if len(buyers) == 1 else document.partner_id

    def _get_products(self, document):
        if document._name == "sale.order":
            return document.order_line.product_id
        if document._name == "stock.picking":
            return (document | document.backorder_ids).move_ids.product_id
        return document.invoice_line_ids.product_id

    def _select(self, codes, product, text):
        """The numbers that a printed line still lacks.

        Descriptions begin with the one or the other number in brackets: each stands on a line once.

        :param dict codes: what ``_get_codes`` gave, or nothing
        :param str text: the line's description
        :return: ``{"own", "code"}``, empty where there is nothing to add, or the customer has no number
        """
        own = (codes or {}).get(product)
        return {
            key: number
            for key, number in (("own", own), ("code", own and product.default_code))
            if number and f"[{number}]" not in (text or "")
        }
