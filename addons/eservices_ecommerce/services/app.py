import base64
import re

from odoo import models
from odoo.fields import Domain

from .app_icon import draw_icon, frame_logo

ICON_SIZES = (180, 192, 512)
BRAND = "#0f5e63"
PAPER = "#ffffff"


class EservicesApp(models.AbstractModel):
    """A channel as an application that is installed on a device: its name, its icons (P9)."""

    _name = "eservices.app"
    _description = "Installed application of the customer platform"

    def _get_addresses(self, config):
        """What the head of every page says about the channel, and its logo.

        :param config: ``eservices.config``, may be empty
        """
        version = config._get_logo_version(config.id) if config else ""
        return {
            "logo_url": f"/eservices/app/{config.id}/logo?v={version}" if version else None,
            "manifest_url": f"/eservices/manifest.webmanifest?channel={config.id}" if config else None,
            "app_icon_url": self._get_icon_url(config, 180) if config else None,
        }

    def _get_icon_url(self, config, size):
        colour = self._get_colour(config).removeprefix("#")
        return f"/eservices/app/{config.id}/icon/{size}?v={config._get_logo_version(config.id) or colour}"

    def _get_colour(self, config):
        colour = config.brand_color or ""
        return colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else BRAND

    def _prepare_manifest(self, config):
        """Hook: the web application manifest of a channel."""
        return {
            "id": f"/eservices?channel={config.id}",
            "name": config.name,
            "short_name": config.name,
            "lang": (self.env.lang or "en_US").replace("_", "-"),
            "start_url": "/eservices",
            "scope": "/eservices",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": self._get_colour(config),
            "icons": [
                {
                    "src": self._get_icon_url(config, size),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": "any maskable",
                }
                for size in ICON_SIZES[1:]
            ],
        }

    def _find(self, channel_id):
        """The channel with that id, in superuser mode, or none."""
        # sudo: eservices.config - its name and logo are on the login page, which anybody may see
        configs = self.env["eservices.config"].sudo().search(Domain("type", "=", "ecommerce"))
        return configs.filtered(lambda config: config.id == channel_id)

    def _prepare_icon(self, config, size):
        """The icon of a channel as a PNG file: its logo on white, else the mark on its colour."""
        framed = config.logo and frame_logo(base64.b64decode(config.logo), size)
        return framed or draw_icon(size, self._get_colour(config))
