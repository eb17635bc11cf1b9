from typing import NamedTuple

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from . import columns, prepared


class CartLine(NamedTuple):
    """A line of the open cart, in the currency of the cart.

    :param str kind: ``goods``, ``carrier`` or ``reward``
    :param float subtotal: without tax
    :param float total: with tax
    :param int carrier_id: the carrier of the cart, or None
    """

    kind: str
    product_id: int
    template_id: int
    note: str
    quantity: float
    subtotal: float
    total: float
    order_id: int
    carrier_id: int | None


class EservicesCart(models.AbstractModel):
    """What the pages around the cart show of it: the header, the rows of products, the steppers (P18)."""

    _inherit = "eservices.cart"

    def _describe_line(self, customer, line, product=None):
        """What a stepper shows after a change: what is in the cart now.

        :param product: what was taken out, when there is no line any more
        """
        name = (line.product_id or product).product_tmpl_id.name
        quantity = self.env["eservices.quantities"]._format(line.product_uom_qty)
        return {
            "line_id": line.id,
            "in_cart": line.product_uom_qty,
            "in_cart_text": self.env._("In cart: %s", quantity) if line else "",
            "text": self.env._("%(product)s: %(quantity)s in the cart", product=name, quantity=quantity)
            if line
            else self.env._("%s taken out of the cart.", name),
            "cart": self._summarize(customer),
        }

    def _summarize(self, customer):
        """Lines of the open cart and the goods total of those that can be ordered, for the header.

        :return: ``{"lines", "amount", "free_delivery", "url"}``; see ``cart_carrier._get_free_delivery``
        """
        lines = self._find_lines(customer)
        allowed = self._get_allowed_ids(customer)
        counted = [line for line in lines if line.product_id in allowed]
        goods = sum(line.subtotal for line in counted)
        carrier = self.env["eservices.cart.carrier"]
        return {
            "lines": len(lines),
            "amount": self.env["eservices.prices"]._format(goods, customer.currency),
            "free_delivery": carrier._get_free_delivery(customer, counted, self._find_others(customer)),
            "url": "/eservices/cart",
        }

    def _get_allowed_ids(self, customer):
        """Which products of the open cart the customer may order: a set of ids."""
        products = customer.env["product.product"]._browse_eservices(
            (line.product_id, line.template_id) for line in self._find_lines(customer)
        )
        return self._filter_allowed_ids(customer, products)

    def _filter_allowed_ids(self, customer, products):
        """Which of some products the customer may order, each asked once: a set of ids."""
        known = customer.memo.setdefault("allowed", {})
        missing = products.browse(product_id for product_id in products.ids if product_id not in known)
        if missing:
            allowed = self.env["eservices.rights"]._filter_allowed(customer, missing)
            self._remember_allowed(customer, missing.ids, allowed.ids)
        return {product_id for product_id in products.ids if known[product_id]}

    def _remember_allowed(self, customer, asked_ids, allowed_ids):
        """Keep the answer of whoever asked which products of the open cart, and others, may be ordered."""
        known = customer.memo.setdefault("allowed", {})
        known.update(dict.fromkeys(asked_ids, False))
        known.update(dict.fromkeys(allowed_ids, True))

    def _get_templates(self, customer):
        """``product.template`` of what is in the open cart."""
        lines = self._find_lines(customer)
        return customer.env["product.template"].browse({line.template_id for line in lines})

    def _get_quantities(self, customer):
        """What is in the open cart: ``{product id: quantity}``."""
        return {line.product_id: line.quantity for line in self._find_lines(customer)}

    def _find_lines(self, customer):
        """Product lines of the open cart with what the header and the rows of products show.

        :return: list of :class:`CartLine`
        """
        return [line for line in self._read_lines(customer) if line.kind == "goods"]

    def _find_others(self, customer):
        """Lines of the carrier and of rewards in the open cart, as :class:`CartLine`."""
        return [line for line in self._read_lines(customer) if line.kind != "goods"]

    def _read_lines(self, customer):
        if "cart_lines" not in customer.memo:
            cart = customer.memo.get("cart")
            lines = self._list_lines(cart) if cart and self._is_open(cart) else self._query_lines(customer)
            customer.memo["cart_lines"] = lines
        return customer.memo["cart_lines"]

    def _list_lines(self, cart):
        """Lines of a cart that is read already."""
        names = (
            "is_delivery",
            "reward_id",
            "display_type",
            "product_id",
            "eservices_note",
            "product_uom_qty",
            "price_subtotal",
            "price_total",
        )
        products = cart.order_line.product_id
        templates = dict(zip(products._ids, columns.read(products, ("product_tmpl_id",)), strict=True))
        carrier_id = cart.carrier_id.id or None
        return [
            CartLine(
                "carrier" if is_delivery else "reward" if reward_id else "goods",
                product_id,
                *templates[product_id],
                note or "",
                *figures,
                cart.id,
                carrier_id,
            )
            for is_delivery, reward_id, display_type, product_id, note, *figures in columns.read(
                cart.order_line, names
            )
            if product_id and not display_type
        ]

    def _query_lines(self, customer):
        """Lines of a cart of which nothing is read yet, as on most pages."""
        self.env.flush_all()
        # Every page asks: PostgreSQL plans this in half the time of one that joins what else is known.
        rows = prepared.execute_query(
            self.env,
            SQL(
                """
                SELECT CASE WHEN l.is_delivery THEN 'carrier' WHEN l.reward_id IS NOT NULL THEN 'reward'
                            ELSE 'goods' END,
                       l.product_id,
                       (SELECT p.product_tmpl_id FROM product_product p WHERE p.id = l.product_id),
                       COALESCE(l.eservices_note, ''), l.product_uom_qty::float,
                       COALESCE(l.price_subtotal, 0)::float, COALESCE(l.price_total, 0)::float, o.id,
                       o.carrier_id
                  FROM sale_order o
                  JOIN sale_order_line l ON l.order_id = o.id
                 WHERE o.partner_id = %s AND o.eservices_config_id = %s
                   AND o.is_eservices_cart AND o.state = 'draft'
                   AND l.display_type IS NULL AND l.product_id IS NOT NULL
                """,
                customer.contact.id,
                customer.config.id,
            ),
        )
        return [CartLine(*row) for row in rows]

    def _get_figures(self, contact_ids, config):
        """Pieces and goods total of the open carts of many customers of a channel, in one query.

        :param list contact_ids: ids of the contacts
        :param config: ``eservices.config``
        :return: ``{contact id: (pieces, amount as text)}``, without who has no cart
        """
        # sudo: sale.order - whoever asks for many customers at once answers for who may read it
        lines = self.env["sale.order.line"].sudo()
        groups = lines._read_group(
            Domain("order_id.partner_id", "in", contact_ids)
            & Domain("order_id.eservices_config_id", "=", config.id)
            & Domain("order_id.is_eservices_cart", "=", True)
            & Domain("order_id.state", "=", "draft")
            & Domain("product_id", "!=", False)
            & Domain("is_delivery", "=", False)
            & Domain("reward_id", "=", False),
            ["order_partner_id", "currency_id"],
            ["product_uom_qty:sum", "price_subtotal:sum"],
        )
        return {
            contact.id: (quantity, self.env["eservices.prices"]._format(amount, currency))
            for contact, currency, quantity, amount in groups
        }
