from odoo import api, fields, models
from odoo.exceptions import AccessError

# What only the console writes.
STAMPS = {"care_agent_id", "care_contact_id"}


class SaleOrder(models.Model):
    """A cart that changes shows in the monitoring (L7); an order says who placed it for whom (A16)."""

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

    @api.model
    def _check_eservices_fields(self, names):
        if not self.env.su and STAMPS & names:
            raise AccessError(self.env._("Who placed an order for whom is written down by the console only."))
        return super()._check_eservices_fields(names)

    def _eservices_refresh(self):
        result = super()._eservices_refresh()
        order_sudo = self.sudo()  # sudo: eservices.config - whether its carts are watched
        config = order_sudo.eservices_config_id
        if config.care_enabled and config.care_monitor_cart:
            self.env["care.visit"]._notify_changed(order_sudo.partner_id.eservices_user_ids)
        return result
