from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import str2bool


class AccountMove(models.Model):
    """Invoices of the platform and the payments recorded for them (P21, P22)."""

    _inherit = "account.move"

    eservices_payment_ids = fields.Many2many(
        "eservices.payment",
        "eservices_payment_invoice_rel",
        "invoice_id",
        "payment_id",
        string="Payments recorded by the customer",
        copy=False,
    )

    @api.model
    def _get_eservices_domain(self, customer):
        """Invoices that this customer sees: posted invoices and credit notes of his company (P21)."""
        return (
            Domain("move_type", "in", ("out_invoice", "out_refund"))
            & Domain("state", "=", "posted")
            & Domain("company_id", "=", customer.config.company_id.id)
            & self._get_eservices_scope(customer)
        )

    def _get_eservices_residual(self):
        """What is left to pay of this invoice, in its currency.

        A payment that waits for the bank's statement has paid it, although Odoo reconciles it only then.
        """
        self.ensure_one()
        return 0.0 if self.payment_state in ("paid", "in_payment", "reversed") else self.amount_residual

    def _get_eservices_open_amount(self):
        """What of these invoices is neither paid nor covered by a payment that waits to be processed (P22).

        All invoices must have the same currency.
        """
        pending = self.eservices_payment_ids.filtered(lambda payment: payment.state == "submitted")
        reserved = sum(pending._get_amount_by_invoice(self).values())
        return max(sum(move._get_eservices_residual() for move in self) - reserved, 0.0)

    @api.model
    def _get_eservices_scope(self, customer):
        """Invoices go to the company's invoice address: a contact's own are those of his orders."""
        if customer.scope == customer.company:
            return Domain("partner_id", "child_of", customer.company.id)
        return Domain("partner_id", "child_of", customer.company.id) & (
            Domain("partner_id", "child_of", customer.contact.id)
            | Domain("invoice_line_ids.sale_line_ids.order_id.partner_id", "child_of", customer.contact.id)
        )

    def _post(self, soft=True):
        posted = super()._post(soft)
        mails = self.env["eservices.mails"]
        wanted = posted.filtered(lambda move: not move._is_eservices_sent_by_core())
        by_type = wanted.grouped("move_type")
        mails._notify(by_type.get("out_invoice", self.browse()), "invoice_available")
        mails._notify(by_type.get("out_refund", self.browse()), "credit_note_available")
        return posted

    def _is_eservices_sent_by_core(self):
        """Whether Odoo itself e-mails the invoice: after an online payment, if it was told to."""
        # sudo: ir.config_parameter, payment.transaction - who posts need not know how it was paid
        automatic = self.env["ir.config_parameter"].sudo().get_param("sale.automatic_invoice")
        orders = self.sudo().line_ids.sale_line_ids.order_id
        return bool(str2bool(automatic or "", False) and "done" in orders.transaction_ids.mapped("state"))
