from odoo.exceptions import UserError
from odoo.http import content_disposition, request, route
from odoo.tools.mimetypes import guess_mimetype

from ..const import PROOF_MAX_BYTES
from ..services.invoices import FieldError
from ..services.list_query import ListQuery
from ..services.typed import read_id, read_text
from .invoices import InvoiceController


class PaymentController(InvoiceController):
    """Recorded payments: list, form, withdrawal, proof."""

    @route(
        "/eservices/payments",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_invoices",
    )
    def payments(self, **params):
        """The payments that the customer's company recorded (P22)."""
        return self._render_payments(self._read_list_query(params))

    @route(
        "/eservices/payments/record",
        type="http",
        auth="eservices",
        methods=["POST"],
        # Room for too large a file: it is answered with the filled form, not with an error page.
        max_content_length=8 * PROOF_MAX_BYTES,
        eservices_switch="show_invoices",
    )
    def record_payment(self, back="", **params):
        """Record and transmit a payment; a refused form comes back as it was filled (P22)."""
        service = request.env["eservices.invoices"]
        values = self._read_payment(params)
        move = service._find(self.customer, read_id(back)) if read_id(back) else None
        try:
            with request.env.cr.savepoint():
                payment = service._record_payment(self.customer, values)
        except FieldError as error:
            errors = {error.field: error.args[0]}
            form = service._prepare_form(self.customer, move, values=values, errors=errors)
            if move:
                return self._render_invoice(move, form, status=422)
            return self._render_payments(ListQuery(), form, status=422)
        request.session["eservices_flash"] = {
            "kind": "ok",
            "text": request.env._("Your payment was transmitted. You read the answer here."),
        }
        target = move or payment.invoice_ids[:1]
        return request.redirect(f"/eservices/invoices/{target.id}", local=True)

    @route(
        "/eservices/payments/<int:payment_id>/withdraw",
        type="http",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_invoices",
    )
    def withdraw_payment(self, payment_id, **_params):
        """Take back a payment that is not processed yet (P22)."""
        payment = request.env["eservices.invoices"]._find_payment(self.customer, payment_id)
        try:
            payment.action_withdraw()
            flash = {"kind": "ok", "text": request.env._("The payment was withdrawn.")}
        except UserError as error:
            flash = {"kind": "bad", "text": error.args[0]}
        request.session["eservices_flash"] = flash
        return request.redirect("/eservices/payments", local=True)

    @route(
        "/eservices/payments/<int:payment_id>/proof",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_invoices",
    )
    def payment_proof(self, payment_id, **_params):
        """The proof file of a recorded payment, always as a download."""
        payment = request.env["eservices.invoices"]._find_payment(self.customer, payment_id)
        content = payment._get_proof_content()
        headers = {
            "Content-Type": guess_mimetype(content),
            "Content-Disposition": content_disposition(payment.proof_filename or "proof"),
            "X-Content-Type-Options": "nosniff",
        }
        return request.make_response(content, headers=headers)

    # === HELPERS === #

    def _read_payment(self, params):
        """What the form sent, as plain values."""
        proof = params.get("proof")
        content = proof.read(PROOF_MAX_BYTES + 1) if hasattr(proof, "read") and proof.filename else None
        ids = request.httprequest.form.getlist("invoice_ids")
        return {
            **{
                name: read_text(params.get(name), 64)
                for name in ("amount", "date", "method", "reference", "key")
            },
            "invoice_ids": [read_id(text) for text in ids[:100]],
            "proof": (read_text(proof.filename, 255), content) if content else None,
            "refill": read_id(params.get("refill")),
        }

    def _render_payments(self, query, form=None, status=200):
        service = request.env["eservices.invoices"]
        payments, total = service._list_payments(self.customer, query.page)
        rows = [service._prepare_payment_row(payment) for payment in payments]
        layout = request.env["eservices.layout"]
        values = layout._prepare_list("/eservices/payments", rows, total, query, [])
        values["form"] = form or service._prepare_form(self.customer)
        return self._render("payments", "payments", values, status)
