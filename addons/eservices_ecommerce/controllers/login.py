from odoo.http import request

from odoo.addons.portal.controllers.web import Home


class PlatformHome(Home):
    """Where a login leads."""

    def _login_redirect(self, uid, redirect=None):
        """A user of the platform lands on the platform, not on the portal."""
        user = request.env["res.users"].sudo().browse(uid)
        if not redirect and user.eservices_platform:
            redirect = "/eservices"
        return super()._login_redirect(uid, redirect=redirect)
