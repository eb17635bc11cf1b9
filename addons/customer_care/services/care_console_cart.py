import psycopg2.errors

from odoo import api, models
from odoo.exceptions import MissingError, UserError
from odoo.fields import Domain

from odoo.addons.eservices_ecommerce.services.quantity import is_zero
from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text


class CareConsoleCart(models.AbstractModel):
    """What an agent does with the customer's cart, by the verbs that the customer himself has (A9 to A16).

    Every verb enters the agent's contact session, waits for who changes the cart, takes it over, and answers
    with the cart as it is then. What the customer did meanwhile is never overwritten: it is named instead.
    """

    _name = "care.console.cart"
    _description = "Cart in the agent console"

    @api.model
    @api.readonly
    def get_cart(self, contact_id):
        """The customer's open cart with all that is needed to place it; empty where there is none."""
        return self._answer(self.env["care.contact"]._enter(contact_id))

    # === LINES === #

    @api.model
    @api.readonly
    def find_products(self, contact_id, text, offset=0):
        """Products by ID or name (A11). The ID of a master, or of one of its variants, lists all variants.

        :param str text: ``*`` stands for anything, ``%`` and ``_`` for themselves
        :raise UserError: when nothing but wildcards is typed
        """
        customer = self.env["care.contact"]._enter(contact_id)._get_customer(self.env.user)
        typed = read_text(text, 100)
        found = self.env["care.console.products"]._list(customer, typed, read_id(offset))
        return {**found, "text": typed}

    @api.model
    def add(self, contact_id, values):
        """Add a product; the cart begins with the first one (A10).

        :param dict values: ``product_id`` or ``code``, ``quantity``; ``propose`` to propose it only, and then
            ``text`` to say why
        :raise UserError: when it is unknown, may not be ordered, or the quantity is refused
        """
        contact, customer = self._begin(contact_id)
        values = values if isinstance(values, dict) else {}
        product = self.env["care.console.products"]._find(customer, values)
        if contact.config_id.care_edit == "propose" or values.get("propose") is True:
            return self._propose_product(contact, customer, product, values)
        line = self.env["eservices.cart"]._add(customer, product, values.get("quantity", 1))
        self._take(contact, line.order_id)
        text = self.env._("%(product)s added.", product=product.display_name)
        return {**self._answer(contact), "added": {"line_id": line.id, "text": text}}

    @api.model
    def set_quantity(self, contact_id, line_id, quantity, seen=None):
        """Change the quantity of a line; zero takes it out (A10).

        :param seen: the quantity that the agent saw: when the customer changed it meanwhile, nothing is done
        :raise UserError: when the quantity is refused; the line is unchanged
        """
        carts = self.env["eservices.cart"]

        def change(customer):
            line = carts._find_line(customer, read_id(line_id))
            if seen is not None and line.product_uom_qty != seen:
                return self._note_faster(line)
            if customer.config.care_edit == "propose":
                return self._propose_quantity(contact_id, line, quantity)
            carts._change_line(customer, line.id, quantity)
            return None

        return self._change(contact_id, change)

    @api.model
    def remove(self, contact_id, line_id, seen=None):
        """Take a line out (A10); see ``set_quantity``."""
        return self.set_quantity(contact_id, line_id, 0, seen)

    @api.model
    def set_note(self, contact_id, line_id, text):
        """Let this be the note on a line."""
        return self._change(
            contact_id,
            lambda customer: self.env["eservices.cart"]._note_line(
                customer, read_id(line_id), {"note": text}
            ),
        )

    # === DELIVERY === #

    @api.model
    def set_carrier(self, contact_id, line_id, carrier_id):
        """Let a carrier bring a line, or every line that he brings (A14).

        :param line_id: ``False`` for every line
        :raise UserError: when he does not bring it
        """
        return self._change(
            contact_id, lambda customer: self._choose_carrier(customer, read_id(line_id), read_id(carrier_id))
        )

    def _choose_carrier(self, customer, line_id, carrier_id):
        carriers = self.env["eservices.cart.carrier"]
        cart = self.env["eservices.cart"]._get(customer)
        reasons = carriers._explain_lines(cart)
        if line_id and line_id not in [line.id for line in reasons]:
            raise MissingError(self.env._("This line is no longer in the cart."))
        chosen = {line: carriers._get_line_carrier(line) for line in reasons}
        wanted = [line for line in reasons if line_id in (0, line.id)]
        refusals = set()
        for line in wanted:
            carrier = next((one for one in reasons[line] if one.id == carrier_id), None)
            if carrier is None:
                raise UserError(self.env._("This carrier does not exist."))
            if reasons[line][carrier]:
                refusals.add(f"{carrier.name}: {reasons[line][carrier]}")
            else:
                chosen[line] = carrier
                line.care_carrier_problem = False
        if len(wanted) == 1 and refusals:
            raise UserError(refusals.pop())
        contact = self.env["care.journal"]._get_contact(cart)
        if contact and customer.config.care_edit == "propose":
            return self._propose_carrier(contact, chosen)
        carriers._set_groups(cart, chosen)
        cart.sudo()._care_notify()
        if not refusals:
            return None
        return {"tone": "warn", "text": "\n".join(sorted(refusals)), "line_id": False}

    @api.model
    def seen_carrier(self, contact_id, line_id):
        """The agent has read why a carrier dropped out (A14)."""

        def forget(customer):
            cart = self.env["eservices.cart"]._get(customer)
            lines = cart.order_line.filtered(lambda line: read_id(line_id) in (0, line.id))
            lines.write({"care_carrier_problem": False})
            cart.eservices_carrier_problem = False

        return self._change(contact_id, forget)

    # === PROPOSING === #

    def _propose_product(self, contact, customer, product, values):
        carts = self.env["eservices.cart"]
        quantity = carts._read_addition(customer, product, values.get("quantity", 1))
        self.env["care.proposal"]._propose(contact, "add", product, values.get("text"), quantity=quantity)
        text = self.env._("%s proposed: it waits for the customer.", product.display_name)
        return {**self._answer(contact), "added": {"line_id": False, "text": text}}

    def _propose_quantity(self, contact_id, line, quantity):
        contact = self.env["care.contact"]._enter(contact_id)
        proposals = self.env["care.proposal"]
        if is_zero(quantity):
            proposals._propose(contact, "remove", line.product_id, line=line)
        else:
            wanted = self.env["eservices.cart"]._read_fitting(line.product_id, quantity)
            proposals._propose(contact, "quantity", line.product_id, line=line, quantity=wanted)
        return self._note_proposed(line)

    def _propose_carrier(self, contact, chosen):
        carriers = self.env["eservices.cart.carrier"]
        changed = [line for line, carrier in chosen.items() if carriers._get_line_carrier(line) != carrier]
        for line in changed:
            self.env["care.proposal"]._propose(
                contact, "carrier", line.product_id, line=line, carrier=chosen[line]
            )
        return self._note_proposed(changed[0]) if changed else None

    def _note_proposed(self, line):
        text = self.env._("Proposed: it waits for the customer.")
        return {"tone": "info", "text": text, "line_id": line.id}

    @api.model
    def withdraw(self, contact_id, proposal_id):
        """Take back a proposal that the customer has not answered (B10)."""

        def withdraw(customer):
            contact = self.env["care.journal"]._get_contact(customer)
            self.env["care.proposal"]._withdraw(contact, proposal_id)

        return self._change(contact_id, withdraw)

    @api.model
    def explain(self, contact_id, proposal_id, text=""):
        """Say why a change is proposed, whatever it changes; the customer reads it with the proposal (B10).

        :param str text: empty: nothing any more
        """

        def explain(customer):
            contact = self.env["care.journal"]._get_contact(customer)
            self.env["care.proposal"]._explain(contact, proposal_id, text)

        return self._change(contact_id, explain)

    # === TAKING OVER, PLACING === #

    @api.model
    def take_over(self, contact_id, cart_id=False):
        """Take over an open cart of the customer: the only one, or one chosen from the list (A15).

        A cart of another channel is worked on in a contact session of that channel; the answer names it.

        :raise UserError: when there is none, when one has to be chosen, or when another agent works on it
        """
        contact, customer = self._begin(contact_id)
        carts = {cart["id"]: cart for cart in self.env["care.console"]._get_carts(contact)}
        if not carts:
            raise UserError(self.env._("This customer has no open cart."))
        if not cart_id and len(carts) > 1:
            raise UserError(self.env._("This customer has several open carts: choose one."))
        chosen = carts.get(read_id(cart_id) if cart_id else next(iter(carts)))
        if not chosen:
            raise MissingError(self.env._("This cart is no longer open."))
        if not chosen["is_current"]:
            opened = self.env["care.console"].open(contact.partner_id.id, chosen["config_id"])
            return self.take_over(opened["id"], chosen["id"])
        self._take(contact, self.env["eservices.cart"]._get(customer))
        return self._answer(contact)

    @api.model
    def hand_back(self, contact_id):
        """Leave the cart to the customer, who may review it and order himself (A15)."""
        contact, customer = self._begin(contact_id)
        self.env["eservices.cart"]._get(customer)._care_give_back()
        return self._answer(contact)

    @api.model
    def place(self, contact_id, cart_id, key, terms=""):
        """Place the order for the customer, once, however often it is asked (A16).

        :param key: of the cart that the agent saw
        :param terms: version of the terms that the customer accepted
        :return: ``{"order", "contact", "notice"}``
        :raise UserError: when something is missing, or nothing can be ordered
        """
        contact, customer = self._begin(contact_id)
        number = read_id(cart_id)
        cart = self.env["eservices.cart"]._get(customer)
        if cart.id == number:
            missing = self._get_missing(customer, cart)
            if missing:
                raise UserError(" ".join(missing.values()))
            cart._care_take(contact)
            method = self.env["care.console.payment"]._get_method(customer, cart)
            cart.care_payment = method
        order = self.env["eservices.cart"]._submit(
            customer, number, f"care-{contact.id}-{read_text(key, 40)}", read_text(terms, 64)
        )
        is_own = order.care_contact_id == contact
        return {
            "order": {
                "id": order.id,
                "name": order.name,
                "url": f"/odoo/action-sale.action_orders/{order.id}",
            },
            "contact": self.env["care.console"]._describe_contact(contact),
            "notice": None
            if is_own
            else {"tone": "warn", "text": self._explain_gone(customer, order), "line_id": False},
        }

    @api.model
    @api.readonly
    def get_journal(self, contact_id):
        """Who did what in this cart, the latest first (B10)."""
        contact = self.env["care.contact"]._enter(contact_id)
        journal = self.env["care.journal"]
        cart = self.env["eservices.cart"]._get(contact._get_customer())
        return [journal._describe(entry) for entry in journal._find(cart)]

    # === HELPERS === #

    def _begin(self, contact_id):
        """The agent's contact session and its customer, when nobody else changes the cart any more.

        :return: ``(care.contact, Customer)``
        """
        contact = self.env["care.contact"]._enter(contact_id)
        customer = contact._get_customer(self.env.user)
        self.env["eservices.cart"]._wait_turn(customer)
        return contact, customer

    def _take(self, contact, cart):
        if cart:
            cart.sudo()._care_take(contact)

    def _change(self, contact_id, change):
        """Do one change of the open cart, or say why there was nothing left to change.

        :param change: function of the customer, which may return a notice
        """
        contact, customer = self._begin(contact_id)
        cart = self.env["eservices.cart"]._get(customer)
        try:
            with self.env.cr.savepoint():
                self._take(contact, cart)
                notice = change(customer)
        except MissingError as error:
            text = self._explain_gone(customer) or error.args[0]
            notice = {"tone": "warn", "text": text, "line_id": False}
        except psycopg2.errors.ForeignKeyViolation:
            notice = {"tone": "warn", "text": self.env._("This is no longer there."), "line_id": False}
        return self._answer(contact, notice)

    def _note_faster(self, line):
        """What to say when the customer changed a line that the agent wanted to change."""
        change = self.env["care.journal"]._get_changes(line.order_id).get(line.id)
        text = change["text"] if change else self.env._("This line was changed meanwhile.")
        return {"tone": "warn", "text": text, "line_id": line.id}

    def _explain_gone(self, customer, order=None):
        """What became of a cart that is no longer there; nothing where it is still open."""
        orders = customer.env["sale.order"]
        if order is None:
            if self.env["eservices.cart"]._get(customer):
                return ""
            order = orders.search(
                Domain("partner_id", "=", customer.contact.id)
                & Domain("eservices_config_id", "=", customer.config.id)
                & Domain("eservices_submitted_at", "!=", False),
                order="eservices_submitted_at desc",
                limit=1,
            )
        if not order:
            return ""
        return self.env._(
            "%(name)s placed this cart as order %(order)s.",
            name=order.care_agent_id.name or order.partner_id.name,
            order=order.name,
        )
