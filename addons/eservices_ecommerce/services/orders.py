from odoo import models
from odoo.exceptions import MissingError
from odoo.fields import Domain
from odoo.tools import format_amount

from ..const import LIST_PAGE

STATES = {
    "waiting": Domain("state", "in", ("draft", "sent")),
    "confirmed": Domain("state", "=", "sale"),
    "cancelled": Domain("state", "=", "cancel"),
}


class EservicesOrders(models.AbstractModel):
    """Orders as the customer's pages show them (P20, P24)."""

    _name = "eservices.orders"
    _description = "Orders on the customer platform"

    def _find(self, customer, order_id):
        """One order of the customer.

        :raise MissingError: for any other order: to the customer it does not exist
        """
        orders = customer.env["sale.order"]
        order = orders.search(Domain("id", "=", order_id) & orders._get_eservices_domain(customer))
        if not order:
            raise MissingError(self.env._("This order does not exist."))
        return order

    def _list(self, customer, query, limit=LIST_PAGE):
        """A page of the customer's orders.

        :param query: ``services.list_query.ListQuery``
        :param int limit: documents of a page
        :return: ``(orders, total)``
        """
        orders = customer.env["sale.order"]
        domain = orders._get_eservices_domain(customer) & STATES.get(query.state, Domain.TRUE)
        domain &= self.env["eservices.layout"]._get_days_domain(query, "date_order")
        references = self.env["eservices.references"]
        if query.text:
            domain &= (
                Domain("name", "ilike", query.text)
                | Domain("client_order_ref", "ilike", query.text)
                | Domain("order_line.product_id", "ilike", query.text)
                | Domain("order_line.product_id", "any", references._get_text_domain(customer, query.text))
            )
        found = orders.search(
            domain, order="date_order desc, id desc", limit=limit, offset=(query.page - 1) * limit
        )
        return found, orders.search_count(domain)

    def _get_state(self, order):
        """Tone and words of the pill.

        :return: ``{"tone", "text"}``
        """
        if order.state == "cancel":
            return {"tone": "muted", "text": self.env._("Cancelled")}
        if order.is_eservices_cart or order.state != "sale":
            return {"tone": "warn", "text": self.env._("Awaiting confirmation")}
        steps = self.env["eservices.timeline"]._get_ratios(order)
        delivered, invoiced, paid = steps[3:]
        if paid >= 1:
            return {"tone": "ok", "text": self.env._("Paid")}
        if 0 < delivered < 1:
            lines = order._get_eservices_product_lines()
            return {
                "tone": "info",
                "text": self.env._(
                    "Shipped %(part)s of %(whole)s",
                    part=self.env["eservices.quantities"]._format(sum(lines.mapped("qty_delivered"))),
                    whole=self.env["eservices.quantities"]._format(sum(lines.mapped("product_uom_qty"))),
                ),
            }
        if invoiced > 0:
            due = [day for day in order._get_eservices_invoices().mapped("invoice_date_due") if day]
            if due:
                day = self.env["eservices.dates"]._format_day(min(due))
                return {"tone": "warn", "text": self.env._("Invoiced, due %s", day)}
            return {"tone": "warn", "text": self.env._("Invoiced")}
        if delivered >= 1:
            return {"tone": "ok", "text": self.env._("Delivered")}
        return {"tone": "info", "text": self.env._("Confirmed")}

    def _prepare_rows(self, orders):
        """Rows of a list of orders; see ``_prepare_row``."""
        return [self._prepare_row(order) for order in orders]

    def _prepare_row(self, order):
        """Hook: one row of a list of orders."""
        steps = self.env["eservices.timeline"]._get_steps(order, with_notes=False)
        state = self._get_state(order)
        return {
            "url": f"/eservices/orders/{order.id}",
            "name": order.name,
            "po": order.client_order_ref or "",
            "date": self.env["eservices.dates"]._format_full_day(order.date_order),
            "state": state,
            "bars": [step["state"] for step in steps],
            "bars_text": state["text"],
            "total": format_amount(self.env, order.amount_total, order.currency_id),
        }

    def _prepare_page(self, customer, order):
        """Hook: values of the page of one order."""
        documents = self.env["eservices.documents"]
        deliveries = (
            order._get_eservices_deliveries()
            if customer.config.show_deliveries
            else order.picking_ids.browse()
        )
        invoices = (
            order._get_eservices_invoices() if customer.config.show_invoices else order.invoice_ids.browse()
        )
        products = order._get_eservices_product_lines().product_id
        names = self.env["eservices.catalogue"]._get_names(customer, products)
        codes = self.env["eservices.references"]._get_codes(customer, products)
        lines = [self._prepare_line(line, names, codes) for line in order._get_eservices_product_lines()]
        return {
            "order": {
                "id": order.id,
                "name": order.name,
                "po": order.client_order_ref or "",
                "by": order.partner_id.name,
                "state": self._get_state(order),
                "pdf_url": self.env["eservices.reports"]._get_url(customer.config, "order", order),
                "lines": lines,
                "sums": {
                    key: self.env["eservices.quantities"]._format(
                        sum(line["quantities"][key] for line in lines)
                    )
                    for key in ("ordered", "reserved", "shipped", "invoiced", "paid")
                },
                **documents._prepare_totals(order),
                **self._prepare_goods(order),
                "note": order.eservices_note or "",
                "terms_accepted": self.env["eservices.dates"]._format_full_day(
                    order.eservices_terms_accepted_at
                ),
                "requested_date": self.env["eservices.dates"]._format_full_day(order.commitment_date),
                "address": order.partner_shipping_id._get_eservices_address_text(),
            },
            "steps": self.env["eservices.timeline"]._get_steps(order),
            "deliveries": documents._prepare_delivery_rows(deliveries),
            "returns": self.env["eservices.returns"]._prepare_links(customer, deliveries),
            "invoices": documents._prepare_invoice_rows(invoices),
            "next": self._get_next_step(customer, invoices),
            "thread": self.env["eservices.messages.page"]._prepare_thread(customer, "order", order),
        }

    def _prepare_goods(self, order):
        """The goods, and what stands between them and the total, as in the cart.

        :return: ``{"goods", "extra": [{"label", "amount", "tone"}]}``
        """
        others = order.order_line.filtered(lambda line: line.is_delivery or line.is_reward_line)
        goods = order.amount_untaxed - sum(others.mapped("price_subtotal"))
        return {
            "goods": format_amount(self.env, goods, order.currency_id),
            "extra": self.env["eservices.cart.page"]._get_extra(order),
        }

    def _prepare_line(self, line, names, codes):
        product = line.product_id
        quantities = {
            "ordered": line.product_uom_qty,
            "reserved": line._get_eservices_reserved_qty(),
            "shipped": line.qty_delivered,
            "invoiced": line.qty_invoiced,
            "paid": line._get_eservices_paid_qty(),
        }
        ordered = line.product_uom_qty or 1.0
        return {
            "name": names[product.id],
            "code": product.default_code or "",
            "own_code": codes.get(product, ""),
            "note": line.eservices_note or "",
            "image_url": f"/eservices/product/{product.id}/image",
            "url": None,
            "quantities": quantities,
            **{key: self.env["eservices.quantities"]._format(value) for key, value in quantities.items()},
            "ratios": {key: min(value / ordered, 1) for key, value in quantities.items() if key != "ordered"},
            "amount": format_amount(self.env, line.price_subtotal, line.currency_id),
            "hint": None,
        }

    def _get_next_step(self, customer, invoices):
        unpaid = invoices.filtered(
            lambda move: move.move_type == "out_invoice" and move._get_eservices_residual() > 0
        )
        if not unpaid:
            return None
        due = [day for day in unpaid.mapped("invoice_date_due") if day]
        return {
            "label": self.env._("Record a payment"),
            "url": f"/eservices/invoices/{unpaid[0].id}",
            "amount": format_amount(
                self.env, sum(move._get_eservices_residual() for move in unpaid), unpaid[0].currency_id
            ),
            "due": self.env["eservices.dates"]._format_day(min(due)) if due else "",
        }
