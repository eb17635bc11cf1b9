from odoo.http import request, route

from ..const import EXPORT_ROWS
from .base import PlatformController


class DeliveryController(PlatformController):
    """Deliveries: list, page, PDF."""

    @route(
        "/eservices/deliveries",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_deliveries",
    )
    def deliveries(self, **params):
        """The deliveries of the customer's company (P20)."""
        query = self._read_list_query(params)
        documents = request.env["eservices.documents"]
        pickings, total = documents._list_deliveries(self.customer, query)
        states = [
            ("", request.env._("All")),
            ("open", request.env._("On the way")),
            ("done", request.env._("Delivered")),
        ]
        rows = documents._prepare_delivery_rows(pickings)
        return self._render_list("deliveries", "deliveries", rows, total, query, states)

    @route(
        "/eservices/deliveries/export",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_deliveries",
    )
    def export_deliveries(self, **params):
        """What the list shows, all pages, as a workbook (P20 to P22)."""
        query = self._read_list_query(params).but()
        records = request.env["eservices.documents"]._list_deliveries(
            self.customer, query, limit=EXPORT_ROWS
        )[0]
        return self._download_workbook(
            request.env["eservices.export"]._export_deliveries(self.customer, records), "deliveries"
        )

    @route(
        "/eservices/deliveries/<int:picking_id>",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_deliveries",
    )
    def delivery(self, picking_id, **_params):
        """One delivery with its lines, back-orders and tracking (P20)."""
        documents = request.env["eservices.documents"]
        picking = documents._find_delivery(self.customer, picking_id)
        values = documents._prepare_delivery_page(self.customer, picking)
        values["breadcrumbs"] = [
            {"label": request.env._("Deliveries"), "url": "/eservices/deliveries"},
            {"label": picking.name, "url": None},
        ]
        return self._render("delivery", "deliveries", values)

    @route(
        "/eservices/deliveries/<int:picking_id>/pdf",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=False,
        eservices_switch="show_deliveries",
    )
    def delivery_pdf(self, picking_id, **_params):
        """The PDF of a delivery, by the configured report (P13)."""
        picking = request.env["eservices.documents"]._find_delivery(self.customer, picking_id)
        return self._send_pdf("delivery", picking)
