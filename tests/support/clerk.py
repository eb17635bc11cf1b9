"""What a clerk does in the back office, call by call as the web client makes them."""

import ast


class Clerk:
    """A member of staff at work.

    :param Rpc rpc: a program with his rights
    """

    def __init__(self, rpc):
        self.rpc = rpc

    def read(self, model, record, *fields):
        """Read fields of one record."""
        return self.rpc.call(model, "read", [record], list(fields), load=False)[0]

    def confirm(self, order):
        """Confirm an order; returns its deliveries."""
        self.rpc.call("sale.order", "action_confirm", [order])
        return self.read("sale.order", order, "picking_ids")["picking_ids"]

    def deliver(self, picking, **quantities):
        """Validate a delivery, whole or with the given quantities; the rest follows later.

        :param quantities: quantity by id of the product, as `product_7=3`
        :return: the back-order, or `None`
        """
        self.rpc.call("stock.picking", "action_assign", [picking])
        moves = self.rpc.search_read(
            "stock.move", [("picking_id", "=", picking)], ["product_id", "product_uom_qty"]
        )
        commands = []
        for move in moves:
            quantity = quantities.get(f"product_{move['product_id'][0]}", move["product_uom_qty"])
            commands.append([1, move["id"], {"quantity": quantity, "picked": True}])
        self.rpc.call("stock.picking", "web_save", [picking], {"move_ids": commands}, specification={})
        action = self.rpc.call("stock.picking", "button_validate", [picking])
        if isinstance(action, dict):
            assert action["res_model"] == "stock.backorder.confirmation", action
            wizard = self.rpc.call(action["res_model"], "create", [{}], context=action["context"])
            self.rpc.call(action["res_model"], "process", wizard, context=action["context"])
        assert self.read("stock.picking", picking, "state")["state"] == "done"
        followers = self.read("stock.picking", picking, "backorder_ids")["backorder_ids"]
        return followers[0] if followers else None

    def invoice(self, order):
        """Invoice what is delivered and post it; returns the invoice."""
        before = set(self.read("sale.order", order, "invoice_ids")["invoice_ids"])
        context = {"active_model": "sale.order", "active_ids": [order], "active_id": order}
        values = {"advance_payment_method": "delivered"}
        wizard = self.rpc.call("sale.advance.payment.inv", "create", [values], context=context)
        self.rpc.call("sale.advance.payment.inv", "create_invoices", wizard, context=context)
        (invoice,) = set(self.read("sale.order", order, "invoice_ids")["invoice_ids"]) - before
        self.rpc.call("account.move", "action_post", [invoice])
        return invoice

    def find_payment(self, invoice):
        """Return the recorded payment of an invoice that waits for a decision."""
        domain = [("invoice_ids", "in", [invoice]), ("state", "=", "submitted")]
        (payment,) = self.rpc.search_read("eservices.payment", domain, ["id"])
        return payment["id"]

    def process(self, payment):
        """Process a recorded payment."""
        self.rpc.call("eservices.payment", "action_process", [payment])

    def refuse(self, payment, reason):
        """Refuse a recorded payment, with the window that asks for the reason."""
        context = {"default_payment_id": payment}
        wizard = self.rpc.call("eservices.payment.refuse", "create", [{"reason": reason}], context=context)
        self.rpc.call("eservices.payment.refuse", "action_refuse", wizard, context=context)

    def count(self, action, *domain):
        """Count the records that a menu shows, by the external id of its action."""
        description = self.rpc.jsonrpc("/web/action/load", action_id=action)
        model, own = description["res_model"], ast.literal_eval(description["domain"] or "[]")
        return self.rpc.call(model, "search_count", [*own, *domain])
