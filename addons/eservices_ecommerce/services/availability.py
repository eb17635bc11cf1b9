from odoo import models

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
