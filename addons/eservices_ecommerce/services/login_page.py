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

    def _prepare_password_page(self, host, channel_id, asked):
        """Values of the page on which a user of the platform asks for a password, or chooses it (P3, P15).

        :param int channel_id: of the login page that led there; 0 for Odoo's own
        :param dict asked: what Odoo's own page would show
        :return: a ``dict``, or ``None`` for those who are no users of the platform
        """
        token = asked.get("token")
        user = self._find_user(token) if token and not asked.get("invalid_token") else self.env["res.users"]
        if not channel_id and not user.eservices_platform:
            return None
        if not channel_id:
            channel_id = self.env["eservices.config"].sudo()._resolve(user, host).id
        is_signup = user and user.partner_id.signup_type != "reset"
        lang = user.lang if user else None
        return {
            **self.with_context(lang=lang or self.env.lang)._prepare_page(host, channel_id),
            "lang": lang,
            "action": "/web/signup" if is_signup else "/web/reset_password",
            "reset_url": f"/web/reset_password?channel={channel_id}",
        }

    def _find_user(self, token):
        # sudo: res.partner - whoever has the link is he
        partner = self.env["res.partner"].sudo()._get_partner_from_token(token)
        return partner.user_ids[:1] if partner else self.env["res.users"]

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
