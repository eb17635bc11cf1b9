from odoo import fields, models
from odoo.exceptions import MissingError
from odoo.fields import Domain
from odoo.tools import format_amount

from ..const import LIST_PAGE

DELIVERY_STATES = {
    "open": Domain("state", "!=", "done"),
    "done": Domain("state", "=", "done"),
}


class EservicesDocuments(models.AbstractModel):
    """Deliveries as the customer's pages show them, and what all documents have in common (P20)."""

    _name = "eservices.documents"
    _description = "Documents on the customer platform"

    # === FOR EVERY DOCUMENT === #

    def _prepare_totals(self, document):
        """Totals of an order or invoice with its taxes, formatted.

        :return: ``{"untaxed", "taxes": [{"label", "amount"}], "total"}``
        """
        return self._format_tax_totals(document.tax_totals, document.currency_id)

    def _format_tax_totals(self, totals, currency):
        prices = self.env["eservices.prices"]
        taxes = [
            {
                "label": self.env._(
                    "%(tax)s on %(base)s",
                    tax=group["group_name"],
                    base=prices._format(group["display_base_amount_currency"], currency),
                ),
                "amount": prices._format(group["tax_amount_currency"], currency),
            }
            for subtotal in totals["subtotals"]
            for group in subtotal["tax_groups"]
        ]
        return {
            "untaxed": prices._format(totals["base_amount_currency"], currency),
            "taxes": taxes,
            "total": prices._format(totals["total_amount_currency"], currency),
        }

    def _get_pager(self, url, total, page, per_page=LIST_PAGE):
        """Addresses of the pages before and after.

        :param url: function of a page number giving its address
        """
        pages = max((total + per_page - 1) // per_page, 1)
        return {
            "page": page,
            "pages": pages,
            "prev_url": url(page - 1) if page > 1 else None,
            "next_url": url(page + 1) if page < pages else None,
        }

    # === DELIVERIES === #

    def _find_delivery(self, customer, picking_id):
        """One delivery of the customer.

        :raise MissingError: for any other delivery
        """
        pickings = customer.env["stock.picking"]
        picking = pickings.search(Domain("id", "=", picking_id) & pickings._get_eservices_domain(customer))
        if not picking:
            raise MissingError(self.env._("This delivery does not exist."))
        return picking

    def _list_deliveries(self, customer, query, limit=LIST_PAGE):
        """A page of the customer's deliveries.

        :param query: ``services.list_query.ListQuery``
        :param int limit: documents of a page
        :return: ``(pickings, total)``
        """
        pickings = customer.env["stock.picking"]
        domain = pickings._get_eservices_domain(customer) & DELIVERY_STATES.get(query.state, Domain.TRUE)
        domain &= self.env["eservices.layout"]._get_days_domain(query, "scheduled_date")
        references = self.env["eservices.references"]
        if query.text:
            domain &= (
                Domain("name", "ilike", query.text)
                | Domain("sale_id.name", "ilike", query.text)
                | Domain("sale_id.client_order_ref", "ilike", query.text)
                | Domain("carrier_tracking_ref", "ilike", query.text)
                | Domain("move_ids.product_id", "ilike", query.text)
                | Domain("move_ids.product_id", "any", references._get_text_domain(customer, query.text))
            )
        found = pickings.search(
            domain, order="scheduled_date desc, id desc", limit=limit, offset=(query.page - 1) * limit
        )
        return found, pickings.search_count(domain)

    def _count_coming(self, customer):
        """How many of the customer's deliveries have not left yet."""
        pickings = customer.env["stock.picking"]
        return pickings.search_count(pickings._get_eservices_domain(customer) & DELIVERY_STATES["open"])

    def _get_delivery_state(self, picking):
        """Tone and words of the pill."""
        if picking.state == "done":
            return {"tone": "ok", "text": self.env._("Delivered")}
        if picking.state == "assigned":
            return {"tone": "info", "text": self.env._("Ready to leave")}
        day = self.env["eservices.dates"]._format_day(picking.scheduled_date)
        return {"tone": "info", "text": self.env._("Planned for %s", day)}

    def _prepare_delivery_rows(self, pickings):
        """Rows of a list of deliveries."""
        return [self._prepare_delivery_row(picking) for picking in pickings]

    def _prepare_delivery_row(self, picking):
        """Hook: one row of a list of deliveries."""
        done = picking.state == "done"
        moves = picking.move_ids.filtered(lambda move: move.state != "cancel")
        units = sum(move.quantity if done else move.product_uom_qty for move in moves)
        lines_text = self.env._("%s units", self.env["eservices.quantities"]._format(units))
        if picking.backorder_id:
            lines_text = self.env._("%s, back-order", lines_text)
        return {
            "url": f"/eservices/deliveries/{picking.id}",
            "name": picking.name,
            "order": picking.sale_id.name or "",
            "order_url": f"/eservices/orders/{picking.sale_id.id}" if picking.sale_id else None,
            "date": self.env["eservices.dates"]._format_full_day(
                picking.date_done if done else picking.scheduled_date
            ),
            "state": self._get_delivery_state(picking),
            "lines_text": lines_text,
            "tracking": picking.carrier_tracking_ref or "",
            "tracking_url": picking.carrier_tracking_url or None,
        }

    def _prepare_delivery_page(self, customer, picking):
        """Hook: values of the page of one delivery."""
        order = picking.sale_id
        done = picking.state == "done"
        row = self._prepare_delivery_row(picking)
        names = self.env["eservices.catalogue"]._get_names(customer, picking.move_ids.product_id)
        codes = self.env["eservices.references"]._get_codes(customer, picking.move_ids.product_id)
        backorders = picking.backorder_ids.filtered(
            lambda backorder: backorder.state not in ("draft", "cancel")
        )
        return {
            "delivery": {
                **row,
                "id": picking.id,
                "po": order.client_order_ref or "",
                "address": picking.partner_id._get_eservices_address_text(),
                "carrier": picking.carrier_id.name or "",
                "pdf_url": self.env["eservices.reports"]._get_url(customer.config, "delivery", picking),
                "lines": [
                    {
                        "name": names[move.product_id.id],
                        "code": move.product_id.default_code or "",
                        "own_code": codes.get(move.product_id, ""),
                        "ordered": self.env["eservices.quantities"]._format(move.product_uom_qty),
                        "quantity": self.env["eservices.quantities"]._format(move.quantity),
                        "remaining": "0"
                        if done
                        else self.env["eservices.quantities"]._format(
                            max(move.product_uom_qty - move.quantity, 0)
                        ),
                    }
                    for move in picking.move_ids
                    if move.state != "cancel"
                ],
                "backorder_of": {
                    "name": picking.backorder_id.name,
                    "url": f"/eservices/deliveries/{picking.backorder_id.id}",
                }
                if picking.backorder_id
                else None,
                "backorders": [
                    {"name": backorder.name, "url": f"/eservices/deliveries/{backorder.id}"}
                    for backorder in backorders
                ],
            },
            "returns": self.env["eservices.returns"]._prepare_links(customer, picking),
            "return_url": self.env["eservices.returns"]._get_form_url(customer, picking),
            "steps": self.env["eservices.timeline"]._get_steps(order) if order else [],
            "thread": self.env["eservices.messages.page"]._prepare_thread(customer, "delivery", picking),
        }

    # === ROWS OF INVOICES, SHOWN ON ORDERS AND IN THEIR OWN LIST === #

    def _prepare_invoice_rows(self, moves):
        """Rows of a list of invoices."""
        return [self._prepare_invoice_row(move) for move in moves]

    def _prepare_invoice_row(self, move):
        """Hook: one row of a list of invoices."""
        dates = self.env["eservices.dates"]
        sign = -1 if move.move_type == "out_refund" else 1
        return {
            "id": move.id,
            "url": f"/eservices/invoices/{move.id}",
            "name": move.name,
            "order": ", ".join(move.invoice_line_ids.sale_line_ids.order_id.mapped("name")),
            "date": dates._format_full_day(move.invoice_date),
            "due": dates._format_full_day(move.invoice_date_due),
            "state": self._get_invoice_state(move),
            "total": format_amount(self.env, sign * move.amount_total, move.currency_id),
            "open": format_amount(self.env, sign * move._get_eservices_residual(), move.currency_id),
        }

    def _get_invoice_state(self, move):
        """Tone and words of the pill."""
        if move.move_type == "out_refund":
            return {"tone": "info", "text": self.env._("Credit note")}
        if move.payment_state in ("paid", "in_payment"):
            return {"tone": "ok", "text": self.env._("Paid")}
        if move.payment_state == "reversed":
            return {"tone": "muted", "text": self.env._("Credited")}
        if move.eservices_payment_ids.filtered(lambda payment: payment.state == "submitted"):
            return {"tone": "info", "text": self.env._("Payment awaits processing")}
        day = self.env["eservices.dates"]._format_day(move.invoice_date_due)
        overdue = move.invoice_date_due and move.invoice_date_due < fields.Date.context_today(self)
        if overdue:
            return {"tone": "bad", "text": self.env._("Overdue since %s", day)}
        if move.payment_state == "partial":
            return {"tone": "warn", "text": self.env._("Partly paid, due %s", day)}
        return {"tone": "warn", "text": self.env._("Due %s", day)}
