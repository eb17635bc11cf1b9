from odoo.exceptions import UserError
from odoo.http import content_disposition, request, route

from ..const import QUICK_ORDER_FILE_BYTES
from .base import PlatformController


class QuickOrderController(PlatformController):
    """The quick order pad (B1). It comes and goes with the cart."""

    @route(
        "/eservices/quick-order",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_cart",
    )
    def quick_order(self, **_params):
        """The page; what was typed is kept on the device."""
        values = {"pad": request.env["eservices.quick.order"]._prepare_rows(self.customer, "")}
        return self._render("quick_order", "quick_order", {**values, "owner": self.customer.user.id})

    @route(
        "/eservices/quick-order/check",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        readonly=True,
        eservices_switch="show_cart",
    )
    def check_pad(self, text="", **_params):
        """What the rows stand for and what is wrong with them."""
        return {"ok": True, **self._draw_pad(text)}

    @route(
        "/eservices/quick-order/add",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def add_pad(self, text="", **_params):
        """Put the rows that are fine into the cart."""
        try:
            answer = request.env["eservices.quick.order"]._add(self.customer, text)
        except UserError as error:
            return {"ok": False, "error": error.args[0]}
        if not answer["added"]:
            return {"ok": False, "error": request.env._("No row can be added as it is.")}
        cart = request.env["eservices.cart"]._summarize(self.customer)
        text = request.env._("Rows added to the cart: %s", answer["added"])
        return {"ok": True, **answer, "text": text, "cart": cart, **self._draw_pad(answer["rest"])}

    @route(
        "/eservices/quick-order/file",
        type="http",
        auth="eservices",
        methods=["POST"],
        readonly=True,
        eservices_switch="show_cart",
    )
    def read_pad_file(self, **params):
        """The rows of a CSV or XLSX file, as lines of the pad."""
        file = request.httprequest.files.get("file")
        content = file.stream.read(QUICK_ORDER_FILE_BYTES + 1) if file else b""
        try:
            text = request.env["eservices.quick.order"]._read_file(
                content, file.filename or "" if file else ""
            )
        except UserError as error:
            return request.make_json_response({"ok": False, "error": error.args[0]})
        return request.make_json_response({"ok": True, "text": text})

    @route(
        "/eservices/quick-order/sample",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_cart",
    )
    def pad_sample(self, **_params):
        """A CSV file to begin with."""
        headers = {
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": content_disposition("quick-order.csv"),
        }
        return request.make_response(request.env["eservices.quick.order"]._get_sample(), headers=headers)

    def _draw_pad(self, text):
        values = {"pad": request.env["eservices.quick.order"]._prepare_rows(self.customer, text)}
        html = request.env["ir.qweb"]._render("eservices_ecommerce.quick_order_rows", values)
        return {"html": html, "good": values["pad"]["good"]}
