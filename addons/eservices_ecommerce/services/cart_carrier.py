from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare

from . import columns
from .typed import read_id


class EservicesCartCarrier(models.AbstractModel):
    """Who brings the goods, and what he asks for it (P18). Which carriers there are, Odoo's own rules say."""

    _name = "eservices.cart.carrier"
    _description = "Carrier of the cart"

    def _find_carriers(self, cart):
        """The carriers of the company of the channel, in their order."""
        # sudo: delivery.carrier - which of them brings the cart is for Odoo's own conditions to say
        carriers = cart.env["delivery.carrier"].sudo().with_context(lang=self.env.lang)
        kept = carriers.browse(carriers._get_eservices_conditions(cart.company_id.id))
        return carriers.union(*(carrier._recall() for carrier in kept))

    def _find_offers(self, cart, carriers, known=()):
        """The carriers that bring this cart to its address, asked one after another.

        :param carriers: whom to ask, in this order
        :param dict known: ``{carrier: price}`` of who need not be asked for his price
        :return: iterator of ``(delivery.carrier, price)``
        """
        templates = cart._get_eservices_product_lines().product_id.product_tmpl_id
        if all(template.type == "service" for template in templates):
            return
        for carrier in carriers:
            if not carrier.available_carriers(cart.partner_shipping_id, cart):
                continue
            if carrier in known:
                yield carrier, known[carrier]
                continue
            rate = carrier.rate_shipment(cart)
            if rate["success"]:
                yield carrier, rate["price"]

    def _get_price_in_total(self, cart):
        """What the cart holds for its carrier: ``{carrier: price}``, empty when it has none."""
        line = self._get_chosen_line(cart, cart.carrier_id)
        return {cart.carrier_id: line.price_unit} if line else {}

    def _is_fixed(self, carrier):
        """Whether the carrier asks the same whatever the goods are."""
        return carrier.delivery_type == "fixed" and not carrier.free_over

    def _prefer(self, cart, former, carriers):
        """Carriers in the order in which they may bring something.

        :param former: who brings it until now
        :return: iterator; who comes after the first is looked up only when somebody asks
        """
        yield from former & carriers
        wished = cart.partner_shipping_id.property_delivery_carrier_id & carriers
        yield from wished - former
        yield from carriers - wished - former

    def _prepare(self, cart):
        """The choice of carriers with their prices; without an offer there is none.

        :return: list of ``{"id", "label", "price", "hint", "selected"}``
        """
        prices = self.env["eservices.prices"]
        return [
            {
                "id": carrier.id,
                "label": carrier.name,
                "price": prices._format(price, cart.currency_id) if price else self.env._("free"),
                "hint": self._get_hint(cart, carrier),
                "selected": carrier == cart.carrier_id,
            }
            for carrier, price in (self._find_choice(cart) if cart else ())
        ]

    def _find_choice(self, cart):
        """The offers of the page: who is chosen shows the price that is in the total."""
        return self._find_offers(cart, self._find_carriers(cart), self._get_price_in_total(cart))

    def _get_hint(self, cart, carrier):
        if not self._has_threshold(carrier):
            return ""
        threshold = carrier._compute_currency(cart, carrier.amount, "company_to_pricelist")
        # Odoo compares the threshold with totals that include the tax.
        amount = self.env["eservices.prices"]._format(threshold, cart.currency_id)
        return self.env._("Free from %s, tax included", amount)

    def _has_threshold(self, carrier):
        return carrier.free_over and carrier.delivery_type != "base_on_rule"

    def _get_free_delivery(self, customer, counted, others):
        """How far the open cart is from the amount above which its carrier asks nothing (P18).

        :param counted: the goods that can be ordered, as ``cart_summary.CartLine``
        :param others: the carrier and the rewards, the same
        :return: ``{"text", "ratio"}``; ``None`` where the carrier has no such amount
        """
        delivery = [line for line in others if line.kind == "carrier"]
        carrier = (
            customer.env["delivery.carrier"].browse(delivery[0].carrier_id if delivery else None)._recall()
        )
        if not (counted and carrier and self._has_threshold(carrier) and carrier.amount > 0):
            return None
        if not any(line.subtotal for line in delivery):
            return {"text": self.env._("Delivery is free"), "ratio": 1}
        currency, company = customer.currency, customer.config.company_id
        threshold = carrier.amount
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
        wanted = self._find_carriers(cart).filtered(lambda carrier: carrier.id == read_id(carrier_id))
        carrier, price = next(self._find_offers(cart, wanted), (None, 0.0))
        if not wanted or carrier != wanted:
            raise UserError(self.env._("This carrier does not bring this cart to this address."))
        self._set(cart, carrier, price)
        cart.eservices_carrier_problem = False

    def _refresh(self, cart, only_goods=False):
        """Keep the carrier and its price right after a change; who drops out is replaced, and named.

        :param bool only_goods: neither the address nor the wish changed: a fixed price is not asked again
        """
        former = cart.carrier_id
        carriers = self._prefer(cart, former, self._find_carriers(cart))
        known = self._get_price_in_total(cart) if only_goods and self._is_fixed(former) else {}
        carrier, price = next(self._find_offers(cart, carriers, known), (None, 0.0))
        if carrier:
            self._set(cart, carrier, price)
        elif former:
            cart._remove_delivery_line()
            cart.carrier_id = False
        if former and former != carrier:
            cart.eservices_carrier_problem = self.env._(
                "%s does not bring this cart to this address.", former.name
            )

    def _set(self, cart, carrier, price):
        line = self._get_chosen_line(cart, carrier)
        rounding = cart.currency_id.rounding
        if not line or float_compare(line.price_unit, price, precision_rounding=rounding):
            cart.set_delivery_line(carrier, price)

    def _get_chosen_line(self, cart, carrier):
        """The line of who brings the whole cart, when it is this carrier; else an empty recordset."""
        line = columns.filtered(cart.order_line, "is_delivery")
        is_his = len(line) == 1 and cart.carrier_id == carrier and line.product_id == carrier.product_id
        return line if is_his else line.browse()
