from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from ..services.app import ICON_SIZES
from ..services.typed import read_id

WEEK = 7 * 24 * 3600


class PlatformApp(Controller):
    """What a device asks for when it installs the platform (P9); strangers see the same on the login page."""

    @route("/eservices/manifest.webmanifest", type="http", auth="public", methods=["GET"], readonly=True)
    def manifest(self, channel="", **_params):
        """The name, the icons and the colours under which a channel is installed."""
        host = request.httprequest.host.partition(":")[0]
        config = request.env["eservices.login"]._find_channel(host, read_id(channel))
        if not config:
            raise NotFound()
        content = request.env["eservices.app"]._prepare_manifest(config)
        return request.make_json_response(content, {"Content-Type": "application/manifest+json"})

    @route(
        "/eservices/app/<int:channel_id>/icon/<int:size>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
    )
    def icon(self, channel_id, size, **_params):
        """The icon of a channel, in one of the sizes that devices ask for."""
        app = request.env["eservices.app"]
        config = app._find(channel_id)
        if not config or size not in ICON_SIZES:
            raise NotFound()
        headers = {"Content-Type": "image/png", "Cache-Control": f"public, max-age={WEEK}"}
        return request.make_response(app._prepare_icon(config, size), headers)

    @route("/eservices/app/<int:channel_id>/logo", type="http", auth="public", methods=["GET"], readonly=True)
    def logo(self, channel_id, **_params):
        """The logo of a channel, for the header and the login page."""
        config = request.env["eservices.app"]._find(channel_id)
        if not config.logo:
            raise NotFound()
        stream = request.env["ir.binary"].sudo()._get_image_stream_from(config, "logo")
        return stream.get_response(max_age=WEEK)
