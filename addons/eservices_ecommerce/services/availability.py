from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date


class EservicesAvailability(models.AbstractModel):
    """What is in stock now and when more arrives, live from the ERP (P24, B4)."""

    _name = "eservices.availability"
    _description = "Availability on the customer platform"

    def _get(self, customer, products):
        """Availability of several products at once.

        :param customer: who asks (``services.customer.Customer``)
        :param products: ``product.product``
        :return: ``{product: {"tone", "text", "detail", "quantity", "date"}}``; ``tone`` is ok, warn or bad
        """
        storable = products.filtered("is_storable")
        arrivals = self._get_arrivals(customer, storable)
        return {product: self._describe(product, arrivals.get(product)) for product in products}

    def _get_arrivals(self, customer, products):
        """The next arrival of each product from outside.

        :return: ``{product: (date, quantity in the product's unit)}``
        """
        moves = customer.env["stock.move"].search_fetch(
            Domain("product_id", "in", products.ids)
            & Domain("company_id", "=", customer.config.company_id.id)
            & Domain("state", "in", ("confirmed", "waiting", "assigned", "partially_available"))
            & Domain("location_id.usage", "in", ("supplier", "production"))
            & Domain("location_dest_id.usage", "=", "internal"),
            ["product_id", "date", "product_qty"],
            order="date, id",
        )
        arrivals = {}
        for move in moves:
            arrivals.setdefault(move.product_id, (move.date, move.product_qty))
        return arrivals

    def _describe(self, product, arrival):
        if not product.is_storable:
            return {
                "tone": "ok",
                "text": self.env._("Available"),
                "detail": "",
                "quantity": None,
                "date": None,
            }
        quantity = max(product.free_qty, 0.0)
        values = {"quantity": quantity, "date": arrival and arrival[0].date(), "detail": ""}
        day = arrival and format_date(self.env, arrival[0], date_format="d MMMM")
        if quantity >= max(self._get_low_mark(product), 1):
            in_stock = self.env._("over 500") if quantity > 500 else f"{quantity:g}"
            return {**values, "tone": "ok", "text": self.env._("In stock"), "detail": in_stock}
        if quantity > 0:
            more = (
                self.env._("%(quantity)s on %(date)s", quantity=f"{arrival[1]:g}", date=day)
                if arrival
                else self.env._("more on request")
            )
            return {**values, "tone": "warn", "text": self.env._("%s now", f"{quantity:g}"), "detail": more}
        detail = self.env._("from %s", day) if arrival else self.env._("date on request")
        return {**values, "tone": "bad", "text": self.env._("Out of stock"), "detail": detail}

    def _get_low_mark(self, product):
        """Hook: below this quantity the exact figure is shown in place of "In stock"."""
        return 20
