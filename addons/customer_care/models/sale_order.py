from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# What only the console writes.
STAMPS = {"care_agent_id", "care_contact_id", "care_held_by_id", "care_held_at"}


class SaleOrder(models.Model):
    """A changing cart shows in the monitoring (L7) and to who shares it (B10); an order says who placed it
    for whom (A16).
    """

    _inherit = "sale.order"

    care_agent_id = fields.Many2one(
        "res.users",
        string="Placed by",
        copy=False,
        readonly=True,
        help="The agent who placed the order for the customer.",
    )
    care_contact_id = fields.Many2one(
        "care.contact", string="Contact session", copy=False, readonly=True, ondelete="set null"
    )
    care_held_by_id = fields.Many2one(
        "care.contact",
        string="Taken over in",
        copy=False,
        readonly=True,
        ondelete="set null",
        help="The contact session in which an agent works on this cart.",
    )
    care_held_at = fields.Datetime(string="Taken over", copy=False, readonly=True)

    care_payment = fields.Selection(
        [("invoice", "Invoice"), ("debit", "Direct debit"), ("cash", "Cash on delivery")],
        string="Payment agreed",
        copy=False,
        help="How the customer pays, as he told the agent.",
    )

    @api.model
    def _get_eservices_read(self):
        return (*super()._get_eservices_read(), "care_held_by_id")

    @api.model
    def _check_eservices_fields(self, names):
        if not self.env.su and STAMPS & names:
            raise AccessError(self.env._("Who placed an order for whom is written down by the console only."))
        return super()._check_eservices_fields(names)

    # === TAKING OVER === #

    def _care_take(self, contact):
        """Let the agent of a contact session work on the open cart (A15).

        :raise UserError: when another agent does so already
        """
        holder = self.care_held_by_id
        if holder == contact:
            return
        if holder.state == "open" and holder.agent_id != contact.agent_id:
            raise UserError(
                self.env._("%s works on this cart: ask for it to be handed back.", holder.agent_id.name)
            )
        self.write({"care_held_by_id": contact.id, "care_held_at": fields.Datetime.now()})
        contact._log("taken", order=self)
        self._care_notify()

    def _care_give_back(self):
        """Leave the carts to their customers, as they are (A15)."""
        for cart in self.filtered("care_held_by_id"):
            contact = cart.care_held_by_id
            cart.write({"care_held_by_id": False, "care_held_at": False})
            contact._log("back", order=cart)
            cart._care_notify()

    # === LIVE === #

    def _eservices_refresh(self, allowed_ids=None):
        result = super()._eservices_refresh(allowed_ids)
        order_sudo = self.sudo()  # sudo: eservices.config - whether its carts are watched
        config = order_sudo.eservices_config_id
        if config.care_enabled and config.care_monitor_cart:
            self.env["care.visit"]._notify_changed(order_sudo.partner_id.eservices_user_ids)
        order_sudo._care_notify()
        return result

    def _eservices_submit(self, key=None):
        was_cart = self.is_eservices_cart
        result = super()._eservices_submit(key)
        if was_cart and not self.is_eservices_cart:
            # sudo: care.contact - who placed it for whom is written, and who shared the cart is told
            self.sudo()._care_stamp()
        return result

    def _care_stamp(self):
        contact = self.env["care.journal"]._get_contact(self)
        if contact:
            self.write(
                {
                    "care_agent_id": contact.agent_id.id,
                    "care_contact_id": contact.id,
                    "care_held_by_id": False,
                    "care_held_at": False,
                }
            )
            contact.with_env(self.env)._log("placed", self.name, order=self)
        proposals = self.env["care.proposal"]._find_open(self.partner_id, self.eservices_config_id)
        proposals._answer("outdated")
        self._care_notify()

    def _care_notify(self):
        """Tell who looks at the cart that it changed: the agents who serve its customer, and him."""
        self.ensure_one()
        acting = self.env["care.journal"]._get_contact(self).id
        contacts = self.env["care.contact"]._find_audience(self.partner_id.id, self.eservices_config_id.id)
        if not contacts:
            return
        agents = {contact.id: contact.agent_name for contact in contacts}
        actor = agents.get(acting) or self.partner_id.name
        partners = self.env["res.partner"]
        for contact in contacts:
            told = {"contact_id": contact.id, "cart_id": self.id, "by": actor}
            partners.browse(contact.agent_partner_id)._bus_send("care.cart/changed", told)
        for partner_id in {contact.customer_partner_id for contact in contacts}:
            told = {"cart_id": self.id, "by": actor, "is_agent": bool(acting)}
            partners.browse(partner_id)._bus_send("care.cart/changed", told)

    # === WHO PLACED IT === #

    def _eservices_notify_submitted(self):
        contact = self.env["care.journal"]._get_contact(self)
        order = self.with_user(contact.agent_id).sudo() if contact else self
        return super(SaleOrder, order)._eservices_notify_submitted()

    def _get_eservices_submitted_text(self):
        contact = self.env["care.journal"]._get_contact(self)
        if not contact:
            return super()._get_eservices_submitted_text()
        return self.env._(
            "%(agent)s placed this order for %(contact)s on %(channel)s.",
            agent=contact.agent_id.name,
            contact=self.partner_id.display_name,
            channel=self.eservices_config_id.name,
        )
