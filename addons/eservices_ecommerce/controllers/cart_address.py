from odoo.exceptions import UserError
from odoo.http import request, route

from .cart import CartController


class CartAddressController(CartController):
    """A new delivery address, in the cart."""

    @route(
        "/eservices/cart/address/form",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        readonly=True,
        eservices_switch="show_cart",
    )
    def address_form(self, values=None, **_params):
        """The form of a new delivery address, drawn for the country that is chosen in it (P18)."""
        form = request.env["eservices.cart.address"]._prepare_form(self.customer, values)
        html = request.env["ir.qweb"]._render("eservices_ecommerce.cart_address_form", {"form": form})
        return {"ok": True, "html": html}

    @route(
        "/eservices/cart/address",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def save_address(self, values=None, **_params):
        """Keep a new delivery address and send the cart there (P18)."""
        try:
            errors = request.env["eservices.cart.address"]._save(self.customer, values)
        except UserError as error:
            return {"ok": False, "error": error.args[0], "errors": {}}
        return {"ok": False, "errors": errors} if errors else {"ok": True, **self._fragment()}
