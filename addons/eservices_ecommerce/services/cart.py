import psycopg2.errors

from odoo import models
from odoo.exceptions import ConcurrencyError, MissingError, UserError
from odoo.fields import Domain

from ..const import LINE_NOTE_MAX, MAX_QUANTITY
from .quantity import QuantityError, is_zero, parse_quantity
from .text import escape_like
from .typed import read_text

# A text as long as this was not typed: what is beyond is not even counted.
MAX_TYPED = 5000


class EservicesCart(models.AbstractModel):
    """What a customer does with his cart (P18, P19). The cart itself is a ``sale.order``."""

    _name = "eservices.cart"
    _description = "Cart of the customer platform"

    def _get(self, customer):
        """The customer's open cart on his channel, or an empty recordset: reading never makes one."""
        if not self._is_open(customer.memo.get("cart", customer.env["sale.order"])):
            customer.memo["cart"] = self.env["eservices.cart.read"]._find(customer)
        return customer.memo["cart"]

    def _is_open(self, cart):
        return cart.is_eservices_cart and cart.state == "draft"

    def _wait_turn(self, customer):
        """Wait while other requests change the customer's cart, then see it as they left it (P18, P19).

        Odoo would run this request again after a random pause, five times at most; in a crowd that makes the
        customer wait for long, and may not be enough. To be called before anything is read or written:
        waiting begins the transaction anew.
        """
        while True:
            try:
                customer.memo["cart"] = customer.memo["held"] = self._lock(customer)
                return
            except psycopg2.errors.SerializationFailure:
                self.env.cr.rollback()

    def _lock(self, customer):
        """The customer's open cart, or an empty recordset, held until the transaction ends.

        :raise SerializationFailure: when another transaction changed it; Odoo then runs the request again
        """
        reader = self.env["eservices.cart.read"]
        return reader._read(reader._find(customer, is_held=True))

    def _open(self, customer):
        """The customer's open cart, made with the first product, and locked until the transaction ends.

        :raise ConcurrencyError: when another request made it just now; Odoo then runs this one again
        """
        held = customer.memo.get("held", customer.env["sale.order"])
        cart = held if self._is_open(held) else self._lock(customer)
        if not cart:
            orders = customer.env["sale.order"].with_context(
                mail_create_nolog=True, mail_create_nosubscribe=True
            )
            values = orders._prepare_eservices_cart_values(customer.contact, customer.config)
            try:
                cart = orders.create(values)
                cart.flush_recordset()
            except psycopg2.errors.UniqueViolation as error:
                raise ConcurrencyError("another request opened the cart") from error
            customer.forget_cart()
        # What the customer tries in his cart is no story for its chatter.
        return cart.with_context(mail_notrack=True)

    def _find_product(self, customer, product_id):
        """A product that the customer may order.

        :raise MissingError: for any other: to the customer it does not exist (P14)
        """
        products = customer.env["product.product"]
        # Together with what is in the cart: the header asks the same of that, and the amounts its weight.
        known = products._browse_eservices(
            (line.product_id, line.template_id) for line in self._read_lines(customer)
        )
        wanted = products.browse(product_id)
        if wanted not in known:
            wanted = products.search_fetch(Domain("id", "=", product_id), ["product_tmpl_id"])
        goods = {*wanted.ids, *(line.product_id for line in self._find_lines(customer))}
        if product_id not in self._filter_allowed_ids(customer, products.browse(goods)):
            raise MissingError(self.env._("This product does not exist."))
        return wanted.with_prefetch((known | wanted).ids)

    def _find_product_by_code(self, customer, code):
        """A product that the customer may order, by our reference, his own number or the barcode (P18).

        :raise UserError: when the reference is unknown, to him, or means several products
        """
        code = (code or "").strip()[:64]
        if not code:
            raise UserError(self.env._("Type a reference."))
        rights = self.env["eservices.rights"]
        allowed = rights._get_customer_domain(customer)
        products = customer.env["product.product"]
        found = products.search(allowed & Domain("default_code", "=ilike", escape_like(code)), limit=2)
        found = found or products.search(allowed & Domain("barcode", "=", code), limit=2)
        found = found or products.search(allowed & self._get_own_code_domain(customer, code), limit=2)
        if not found:
            raise UserError(self.env._("Unknown reference “%s”.", code))
        if len(found) > 1:
            raise UserError(
                self.env._("“%s” stands for several products: choose one in the catalogue.", code)
            )
        return found

    def _get_own_code_domain(self, customer, code):
        references = customer.env["product.customerinfo"].search_fetch(
            Domain("partner_id", "in", customer.contact._get_eservices_reference_partners().ids)
            & Domain("product_code", "=ilike", escape_like(code)),
            ["product_id", "product_tmpl_id"],
        )
        of_template = references.filtered(lambda reference: not reference.product_id).product_tmpl_id
        return Domain("id", "in", references.product_id.ids) | Domain(
            "product_tmpl_id", "in", of_template.ids
        )

    def _read_quantity(self, product, value):
        """The quantity that was typed, as a number in the product's unit.

        :raise UserError: with the reason, when it cannot be ordered
        """
        # By way of the product, which is read already: the variant's own unit would have to be computed.
        decimals = product.product_tmpl_id.uom_id._get_eservices_decimals()
        try:
            return parse_quantity(value, decimals, MAX_QUANTITY)
        except QuantityError as error:
            unit = product.uom_id.name
            messages = {
                "number": self.env._("The quantity is not a number."),
                "positive": self.env._("The quantity must be more than zero."),
                "large": self.env._(
                    "The quantity is too large: at most %s can be ordered at once.", MAX_QUANTITY
                ),
                "decimals": self.env._("Only whole quantities: it is sold by %s.", unit)
                if not decimals
                else self.env._(
                    "At most %(decimals)s decimals: it is sold by %(unit)s.", decimals=decimals, unit=unit
                ),
            }
            raise UserError(messages[error.code]) from None

    def _read_fitting(self, product, value):
        """The quantity that a line is to have, in which the product is sold (B5).

        :raise UserError: see ``_read_quantity``
        :raise QuantityRefused: with what fits instead
        """
        quantity = self._read_quantity(product, value)
        self.env["eservices.quantities"]._check_fit(product, quantity)
        return quantity

    def _read_addition(self, customer, product, value):
        """The quantity that was typed, to be added to what the cart holds; see ``_read_fitting``."""
        quantity = self._read_quantity(product, value)
        if not product.product_tmpl_id._get_eservices_quantity_rule().is_any:
            held = self._get_quantities(customer).get(product.id, 0.0)
            self.env["eservices.quantities"]._check_fit(product, held + quantity)
        return quantity

    def _add(self, customer, product, value):
        """Add a quantity of a product to the cart.

        :param value: the quantity as the customer typed it
        :return: the line of the cart
        :raise UserError: when the quantity is refused; the cart is unchanged
        """
        # Before a cart is opened for what it cannot hold.
        quantity = self._read_addition(customer, product, value)
        cart = self._open(customer)
        line = self._get_line(cart, product)
        return self._write_quantity(customer, cart, line, product, line.product_uom_qty + quantity)

    def _set(self, customer, product, value, note=None):
        """Let the quantity of a product in the cart be this one; see ``_add``.

        :param value: zero takes the product out
        :param note: the note of a line that comes back; see ``_get_undo``
        :return: the line of the cart, or an empty recordset
        """
        if is_zero(value):
            line = self._get_line(self._get(customer), product)
            if line:
                self._remove_line(customer, line.id)
            return line.browse()
        quantity, note = self._read_fitting(product, value), self._read_line_note(note)
        cart = self._open(customer)
        line = self._get_line(cart, product)
        line = self._write_quantity(customer, cart, line, product, quantity)
        if note:
            line.eservices_note = note
        return line

    def _get_undo(self, customer, product):
        """What ``_set`` needs to bring back what the cart holds of a product now.

        :return: ``{"product_id", "quantity", "note"}``, the note only where there is one
        """
        line = next((line for line in self._find_lines(customer) if line.product_id == product.id), None)
        undo = {"product_id": product.id, "quantity": line.quantity if line else 0}
        return {**undo, "note": line.note} if line and line.note else undo

    def _get_line(self, cart, product):
        return cart._get_eservices_product_lines(product)[:1]

    def _write_quantity(self, customer, cart, line, product, quantity):
        self._read_fitting(product, quantity)
        references = self.env["eservices.references"]
        known = references._get_ids(product, references._get(customer, product))
        cart = cart.with_context(eservices_references=known)
        line = line.with_env(cart.env)
        if line:
            line.product_uom_qty = quantity
        else:
            line = line.create({"order_id": cart.id, "product_id": product.id, "product_uom_qty": quantity})
        self._refresh(customer, cart)
        return line

    def _refresh(self, customer, cart):
        """Bring the cart up to date after a change of its goods, and keep what was found out for the page."""
        customer.forget_cart()
        # Odoo rounds each amount without prefetching, in an environment made anew unless somebody holds it.
        customer.memo["rounding"] = cart.with_context(prefetch_fields=False)
        # As the cart, of which nothing is tracked: whoever flushes first settles that.
        cart.env.flush_all()
        products = cart._get_eservices_product_lines().product_id
        cart._eservices_refresh(self._filter_allowed_ids(customer, products))

    def _find_line(self, customer, line_id):
        """A line of the customer's open cart.

        :raise MissingError: for any other line, or when the cart was validated meanwhile
        """
        cart = self._get(customer)
        line = cart._get_eservices_product_lines().filtered(lambda line: line.id == line_id)
        if not line:
            raise MissingError(self.env._("This line is no longer in your cart."))
        cart._eservices_lock()
        customer.forget_cart()
        return line.with_context(mail_notrack=True)

    def _set_line(self, customer, line_id, value):
        """Change the quantity of a line; its note stays.

        :raise UserError: when the quantity is refused; the line is unchanged
        """
        line = self._find_line(customer, line_id)
        line.product_uom_qty = self._read_fitting(line.product_id, value)
        self._refresh(customer, line.order_id)
        return line

    def _change_line(self, customer, line_id, value):
        """Change the quantity of a line, or take it out when it is zero.

        :return: ``{"undo": …}`` when it was taken out, else ``{}``
        :raise UserError: see ``_set_line``
        """
        if is_zero(value):
            return {"undo": self._remove_line(customer, line_id)}
        self._set_line(customer, line_id, value)
        return {}

    def _note_line(self, customer, line_id, values):
        """Let this be the customer's note on a line (P18); an empty one takes it off.

        :param dict values: ``note`` as typed
        :raise UserError: when it is too long; the line is unchanged
        """
        if not isinstance(values, dict) or "note" not in values:
            raise UserError(self.env._("The form is incomplete."))
        note = self._read_line_note(values["note"])
        self._find_line(customer, line_id).eservices_note = note

    def _read_line_note(self, value):
        note = " ".join(read_text(value, MAX_TYPED).split())
        if len(note) > LINE_NOTE_MAX:
            raise UserError(
                self.env._(
                    "A note on a line holds %(most)s characters at most: this one has %(length)s.",
                    most=LINE_NOTE_MAX,
                    length=len(note),
                )
            )
        return note

    def _remove_line(self, customer, line_id):
        """Remove a line; what it held comes back, for the undo.

        :return: ``{"product_id", "quantity", "note"}``, the note only where there is one
        """
        line = self._find_line(customer, line_id)
        removed = self._get_undo(customer, line.product_id)
        cart = line.order_id
        line.unlink()
        self._refresh(customer, cart)
        return removed

    def _submit(self, customer, cart_id, key, terms=""):
        """Validate the cart, once, however often it is asked (P19).

        :param int cart_id: the cart that the customer saw
        :param str key: key of the page from which he validated
        :param str terms: version of the terms that he accepted there
        :return: the order
        :raise MissingError: when the cart is not his
        :raise UserError: when nothing in it can be ordered, or something is missing
        """
        orders = customer.env["sale.order"]
        own = Domain("partner_id", "=", customer.contact.id) & Domain(
            "eservices_config_id", "=", customer.config.id
        )
        order = key and orders.search(own & Domain("eservices_submission_key", "=", key), limit=1)
        order = order or orders.search(own & Domain("id", "=", cart_id), limit=1)
        if not order:
            raise MissingError(self.env._("This cart does not exist any more."))
        if not order.is_eservices_cart:
            return order
        missing = self.env["eservices.cart.page"]._get_missing(customer)
        if missing:
            raise UserError(" ".join(missing.values()))
        accepted = self.env["eservices.terms"]._check(customer, terms)
        order._eservices_submit(key)
        order.write(accepted)
        return order

    def _find_pictured_product(self, customer, product_id):
        """A product whose picture the customer may see: he may order it, or it stands in an order of his.

        :raise MissingError: for any other product
        """
        lines = customer.env["sale.order.line"].search(
            Domain("product_id", "=", product_id)
            & Domain("order_id.partner_id", "child_of", customer.company.id),
            limit=1,
        )
        return lines.product_id or self._find_product(customer, product_id)
