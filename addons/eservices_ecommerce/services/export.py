import io
from typing import NamedTuple

from odoo import models

WIDTH = 18


class Sheet(NamedTuple):
    """A sheet of a workbook.

    :param str title: its name
    :param list columns: ``[(key, heading, kind)]``; kind is text, date, number or amount
    :param list rows: dicts by key
    """

    title: str
    columns: list
    rows: list


class EservicesExport(models.AbstractModel):
    """Lists of documents as a workbook for the customer's own tools (P20 to P22)."""

    _name = "eservices.export"
    _description = "Export of the customer platform"

    def _make_workbook(self, *sheets):
        """A workbook.

        :param sheets: a :class:`Sheet` each
        :return: the file
        :rtype: bytes
        """
        # As in Odoo itself, only a worker that writes a workbook holds the library.
        import xlsxwriter

        stream = io.BytesIO()
        # A name of a customer that begins with "=" is a name, never a formula.
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(stream, options) as book:
            formats = {
                "text": None,
                "number": None,
                "date": book.add_format({"num_format": "yyyy-mm-dd"}),
                "amount": book.add_format({"num_format": "#,##0.00"}),
                "heading": book.add_format({"bold": True}),
            }
            for sheet in sheets:
                self._write_sheet(book.add_worksheet(sheet.title[:31]), sheet, formats)
        return stream.getvalue()

    def _write_sheet(self, worksheet, sheet, formats):
        headings = [heading for _key, heading, _kind in sheet.columns]
        worksheet.write_row(0, 0, headings, formats["heading"])
        worksheet.set_column(0, len(headings) - 1, WIDTH)
        worksheet.freeze_panes(1, 0)
        for number, row in enumerate(sheet.rows, start=1):
            for column, (key, _heading, kind) in enumerate(sheet.columns):
                if row[key] not in (None, False, ""):
                    worksheet.write(number, column, row[key], formats[kind])

    def _describe_products(self, customer, products):
        """What lines say of their products, read once: ``{product: {"code", "own_code", "product"}}``."""
        names = self.env["eservices.catalogue"]._get_names(customer, products) if products else {}
        codes = self.env["eservices.references"]._get_codes(customer, products)
        return {
            product: {
                "code": product.default_code,
                "own_code": codes.get(product),
                "product": names.get(product.id) or product.name,
            }
            for product in products
        }

    def _get_product_columns(self):
        return [
            ("code", self.env._("Reference"), "text"),
            ("own_code", self.env._("Your number"), "text"),
            ("product", self.env._("Product"), "text"),
        ]

    def _export_orders(self, customer, orders):
        """Workbook of orders and of their lines."""
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
        return self._make_workbook(
            Sheet(self.env._("Orders"), columns, rows), self._make_order_lines(customer, orders)
        )

    def _make_order_lines(self, customer, orders):
        lines = [(order, line) for order in orders for line in order._get_eservices_product_lines()]
        described = self._describe_products(customer, orders.order_line.product_id)
        columns = [
            ("name", self.env._("Order"), "text"),
            ("po", self.env._("Your PO"), "text"),
            *self._get_product_columns(),
            ("quantity", self.env._("Quantity"), "number"),
            ("unit", self.env._("Unit"), "text"),
            ("shipped", self.env._("Shipped"), "number"),
            ("untaxed", self.env._("Total excl. tax"), "amount"),
            ("currency", self.env._("Currency"), "text"),
        ]
        rows = [
            {
                "name": order.name,
                "po": order.client_order_ref,
                **described[line.product_id],
                "quantity": line.product_uom_qty,
                "unit": line.product_uom_id._get_eservices_name(),
                "shipped": line.qty_delivered,
                "untaxed": line.price_subtotal,
                "currency": line.currency_id.name,
            }
            for order, line in lines
        ]
        return Sheet(self.env._("Lines"), columns, rows)

    def _export_deliveries(self, customer, pickings):
        """Workbook of the lines of deliveries."""
        documents = self.env["eservices.documents"]
        described = self._describe_products(customer, pickings.move_ids.product_id)
        columns = [
            ("name", self.env._("Delivery"), "text"),
            ("order", self.env._("Order"), "text"),
            ("po", self.env._("Your PO"), "text"),
            ("date", self.env._("Date"), "date"),
            ("state", self.env._("State"), "text"),
            *self._get_product_columns(),
            ("quantity", self.env._("Quantity"), "number"),
            ("tracking", self.env._("Tracking"), "text"),
        ]
        rows = [
            {
                "name": picking.name,
                "order": picking.sale_id.name,
                "po": picking.sale_id.client_order_ref,
                "date": picking.date_done or picking.scheduled_date,
                "state": documents._get_delivery_state(picking)["text"],
                **described[move.product_id],
                "quantity": move.quantity if picking.state == "done" else move.product_uom_qty,
                "tracking": picking.carrier_tracking_ref,
            }
            for picking in pickings
            for move in picking.move_ids
            if move.state != "cancel"
        ]
        return self._make_workbook(Sheet(self.env._("Deliveries"), columns, rows))

    def _export_invoices(self, customer, moves):
        """Workbook of invoices and credit notes, and of their lines."""
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
        return self._make_workbook(
            Sheet(self.env._("Invoices"), columns, rows), self._make_invoice_lines(customer, moves)
        )

    def _make_invoice_lines(self, customer, moves):
        lines = moves.invoice_line_ids.filtered(lambda line: line.display_type == "product")
        described = self._describe_products(customer, lines.product_id)
        nameless = {"code": "", "own_code": ""}
        columns = [
            ("name", self.env._("Invoice"), "text"),
            *self._get_product_columns(),
            ("quantity", self.env._("Quantity"), "number"),
            ("unit", self.env._("Unit"), "text"),
            ("untaxed", self.env._("Total excl. tax"), "amount"),
            ("currency", self.env._("Currency"), "text"),
        ]
        rows = []
        for line in lines:
            sign = -1 if line.move_type == "out_refund" else 1
            rows.append(
                {
                    "name": line.move_name,
                    **described.get(line.product_id, {**nameless, "product": line.name}),
                    "quantity": sign * line.quantity,
                    "unit": line.product_uom_id and line.product_uom_id._get_eservices_name(),
                    "untaxed": sign * line.price_subtotal,
                    "currency": line.currency_id.name,
                }
            )
        return Sheet(self.env._("Lines"), columns, rows)
