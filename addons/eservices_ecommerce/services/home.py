from odoo import fields, models
from odoo.tools import format_amount

from .list_query import ListQuery

# How many of the things that wait for the customer are shown.
AWAITING = 6


class EservicesHome(models.AbstractModel):
    """The first page: left what the customer does, right what he is told."""

    _name = "eservices.home"
    _description = "Home of the customer platform"

    def _prepare_page(self, customer):
        """Hook: values of the first page."""
        config = customer.config
        carts = self.env["eservices.cart"]
        cart = (
            self.env["eservices.cart.read"]._read(carts._get(customer))
            if config.show_cart
            else customer.env["sale.order"]
        )
        orders = self.env["eservices.orders"]
        recent = (
            orders._list(customer, ListQuery(), limit=5)[0]
            if config.show_orders
            else customer.env["sale.order"]
        )
        awaiting = self._get_awaiting(customer) if config.show_invoices else []
        return {
            "greeting": self.env._("Hello, %s", customer.contact.name or customer.user.name),
            "today": self.env["eservices.dates"]._format_weekday(fields.Date.context_today(self.env.user)),
            "summary": self._get_summary(customer, len(awaiting)),
            "cart": self._prepare_cart(customer, cart) if cart.order_line else None,
            "awaiting": awaiting[:AWAITING],
            "orders": orders._prepare_rows(recent),
            "messages": self.env["eservices.messages.page"]._prepare_latest(customer),
        }

    def _get_summary(self, customer, awaiting):
        """What is going on, in a few words; empty when nothing is.

        :param int awaiting: things that wait for the customer
        """
        counts = []
        if customer.config.show_deliveries:
            coming = self.env["eservices.documents"]._count_coming(customer)
            if coming:
                counts.append(
                    self.env._("1 delivery in preparation")
                    if coming == 1
                    else self.env._("%s deliveries in preparation", coming)
                )
        if awaiting:
            counts.append(
                self.env._("1 thing awaits you")
                if awaiting == 1
                else self.env._("%s things await you", awaiting)
            )
        return ", ".join(counts)

    def _prepare_cart(self, customer, cart):
        blocked = cart._get_eservices_blocked_lines()
        lines = cart._get_eservices_product_lines()
        shown = (lines - lines.browse().union(*blocked))[:3]
        countable = lines.filtered(lambda line: line not in blocked)
        products = self.env["eservices.catalogue"]._prepare_product_rows(customer, shown.product_id)
        return {
            "rows": self.env["eservices.cart.page"]._prepare_lines(customer, shown, blocked, products),
            "more": len(lines) - len(shown),
            "goods": format_amount(self.env, sum(countable.mapped("price_subtotal")), cart.currency_id),
            "blocked": len(blocked),
            "lines": len(lines),
            "changed": self.env["eservices.dates"]._format_moment(cart.write_date),
            "url": "/eservices/cart",
        }

    def _get_awaiting(self, customer):
        """Only what needs the customer's hand: refused payments and open invoices."""
        invoices = self.env["eservices.invoices"]
        open_moves = invoices._get_open(customer)
        payments = open_moves.eservices_payment_ids
        refused = payments.filtered(lambda payment: payment.state == "refused")
        rows = []
        for payment in refused:
            move = payment.invoice_ids[:1]
            rows.append(
                {
                    "kind": "refused",
                    "icon": "refused",
                    "tone": "bad",
                    "title": self.env._(
                        "Payment of %s was refused",
                        format_amount(self.env, payment.amount, payment.currency_id),
                    ),
                    "text": self.env._(
                        "%(invoice)s: %(reason)s", invoice=move.name, reason=payment.refuse_reason
                    ),
                    "url": f"/eservices/invoices/{move.id}",
                    "action": self.env._("See why"),
                }
            )
        for move in open_moves:
            if move.eservices_payment_ids.filtered(lambda payment: payment.state in ("submitted", "refused")):
                continue
            rows.append(
                {
                    "kind": "invoice",
                    "icon": "invoice",
                    "tone": "warn",
                    "title": self.env._("Invoice %s is open", move.name),
                    "text": self.env._(
                        "%(amount)s, due on %(date)s",
                        amount=format_amount(self.env, move._get_eservices_residual(), move.currency_id),
                        date=self.env["eservices.dates"]._format_day(move.invoice_date_due),
                    ),
                    "url": f"/eservices/invoices/{move.id}",
                    "action": self.env._("Record payment"),
                }
            )
        return rows
