from werkzeug.exceptions import NotFound

from odoo.exceptions import MissingError, UserError
from odoo.http import request, route

from ..services.typed import read_id, read_text
from .base import PlatformController


class CartController(PlatformController):
    """The cart. A change answers ``{"ok": True, …}``, or ``{"ok": False, "error": sentence}``."""

    @route(
        "/eservices/cart",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_cart",
    )
    def cart(self, check="", **_params):
        """The page of the cart; ``check`` marks what is missing for its validation."""
        page = request.env["eservices.cart.page"]
        errors = page._get_missing(self.customer) if check else {}
        values = {**page._prepare_page(self.customer, errors), **page._prepare_messages(self.customer)}
        return self._render("cart", "cart", values)

    @route(
        "/eservices/cart/add",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def add(self, product_id=None, quantity=None, with_html=False, **_params):
        """Add a quantity of a product (P18)."""
        return self._change("_add", product_id, quantity, with_html)

    @route(
        "/eservices/cart/set",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def set_quantity(self, product_id=None, quantity=None, note=None, with_html=False, **_params):
        """Let the quantity of a product in the cart be this one; zero takes it out (P18)."""
        return self._change("_set", product_id, quantity, with_html, note=note)

    @route(
        "/eservices/cart/code",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def add_code(self, reference=None, quantity=1, with_html=False, **_params):
        """Add by a typed reference, own number or barcode (P18)."""
        service = request.env["eservices.cart"]
        try:
            product = service._find_product_by_code(self.customer, read_text(reference, 64))
        except UserError as error:
            return {"ok": False, "error": error.args[0], "field": "reference"}
        return self._change("_add", product.id, quantity, with_html)

    @route(
        "/eservices/cart/lines/<int:line_id>",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def change_line(self, line_id, quantity=None, **_params):
        """Change the quantity of a line; zero takes it out (P18)."""
        return self._answer(lambda cart: cart._change_line(self.customer, line_id, quantity))

    @route(
        "/eservices/cart/lines/<int:line_id>/note",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def note_line(self, line_id, values=None, **_params):
        """Note something on a line (P18)."""
        return self._answer(lambda cart: cart._note_line(self.customer, line_id, values) or {})

    @route(
        "/eservices/cart/lines/<int:line_id>/remove",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def remove_line(self, line_id, **_params):
        """Remove a line; the answer says how to undo it (P18)."""
        return self._answer(lambda cart: {"undo": cart._remove_line(self.customer, line_id)})

    @route(
        "/eservices/cart/details",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def details(self, values=None, **_params):
        """Save what the customer filled in about delivery and references (B6)."""
        page = request.env["eservices.cart.page"]
        if not isinstance(values, dict):
            return {"ok": False, "error": request.env._("The form is incomplete."), "errors": {}}
        try:
            errors = page._write_details(self.customer, values)
        except UserError as error:
            return {"ok": False, "error": error.args[0], "errors": {}}
        return {"ok": not errors, "errors": errors, **self._fragment(errors)}

    @route(
        "/eservices/cart/voucher",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def apply_voucher(self, code=None, **_params):
        """Let this be the code of the cart (P18)."""
        voucher = request.env["eservices.cart.voucher"]
        return self._answer(lambda _cart: voucher._apply(self.customer, code) or {})

    @route(
        "/eservices/cart/voucher/remove",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def remove_voucher(self, **_params):
        """Take the code out of the cart (P18)."""
        voucher = request.env["eservices.cart.voucher"]
        return self._answer(lambda _cart: voucher._remove(self.customer) or {})

    @route(
        "/eservices/cart/validate",
        type="http",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def validate(self, cart_id="", key="", terms="", **_params):
        """Validate the cart: one draft order, however often this is sent (P19)."""
        try:
            service = request.env["eservices.cart"]
            order = service._submit(self.customer, read_id(cart_id), read_text(key, 64), read_text(terms, 64))
        except MissingError as error:
            raise NotFound(error.args[0]) from error
        except UserError as error:
            request.session["eservices_flash"] = {"kind": "bad", "text": error.args[0]}
            return request.redirect("/eservices/cart?check=1", local=True)
        return request.redirect(f"/eservices/orders/{order.id}?placed=1", local=True)

    # === HELPERS === #

    def _change(self, verb, product_id, quantity, with_html, **values):
        """Find the product, change the cart, and say what is in it now and how to go back.

        :param with_html: the cart's own page asks for its content drawn again
        """
        service = request.env["eservices.cart"]
        try:
            product = service._find_product(self.customer, read_id(product_id))
            undo = service._get_undo(self.customer, product)
            line = getattr(service, verb)(self.customer, product, quantity, **values)
        except MissingError as error:
            raise NotFound(error.args[0]) from error
        except UserError as error:
            return self._describe_refusal(error, field="quantity")
        answer = {"ok": True, "undo": undo, **service._describe_line(self.customer, line, product)}
        return {**answer, **self._fragment()} if with_html else answer

    def _answer(self, change):
        """Do one change of the open cart and answer with its new page."""
        try:
            result = change(request.env["eservices.cart"])
        except MissingError as error:
            raise NotFound(error.args[0]) from error
        except UserError as error:
            return self._describe_refusal(error)
        return {"ok": True, **result, **self._fragment()}

    def _fragment(self, errors=None):
        """The cart's content, drawn again."""
        values = request.env["eservices.cart.page"]._prepare_page(self.customer, errors)
        frame = request.env["eservices.layout"]._prepare_platform(self.customer, "cart")
        values["platform"] = {**frame, "csrf_token": request.csrf_token()}
        values["fragment"] = request.env["eservices.fragments"]._render
        html = request.env["ir.qweb"]._render("eservices_ecommerce.cart_content", values)
        return {"html": html, "cart": values["platform"]["cart"]}
