from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_amount, format_date

from odoo.addons.eservices_ecommerce.services.typed import read_id

from ..const import HISTORY_ROWS
from . import moments

# Orders of the overview.
LATEST = 5


class CareConsole(models.AbstractModel):
    """What the console shows of the chosen customer: overview, history, details, information (A4 to A7)."""

    _inherit = "care.console"

    # === OVERVIEW === #

    @api.model
    @api.readonly
    def get_overview(self, contact_id):
        """Profile and order information on one screen (A4)."""
        contact = self.env["care.contact"]._enter(contact_id)
        customer = contact._get_customer()
        orders, total = self._find_orders(customer, 0, LATEST)
        return {
            "profile": self._describe_profile(customer),
            "figures": {**self._get_figures(customer), "last_contact": self._get_last_contact(contact)},
            "orders": [self._describe_order_row(order) for order in orders],
            "orders_count": total,
            "addresses_count": len(self._find_addresses(customer)),
            "presence": self._get_presence(contact),
            "carts": self._get_carts(contact),
        }

    def _describe_profile(self, customer):
        contact, company = customer.contact, customer.company
        return {
            "name": contact.name or "",
            "function": contact.function or "",
            "company": company.name or "" if company != contact else "",
            "number": contact.ref or company.ref or "",
            "email": contact.email or "",
            "phone": contact.phone or company.phone or "",
            "is_business": company.is_company,
            "login": customer.user.login,
        }

    def _get_figures(self, customer):
        """Turnover of twelve months, open orders, what is overdue, the credit that is left (A4)."""
        company, currency = customer.company, customer.config.company_id.currency_id
        today = fields.Date.context_today(self)
        moves = customer.env["account.move"]
        own = moves._get_eservices_domain(customer)
        [(turnover,)] = moves._read_group(
            own
            & Domain("move_type", "in", ("out_invoice", "out_refund"))
            & Domain("invoice_date", ">=", today - timedelta(days=365)),
            aggregates=["amount_untaxed_signed:sum"],
        )
        overdue = self._get_overdue(customer)
        orders = customer.env["sale.order"]
        is_open = Domain("state", "in", ("draft", "sent")) | (
            Domain("state", "=", "sale") & Domain("delivery_status", "in", ("pending", "started", "partial"))
        )
        [(number, amount)] = orders._read_group(
            orders._get_eservices_domain(customer) & is_open, aggregates=["__count", "amount_total:sum"]
        )
        has_limit = company._has_eservices_credit_limit()
        return {
            "turnover": format_amount(self.env, turnover or 0, currency),
            "open_orders": number,
            "open_amount": format_amount(self.env, amount or 0, currency),
            "overdue": format_amount(self.env, overdue, currency),
            "is_overdue": currency.compare_amounts(overdue, 0) > 0,
            "credit": format_amount(self.env, company.credit_limit - company.credit, currency)
            if has_limit
            else "",
            "credit_limit": format_amount(self.env, company.credit_limit, currency) if has_limit else "",
        }

    def _get_overdue(self, customer):
        """What is to be paid and late, in the currency of the channel's company."""
        moves = customer.env["account.move"]
        [(overdue,)] = moves._read_group(
            moves._get_eservices_domain(customer)
            & Domain("move_type", "=", "out_invoice")
            & Domain("payment_state", "in", ("not_paid", "partial"))
            & Domain("invoice_date_due", "<", fields.Date.context_today(self)),
            aggregates=["amount_residual_signed:sum"],
        )
        return overdue or 0.0

    def _get_last_contact(self, contact):
        """When, how and by whom the customer was served before."""
        others = contact.search(
            Domain("partner_id", "=", contact.partner_id.id) & Domain("id", "!=", contact.id), limit=1
        )
        sessions = contact.care_session_id.search(
            Domain("partner_id", "=", contact.partner_id.id)
            & Domain("agent_id", "!=", False)
            & Domain("accepted_at", "!=", False)
            & Domain("id", "!=", contact.care_session_id.id or 0),
            limit=1,
        )
        known = [(others.touched_at, self.env._("console"), others.agent_id)] if others else []
        known += [(sessions.accepted_at, self.env._("chat"), sessions.agent_id)] if sessions else []
        if not known:
            return None
        moment, how, agent = max(known, key=lambda one: one[0])
        return {"at": moments.iso(moment), "how": how, "agent": agent.name or ""}

    def _get_presence(self, contact):
        """Where on the platform the customer is, or was last; none where the channel does not watch."""
        if not contact.config_id.care_monitor:
            return None
        visits = self.env["care.visit"].sudo()  # sudo: care.visit - of the customer who is served
        active = visits._find_active(contact.customer_user_id)
        visit = active or visits.search(
            Domain("user_id", "=", contact.customer_user_id.id), order="last_seen desc", limit=1
        )
        if not visit:
            return None
        return {
            "visit_id": visit.id,
            "is_live": bool(active),
            "url": visit.url or "",
            "title": visit.title or "",
            "entered_at": moments.iso(visit.entered_at),
            "first_seen": moments.iso(visit.first_seen),
            "last_seen": moments.iso(visit.last_seen),
        }

    def _get_carts(self, contact):
        """The open carts of the customer on the channels that the agent serves."""
        configs = self.env["eservices.config"]._get_care_channels()
        carts = self.env["sale.order"].sudo()  # sudo: sale.order - of the customer who is served
        found = carts.search(
            Domain("partner_id", "=", contact.partner_id.id)
            & Domain("eservices_config_id", "in", configs.ids)
            & Domain("is_eservices_cart", "=", True)
            & Domain("state", "=", "draft")
            & Domain("order_line", "!=", False)
        )
        return [
            {
                "id": cart.id,
                "config_id": cart.eservices_config_id.id,
                "channel": cart.eservices_config_id.name,
                "count": len(cart._get_eservices_product_lines()),
                "amount": format_amount(self.env, cart.amount_total, cart.currency_id),
                "at": moments.iso(cart.write_date),
                "is_current": cart.eservices_config_id == contact.config_id,
            }
            for cart in found
        ]

    # === ORDERS === #

    @api.model
    @api.readonly
    def get_history(self, contact_id, offset=0):
        """A page of the customer's orders by their number, descending (A5)."""
        customer = self.env["care.contact"]._enter(contact_id)._get_customer()
        orders, total = self._find_orders(customer, read_id(offset), HISTORY_ROWS)
        return {
            "rows": [self._describe_order_row(order) for order in orders],
            "total": total,
            "page": HISTORY_ROWS,
        }

    def _find_orders(self, customer, offset, limit):
        """Orders by number, descending: a longer number is a later one.

        :return: ``(orders, total)``
        """
        orders = customer.env["sale.order"]
        domain = orders._get_eservices_domain(customer)
        orders.flush_model(["name"])
        query = orders._search(domain, limit=limit, offset=offset, order="id")
        query.order = SQL("length(sale_order.name) DESC, sale_order.name DESC")
        return orders.browse(query), orders.search_count(domain)

    def _describe_order_row(self, order):
        state = self.env["eservices.orders"]._get_state(order)
        return {
            "id": order.id,
            "name": order.name,
            "date": moments.iso(order.date_order),
            "amount": format_amount(self.env, order.amount_total, order.currency_id),
            "state": state["text"],
            "tone": state["tone"],
            "po": order.client_order_ref or "",
            "placed_by": order.care_agent_id.name or "",
        }

    @api.model
    @api.readonly
    def get_order(self, contact_id, order_id):
        """One order of the customer with lines, deliveries, invoices and payments (A6).

        :raise MissingError: for any other order
        """
        customer = self.env["care.contact"]._enter(contact_id)._get_customer()
        service = self.env["eservices.orders"]
        order = service._find(customer, read_id(order_id))
        page = service._prepare_page(customer, order)["order"]
        names = ("po", "by", "lines", "goods", "extra", "untaxed", "taxes", "total", "address", "note")
        line_names = ("code", "own_code", "name", "note", "amount")
        quantities = ("ordered", "reserved", "shipped", "invoiced", "paid")
        invoices = order._get_eservices_invoices()
        return {
            **self._describe_order_row(order),
            **{name: page[name] for name in names},
            "lines": [{name: line[name] for name in (*line_names, *quantities)} for line in page["lines"]],
            "url": f"/odoo/action-sale.action_orders/{order.id}",
            "deliveries": [self._describe_delivery(one) for one in order._get_eservices_deliveries()],
            "invoices": [self._describe_invoice(one) for one in invoices],
            "payments": [self._describe_payment(one) for one in invoices.matched_payment_ids],
        }

    def _describe_delivery(self, picking):
        row = self.env["eservices.documents"]._prepare_delivery_row(picking)
        return {
            "id": picking.id,
            "name": row["name"],
            "date": row["date"],
            "state": row["state"]["text"],
            "tone": row["state"]["tone"],
            "lines_text": row["lines_text"],
            "tracking": row["tracking"],
            "tracking_url": row["tracking_url"] or "",
        }

    def _describe_invoice(self, move):
        states = dict(move._fields["payment_state"]._description_selection(self.env))
        is_late = bool(move.invoice_date_due) and move.invoice_date_due < fields.Date.context_today(self)
        is_paid = move.payment_state in ("paid", "in_payment", "reversed")
        return {
            "id": move.id,
            "name": move.name,
            "date": format_date(self.env, move.invoice_date) if move.invoice_date else "",
            "due": format_date(self.env, move.invoice_date_due) if move.invoice_date_due else "",
            "amount": format_amount(self.env, move.amount_total, move.currency_id),
            "residual": format_amount(self.env, move.amount_residual, move.currency_id),
            "state": states.get(move.payment_state, ""),
            "tone": "ok" if is_paid else "bad" if is_late else "warn",
        }

    def _describe_payment(self, payment):
        states = dict(payment._fields["state"]._description_selection(self.env))
        return {
            "id": payment.id,
            "name": payment.name or "",
            "date": format_date(self.env, payment.date),
            "amount": format_amount(self.env, payment.amount, payment.currency_id),
            "method": payment.payment_method_line_id.name or "",
            "state": states[payment.state],
        }

    # === INFORMATION === #

    @api.model
    @api.readonly
    def get_information(self, contact_id):
        """The profile with all saved addresses; of a business customer his company as well (A7)."""
        contact = self.env["care.contact"]._enter(contact_id)
        customer = contact._get_customer()
        partner, company = customer.contact, customer.company
        return {
            "profile": {
                **self._describe_profile(customer),
                "firstname": partner.firstname or "",
                "lastname": partner.lastname or "",
                "birthdate": fields.Date.to_string(partner.birthdate_date) or "",
                "lang": dict(self.env["res.lang"].get_installed()).get(partner.lang, ""),
                "platform_since": moments.iso(customer.user.create_date),
            },
            "company": self._describe_company(customer) if company.is_company else None,
            "addresses": self._describe_addresses(customer),
            "members": [
                {
                    "id": member.id,
                    "name": member.name or "",
                    "function": member.function or "",
                    "email": member.email or "",
                    "has_platform": member.eservices_is_open,
                }
                for member in company.child_ids
                if member.type == "contact"
            ]
            if company.is_company
            else [],
        }

    def _describe_company(self, customer):
        company = customer.company
        return {
            "name": company.name or "",
            "number": company.ref or "",
            "vat": company.vat or "",
            "website": company.website or "",
            "phone": company.phone or "",
            "email": company.email or "",
            "payment_term": company.property_payment_term_id.name or "",
            "pricelist": customer.pricelist.name or "",
            "salesperson": company.user_id.name or "",
        }

    def _find_addresses(self, customer):
        """All saved addresses of the customer: his own, his company's and those below it (A7, A12)."""
        own = customer.contact | customer.company
        return customer.env["res.partner"].search(
            Domain("id", "in", own.ids)
            | (
                Domain("id", "child_of", customer.company.id)
                & Domain("type", "in", ("delivery", "invoice", "other"))
            ),
            limit=200,
        )

    def _describe_addresses(self, customer):
        defaults = customer.contact.address_get(["delivery", "invoice"])
        return [
            {
                "id": address.id,
                "label": address.display_name,
                "text": address._get_eservices_address_text(),
                "kind": address.type,
                "is_default_shipping": address.id == defaults["delivery"],
                "is_default_billing": address.id == defaults["invoice"],
            }
            for address in self._find_addresses(customer)
        ]
