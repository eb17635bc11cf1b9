from collections import defaultdict

from odoo import models
from odoo.fields import Domain
from odoo.tools import float_compare

# Below this the exact figure is shown in place of "In stock"; above the other it is no longer interesting.
LOW, PLENTY = 20, 500


class EservicesAvailability(models.AbstractModel):
    """What is in stock now and when more arrives, live from the ERP (P24, B4)."""

    _name = "eservices.availability"
    _description = "Availability on the customer platform"

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
            figure = (
                self.env._("over %s", PLENTY)
                if free > PLENTY
                else self.env["eservices.quantities"]._format(free)
            )
            return {**values, "tone": "ok", "text": self.env._("In stock"), "detail": figure}
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
                **values,
                "tone": "warn",
                "text": self.env._("%s now", self.env["eservices.quantities"]._format(free)),
                "detail": more,
            }
        detail = self.env._("from %s", day) if day else self.env._("date on request")
        return {**values, "tone": "bad", "text": self.env._("Out of stock"), "detail": detail}

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
        # sudo: stock.move - of what is on its way the customer learns the day
        moves = (
            self.env["stock.move"]
            .sudo()
            .search_fetch(
                Domain("product_id", "in", list(missing))
                & Domain("company_id", "=", company.id)
                & Domain("state", "in", ("confirmed", "waiting", "assigned", "partially_available"))
                & Domain("location_id.usage", "in", ("supplier", "production"))
                & Domain("location_dest_id.usage", "=", "internal"),
                ["product_id", "date", "product_qty"],
                order="date, id",
            )
        )
        days, come = {}, defaultdict(float)
        for move in moves:
            product_id = move.product_id.id
            come[product_id] += move.product_qty
            if float_compare(come[product_id], missing[product_id], precision_digits=digits) >= 0:
                days.setdefault(product_id, move.date.date())
        return days
