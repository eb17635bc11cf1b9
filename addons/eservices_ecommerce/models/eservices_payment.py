from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, format_amount
from odoo.tools.mimetypes import guess_mimetype

from ..const import PROOF_MAX_BYTES, PROOF_MIMETYPES
from .eservices_decision import DECISION


class EservicesPayment(models.Model):
    """A payment that the customer says he made; staff process or refuse it (P22)."""

    _name = "eservices.payment"
    _description = "Payment recorded by a customer"
    _inherit = ["eservices.decision"]
    _order = "date desc, id desc"
    _check_company_auto = True
    _protected = DECISION | {"payment_ids"}

    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id
    )
    invoice_ids = fields.Many2many(
        "account.move",
        "eservices_payment_invoice_rel",
        "payment_id",
        "invoice_id",
        string="Invoices",
        required=True,
        check_company=True,
        domain="[('move_type', '=', 'out_invoice'), ('state', '=', 'posted'),"
        " ('commercial_partner_id', '=', commercial_partner_id)]",
    )
    amount = fields.Monetary(required=True, tracking=True)
    date = fields.Date(required=True, default=fields.Date.context_today, tracking=True)
    method = fields.Selection(
        [("transfer", "Bank transfer"), ("check", "Cheque"), ("card", "Card"), ("cash", "Cash")],
        required=True,
        default="transfer",
    )
    reference = fields.Char(help="As it stands on the customer's bank statement.")
    proof = fields.Binary(attachment=True, copy=False)
    proof_filename = fields.Char(copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Awaiting processing"),
            ("processed", "Processed"),
            ("refused", "Refused"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    payment_ids = fields.Many2many("account.payment", string="Posted payments", readonly=True, copy=False)

    _submission_key_uniq = models.UniqueIndex(
        "(submission_key) WHERE submission_key IS NOT NULL", "This payment was transmitted already."
    )

    @api.depends("partner_id", "amount", "currency_id", "date")
    def _compute_display_name(self):
        for payment in self:
            amount = (
                format_amount(self.env, payment.amount, payment.currency_id) if payment.currency_id else ""
            )
            payment.display_name = f"{payment.commercial_partner_id.name or ''} {amount}".strip()

    # === CONSTRAINTS === #

    @api.constrains("proof", "proof_filename")
    def _check_proof(self):
        for payment in self.filtered("proof"):
            content = payment.with_context(bin_size=False)._get_proof_content()
            if len(content) > PROOF_MAX_BYTES:
                raise ValidationError(
                    self.env._("The proof file is larger than %s MB.", PROOF_MAX_BYTES // 1_000_000)
                )
            if guess_mimetype(content) not in PROOF_MIMETYPES:
                raise ValidationError(self.env._("The proof must be a PDF or a picture (PNG, JPEG or WebP)."))

    def _check_can_submit(self):
        """:raise UserError: when amount, date or invoices do not allow to transmit the payment (P22)"""
        self.ensure_one()
        invoices = self.invoice_ids
        if self.state not in ("draft", "refused"):
            raise UserError(self.env._("This payment was transmitted already."))
        if not invoices:
            raise UserError(self.env._("Choose at least one invoice."))
        if any(
            invoice.state != "posted"
            or invoice.move_type != "out_invoice"
            or invoice.commercial_partner_id != self.commercial_partner_id
            for invoice in invoices
        ):
            raise UserError(self.env._("One of the invoices is not an open invoice of this customer."))
        if len(invoices.currency_id) > 1:
            raise UserError(
                self.env._("The invoices have different currencies: record one payment for each.")
            )
        if self.currency_id.compare_amounts(self.amount, 0) <= 0:
            raise UserError(self.env._("The amount must be more than zero."))
        open_amount = invoices._get_eservices_open_amount()
        if self.currency_id.compare_amounts(self.amount, open_amount) > 0:
            raise UserError(
                self.env._(
                    "The amount is more than what is open: %(open)s.",
                    open=format_amount(self.env, open_amount, self.currency_id),
                )
            )
        if self.date > fields.Date.context_today(self):
            raise UserError(self.env._("The date of the payment lies in the future."))

    # === ACTIONS === #

    def action_submit(self):
        """Transmit the payment: from now on staff see it and decide.

        :raise UserError: see ``_check_can_submit``
        """
        self.check_access("write")
        for payment in self:
            payment._lock()
            payment._lock_invoices()
            payment._check_can_submit()
            payment._decide(
                {"state": "submitted", "refuse_reason": False, "decided_by_id": False, "decided_at": False}
            )
            payment._notify_submitted()
        return True

    def action_process(self):
        """Post and reconcile the payment; processing twice leaves one payment.

        :raise UserError: when the payment waits for no decision, or the company has no bank journal
        """
        self.check_access("write")
        for payment in self:
            payment._lock()
            payment._check_is_submitted()
            posted = payment._create_account_payments()
            payment._decide(
                {"state": "processed", "payment_ids": [Command.set(posted.ids)], **payment._decision()}
            )
            payment.activity_feedback(["mail.mail_activity_data_todo"])
            payment._post_to_customer(
                "payment_processed", self.env._("Your payment was processed. Thank you.")
            )
        return True

    def action_refuse(self, reason):
        """Refuse the payment with a reason that the customer reads.

        :param str reason: in words for the customer
        :raise UserError: without a reason, or when the payment waits for no decision
        """
        self.check_access("write")
        reason = self._check_reason(reason)
        for payment in self:
            payment._lock()
            payment._check_is_submitted()
            payment._decide({"state": "refused", "refuse_reason": reason, **payment._decision()})
            payment.activity_feedback(["mail.mail_activity_data_todo"])
            payment._post_to_customer("payment_refused", self.env._("Your payment was refused: %s", reason))
        return True

    def action_withdraw(self):
        """Take a transmitted payment back before it is processed.

        :raise UserError: when the payment waits for no decision any more
        """
        self.check_access("write")
        for payment in self:
            payment._lock()
            payment._check_is_submitted()
            payment._decide({"state": "draft"})
            payment.activity_unlink(["mail.mail_activity_data_todo"])
            payment.message_post(
                body=self.env._("The customer withdrew this payment."), subtype_xmlid="mail.mt_note"
            )
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(payment.state != "draft" for payment in self):
            raise UserError(
                self.env._("Only drafts can be deleted: what a customer transmitted stays on record.")
            )

    # === HELPERS === #

    def _lock_invoices(self):
        """Hold the invoices until the transaction ends, so that two payments share what is open (P22).

        The rows are taken in one order, and written: whoever waited for them has not seen the other payment
        and gets PostgreSQL's serialization failure, whereupon Odoo runs his request again.
        """
        self.env.cr.execute(
            SQL(
                """UPDATE account_move SET write_date = write_date
                    WHERE id IN (
                        SELECT id FROM account_move WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
                    )""",
                self.invoice_ids.ids,
            )
        )

    def _check_is_submitted(self):
        if self.state != "submitted":
            raise UserError(self.env._("This payment does not wait for a decision."))

    def _create_account_payments(self):
        journal = self.config_id._get_payment_journal() if self.config_id else self.env["account.journal"]
        if self.config_id and not journal:
            raise UserError(
                self.env._("The company has no bank journal in which the payment could be posted.")
            )
        wizard = (
            self.env["account.payment.register"]
            # With an entry at once, whatever other add-ons leave to the bank's statement (P22).
            .with_context(
                active_model="account.move", active_ids=self.invoice_ids.ids, force_payment_move=True
            )
            .create(
                {
                    "payment_date": self.date,
                    "group_payment": True,
                    "communication": self.reference or False,
                    **({"journal_id": journal.id} if journal else {}),
                }
            )
        )
        wizard.currency_id = self.currency_id
        wizard.amount = self.amount
        return wizard._create_payments()

    def _get_amount_by_invoice(self, invoices):
        """How much of these payments goes to each of the invoices, the earliest due first.

        :return: ``{invoice: amount}``
        """
        shares = dict.fromkeys(invoices, 0.0)
        for payment in self:
            rest = payment.amount
            for invoice in payment.invoice_ids.sorted(
                lambda invoice: invoice.invoice_date_due or invoice.date
            ):
                share = min(rest, invoice._get_eservices_residual())
                rest -= share
                if invoice in shares:
                    shares[invoice] += share
        return shares

    def _get_proof_content(self):
        """The bytes of the proof file."""
        self.ensure_one()
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "=", self.id), ("res_field", "=", "proof")], limit=1
        )
        return attachment.raw or b""

    def _notify_submitted(self):
        responsible = self.config_id._get_responsible(self.partner_id)
        self.message_post(
            body=self.env._(
                "%(contact)s recorded a payment of %(amount)s.",
                contact=self.partner_id.display_name,
                amount=format_amount(self.env, self.amount, self.currency_id),
            ),
            subtype_xmlid="mail.mt_note",
            partner_ids=responsible.partner_id.ids,
        )
        if responsible:
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=responsible.id,
                summary=self.env._("Process the recorded payment"),
            )
