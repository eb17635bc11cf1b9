from odoo import models
from odoo.exceptions import MissingError, UserError

from .typed import read_id, read_text

KINDS = ("product", "order", "cart", "list")


class EservicesListsSave(models.AbstractModel):
    """Products from anywhere onto a list, an old or a new one (B2)."""

    _name = "eservices.lists.save"
    _description = "Saving to an order list"

    def _prepare_page(self, customer, typed, error=""):
        """Hook: values of the page on which the customer chooses the list.

        :param typed: what stands in the address or in the form
        :param str error: why the form was refused
        :raise MissingError: when what is to be saved is not his
        """
        kind, source_id = self._read_source(typed)
        own = self.env["eservices.lists"]._list_own(customer)
        chosen = read_id(typed.get("list_id"))
        return {
            "save": {
                "kind": kind,
                "id": source_id,
                "what": self._describe(customer, kind, source_id),
                "variants": self._get_variants(customer, source_id) if kind == "product" else [],
                "quantity": read_text(typed.get("quantity"), 12)
                or (f"{self._get_first_quantity(customer, source_id):.10g}" if kind == "product" else ""),
                "lists": [{"id": one.id, "name": one.name, "selected": one.id == chosen} for one in own],
                "name": read_text(typed.get("name"), 200),
                "is_shared": bool(typed.get("is_shared")),
                "can_share": customer.company.is_company,
                "error": error,
            },
            "breadcrumbs": [
                {"label": self.env._("Lists"), "url": "/eservices/lists"},
                {"label": self.env._("Add to a list") if kind else self.env._("New list"), "url": None},
            ],
        }

    def _save(self, customer, typed):
        """Put it on the list that was chosen, or on a new one.

        :return: ``(list, number of rows that are in, refused rows)``
        :raise MissingError: when the list, or what is to be saved, is not his
        :raise UserError: when something is refused; nothing is changed
        """
        lists = self.env["eservices.lists"]
        kind, source_id = self._read_source(typed)
        rows = self._read_rows(customer, kind, source_id, typed)
        with self.env.cr.savepoint():
            list_id = read_id(typed.get("list_id"))
            chosen = (
                lists._find_own(customer, list_id)
                if list_id
                else lists._create(customer, typed.get("name"), bool(typed.get("is_shared")))
            )
            added, refused = lists._add(chosen, rows) if rows else (0, [])
            if rows and not added:
                raise UserError(refused[0]["problem"])
        return chosen, added, self.env["eservices.refill"]._describe(customer, refused)

    def _get_first_quantity(self, customer, product_id):
        """What a list begins with: the least that is sold of a product, or one."""
        product = self.env["eservices.cart"]._find_product(customer, product_id)
        return product.product_tmpl_id._get_eservices_quantity_rule().least or 1.0

    def _read_source(self, typed):
        kind = read_text(typed.get("source"), 20)
        return (kind, read_id(typed.get("id"))) if kind in KINDS else ("", 0)

    def _read_rows(self, customer, kind, source_id, typed):
        """What is to be saved, as ``eservices.lists._add`` wants it."""
        refill = self.env["eservices.refill"]
        if kind == "product":
            wanted = read_id(typed.get("product_id")) or source_id
            product = self.env["eservices.cart"]._find_product(customer, wanted)
            return [{"product": product, "quantity": typed.get("quantity") or 1, "problem": ""}]
        if kind == "order":
            return refill._read_order(self.env["eservices.orders"]._find(customer, source_id))
        if kind == "cart":
            return refill._read_order(self._get_cart(customer))
        if kind == "list":
            lists = self.env["eservices.lists"]
            return lists._read_list(lists._find(customer, source_id))
        return []

    def _get_cart(self, customer):
        """:raise MissingError: when nothing is in it"""
        cart = self.env["eservices.cart"]._get(customer)
        if not cart._get_eservices_product_lines():
            raise MissingError(self.env._("Your cart is empty."))
        return cart

    def _describe(self, customer, kind, source_id):
        """What is to be saved, in words."""
        if kind == "product":
            return self.env["eservices.cart"]._find_product(customer, source_id).name
        count = len(self._read_rows(customer, kind, source_id, {}))
        if kind == "order":
            name = self.env["eservices.orders"]._find(customer, source_id).name
            return self.env._("Order %(name)s, lines: %(count)s", name=name, count=count)
        if kind == "cart":
            return self.env._("Your cart, lines: %s", count)
        if kind == "list":
            name = self.env["eservices.lists"]._find(customer, source_id).name
            return self.env._("List %(name)s, lines: %(count)s", name=name, count=count)
        return ""

    def _get_variants(self, customer, product_id):
        """The variants among which the customer chooses; none where there is only one."""
        variants = self.env["eservices.product.page"]._find(customer, product_id)[1]
        if len(variants) < 2:
            return []
        offers = self.env["eservices.catalogue"]._read_offers_of(customer, variants)
        return [
            {
                "id": offer.id,
                "label": " · ".join(filter(None, [offer.label or offer.name, offer.code])),
                "selected": offer.id == product_id,
            }
            for offer in offers
        ]
