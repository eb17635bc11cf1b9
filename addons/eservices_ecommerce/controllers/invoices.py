from odoo.exceptions import UserError
from odoo.http import request, route

from ..const import EXPORT_ROWS
from ..services.typed import read_id
from .base import PlatformController


class InvoiceController(PlatformController):
    """Invoices: list, page, PDF."""

    @route(
        "/eservices/invoices",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_invoices",
    )
    def invoices(self, **params):
        """The invoices of the customer's company (P21)."""
        query = self._read_list_query(params)
        moves, total = request.env["eservices.invoices"]._list(self.customer, query)
        states = [
            ("", request.env._("All")),
            ("open", request.env._("Open")),
            ("paid", request.env._("Paid")),
        ]
        rows = request.env["eservices.documents"]._prepare_invoice_rows(moves)
        return self._render_list("invoices", "invoices", rows, total, query, states)

    @route(
        "/eservices/invoices/export",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_invoices",
    )
    def export_invoices(self, **params):
        """What the list shows, all pages, as a workbook (P20 to P22)."""
        query = self._read_list_query(params).but()
        records = request.env["eservices.invoices"]._list(self.customer, query, limit=EXPORT_ROWS)[0]
        return self._download_workbook(
            request.env["eservices.export"]._export_invoices(self.customer, records), "invoices"
        )

    @route(
        "/eservices/invoices/<int:move_id>",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_invoices",
    )
    def invoice(self, move_id, refill="", **_params):
        """One invoice, its recorded payments and the form for the next one (P21, P22)."""
        service = request.env["eservices.invoices"]
        move = service._find(self.customer, move_id)
        form = None
        if refill_id := read_id(refill):
            refused = service._find_payment(self.customer, refill_id)
            form = service._prepare_form(self.customer, move, refill=refused)
        return self._render_invoice(move, form)

    @route(
        "/eservices/invoices/<int:move_id>/pdf",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=False,
        eservices_switch="show_invoices",
    )
    def invoice_pdf(self, move_id, **_params):
        """The PDF of an invoice, by the configured report (P13)."""
        move = request.env["eservices.invoices"]._find(self.customer, move_id)
        return self._send_pdf("invoice", move)

    @route(
        "/eservices/invoices/<int:move_id>/pay",
        type="http",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_invoices",
    )
    def pay_invoice(self, move_id, **_params):
        """To core's payment page, for what is open of the invoice (P22)."""
        service = request.env["eservices.invoices"]
        move = service._find(self.customer, move_id)
        try:
            link = service._get_payment_link(self.customer, move)
        except UserError as error:
            request.session["eservices_flash"] = {"kind": "bad", "text": error.args[0]}
            link = f"/eservices/invoices/{move.id}"
        return request.redirect(link, local=True)

    def _render_invoice(self, move, form=None, status=200):
        values = request.env["eservices.invoices"]._prepare_page(self.customer, move, form)
        values["breadcrumbs"] = [
            {"label": request.env._("Invoices"), "url": "/eservices/invoices"},
            {"label": move.name, "url": None},
        ]
        return self._render("invoice", "invoices", values, status)
