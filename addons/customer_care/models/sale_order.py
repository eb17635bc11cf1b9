from odoo import models


class SaleOrder(models.Model):
    """A cart that changes shows in the monitoring (L7)."""

    _inherit = "sale.order"

    def _eservices_refresh(self):
        result = super()._eservices_refresh()
        order_sudo = self.sudo()  # sudo: eservices.config - whether its carts are watched
        config = order_sudo.eservices_config_id
        if config.care_enabled and config.care_monitor_cart:
            self.env["care.visit"]._notify_changed(order_sudo.partner_id.eservices_user_ids)
        return result
