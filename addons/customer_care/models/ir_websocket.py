from odoo import models

from ..const import CSR_GROUP, MONITOR, MONITOR_CHANNEL


class IrWebsocket(models.AbstractModel):
    """Who watches the platform says so; only representatives may (L7).

    Customers hear of their conversations by messages of our own (L1), which tell what their page shows.
    """

    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        channels = list(channels)
        if MONITOR_CHANNEL in channels:
            channels.remove(MONITOR_CHANNEL)
            if self.env.user.has_group(CSR_GROUP):
                channels.append((self.env.ref(CSR_GROUP), MONITOR))
        channels = super()._build_bus_channel_list(channels)
        user = self.env.user
        if not (user.share and user.eservices_platform):
            return channels
        # What Odoo's own chat sends to its members would reach his page too, which has no use for it.
        return [one for one in channels if getattr(one, "_name", "") != "discuss.channel"]
