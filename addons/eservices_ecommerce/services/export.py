import io

from odoo import models

WIDTH = 18


class EservicesExport(models.AbstractModel):
    """Lists of documents as a workbook for the customer's own tools (P20 to P22)."""

    _name = "eservices.export"
    _description = "Export of the customer platform"

    def _make_workbook(self, title, columns, rows):
        """A workbook with one sheet.

        :param str title: name of the sheet
        :param columns: ``[(key, heading, kind)]``; kind is text, date or amount
        :param rows: dicts by key
        :return: the file
        :rtype: bytes
        """
        # As in Odoo itself, only a worker that writes a workbook holds the library.
        import xlsxwriter

        stream = io.BytesIO()
        # A name of a customer that begins with "=" is a name, never a formula.
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(stream, options) as book:
            sheet = book.add_worksheet(title[:31])
            formats = {
                "text": None,
                "date": book.add_format({"num_format": "yyyy-mm-dd"}),
                "amount": book.add_format({"num_format": "#,##0.00"}),
            }
            sheet.write_row(
                0, 0, [heading for _key, heading, _kind in columns], book.add_format({"bold": True})
            )
            sheet.set_column(0, len(columns) - 1, WIDTH)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, start=1):
                for column, (key, _heading, kind) in enumerate(columns):
                    if row[key] not in (None, False, ""):
                        sheet.write(number, column, row[key], formats[kind])
        return stream.getvalue()

    def _export_orders(self, orders):
        """Workbook of orders."""
        states = self.env["eservices.orders"]
        columns = [
            ("name", self.env._("Order"), "text"),
            ("po", self.env._("Your PO"), "text"),
            ("date", self.env._("Placed"), "date"),
            ("by", self.env._("Ordered by"), "text"),
            ("state", self.env._("State"), "text"),
            ("untaxed", self.env._("Total excl. tax"), "amount"),
            ("total", self.env._("Total incl. tax"), "amount"),
            ("currency", self.env._("Currency"), "text"),
        ]
        rows = [
            {
                "name": order.name,
                "po": order.client_order_ref,
                "date": order.date_order,
                "by": order.partner_id.name,
                "state": states._get_state(order)["text"],
                "untaxed": order.amount_untaxed,
                "total": order.amount_total,
                "currency": order.currency_id.name,
            }
            for order in orders
        ]
        return self._make_workbook(self.env._("Orders"), columns, rows)

    def _export_deliveries(self, pickings):
        """Workbook of the lines of deliveries."""
        documents = self.env["eservices.documents"]
        columns = [
            ("name", self.env._("Delivery"), "text"),
            ("order", self.env._("Order"), "text"),
            ("po", self.env._("Your PO"), "text"),
            ("date", self.env._("Date"), "date"),
            ("state", self.env._("State"), "text"),
            ("code", self.env._("Reference"), "text"),
            ("product", self.env._("Product"), "text"),
            ("quantity", self.env._("Quantity"), "amount"),
            ("tracking", self.env._("Tracking"), "text"),
        ]
        rows = [
            {
                "name": picking.name,
                "order": picking.sale_id.name,
                "po": picking.sale_id.client_order_ref,
                "date": picking.date_done or picking.scheduled_date,
                "state": documents._get_delivery_state(picking)["text"],
                "code": move.product_id.default_code,
                "product": move.product_id.name,
                "quantity": move.quantity if picking.state == "done" else move.product_uom_qty,
                "tracking": picking.carrier_tracking_ref,
            }
            for picking in pickings
            for move in picking.move_ids
            if move.state != "cancel"
        ]
        return self._make_workbook(self.env._("Deliveries"), columns, rows)

    def _export_invoices(self, moves):
        """Workbook of invoices and credit notes."""
        documents = self.env["eservices.documents"]
        columns = [
            ("name", self.env._("Invoice"), "text"),
            ("date", self.env._("Date"), "date"),
            ("due", self.env._("Due"), "date"),
            ("state", self.env._("State"), "text"),
            ("untaxed", self.env._("Total excl. tax"), "amount"),
            ("total", self.env._("Total incl. tax"), "amount"),
            ("open", self.env._("Open"), "amount"),
            ("currency", self.env._("Currency"), "text"),
        ]
        rows = [
            {
                "name": move.name,
                "date": move.invoice_date,
                "due": move.invoice_date_due,
                "state": documents._get_invoice_state(move)["text"],
                "untaxed": -move.amount_untaxed if move.move_type == "out_refund" else move.amount_untaxed,
                "total": -move.amount_total if move.move_type == "out_refund" else move.amount_total,
                "open": move._get_eservices_residual() * (-1 if move.move_type == "out_refund" else 1),
                "currency": move.currency_id.name,
            }
            for move in moves
        ]
        return self._make_workbook(self.env._("Invoices"), columns, rows)
