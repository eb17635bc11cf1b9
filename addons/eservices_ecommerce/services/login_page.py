import re

from odoo import models
from odoo.fields import Domain


class EservicesLogin(models.AbstractModel):
    """The login page of a channel (P3, P9, P10)."""

    _name = "eservices.login"
    _description = "Login page of the customer platform"

    def _find_channel(self, host, channel_id):
        """Whose name a stranger sees: the channel of the host name, else the one asked for, else the first.

        :param str host: host name of the request, without port
        :param int channel_id: what the address asked for; 0 for nothing
        :return: one ``eservices.config`` in superuser mode, or none
        """
        # sudo: eservices.config - its name and contacts are what the login page is for
        configs = self.env["eservices.config"].sudo().search(Domain("type", "=", "ecommerce"))
        of_host = configs.filtered(lambda config: config.host and config.host.lower() == host.lower())
        asked = configs.filtered(lambda config: config.id == channel_id)
        return (of_host or asked or configs.filtered(lambda config: not config.host) or configs)[:1]

    def _prepare_page(self, host, channel_id):
        """Hook: values of the login page that come from the channel."""
        config = self._find_channel(host, channel_id)
        brand = config.brand_color or ""
        return {
            "channel_id": config.id or None,
            "config": {
                "name": config.name or self.env.company.name,
                "brand": brand if re.fullmatch(r"#[0-9a-fA-F]{6}", brand) else "",
                **self.env["eservices.app"]._get_addresses(config),
                "address": config.address or "",
                "phone": config.phone or "",
                "email": config.email or "",
                "lang": (self.env.lang or "en_US").split("_")[0],
            },
        }
