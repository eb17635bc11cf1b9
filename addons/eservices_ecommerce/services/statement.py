from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_amount

from ..const import EXPORT_ROWS
from .export import Sheet
from .invoices import INVOICE_STATES


class EservicesStatement(models.AbstractModel):
    """What a company owes, and the entries that it comes from (B9).

    All amounts are in the currency of the company that sells. A statement is about the whole company of the
    customer: where a customer sees his own documents only there is none.
    """

    _name = "eservices.statement"
    _description = "Statement of account on the customer platform"

    def _is_shown(self, customer):
        """Whether this customer may see what his company owes."""
        return customer.config.show_invoices and customer.scope == customer.company

    def _prepare(self, customer):
        """What is open now, for the account page.

        :return: ``{"open", "overdue", "credit_left"}`` as texts, the last two empty where there is nothing to
            say, and whether there ``is_payable`` something; ``None`` where no statement is shown
        """
        if not self._is_shown(customer):
            return None
        today = fields.Date.context_today(self.env.user)
        overdue = self._sum_open(customer, Domain("invoice_date_due", "<", today))
        company = customer.company
        left = company.credit_limit - company.credit if company._has_eservices_credit_limit() else None
        return {
            "open": self._format(customer, self._sum_open(customer)),
            "overdue": self._format(customer, overdue) if overdue > 0 else "",
            "is_payable": bool(self.env["eservices.invoices"]._get_open(customer)),
            "credit_left": "" if left is None else self._format(customer, max(left, 0)),
            "since": fields.Date.to_string(today.replace(month=1, day=1)),
            "until": fields.Date.to_string(today),
        }

    def _sum_open(self, customer, extra=Domain.TRUE):
        moves = customer.env["account.move"]
        domain = moves._get_eservices_domain(customer) & INVOICE_STATES["open"] & extra
        ((amount,),) = moves._read_group(domain, [], ["amount_residual_signed:sum"])
        return amount or 0.0

    def _format(self, customer, amount):
        return format_amount(self.env, amount, customer.config.company_id.currency_id)

    def _get_domain(self, customer):
        """Entries between the customer's company and the one that sells."""
        return (
            Domain("partner_id", "child_of", customer.company.id)
            & Domain("account_id.account_type", "=", "asset_receivable")
            & Domain("parent_state", "=", "posted")
            & Domain("company_id", "=", customer.config.company_id.id)
        )

    def _find_entries(self, customer, query):
        """Entries of some days, and the balance with which they begin.

        :param query: ``services.list_query.ListQuery``
        :return: ``(float, account.move.line)``
        """
        lines = customer.env["account.move.line"]
        domain = self._get_domain(customer)
        days = self.env["eservices.layout"]._get_days_domain(query, "date")
        opening = 0.0
        if query.since:
            before = domain & Domain("date", "<", query.since)
            ((amount,),) = lines._read_group(before, [], ["balance:sum"])
            opening = amount or 0.0
        return opening, lines.search(domain & days, order="date, id", limit=EXPORT_ROWS)

    def _export(self, customer, query):
        """The statement of some days as a workbook.

        :param query: ``services.list_query.ListQuery``
        :rtype: bytes
        """
        balance, lines = self._find_entries(customer, query)
        opening = {"kind": self.env._("Balance brought forward"), "date": query.since, "balance": balance}
        rows = [opening] if query.since else []
        for line in lines:
            balance += line.balance
            rows.append(
                {
                    "date": line.date,
                    "kind": self._get_kind(line.move_id),
                    "name": line.move_id.name,
                    "po": line.move_id.ref if line.move_id.is_sale_document() else "",
                    "due": line.date_maturity if line.move_id.is_sale_document() else None,
                    "amount": line.balance,
                    "balance": customer.config.company_id.currency_id.round(balance),
                }
            )
        columns = [
            ("date", self.env._("Date"), "date"),
            ("kind", self.env._("Entry"), "text"),
            ("name", self.env._("Number"), "text"),
            ("po", self.env._("Your PO"), "text"),
            ("due", self.env._("Due"), "date"),
            ("amount", self.env._("Amount"), "amount"),
            ("balance", self.env._("Balance"), "amount"),
        ]
        rows = [{key: row.get(key) for key, _heading, _kind in columns} for row in rows]
        return self.env["eservices.export"]._make_workbook(Sheet(self.env._("Statement"), columns, rows))

    def _get_kind(self, move):
        if move.move_type == "out_invoice":
            return self.env._("Invoice")
        if move.move_type == "out_refund":
            return self.env._("Credit note")
        return self.env._("Payment") if move.origin_payment_id else self.env._("Other entry")
