from odoo.exceptions import MissingError, UserError
from odoo.http import request, route

from ..services.typed import read_id, read_text
from .base import PlatformController


class ListLineController(PlatformController):
    """Lines of a list. A change answers ``{"ok": True, …}``, or ``{"ok": False, "error": sentence}`` (B2)."""

    @route(
        "/eservices/lists/<int:list_id>/lines",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
    )
    def add_list_line(self, list_id, reference=None, quantity=1, page=1, **_params):
        """Add by a typed reference, own number or barcode."""

        def add(lists):
            owned = lists._find_own(self.customer, list_id)
            cart = request.env["eservices.cart"]
            product = cart._find_product_by_code(self.customer, read_text(reference, 64))
            wanted = cart._read_quantity(product, quantity)
            lists._add(owned, [{"product": product, "quantity": wanted, "problem": ""}])
            return {"text": request.env._("%s is on the list.", product.name)}

        return self._answer_list(list_id, page, add)

    @route(
        "/eservices/lists/<int:list_id>/lines/<int:line_id>",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
    )
    def change_list_line(self, list_id, line_id, page=1, **params):
        """Change quantity or note; quantity zero takes the line off."""
        values = {name: params[name] for name in ("quantity", "note") if name in params}
        return self._answer_list(
            list_id, page, lambda lists: lists._change_line(self.customer, list_id, line_id, values)
        )

    @route(
        "/eservices/lists/<int:list_id>/lines/<int:line_id>/remove",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
    )
    def remove_list_line(self, list_id, line_id, page=1, **_params):
        """Take the line off; the answer says how to undo it."""
        return self._answer_list(
            list_id,
            page,
            lambda lists: {"undo": lists._remove_line(self.customer, list_id, line_id)},
        )

    @route(
        "/eservices/lists/<int:list_id>/lines/<int:line_id>/restore",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
    )
    def restore_list_line(self, list_id, line_id, page=1, **_params):
        """Undo: bring back a line that was taken off."""
        return self._answer_list(
            list_id, page, lambda lists: lists._restore_line(self.customer, list_id, line_id)
        )

    @route(
        "/eservices/lists/<int:list_id>/lines/<int:line_id>/move",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
    )
    def move_list_line(self, list_id, line_id, direction=None, page=1, **_params):
        """Change places with the line above or below."""
        return self._answer_list(
            list_id, page, lambda lists: lists._move_line(self.customer, list_id, line_id, direction)
        )

    def _answer_list(self, list_id, page, change):
        """Do one change of a list and answer with its lines as they are now."""
        lists = request.env["eservices.lists"]
        try:
            result = change(lists)
        except MissingError:
            raise
        except UserError as error:
            return self._describe_refusal(error)
        found = lists._find(self.customer, list_id)
        values = request.env["eservices.lists.page"]._prepare_page(self.customer, found, read_id(page) or 1)
        html = request.env["ir.qweb"]._render("eservices_ecommerce.list_content", values)
        return {"ok": True, **(result or {}), "html": html}
