from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import float_compare, format_amount

from .typed import read_id


class EservicesCartCarrier(models.AbstractModel):
    """Who brings the goods, and what he asks for it (P18). Which carriers there are, Odoo's own rules say."""

    _name = "eservices.cart.carrier"
    _description = "Carrier of the cart"

    def _get_offers(self, cart):
        """The carriers that bring this cart to its address.

        :return: ``{delivery.carrier: price}``, in the order of the carriers
        """
        if not cart._get_eservices_product_lines().product_id.filtered(lambda item: item.type != "service"):
            return {}
        # sudo: delivery.carrier - of the company of the channel, by Odoo's own conditions
        carriers = cart.env["delivery.carrier"].sudo()
        carriers = carriers.search(Domain("company_id", "in", [False, cart.company_id.id]))
        offers = {}
        for carrier in carriers.available_carriers(cart.partner_shipping_id, cart):
            rate = carrier.rate_shipment(cart)
            if rate["success"]:
                offers[carrier] = rate["price"]
        return offers

    def _prepare(self, cart):
        """The choice of carriers with their prices; without an offer there is none.

        :return: list of ``{"id", "label", "price", "hint", "selected"}``
        """
        return [
            {
                "id": carrier.id,
                "label": carrier.name,
                "price": format_amount(self.env, price, cart.currency_id) if price else self.env._("free"),
                "hint": self._get_hint(cart, carrier),
                "selected": carrier == cart.carrier_id,
            }
            for carrier, price in (self._get_offers(cart) if cart else {}).items()
        ]

    def _get_hint(self, cart, carrier):
        if not self._has_threshold(carrier):
            return ""
        threshold = carrier._compute_currency(cart, carrier.amount, "company_to_pricelist")
        # Odoo compares the threshold with totals that include the tax.
        return self.env._("Free from %s, tax included", format_amount(self.env, threshold, cart.currency_id))

    def _has_threshold(self, carrier):
        return carrier.free_over and carrier.delivery_type != "base_on_rule"

    def _get_free_delivery(self, customer, counted, others):
        """How far the open cart is from the amount above which its carrier asks nothing (P18).

        :param counted: the goods that can be ordered, as ``cart_summary.CartLine``
        :param others: the carrier and the rewards, the same
        :return: ``{"text", "ratio"}``; ``None`` where the carrier has no such amount
        """
        delivery = [line for line in others if line.kind == "carrier"]
        if not (counted and delivery and delivery[0].free_from > 0):
            return None
        if not any(line.subtotal for line in delivery):
            return {"text": self.env._("Delivery is free"), "ratio": 1}
        currency, company = customer.currency, customer.config.company_id
        threshold = delivery[0].free_from
        if currency != company.currency_id:
            threshold = company.currency_id._convert(threshold, currency, company, fields.Date.today())
        total = sum(line.total for line in (*counted, *others) if line.kind != "carrier")
        missing = threshold - total if threshold > total else currency.rounding
        amount = self.env["eservices.prices"]._format(missing, currency)
        return {
            "text": self.env._("%s with tax to free delivery", amount),
            "ratio": round(min(max(total / threshold, 0), 1), 3),
        }

    def _choose(self, cart, carrier_id):
        """Let this carrier bring the cart.

        :raise UserError: when it does not bring this cart to its address
        """
        offers = self._get_offers(cart)
        carrier = next((carrier for carrier in offers if carrier.id == read_id(carrier_id)), None)
        if not carrier:
            raise UserError(self.env._("This carrier does not bring this cart to this address."))
        self._set(cart, carrier, offers[carrier])
        cart.eservices_carrier_problem = False

    def _refresh(self, cart):
        """Keep the carrier and its price right after a change; who drops out is replaced, and named."""
        offers = self._get_offers(cart)
        former = cart.carrier_id
        preferred = cart.partner_shipping_id.property_delivery_carrier_id
        carrier = next((choice for choice in (former, preferred, *offers) if choice in offers), None)
        if carrier:
            self._set(cart, carrier, offers[carrier])
        elif former:
            cart._remove_delivery_line()
            cart.carrier_id = False
        if former and former != carrier:
            cart.eservices_carrier_problem = self.env._(
                "%s does not bring this cart to this address.", former.name
            )

    def _set(self, cart, carrier, price):
        line = cart.order_line.filtered("is_delivery")
        is_same = len(line) == 1 and cart.carrier_id == carrier and line.product_id == carrier.product_id
        if not is_same or float_compare(line.price_unit, price, precision_rounding=cart.currency_id.rounding):
            cart.set_delivery_line(carrier, price)
