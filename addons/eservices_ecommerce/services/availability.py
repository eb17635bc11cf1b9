from odoo import models
from odoo.tools import SQL

# Below this the exact figure is shown in place of "In stock"; above the other it is no longer interesting.
LOW, PLENTY = 20, 500


class EservicesAvailability(models.AbstractModel):
    """What is in stock now and when more arrives, live from the ERP (P24, B4)."""

    _name = "eservices.availability"
    _description = "Availability on the customer platform"

    def _join(self, customer, query):
        """Let a question for variants tell their stock as well, live from the ERP.

        Free is what is in the warehouses of the channel's company and not set aside; the next arrival comes
        from outside.

        :param query: ``odoo.tools.Query`` on ``product.product``
        :return: columns of the answer: free quantity, moment of the next arrival, arriving quantity
        """
        product, company = SQL.identifier(query.table, "id"), customer.config.company_id.id
        stock = SQL(
            """
            LATERAL (
                SELECT sum(q.quantity - q.reserved_quantity) AS free
                  FROM stock_quant q
                  JOIN stock_location l ON l.id = q.location_id
                 WHERE q.product_id = %s AND l.usage = 'internal' AND l.warehouse_id IS NOT NULL
                   AND l.company_id = %s
            )""",
            product,
            company,
        )
        arrival = SQL(
            """
            LATERAL (
                SELECT m.date, m.product_qty
                  FROM stock_move m
                  JOIN stock_location origin ON origin.id = m.location_id
                  JOIN stock_location target ON target.id = m.location_dest_id
                 WHERE m.product_id = %s AND m.company_id = %s
                   AND m.state IN ('confirmed', 'waiting', 'assigned', 'partially_available')
                   AND origin.usage IN ('supplier', 'production') AND target.usage = 'internal'
                 ORDER BY m.date, m.id
                 LIMIT 1
            )""",
            product,
            company,
        )
        query.add_join("LEFT JOIN", "eservices_stock", stock, SQL("TRUE"))
        query.add_join("LEFT JOIN", "eservices_arrival", arrival, SQL("TRUE"))
        return (
            SQL("COALESCE(%s, 0)::float", SQL.identifier("eservices_stock", "free")),
            SQL.identifier("eservices_arrival", "date"),
            SQL("COALESCE(%s, 0)::float", SQL.identifier("eservices_arrival", "product_qty")),
        )

    def _describe(self, is_storable, free, date, arriving):
        """What a row says of the availability of a product.

        :param date: moment of the next arrival, or None
        :return: ``{"tone", "text", "detail", "quantity", "date"}``; ``tone`` is ok, warn or bad
        """
        if not is_storable:
            return {
                "tone": "ok",
                "text": self.env._("Available"),
                "detail": "",
                "quantity": None,
                "date": None,
            }
        free = max(free, 0.0)
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
