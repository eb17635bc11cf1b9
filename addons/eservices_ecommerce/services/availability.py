from odoo import models
from odoo.tools import SQL

# Below this the exact figure is shown in place of "In stock"; above the other it is no longer interesting.
LOW, PLENTY = 20, 500


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
        stock = self._read_stock(customer, products.filtered("is_storable"))
        return {product: self._describe(product, stock.get(product.id)) for product in products}

    def _read_stock(self, customer, products):
        """Free stock in the warehouses of the channel's company, and the next arrival from outside.

        :return: ``{product id: (free, date of the arrival or None, arriving quantity)}``
        """
        if not products:
            return {}
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.id, stock.free, arrival.date, arrival.product_qty
                  FROM product_product p
                  LEFT JOIN LATERAL (
                       SELECT sum(q.quantity - q.reserved_quantity) AS free
                         FROM stock_quant q
                         JOIN stock_location l ON l.id = q.location_id
                        WHERE q.product_id = p.id AND l.usage = 'internal' AND l.warehouse_id IS NOT NULL
                          AND l.company_id = %(company)s
                       ) stock ON TRUE
                  LEFT JOIN LATERAL (
                       SELECT m.date, m.product_qty
                         FROM stock_move m
                         JOIN stock_location origin ON origin.id = m.location_id
                         JOIN stock_location target ON target.id = m.location_dest_id
                        WHERE m.product_id = p.id AND m.company_id = %(company)s
                          AND m.state IN ('confirmed', 'waiting', 'assigned', 'partially_available')
                          AND origin.usage IN ('supplier', 'production') AND target.usage = 'internal'
                        ORDER BY m.date, m.id
                        LIMIT 1
                       ) arrival ON TRUE
                 WHERE p.id IN %(products)s
                """,
                company=customer.config.company_id.id,
                products=tuple(products.ids),
            )
        )
        return {row[0]: (max(float(row[1] or 0), 0.0), row[2], float(row[3] or 0)) for row in rows}

    def _describe(self, product, stock):
        if stock is None:
            return {
                "tone": "ok",
                "text": self.env._("Available"),
                "detail": "",
                "quantity": None,
                "date": None,
            }
        free, date, arriving = stock
        values = {"quantity": free, "date": date and date.date()}
        day = self.env["eservices.dates"]._format_day(date)
        if free >= LOW:
            figure = self.env._("over %s", PLENTY) if free > PLENTY else f"{free:g}"
            return {**values, "tone": "ok", "text": self.env._("In stock"), "detail": figure}
        if free > 0:
            more = (
                self.env._("%(quantity)s on %(date)s", quantity=f"{arriving:g}", date=day)
                if day
                else self.env._("more on request")
            )
            return {**values, "tone": "warn", "text": self.env._("%s now", f"{free:g}"), "detail": more}
        detail = self.env._("from %s", day) if day else self.env._("date on request")
        return {**values, "tone": "bad", "text": self.env._("Out of stock"), "detail": detail}
