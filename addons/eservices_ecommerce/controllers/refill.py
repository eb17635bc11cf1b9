from odoo.exceptions import UserError
from odoo.http import request, route

from .base import PlatformController


class RefillController(PlatformController):
    """A past order into the cart once more, and out again (B2)."""

    @route(
        "/eservices/orders/<int:order_id>/reorder",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch=("show_orders", "show_cart"),
        eservices_changes_cart=True,
    )
    def reorder(self, order_id, **_params):
        """Order again: what of it is possible goes into the cart, the rest is named."""
        order = request.env["eservices.orders"]._find(self.customer, order_id)
        return self._refill(request.env["eservices.refill"]._read_order(order))

    @route(
        "/eservices/cart/take-back",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def take_back(self, taken=None, **_params):
        """Undo: take out of the cart what was just put in."""
        try:
            request.env["eservices.refill"]._take_back(self.customer, taken)
        except UserError as error:
            return {"ok": False, "error": error.args[0]}
        cart = request.env["eservices.cart"]._summarize(self.customer)
        return {"ok": True, "text": request.env._("Your cart is as it was before."), "cart": cart}
