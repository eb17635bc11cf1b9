from collections import defaultdict

from odoo import models
from odoo.tools import SQL, float_compare

from . import prepared

# Below this the exact figure is shown in place of "In stock"; above the other it is no longer interesting.
LOW, PLENTY = 20, 500


class EservicesAvailability(models.AbstractModel):
    """What is in stock now and when more arrives, live from the ERP (P24, B4)."""

    _name = "eservices.availability"
    _description = "Availability on the customer platform"

    def _describe(self, is_storable, free, date, arriving):
        """What a row says of the availability of a product.

        :param date: moment or day of the next arrival, or None
        :return: ``{"tone", "text", "detail", "quantity"}``; ``tone`` is ok, warn or bad
        """
        if not is_storable:
            return {
                "tone": "ok",
                "text": self.env._("Available"),
                "detail": "",
                "quantity": None,
            }
        free = max(free, 0.0)
        day = self.env["eservices.dates"]._format_day(date)
        if free >= LOW:
            figure = (
                self.env._("over %s", PLENTY)
                if free > PLENTY
                else self.env["eservices.quantities"]._format(free)
            )
            return {"tone": "ok", "text": self.env._("In stock"), "detail": figure, "quantity": free}
        if free > 0:
            more = (
                self.env._(
                    "%(quantity)s on %(date)s",
                    quantity=self.env["eservices.quantities"]._format(arriving),
                    date=day,
                )
                if day
                else self.env._("more on request")
            )
            return {
                "tone": "warn",
                "text": self.env._("%s now", self.env["eservices.quantities"]._format(free)),
                "detail": more,
                "quantity": free,
            }
        detail = self.env._("from %s", day) if day else self.env._("date on request")
        return {"tone": "bad", "text": self.env._("Out of stock"), "detail": detail, "quantity": free}

    def _promise(self, company, wanted):
        """Availability of quantities, in place of the stock as a whole: 12 now, 8 on 14 October (B4).

        :param company: who sells
        :param dict wanted: ``{product id: (quantity, what _describe says of the product)}``
        :return: ``{product id: {"tone", "text", "detail"}}``
        """
        missing = {
            product_id: quantity - stock["quantity"]
            for product_id, (quantity, stock) in wanted.items()
            if stock["quantity"] is not None and stock["quantity"] < quantity
        }
        days = self._find_days(company, missing) if missing else {}
        here = {"tone": "ok", "text": self.env._("In stock"), "detail": ""}
        promises = dict.fromkeys(wanted, here)
        for product_id, rest in missing.items():
            promises[product_id] = self._describe_promise(
                wanted[product_id][1]["quantity"], rest, days.get(product_id)
            )
        return promises

    def _describe_promise(self, stock, rest, date):
        quantities = self.env["eservices.quantities"]
        day = self.env["eservices.dates"]._format_day(date)
        text = self.env._("%s now", quantities._format(stock)) if stock else self.env._("None now")
        late = (
            self.env._("%(rest)s on %(date)s", rest=quantities._format(rest), date=day)
            if day
            else self.env._("%s: date on request", quantities._format(rest))
        )
        return {"tone": "warn", "text": text, "detail": late}

    def _find_days(self, company, missing):
        """The day by which so much has come: ``{product id: date}``, without what is not on its way.

        :param dict missing: ``{product id: quantity}``
        """
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        self.env.flush_all()
        moves = prepared.execute_query(
            self.env,
            SQL(
                """
                SELECT move.product_id, move.date, move.product_qty::float
                  FROM stock_move move
                  JOIN stock_location origin ON origin.id = move.location_id
                  JOIN stock_location destination ON destination.id = move.location_dest_id
                 WHERE move.product_id = ANY (%s) AND move.company_id = %s
                   AND move.state IN ('confirmed', 'waiting', 'assigned', 'partially_available')
                   AND origin.usage IN ('supplier', 'production') AND destination.usage = 'internal'
                 ORDER BY move.date, move.id
                """,
                list(missing),
                company.id,
            ),
        )
        days, come = {}, defaultdict(float)
        for product_id, date, quantity in moves:
            come[product_id] += quantity
            if float_compare(come[product_id], missing[product_id], precision_digits=digits) >= 0:
                days.setdefault(product_id, date.date())
        return days
