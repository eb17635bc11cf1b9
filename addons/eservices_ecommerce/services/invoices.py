import base64
import uuid
from urllib.parse import urlencode

import psycopg2.errors

from odoo import Command, fields, models
from odoo.exceptions import ConcurrencyError, MissingError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_amount, formatLang

from odoo.addons.payment import utils as payment_utils

from ..const import LIST_PAGE, PROOF_MAX_BYTES
from .quantity import parse_amount

INVOICE_STATES = {
    "open": Domain("payment_state", "in", ("not_paid", "partial")),
    "paid": Domain("payment_state", "in", ("paid", "in_payment", "reversed")),
}


class EservicesInvoices(models.AbstractModel):
    """Invoices and recorded payments as the customer's pages show them (P21, P22)."""

    _name = "eservices.invoices"
    _description = "Invoices and payments on the customer platform"

    # === INVOICES === #

    def _find(self, customer, move_id):
        """One invoice of the customer.

        :raise MissingError: for any other invoice
        """
        moves = customer.env["account.move"]
        move = moves.search(Domain("id", "=", move_id) & moves._get_eservices_domain(customer))
        if not move:
            raise MissingError(self.env._("This invoice does not exist."))
        return move

    def _list(self, customer, query, limit=LIST_PAGE):
        """A page of the customer's invoices.

        :param query: ``services.list_query.ListQuery``
        :param int limit: documents of a page
        :return: ``(moves, total)``
        """
        moves = customer.env["account.move"]
        domain = moves._get_eservices_domain(customer) & INVOICE_STATES.get(query.state, Domain.TRUE)
        domain &= self.env["eservices.layout"]._get_days_domain(query, "invoice_date")
        references = self.env["eservices.references"]
        if query.text:
            domain &= (
                Domain("name", "ilike", query.text)
                | Domain("ref", "ilike", query.text)
                | Domain("invoice_origin", "ilike", query.text)
                | Domain("invoice_line_ids.product_id", "ilike", query.text)
                | Domain(
                    "invoice_line_ids.product_id", "any", references._get_text_domain(customer, query.text)
                )
                | Domain("invoice_line_ids.sale_line_ids.order_id.client_order_ref", "ilike", query.text)
            )
        found = moves.search(
            domain, order="invoice_date desc, id desc", limit=limit, offset=(query.page - 1) * limit
        )
        return found, moves.search_count(domain)

    def _get_open(self, customer):
        """Invoices of the customer with something left to pay, the earliest due first."""
        moves = customer.env["account.move"]
        return moves.search(
            moves._get_eservices_domain(customer)
            & Domain("move_type", "=", "out_invoice")
            & INVOICE_STATES["open"],
            order="invoice_date_due, id",
        )

    def _prepare_page(self, customer, move, form=None):
        """Hook: values of the page of one invoice.

        :param form: a filled form that was refused; see ``_prepare_form``
        """
        documents = self.env["eservices.documents"]
        orders = move.invoice_line_ids.sale_line_ids.order_id.filtered_domain(
            customer.env["sale.order"]._get_eservices_domain(customer)
        )
        deliveries = orders._get_eservices_deliveries()
        lines = move.invoice_line_ids.filtered(lambda line: line.display_type == "product")
        names = self.env["eservices.catalogue"]._get_names(customer, lines.product_id)
        codes = self.env["eservices.references"]._get_codes(customer, lines.product_id)
        payments = move.eservices_payment_ids.filtered(lambda payment: payment.state != "draft")
        if not form and move.move_type == "out_invoice" and move._get_eservices_residual() > 0:
            form = self._prepare_form(customer, move)
        return {
            "invoice": {
                **documents._prepare_invoice_row(move),
                **documents._prepare_totals(move),
                "po": ", ".join(filter(None, orders.mapped("client_order_ref"))),
                "orders": [{"name": order.name, "url": f"/eservices/orders/{order.id}"} for order in orders],
                "deliveries": [
                    {"name": picking.name, "url": f"/eservices/deliveries/{picking.id}"}
                    for picking in deliveries
                ],
                "lines": [self._prepare_line(line, names, codes) for line in lines],
                "pdf_url": self.env["eservices.reports"]._get_url(customer.config, "invoice", move),
                "pay_url": f"/eservices/invoices/{move.id}/pay"
                if self._can_pay_online(customer, move)
                else None,
            },
            "steps": self.env["eservices.timeline"]._get_steps(orders[:1]) if orders else [],
            "payments": [
                self._prepare_payment_row(payment) for payment in payments.sorted("id", reverse=True)
            ],
            "form": form,
            "thread": self.env["eservices.messages.page"]._prepare_thread(customer, "invoice", move),
        }

    def _prepare_line(self, line, names, codes):
        return {
            "name": names.get(line.product_id.id) or line.name,
            "code": line.product_id.default_code or "",
            "own_code": codes.get(line.product_id, ""),
            "quantity": self.env["eservices.quantities"]._format(line.quantity),
            "price": format_amount(self.env, line.price_unit, line.currency_id),
            "tax": ", ".join(line.tax_ids.mapped(lambda tax: tax.invoice_label or tax.name)),
            "amount": format_amount(self.env, line.price_subtotal, line.currency_id),
        }

    # === PAYING ONLINE === #

    def _can_pay_online(self, customer, move):
        """Is a payment provider of the ERP enabled that takes this invoice? (P22)"""
        if move.move_type != "out_invoice" or move._get_eservices_residual() <= 0:
            return False
        return bool(
            customer.env["payment.provider"]._get_compatible_providers(
                customer.config.company_id.id,
                customer.contact.id,
                move._get_eservices_residual(),
                currency_id=move.currency_id.id,
            )
        )

    def _get_payment_link(self, customer, move):
        """The address of core's payment page for what is open of an invoice, signed for this payer (P22).

        :raise UserError: when nothing is open, or no provider is enabled
        """
        if not self._can_pay_online(customer, move):
            raise UserError(self.env._("This invoice cannot be paid online."))
        amount = move._get_eservices_residual()
        token = payment_utils.generate_access_token(move.partner_id.id, amount, move.currency_id.id)
        params = {
            "invoice_id": move.id,
            "partner_id": move.partner_id.id,
            "company_id": move.company_id.id,
            "currency_id": move.currency_id.id,
            "amount": amount,
            "access_token": token,
        }
        return f"/payment/pay?{urlencode(params)}"

    # === RECORDED PAYMENTS === #

    def _get_payments_domain(self, customer):
        """Payments that this customer sees: recorded by anybody of his company."""
        return Domain("commercial_partner_id", "=", customer.company.id) & Domain(
            "company_id", "=", customer.config.company_id.id
        )

    def _find_payment(self, customer, payment_id):
        """One recorded payment of the customer.

        :raise MissingError: for any other payment
        """
        payment = customer.env["eservices.payment"].search(
            Domain("id", "=", payment_id) & self._get_payments_domain(customer)
        )
        if not payment:
            raise MissingError(self.env._("This payment does not exist."))
        return payment

    def _list_payments(self, customer, page=1):
        """A page of the customer's recorded payments.

        :return: ``(payments, total)``
        """
        payments = customer.env["eservices.payment"]
        domain = self._get_payments_domain(customer) & Domain("state", "!=", "draft")
        found = payments.search(domain, limit=LIST_PAGE, offset=(page - 1) * LIST_PAGE)
        return found, payments.search_count(domain)

    def _prepare_payment_row(self, payment):
        """Hook: one row of a list of recorded payments."""
        tones = {"submitted": "info", "processed": "ok", "refused": "bad", "draft": "muted"}
        labels = dict(payment._fields["state"]._description_selection(self.env))
        methods = dict(payment._fields["method"]._description_selection(self.env))
        refused = payment.state == "refused"
        decided = self.env["eservices.dates"]._format_day(payment.decided_at)
        return {
            "id": payment.id,
            "date": self.env["eservices.dates"]._format_full_day(payment.date),
            "method": methods[payment.method],
            "reference": payment.reference or "",
            "amount": format_amount(self.env, payment.amount, payment.currency_id),
            "state": {"tone": tones[payment.state], "text": labels[payment.state]},
            "reason": payment.refuse_reason or "",
            "reason_by": self.env._(
                "%(company)s’s reason, %(date)s:", company=payment.config_id.name, date=decided
            )
            if refused
            else "",
            "invoices": [
                {"name": move.name, "url": f"/eservices/invoices/{move.id}"} for move in payment.invoice_ids
            ],
            "proof_name": payment.proof_filename or "",
            "proof_url": f"/eservices/payments/{payment.id}/proof" if payment.proof_filename else None,
            "can_withdraw": payment.state == "submitted",
            "withdraw_url": f"/eservices/payments/{payment.id}/withdraw",
            "refill_url": f"/eservices/invoices/{payment.invoice_ids[:1].id}?refill={payment.id}"
            if refused
            else "",
        }

    def _prepare_form(self, customer, move=None, values=None, errors=None, refill=None):
        """The form that records a payment, empty, as it was refused, or filled with a refused payment.

        :param move: the invoice ticked at first
        :param dict values: what the customer typed
        :param dict errors: ``{field: sentence}``
        :param refill: a refused ``eservices.payment`` to start from
        :return: values of the form, or ``None`` when nothing is open
        """
        invoices = self._get_open(customer)
        if not invoices:
            return None
        values = values or {}
        ticked = self._get_ticked(invoices, move, values, refill)
        today = fields.Date.context_today(self.env.user)
        amount = refill.amount if refill else ticked._get_eservices_open_amount()
        method = values.get("method") or (refill.method if refill else "transfer")
        return {
            "action": "/eservices/payments/record",
            "key": uuid.uuid4().hex,
            "back": move.id if move else "",
            "invoices": [
                {
                    "id": invoice.id,
                    "name": invoice.name,
                    "due": self.env["eservices.dates"]._format_day(invoice.invoice_date_due),
                    "open": format_amount(
                        self.env, invoice._get_eservices_open_amount(), invoice.currency_id
                    ),
                    "open_amount": invoice._get_eservices_open_amount(),
                    "checked": invoice in ticked,
                }
                for invoice in invoices
            ],
            "amount": values.get(
                "amount", formatLang(self.env, amount, customer.currency.decimal_places, grouping=False)
            ),
            "amount_hint": self.env._("All that is open"),
            "currency": customer.currency.symbol,
            "date": values.get("date") or fields.Date.to_string(refill.date if refill else today),
            "max_date": fields.Date.to_string(today),
            "methods": [
                {"value": value, "label": label, "selected": value == method}
                for value, label in customer.env["eservices.payment"]
                ._fields["method"]
                ._description_selection(self.env)
            ],
            "reference": values.get("reference", (refill.reference or "") if refill else ""),
            "proof_kept": (refill.proof_filename or "") if refill else "",
            "refill": refill.id if refill else "",
            "errors": errors or {},
        }

    def _get_ticked(self, invoices, move, values, refill):
        if "invoice_ids" in values:
            return invoices.filtered(lambda invoice: invoice.id in values["invoice_ids"])
        if refill:
            return invoices & refill.invoice_ids
        return invoices & move if move else invoices

    def _record_payment(self, customer, values):
        """Record and transmit a payment (P22). A repeated key gives the payment that it made first.

        :param dict values: ``invoice_ids`` (ints), ``key``, ``amount``, ``date``, ``method``, ``reference``
            as typed, ``proof`` (name and bytes, or ``None``), ``refill`` (refused one whose proof is kept)
        :return: ``eservices.payment``
        :raise FieldError: with the reason
        :raise ConcurrencyError: when another request records it just now; Odoo then runs this one again
        """
        payments = customer.env["eservices.payment"]
        key = values.get("key") or None
        known = key and payments.search(
            Domain("submission_key", "=", key) & self._get_payments_domain(customer), limit=1
        )
        if known:
            return known
        invoices = self._get_open(customer).filtered(lambda invoice: invoice.id in values["invoice_ids"])
        if not invoices or len(invoices) != len(set(values["invoice_ids"])):
            raise FieldError("invoice_ids", self.env._("Choose among your open invoices."))
        proof_name, proof = self._read_proof(customer, values)
        try:
            payment = payments.create(
                {
                    "partner_id": customer.contact.id,
                    "config_id": customer.config.id,
                    "company_id": customer.config.company_id.id,
                    "currency_id": invoices[0].currency_id.id,
                    "invoice_ids": [Command.set(invoices.ids)],
                    "amount": self._read_amount(values.get("amount")),
                    "date": self._read_date(values.get("date")),
                    "method": self._read_method(payments, values.get("method")),
                    "reference": (values.get("reference") or "").strip()[:64],
                    "proof": base64.b64encode(proof) if proof else False,
                    "proof_filename": proof_name,
                    "submission_key": key,
                }
            )
        except ValidationError as error:
            raise FieldError("proof", error.args[0]) from error
        except psycopg2.errors.UniqueViolation as error:
            # The same form was sent twice at once: run again, this request finds the payment.
            raise ConcurrencyError("another request records this payment") from error
        try:
            payment.action_submit()
        except UserError as error:
            raise FieldError("amount", error.args[0]) from error
        return payment

    def _read_amount(self, text):
        try:
            amount = parse_amount(text or "")
        except ValueError:
            raise FieldError("amount", self.env._("The amount is not a number.")) from None
        if not 0 < amount < 1e12:
            raise FieldError("amount", self.env._("The amount must be more than zero."))
        return amount

    def _read_date(self, text):
        try:
            return fields.Date.to_date(text) or fields.Date.context_today(self.env.user)
        except ValueError:
            raise FieldError("date", self.env._("This is no date.")) from None

    def _read_method(self, payments, method):
        if method not in dict(payments._fields["method"].selection):
            raise FieldError("method", self.env._("Choose how you paid."))
        return method

    def _read_proof(self, customer, values):
        """The proof file: a new one, or that of the refused payment from which the form was filled."""
        if values.get("proof"):
            name, content = values["proof"]
            if len(content) > PROOF_MAX_BYTES:
                raise FieldError(
                    "proof", self.env._("The file is larger than %s MB.", PROOF_MAX_BYTES // 1_000_000)
                )
            return name[-120:], content
        if values.get("refill"):
            refused = self._find_payment(customer, values["refill"])
            return refused.proof_filename, refused._get_proof_content()
        return False, None


class FieldError(UserError):
    """A form is refused because of one of its fields.

    :param str field: name of the field in the form
    :param str message: translated sentence
    """

    def __init__(self, field, message):
        super().__init__(message)
        self.field = field
