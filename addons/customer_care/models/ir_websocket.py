from odoo import models

from ..const import CSR_GROUP, MONITOR, MONITOR_CHANNEL


class IrWebsocket(models.AbstractModel):
    """Who watches the platform says so; only representatives may (L7)."""

    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        channels = list(channels)
        if MONITOR_CHANNEL in channels:
            channels.remove(MONITOR_CHANNEL)
            if self.env.user.has_group(CSR_GROUP):
                channels.append((self.env.ref(CSR_GROUP), MONITOR))
        return super()._build_bus_channel_list(channels)
