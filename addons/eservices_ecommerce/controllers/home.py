from odoo.http import request, route

from .base import PlatformController


class HomeController(PlatformController):
    """The first page."""

    @route("/eservices", type="http", auth="eservices", methods=["GET"], readonly=True)
    def home(self, **_params):
        """The first page."""
        return self._render("home", "home", request.env["eservices.home"]._prepare_page(self.customer))
