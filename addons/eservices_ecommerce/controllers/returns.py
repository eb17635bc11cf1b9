from odoo.exceptions import UserError
from odoo.http import request, route

from ..const import MESSAGE_FILE_BYTES, MESSAGE_FILES, MESSAGE_MAX_TEXT
from ..services.invoices import FieldError
from ..services.typed import read_id, read_text
from .base import PlatformController

# More lines than any delivery that a customer would go through.
LINES = 1000


class ReturnController(PlatformController):
    """Returns and claims: list, page, form, withdrawal."""

    @route(
        "/eservices/returns",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_returns",
    )
    def returns(self, **params):
        """The returns of the customer's company (B18)."""
        query = self._read_list_query(params)
        service = request.env["eservices.returns"]
        found, total = service._list(self.customer, query)
        states = [
            ("", request.env._("All")),
            ("open", request.env._("Open")),
            ("closed", request.env._("Settled")),
        ]
        return self._render_list("returns", "returns", service._prepare_rows(found), total, query, states)

    @route(
        "/eservices/returns/<int:return_id>",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_returns",
    )
    def customer_return(self, return_id, **_params):
        """One return: what was asked for and what became of it (B18)."""
        service = request.env["eservices.returns"]
        found = service._find(self.customer, return_id)
        values = service._prepare_page(self.customer, found)
        values["breadcrumbs"] = [
            {"label": request.env._("Returns"), "url": "/eservices/returns"},
            {"label": found.name, "url": None},
        ]
        return self._render("customer_return", "returns", values)

    @route(
        "/eservices/returns/<int:return_id>/withdraw",
        type="http",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_returns",
    )
    def withdraw_return(self, return_id, **_params):
        """Take back a request that is not decided yet (B18)."""
        found = request.env["eservices.returns"]._find(self.customer, return_id)
        try:
            found._withdraw()
            flash = {"kind": "ok", "text": request.env._("The request was withdrawn.")}
        except UserError as error:
            flash = {"kind": "bad", "text": error.args[0]}
        request.session["eservices_flash"] = flash
        return request.redirect(f"/eservices/returns/{found.id}", local=True)

    @route(
        "/eservices/deliveries/<int:picking_id>/return",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch=("show_deliveries", "show_returns"),
    )
    def return_form(self, picking_id, **_params):
        """The form that asks to return or claim lines of a delivery (B18)."""
        picking = request.env["eservices.documents"]._find_delivery(self.customer, picking_id)
        return self._render_return_form(picking)

    @route(
        "/eservices/deliveries/<int:picking_id>/return/send",
        type="http",
        auth="eservices",
        methods=["POST"],
        # Room for too large a file: it is answered in words, not with an error page.
        max_content_length=2 * MESSAGE_FILES * MESSAGE_FILE_BYTES,
        eservices_switch=("show_deliveries", "show_returns"),
    )
    def request_return(self, picking_id, live="", **params):
        """Ask for the return; the page's script keeps a refused form, files included, as it is (B18)."""
        picking = request.env["eservices.documents"]._find_delivery(self.customer, picking_id)
        values = self._read_return(params)
        try:
            with request.env.cr.savepoint():
                made = request.env["eservices.returns"]._request(self.customer, picking, values)
        except FieldError as error:
            errors = {error.field: error.args[0]}
            if live:
                return request.make_json_response({"ok": False, "errors": errors})
            return self._render_return_form(picking, values, errors, status=422)
        request.session["eservices_flash"] = {
            "kind": "ok",
            "text": request.env._("%s was sent. You read the answer here.", made.name),
        }
        url = f"/eservices/returns/{made.id}"
        return request.make_json_response({"ok": True, "url": url}) if live else request.redirect(url)

    # === HELPERS === #

    def _render_return_form(self, picking, values=None, errors=None, status=200):
        form = request.env["eservices.returns"]._prepare_form(self.customer, picking, values, errors)
        page = {
            "form": form,
            "errors": form["errors"],
            "breadcrumbs": [
                {"label": request.env._("Deliveries"), "url": "/eservices/deliveries"},
                {"label": picking.name, "url": form["back"]},
                {"label": request.env._("Return or claim"), "url": None},
            ],
        }
        return self._render("return_form", "deliveries", page, status)

    def _read_return(self, params):
        """What the form sent, as plain values."""
        sent = request.httprequest.form
        ids = filter(None, map(read_id, sent.getlist("line")[:LINES]))
        return {
            "lines": {
                move_id: {
                    "quantity": read_text(sent.get(f"quantity_{move_id}"), 30),
                    "reason": read_text(sent.get(f"reason_{move_id}"), 20),
                }
                for move_id in ids
            },
            "wish": read_text(params.get("wish"), 20),
            # Too long a text is refused, not cut: it comes back for its writer to shorten it.
            "text": read_text(params.get("text"), 10 * MESSAGE_MAX_TEXT),
            "files": self._read_files(),
            "key": read_text(params.get("key"), 32),
        }
