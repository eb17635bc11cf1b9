from odoo.http import request, route

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
        asked = self._read_list_params(params)
        service = request.env["eservices.orders"]
        orders, total = service._list(self.customer, **asked)
        states = [
            ("", request.env._("All")),
            ("waiting", request.env._("Awaiting confirmation")),
            ("confirmed", request.env._("Confirmed")),
            ("cancelled", request.env._("Cancelled")),
        ]
        return self._render_list("orders", "orders", service._prepare_rows(orders), total, asked, states)

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
        report = self.customer.config.order_report_id
        return self._download(request.env["eservices.documents"]._render_pdf(report, order), order.name)
