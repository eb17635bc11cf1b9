from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import float_compare

from ..const import REFILL_LINES
from .typed import read_id


class EservicesRefill(models.AbstractModel):
    """Many products into the cart at once, out of a past order or a list (B2)."""

    _name = "eservices.refill"
    _description = "Refilling the cart on the customer platform"

    def _fill(self, customer, wanted):
        """Add to the cart what can be ordered, and say of the rest why not.

        :param wanted: list of ``{"product", "quantity", "problem"}``; what has a problem already stays out
        :return: ``{"total", "added", "refused", "taken"}``: numbers of lines, what stayed out as
            ``[{"name", "code", "own_code", "reason"}]``, and what was added as ``[[product id, quantity]]``
        :raise UserError: when there are more lines than are taken at once
        """
        if len(wanted) > REFILL_LINES:
            raise UserError(self.env._("At most %s lines are taken at once.", REFILL_LINES))
        rows = self._check(customer, wanted)
        good = [row for row in rows if not row["problem"]]
        pad = self.env["eservices.quick.order"]
        added = pad._put(customer, good) if good else set()
        too_much = self._explain_rest(customer, [row for row in good if row["product"].id not in added])
        rows = [{**row, "problem": row["problem"] or too_much.get(row["product"], "")} for row in rows]
        taken = pad._sum([row for row in good if row["product"].id in added])
        refused = [row for row in rows if row["problem"]]
        return {
            "total": len(rows),
            "added": len(rows) - len(refused),
            "refused": self._describe(customer, refused),
            "taken": [[product.id, quantity] for product, quantity in taken.items()],
        }

    def _check(self, customer, wanted):
        """Say what is wrong with each line: the customer's right to the product, then its quantity."""
        products = customer.env["product.product"].union(*(row["product"] for row in wanted))
        reasons = self._get_reasons(customer, products)
        cart = self.env["eservices.cart"]
        rows = []
        for row in wanted:
            problem = reasons.get(row["product"]) or row["problem"]
            if not problem:
                try:
                    cart._read_quantity(row["product"], row["quantity"])
                except UserError as error:
                    problem = error.args[0]
            rows.append({**row, "problem": problem})
        return rows

    def _get_reasons(self, customer, products):
        """Why the customer may not order some of these products: ``{product: reason}`` (P14)."""
        rights = self.env["eservices.rights"]
        refused = products - rights._filter_allowed(customer, products)
        if not refused:
            return {}
        verdicts = rights._check(refused, customer.contact, customer.config)
        return {product: reason for product, (allowed, reason) in verdicts.items() if not allowed}

    def _explain_rest(self, customer, rows):
        """Why lines that are fine did not get in with what the cart holds: ``{product: reason}``."""
        pad = self.env["eservices.quick.order"]
        held = self.env["eservices.cart"]._get_quantities(customer) if rows else {}
        return {
            product: refusal.args[0]
            for product, quantity in pad._sum(rows).items()
            if (refusal := pad._get_refusal(product, quantity + held.get(product.id, 0)))
        }

    def _describe(self, customer, refused):
        products = customer.env["product.product"].union(*(row["product"] for row in refused))
        names = self.env["eservices.catalogue"]._get_names(customer, products) if products else {}
        codes = self.env["eservices.references"]._get_codes(customer, products)
        return [
            {
                "name": names[row["product"].id],
                "code": row["product"].default_code or "",
                "own_code": codes.get(row["product"], ""),
                "reason": row["problem"],
            }
            for row in refused
        ]

    def _read_order(self, order):
        """The goods of an order as ``_fill`` wants them, each in the unit in which it is sold now."""
        lines = order._get_eservices_product_lines().filtered(lambda line: not line.is_downpayment)
        return [{**self._read_line(line), "note": line.eservices_note or ""} for line in lines]

    def _read_line(self, line):
        product, unit = line.product_id, line.product_uom_id
        row = {"product": product, "quantity": line.product_uom_qty, "problem": ""}
        if unit == product.uom_id:
            return row
        if not unit._has_common_reference(product.uom_id):
            text = self.env._(
                "It was ordered by %(old)s and is now sold by %(new)s.",
                old=unit._get_eservices_name(),
                new=product.uom_id._get_eservices_name(),
            )
            return {**row, "problem": text}
        return {**row, "quantity": unit._compute_quantity(line.product_uom_qty, product.uom_id)}

    # === UNDO === #

    def _take_back(self, customer, taken):
        """Take out of the cart what ``_fill`` added; what was changed since keeps the change.

        :param taken: ``[[product id, quantity]]`` as the page sends it
        :raise UserError: when it cannot be read, or there is no cart any more
        """
        amounts = self._read_taken(taken)
        service = self.env["eservices.cart"]
        if not service._get(customer):
            raise UserError(self.env._("There is no open cart any more: nothing was changed."))
        cart = service._open(customer)
        gone = cart.order_line.browse()
        for line in cart._get_eservices_product_lines():
            amount = amounts.get(line.product_id.id)
            if not amount:
                continue
            left = line.product_uom_qty - amount
            if float_compare(left, 0, precision_rounding=line.product_uom_id.rounding) <= 0:
                gone |= line
            else:
                line.product_uom_qty = left
        gone.unlink()
        service._refresh(customer, cart)

    def _read_taken(self, taken):
        amounts = defaultdict(float)
        pairs = taken if isinstance(taken, list) and len(taken) <= REFILL_LINES else ()
        for pair in pairs:
            if not (isinstance(pair, list) and len(pair) == 2):
                break
            product_id, quantity = pair
            is_number = isinstance(quantity, int | float) and not isinstance(quantity, bool)
            if not (read_id(product_id) and is_number and quantity > 0):
                break
            amounts[read_id(product_id)] += quantity
        else:
            if amounts:
                return amounts
        raise UserError(self.env._("The form is incomplete."))

    # === ANSWER === #

    def _prepare_answer(self, customer, result):
        """What a page shows after ``_fill``: one statement, and each line that stayed out with its reason.

        :return: ``{"ok", "text", "html", "cart", "taken"}``
        """
        text = self._get_statement(result)
        values = {"refill": {**result, "text": text}}
        return {
            "ok": True,
            "text": text,
            "html": self.env["ir.qweb"]._render("eservices_ecommerce.refill_answer", values),
            "cart": self.env["eservices.cart"]._summarize(customer),
            "taken": result["taken"],
        }

    def _get_statement(self, result):
        total, added = result["total"], result["added"]
        if not total:
            return self.env._("There is nothing in it that could be put in your cart.")
        if added < total:
            return self.env._("%(part)s of %(whole)s lines are in your cart.", part=added, whole=total)
        if total == 1:
            return self.env._("The line is in your cart.")
        return self.env._("All %s lines are in your cart.", total)
