from odoo.exceptions import MissingError, UserError
from odoo.http import request, route

from ..services.typed import read_id, read_text
from .base import PlatformController


class ListController(PlatformController):
    """Lists of products to order again (B2). They come and go with the cart."""

    @route(
        "/eservices/lists",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_cart",
    )
    def lists(self, deleted="", **params):
        """The lists of the customer and those that his company shares; ``deleted`` was just thrown away."""
        query = self._read_list_query(params)
        page = request.env["eservices.lists.page"]
        lists, total = request.env["eservices.lists"]._list(self.customer, query)
        rows = page._prepare_rows(self.customer, lists)
        values = request.env["eservices.layout"]._prepare_list(
            "/eservices/lists", rows, total, query, page._get_states()
        )
        values |= {"export_url": None, "no_days": True, "deleted": read_id(deleted)}
        return self._render("lists", "lists", values)

    @route(
        "/eservices/lists/<int:list_id>",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_cart",
    )
    def list_page(self, list_id, page="", **_params):
        """One list."""
        found = request.env["eservices.lists"]._find(self.customer, list_id)
        values = request.env["eservices.lists.page"]._prepare_page(self.customer, found, read_id(page) or 1)
        return self._render("list", "lists", values)

    @route(
        "/eservices/lists/add",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_cart",
    )
    def choose_list(self, **params):
        """Choose the list for a product, an order, the cart or another list, or begin an empty one."""
        values = request.env["eservices.lists.save"]._prepare_page(self.customer, params)
        return self._render("list_save", "lists", values)

    @route(
        "/eservices/lists/save",
        type="http",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
    )
    def save_to_list(self, **params):
        """Put it on the chosen list, or on a new one."""
        save = request.env["eservices.lists.save"]
        try:
            chosen, added, refused = save._save(self.customer, params)
        except MissingError:
            raise
        except UserError as error:
            values = save._prepare_page(self.customer, params, error.args[0])
            return self._render("list_save", "lists", values, status=422)
        if added or refused:
            request.session["eservices_flash"] = self._get_list_message(added, refused)
        return request.redirect(f"/eservices/lists/{chosen.id}", local=True)

    @route(
        "/eservices/lists/<int:list_id>/settings",
        type="http",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
    )
    def change_list(self, list_id, name="", is_shared="", **_params):
        """Rename the list, share it or take it back."""
        lists = request.env["eservices.lists"]
        return self._do_with_list(
            lambda: lists._write(self.customer, list_id, name, bool(is_shared)), f"/eservices/lists/{list_id}"
        )

    @route(
        "/eservices/lists/<int:list_id>/delete",
        type="http",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
    )
    def delete_list(self, list_id, **_params):
        """Throw the list away; the next page offers to bring it back."""
        lists = request.env["eservices.lists"]
        return self._do_with_list(
            lambda: lists._set_active(self.customer, list_id, False), f"/eservices/lists?deleted={list_id}"
        )

    @route(
        "/eservices/lists/<int:list_id>/restore",
        type="http",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
    )
    def restore_list(self, list_id, **_params):
        """Bring back a list that was thrown away."""
        lists = request.env["eservices.lists"]
        return self._do_with_list(
            lambda: lists._set_active(self.customer, list_id, True), f"/eservices/lists/{list_id}"
        )

    @route(
        "/eservices/lists/<int:list_id>/order",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def order_list(self, list_id, line_ids=None, **_params):
        """Put the ticked lines in the cart, or all of them."""
        lists = request.env["eservices.lists"]
        found = lists._find(self.customer, list_id)
        try:
            wanted = lists._read_list(found, line_ids)
        except UserError as error:
            return {"ok": False, "error": error.args[0]}
        return self._refill(wanted)

    # === HELPERS === #

    def _do_with_list(self, change, url):
        """Do one change and show the page; why it was refused is said on the page of lists."""
        try:
            change()
        except MissingError:
            raise
        except UserError as error:
            request.session["eservices_flash"] = {"kind": "bad", "text": error.args[0]}
            url = read_text(request.httprequest.path, 200).rpartition("/")[0]
        return request.redirect(url, local=True)

    def _get_list_message(self, added, refused):
        text = request.env._("Lines added to the list: %s.", added)
        reasons = [f"{line['name']}: {line['reason']}" for line in refused]
        return {"kind": "warn" if refused else "ok", "text": " ".join([text, *reasons])}
