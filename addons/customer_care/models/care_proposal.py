from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import MissingError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.eservices_ecommerce.services import prepared
from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

from ..const import CONTACT_TEXT, UNDO_SECONDS
from ..services.acting import read_contact_id


class CareProposal(models.Model):
    """A change of the cart that an agent proposes and only the customer makes (B10).

    It stands beside the cart and outside of its totals. What it was proposed for may have changed meanwhile:
    then it is outdated, and nothing is overwritten.
    """

    _name = "care.proposal"
    _description = "Proposal for a cart"
    _inherit = ["care.client.mixin"]
    _order = "id"
    _rec_name = "product_id"

    contact_id = fields.Many2one(
        "care.contact", required=True, readonly=True, index=True, ondelete="restrict"
    )
    config_id = fields.Many2one(related="contact_id.config_id", store=True)
    company_id = fields.Many2one(related="contact_id.company_id", store=True)
    partner_id = fields.Many2one(related="contact_id.partner_id", store=True, index=True)
    customer_user_id = fields.Many2one(related="contact_id.customer_user_id")
    agent_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    kind = fields.Selection(
        [("add", "Add"), ("quantity", "Quantity"), ("remove", "Take out"), ("carrier", "Carrier")],
        required=True,
        readonly=True,
    )
    product_id = fields.Many2one("product.product", required=True, readonly=True, ondelete="restrict")
    line_id = fields.Many2one("sale.order.line", readonly=True, ondelete="set null")
    carrier_id = fields.Many2one("delivery.carrier", readonly=True, ondelete="set null")
    base_quantity = fields.Float(
        readonly=True, digits="Product Unit", help="What the line held when it was proposed."
    )
    quantity = fields.Float(readonly=True, digits="Product Unit")
    text = fields.Char(string="Why", readonly=True)
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("accepted", "Accepted"),
            ("declined", "Declined"),
            ("withdrawn", "Withdrawn"),
            ("outdated", "Outdated"),
        ],
        required=True,
        default="proposed",
        readonly=True,
    )
    reason = fields.Char(string="The customer's reason", readonly=True)
    answered_at = fields.Datetime(string="Answered", readonly=True)

    # === PROPOSING === #

    @api.model
    def _propose(self, contact, kind, product, text="", **values):
        """Propose a change; one that was proposed for the same line before gives way.

        :param contact: ``care.contact`` that the agent entered
        :param values: ``line``, ``quantity``, ``carrier``
        """
        line = values.get("line") or self.env["sale.order.line"]
        former = self._find_open(contact.partner_id, contact.config_id)
        same = former.filtered(
            lambda one: one.line_id == line and one.product_id == product and one.kind == kind
        )
        same._answer("withdrawn")
        # sudo: care.proposal - of the agent's own contact session
        proposal = self.sudo().create(
            {
                "contact_id": contact.id,
                "agent_id": self.env.uid,
                "kind": kind,
                "product_id": product.id,
                "line_id": line.id,
                "carrier_id": values["carrier"].id if "carrier" in values else False,
                "base_quantity": line.product_uom_qty,
                "quantity": values.get("quantity", line.product_uom_qty),
                # Why holds as long as nothing else is said: a quantity is often proposed in several steps.
                "text": read_text(text, CONTACT_TEXT) or same[-1:].text,
            }
        )
        proposal._log_proposed(contact)
        proposal._notify()
        return proposal

    def _log_proposed(self, contact):
        words = " · ".join(filter(None, (self._describe_change(), self.text)))
        contact._log("proposal", self.env._("Proposed: %s", words), **self._get_cart())

    @api.model
    def _find_open(self, partner, config):
        self.env.flush_all()
        rows = prepared.execute_query(
            self.env,
            SQL(
                "SELECT id FROM care_proposal"
                " WHERE partner_id = %s AND config_id = %s AND state = 'proposed' ORDER BY id",
                partner.id,
                config.id,
            ),
        )
        # sudo: care.proposal - of the customer who is served, or who asks
        return self.sudo().browse(proposal_id for (proposal_id,) in rows)

    @api.model
    def _find_shown(self, partner, config):
        """What waits for an answer, and what was answered just now."""
        lately = fields.Datetime.now() - timedelta(minutes=15)
        # sudo: care.proposal - of the customer who is served
        return self.sudo().search(
            Domain("partner_id", "=", partner.id)
            & Domain("config_id", "=", config.id)
            & (Domain("state", "=", "proposed") | Domain("answered_at", ">", lately)),
            limit=40,
        )

    def _pick(self, contact, proposal_id):
        """:raise MissingError: when it was answered meanwhile, or is of another customer"""
        proposal = self._find_open(contact.partner_id, contact.config_id)
        proposal = proposal.filtered(lambda one: one.id == read_id(proposal_id))
        if not proposal:
            raise MissingError(self.env._("This proposal was answered already."))
        return proposal

    def _withdraw(self, contact, proposal_id):
        self._pick(contact, proposal_id)._answer("withdrawn")

    def _explain(self, contact, proposal_id, text):
        """Say, or say anew, why a change is proposed; it stands in the journal with the change."""
        proposal = self._pick(contact, proposal_id)
        proposal.text = read_text(text, CONTACT_TEXT)
        proposal._log_proposed(contact)
        proposal._notify()

    # === ANSWERING === #

    @api.model
    def _find_own(self, customer, proposal_id, states=("proposed",)):
        """A proposal to this customer.

        :raise MissingError: for any other
        :raise UserError: for an agent who acts for him
        """
        if read_contact_id(customer.env.context):
            raise UserError(self.env._("Only the customer answers proposals."))
        own = customer.env["care.proposal"].search(
            Domain("id", "=", read_id(proposal_id))
            & Domain("partner_id", "=", customer.contact.id)
            & Domain("config_id", "=", customer.config.id)
            & Domain("state", "in", states)
        )
        if not own:
            raise MissingError(self.env._("This proposal is no longer open."))
        return own

    def _accept(self, customer, quantity):
        """Make the change that was proposed, in the customer's own name.

        :param quantity: as the customer typed it, where one is proposed
        :raise UserError: when the line changed since, or the product may no longer be ordered
        """
        self.ensure_one()
        carts = self.env["eservices.cart"]
        if self.kind == "add":
            product = carts._find_product(customer, self.product_id.id)
            carts._add(customer, product, quantity)
        else:
            line = self.line_id
            cart = carts._get(customer)
            if not line or line.order_id != cart or line.product_uom_qty != self.base_quantity:
                self._answer("outdated")
                return False
            self._apply(customer, line, quantity)
        self._answer("accepted")
        return True

    def _apply(self, customer, line, quantity):
        carts = self.env["eservices.cart"]
        if self.kind == "remove":
            carts._remove_line(customer, line.id)
        elif self.kind == "quantity":
            carts._set_line(customer, line.id, quantity)
        else:
            self.env["care.console.cart"]._choose_carrier(customer, line.id, self.carrier_id.id)

    def _decline(self, reason=""):
        self.reason = read_text(reason, CONTACT_TEXT)
        self._answer("declined")

    def _restore(self):
        """Take a refusal back, for a moment.

        :raise UserError: when the moment is over
        """
        if self.answered_at < fields.Datetime.now() - timedelta(seconds=UNDO_SECONDS):
            raise UserError(self.env._("It was declined a while ago: ask your agent to propose it again."))
        self.write({"state": "proposed", "answered_at": False, "reason": False})
        self._notify()

    def _answer(self, state):
        for proposal in self:
            proposal.write({"state": state, "answered_at": fields.Datetime.now()})
            is_customer = state in ("accepted", "declined", "outdated")
            self.env["care.log"]._add(
                proposal.config_id,
                proposal.partner_id,
                "proposal",
                proposal._describe_answer(),
                contact=proposal.contact_id,
                agent=None if is_customer else proposal.agent_id,
                **proposal._get_cart(),
            )
            proposal._notify()

    def _get_cart(self):
        """The cart in whose journal it stands, for ``care.log``."""
        cart = self.env["eservices.cart"]._get(self._get_customer())
        return {"order": cart} if cart else {}

    # === WORDS === #

    def _describe_answer(self):
        """What became of it, with the customer's reason where he gave one."""
        states = dict(self._fields["state"]._description_selection(self.env))
        words = f"{states[self.state]}: {self._describe_change()}"
        return f"{words} · {self.reason}" if self.reason else words

    def _describe_change(self):
        name = self.product_id.display_name
        quantity = self.env["eservices.quantities"]._format(self.quantity)
        words = {
            "add": self.env._("%(quantity)s × %(product)s", quantity=quantity, product=name),
            "quantity": self.env._("%(product)s: now %(quantity)s", quantity=quantity, product=name),
            "remove": self.env._("%s taken out", name),
            "carrier": self.env._("%(product)s by %(carrier)s", product=name, carrier=self.carrier_id.name),
        }
        return words[self.kind]

    def _notify(self):
        """Both sides look at it again."""
        for contact in self.contact_id:
            payload = {"contact_id": contact.id, "cart_id": False, "by": contact.agent_id.name}
            contact.agent_id._bus_send("care.cart/changed", payload)
            count = len(self._find_open(contact.partner_id, contact.config_id))
            contact.customer_user_id._bus_send("care.proposal/changed", {"count": count})
