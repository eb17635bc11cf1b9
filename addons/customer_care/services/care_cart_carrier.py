from odoo import Command, models
from odoo.tools import float_compare

CONDITIONS_OF_GOODS = ("must_have_tag_ids", "excluded_tag_ids", "max_weight", "max_volume")


class EservicesCartCarrier(models.AbstractModel):
    """Who brings which line of a cart that an agent works on (A14).

    A cart that nobody divided has one carrier for all, as the customer's own page has it. When one drops out
    because of some lines only, it keeps the others: those lines get another one, and say why.
    """

    _inherit = "eservices.cart.carrier"

    # === WHAT BRINGS A LINE === #

    def _get_delivered_lines(self, cart):
        """Lines that somebody has to bring; what may not be ordered is not counted."""
        uncounted = cart._get_eservices_uncounted_lines()
        return cart._get_eservices_product_lines().filtered(
            lambda line: line.product_id.type != "service" and line not in uncounted
        )

    def _explain_lines(self, cart):
        """Why a carrier does not bring a line, empty where he does: ``{line: {carrier: reason}}``."""
        carriers, address = self._find_carriers(cart), cart.partner_shipping_id
        unreached = {carrier: self._explain_address(carrier, address) for carrier in carriers}
        # An order to ask is only made for who has a condition about what is in it.
        choosy = carriers.filtered(lambda one: one._has_eservices_condition(*CONDITIONS_OF_GOODS))
        reasons = {}
        for line in self._get_delivered_lines(cart):
            parcel = self._get_parcel(cart, line) if choosy else None
            reasons[line] = {
                carrier: unreached[carrier]
                or (self._explain_goods(carrier, parcel, line) if carrier in choosy else "")
                for carrier in carriers
            }
        return reasons

    def _explain_address(self, carrier, address):
        if carrier._match_address(address):
            return ""
        place = ", ".join(filter(None, (address.zip, address.city, address.country_id.name)))
        return self.env._("does not deliver to %s", place or self.env._("an address without country"))

    def _explain_goods(self, carrier, parcel, lines):
        """By Odoo's own conditions, each asked of these lines alone."""
        if not carrier._match_must_have_tags(parcel):
            return self.env._("takes only: %s", ", ".join(carrier.must_have_tag_ids.mapped("name")))
        if not carrier._match_excluded_tags(parcel):
            excluded = carrier.excluded_tag_ids & lines.product_id.all_product_tag_ids
            return self.env._("does not take: %s", ", ".join(excluded.mapped("name")))
        if not carrier._match_weight(parcel):
            return self.env._("too heavy for this carrier")
        if not carrier._match_volume(parcel):
            return self.env._("too large for this carrier")
        return ""

    def _get_parcel(self, cart, lines):
        """An order that is never kept, with these lines only, as Odoo asks its conditions of one."""
        return cart.new(
            {
                "partner_id": cart.partner_id.id,
                "partner_shipping_id": cart.partner_shipping_id.id,
                "company_id": cart.company_id.id,
                "pricelist_id": cart.pricelist_id.id,
                "fiscal_position_id": cart.fiscal_position_id.id,
                "date_order": cart.date_order,
                "order_line": [
                    Command.create(
                        {
                            "product_id": line.product_id.id,
                            "product_uom_qty": line.product_uom_qty,
                            "product_uom_id": line.product_uom_id.id,
                            "price_unit": line.price_unit,
                            "tax_ids": [Command.set(line.tax_ids.ids)],
                        }
                    )
                    for line in lines
                ],
            }
        )

    def _get_line_carrier(self, line):
        return line.care_carrier_id or line.order_id.carrier_id

    # === KEEPING IT RIGHT === #

    def _is_divided(self, cart):
        if cart.order_line.care_carrier_id:
            return True
        return bool(cart.care_held_by_id) and not self._brings_anything(cart, cart.carrier_id)

    def _brings_anything(self, cart, carrier):
        """Whether nothing in the cart can drop out of who brings all of it."""
        is_choosy = not carrier or carrier._has_eservices_condition(*CONDITIONS_OF_GOODS)
        return not is_choosy and carrier._match_address(cart.partner_shipping_id)

    def _refresh(self, cart, only_goods=False):
        if not self._is_divided(cart):
            return super()._refresh(cart, only_goods)
        return self._divide(cart)

    def _choose(self, cart, carrier_id):
        result = super()._choose(cart, carrier_id)
        # Who brings the whole cart brings each line of it.
        cart.order_line.filtered("care_carrier_id").write({"care_carrier_id": False})
        return result

    def _divide(self, cart):
        """Give each line a carrier that brings it, and each carrier the price of what he brings."""
        chosen = {}
        for line, reasons in self._explain_lines(cart).items():
            former = self._get_line_carrier(line)
            able = former.browse().union(*(carrier for carrier, reason in reasons.items() if not reason))
            carrier = next(self._prefer(cart, former | cart.carrier_id, able), former.browse())
            if former and carrier != former:
                line.care_carrier_problem = self.env._(
                    "%(carrier)s dropped out: %(reason)s", carrier=former.name, reason=reasons.get(former, "")
                )
            chosen[line] = carrier
        self._set_groups(cart, chosen)

    def _set_groups(self, cart, chosen):
        """Write who brings what, and what each asks for it.

        :param dict chosen: ``{line: delivery.carrier}``
        """
        groups = {}
        for line, carrier in chosen.items():
            groups.setdefault(carrier, line.browse())
            groups[carrier] |= line
        unserved = groups.pop(cart.carrier_id.browse(), cart.order_line.browse())
        main = cart.carrier_id if cart.carrier_id in groups else next(iter(groups), cart.carrier_id.browse())
        for line, carrier in chosen.items():
            own = carrier if carrier != main else carrier.browse()
            if line.care_carrier_id != own:
                line.care_carrier_id = own
        if unserved and not groups:
            cart._remove_delivery_line()
            cart.carrier_id = False
            return
        prices = {carrier: self._get_price(cart, carrier, lines) for carrier, lines in groups.items()}
        self._set_prices(cart, main, prices)

    def _get_price(self, cart, carrier, lines):
        whole = lines == self._get_delivered_lines(cart)
        rate = carrier.rate_shipment(cart if whole else self._get_parcel(cart, lines))
        return rate["price"] if rate["success"] else 0.0

    def _set_prices(self, cart, main, prices):
        lines = cart.order_line.filtered("is_delivery")
        rounding = cart.currency_id.rounding
        wanted = sorted((carrier.product_id.id, price) for carrier, price in prices.items())
        found = sorted((line.product_id.id, line.price_unit) for line in lines)
        is_same = len(wanted) == len(found) and all(
            one[0] == other[0] and not float_compare(one[1], other[1], precision_rounding=rounding)
            for one, other in zip(wanted, found, strict=True)
        )
        if not is_same:
            cart._remove_delivery_line()
            for carrier, price in prices.items():
                cart._create_delivery_line(carrier, price)
        # Odoo takes the carrier of the order off with its line.
        if cart.carrier_id != main:
            cart.carrier_id = main
