from odoo.http import request, route

from ..const import EXPORT_ROWS
from .base import PlatformController


class OrderController(PlatformController):
    """Orders: list, page, PDF."""

    @route(
        "/eservices/orders",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_orders",
    )
    def orders(self, **params):
        """The orders of the customer's company (P20)."""
        query = self._read_list_query(params)
        service = request.env["eservices.orders"]
        orders, total = service._list(self.customer, query)
        states = [
            ("", request.env._("All")),
            ("waiting", request.env._("Awaiting confirmation")),
            ("confirmed", request.env._("Confirmed")),
            ("cancelled", request.env._("Cancelled")),
        ]
        return self._render_list("orders", "orders", service._prepare_rows(orders), total, query, states)

    @route(
        "/eservices/orders/export",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_orders",
    )
    def export_orders(self, **params):
        """What the list shows, all pages, as a workbook (P20 to P22)."""
        query = self._read_list_query(params).but()
        records = request.env["eservices.orders"]._list(self.customer, query, limit=EXPORT_ROWS)[0]
        return self._download_workbook(
            request.env["eservices.export"]._export_orders(self.customer, records), "orders"
        )

    @route(
        "/eservices/orders/<int:order_id>",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_orders",
    )
    def order(self, order_id, placed="", **_params):
        """One order from the cart to the payment (P20, B7)."""
        service = request.env["eservices.orders"]
        order = service._find(self.customer, order_id)
        values = service._prepare_page(self.customer, order)
        values["order"]["placed"] = placed == "1"
        values["breadcrumbs"] = [
            {"label": request.env._("Orders"), "url": "/eservices/orders"},
            {"label": order.name, "url": None},
        ]
        return self._render("order", "orders", values)

    @route(
        "/eservices/orders/<int:order_id>/pdf",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=False,
        eservices_switch="show_orders",
    )
    def order_pdf(self, order_id, **_params):
        """The PDF of an order, by the configured report (P13)."""
        order = request.env["eservices.orders"]._find(self.customer, order_id)
        return self._send_pdf("order", order)
