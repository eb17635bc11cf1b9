from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date, html2plaintext

from odoo.addons.eservices_ecommerce.services.list_query import ListQuery

from . import moments

LIST = 100
ROWS = 8
ORDERS = 5


class CarePanel(models.AbstractModel):
    """What a representative reads beside a conversation (L4 to L8).

    Whoever comes here has been let in by the session's own verbs; the customer's figures are read as the
    customer's own pages read them.
    """

    _name = "care.panel"
    _description = "Representative's view of a customer"

    # === LISTS === #

    def _get_lists(self):
        sessions = self.env["care.session"]
        waiting = sessions.search(
            Domain("state", "=", "waiting"), order="priority desc, waiting_since, id", limit=LIST
        )
        mine = sessions.search(
            Domain("agent_id", "=", self.env.uid) & Domain("state", "in", ("active", "wrapup")), limit=LIST
        )
        invited = sessions.search(
            Domain("agent_id", "=", self.env.uid) & Domain("state", "=", "invited"), limit=LIST
        )
        today = fields.Datetime.now() - timedelta(hours=24)
        closed = sessions.search(
            Domain("agent_id", "=", self.env.uid)
            & Domain("state", "=", "closed")
            & Domain("closed_at", ">", today),
            limit=LIST,
        )
        reasons = self.env["care.dispatcher"]._get_reasons(waiting)
        lists = {"waiting": waiting, "mine": mine, "invited": invited, "closed_today": closed}
        return {
            "now": moments.iso(fields.Datetime.now()),
            **{key: self._describe_rows(found, reasons) for key, found in lists.items()},
        }

    def _describe_row(self, session):
        reasons = self.env["care.dispatcher"]._get_reasons(session)
        return self._describe_rows(session, reasons)[0]

    def _describe_rows(self, sessions, reasons):
        sessions_sudo = sessions.sudo()  # sudo: who reads a conversation reads with whom it is
        last = self._get_last_lines(sessions_sudo.channel_id)
        positions = sessions_sudo._get_positions()
        return [
            {
                "id": session.id,
                "name": session.partner_id.name or "",
                "company": session.commercial_partner_id.name
                if session.commercial_partner_id != session.partner_id
                else "",
                "number": session.partner_id.ref or session.commercial_partner_id.ref or "",
                "partner_id": session.partner_id.id,
                "user_id": session.customer_user_id.id,
                "state": session.state,
                "queue_id": session.queue_id.id,
                "queue": session.queue_id.name,
                "subject": session.subject_id.name or "",
                "order": {"id": session.order_id.id, "name": session.order_id.name}
                if session.order_id
                else None,
                "agent_id": session.agent_id.id,
                "agent": session.agent_id.name or "",
                "channel_id": session.channel_id.id,
                "side_channel_id": session.side_channel_id.id,
                "waiting_since": moments.iso(session.waiting_since),
                "accepted_at": moments.iso(session.accepted_at),
                "ended_at": moments.iso(session.ended_at),
                "position": positions.get(session.id),
                "target": session.queue_id.target_seconds,
                "is_late": self._is_late(session),
                "may_take": session.state == "waiting" and session.id not in reasons,
                "why_not": reasons.get(session.id, ""),
                "requeued": bool(session.requeue_count),
                "last": last.get(session.channel_id.id, ""),
                "lang": session.lang or "",
            }
            for session in sessions_sudo
        ]

    def _is_late(self, session):
        target = session.queue_id.target_seconds
        late = fields.Datetime.now() - timedelta(seconds=target)
        return bool(session.state == "waiting" and target and session.waiting_since < late)

    def _get_last_lines(self, channels):
        """What was said last in each chat, in one line."""
        self.env["mail.message"].flush_model()
        self.env.cr.execute(
            """
            SELECT DISTINCT ON (res_id) res_id, body FROM mail_message
             WHERE model = 'discuss.channel' AND res_id = ANY(%s) AND message_type = 'comment'
             ORDER BY res_id, id DESC
            """,
            [channels.ids],
        )
        return {
            channel_id: " ".join(html2plaintext(body or "").split())[:120]
            for channel_id, body in self.env.cr.fetchall()
        }

    # === PANEL === #

    def _describe_panel(self, session):
        session_sudo = session.sudo()  # sudo: of the customer of a conversation that the user may read
        customer = session_sudo._get_customer()
        return {
            **self._describe_place(session_sudo),
            "cart": self._describe_cart(customer),
            "profile": self._describe_profile(customer),
            **self._describe_documents(customer),
            "earlier": self._describe_earlier(session_sudo),
            "pushes": [push._describe() for push in session_sudo.push_ids],
            "transfer": next(
                (
                    transfer._describe()
                    for transfer in session_sudo.transfer_ids
                    if transfer.state == "offered"
                ),
                None,
            ),
        }

    def _describe_place(self, session):
        user = session.customer_user_id
        visits = self.env["care.visit"].sudo()
        active = visits._find_active(user)
        others = visits.search(
            Domain("user_id", "=", user.id) & Domain("id", "!=", active.id or 0) & Domain("title", "!=", ""),
            order="last_seen desc",
            limit=3,
        )
        latest = active or others[:1]
        place = latest and {
            "id": latest.id,
            "url": latest.url or "",
            "title": latest.title or "",
            "entered_at": moments.iso(latest.entered_at),
            "first_seen": moments.iso(latest.first_seen),
            "last_seen": moments.iso(latest.last_seen),
            "is_live": bool(active),
        }
        return {"visit": place or None, "before": (others - latest).mapped("title")}

    def _describe_cart(self, customer):
        carts = self.env["eservices.cart"]
        lines = carts._find_lines(customer)
        summary = carts._summarize(customer)
        products = customer.env["product.product"].browse([line.product_id for line in lines])
        return {
            "lines": [
                {
                    "product_id": product.id,
                    "reference": product.default_code or "",
                    "name": product.name,
                    "quantity": line.quantity,
                    "amount": format_amount(self.env, line.subtotal, customer.currency),
                }
                for line, product in zip(lines, products, strict=True)
            ],
            "count": summary["lines"],
            "amount": summary["amount"],
        }

    def _describe_profile(self, customer):
        contact, company = customer.contact, customer.company
        currency = customer.config.company_id.currency_id
        overdue = sum(
            move.amount_residual_signed
            for move in self._find_open_invoices(customer)
            if self._is_overdue(move)
        )
        has_limit = company._has_eservices_credit_limit()
        return {
            "id": contact.id,
            "name": contact.name or "",
            "function": contact.function or "",
            "company": company.name or "",
            "number": contact.ref or company.ref or "",
            "email": contact.email or "",
            "phone": contact.phone or company.phone or "",
            "credit": format_amount(self.env, company.credit_limit - company.credit, currency)
            if has_limit
            else "",
            "overdue": overdue,
            "overdue_text": format_amount(self.env, overdue, currency) if overdue else "",
        }

    def _describe_documents(self, customer):
        orders = self.env["eservices.orders"]
        found, total = orders._list(customer, ListQuery(), ORDERS)
        invoices = self._find_open_invoices(customer)
        return {
            "orders": [
                {
                    "id": order.id,
                    "name": order.name,
                    "date": moments.iso(order.date_order),
                    "amount": format_amount(self.env, order.amount_total, order.currency_id),
                    "state": orders._get_state(order)["text"],
                    "tone": orders._get_state(order)["tone"],
                }
                for order in found
            ],
            "orders_count": total,
            "invoices": [
                {
                    "id": move.id,
                    "name": move.name,
                    "date": format_date(self.env, move.invoice_date_due) if move.invoice_date_due else "",
                    "amount": format_amount(self.env, move.amount_residual, move.currency_id),
                    "is_overdue": self._is_overdue(move),
                }
                for move in invoices[:ROWS]
            ],
        }

    def _find_open_invoices(self, customer):
        """Invoices that are to be paid yet, the oldest first."""
        return customer.env["account.move"].search(
            customer.env["account.move"]._get_eservices_domain(customer)
            & Domain("payment_state", "in", ("not_paid", "partial"))
            & Domain("move_type", "=", "out_invoice"),
            order="invoice_date_due, id",
            limit=LIST,
        )

    def _is_overdue(self, move):
        return bool(move.invoice_date_due) and move.invoice_date_due < fields.Date.context_today(move)

    def _describe_earlier(self, session):
        earlier = session.search(
            Domain("partner_id", "=", session.partner_id.id)
            & Domain("id", "<", session.id)
            & Domain("company_id", "=", session.company_id.id),
            limit=ROWS,
        )
        outcomes = dict(session._fields["outcome"]._description_selection(self.env))
        return [
            {
                "id": one.id,
                "date": moments.iso(one.create_date),
                "queue": one.queue_id.name,
                "agent": one.agent_id.name or "",
                "outcome": outcomes.get(one.outcome, ""),
                "channel_id": one.channel_id.id,
            }
            for one in earlier
        ]
