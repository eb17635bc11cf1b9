from odoo.exceptions import AccessDenied
from odoo.http import db_list, request, route
from odoo.tools.translate import LazyTranslate

from odoo.addons.portal.controllers.web import Home

from ..services.addresses import read_own_address
from ..services.typed import read_id, read_text

# What Odoo's own login answers to a wrong login or password, as its add-on `web` translates it.
WRONG = LazyTranslate("odoo.addons.web")("Wrong login/password")


class PlatformHome(Home):
    """The platform's own way in: its page, and Odoo's own authentication behind it."""

    def _login_redirect(self, uid, redirect=None):
        """A user of the platform lands on the platform, not on the portal."""
        user = request.env["res.users"].sudo().browse(uid)
        # With a website the portal has been chosen for him by now.
        if redirect in (None, "", "/my") and user.eservices_platform:
            redirect = "/eservices"
        return super()._login_redirect(uid, redirect=redirect)

    @route("/eservices/login", type="http", auth="public", methods=["GET"], readonly=True)
    def platform_login(self, redirect="", channel="", db="", **_params):
        """The login page of a channel (P3, P9, P10)."""
        redirect = read_own_address(redirect)
        if request.env.user.eservices_platform:
            return request.redirect(redirect)
        request.env["ir.http"]._eservices_choose_language()
        values = self._prepare_login_page(read_id(channel), db)
        response = request.render("eservices_ecommerce.login", {**values, "redirect": redirect})
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
        return response

    @route("/eservices/login/submit", type="http", auth="public", methods=["POST"])
    def submit_login(self, redirect="", channel="", stay="", **_params):
        """Log in as Odoo does, second factor and limit of attempts included; a refusal leads back (P3)."""
        redirect = read_own_address(redirect)
        request.env["ir.http"]._eservices_choose_language()
        response = self.web_login(redirect=redirect)
        if not request.params.get("login_success"):
            typed = read_text(request.params.get("login"), 256)
            request.session["eservices_login"] = {"login": typed, "error": self._get_login_error(response)}
            query = {"redirect": redirect, "channel": read_id(channel)}
            return request.redirect_query(self._get_address(), query)
        if not stay:
            request.session["eservices_until_closed"] = True
        return response

    def _get_address(self):
        """The login page in the language that its address names, if it does."""
        language = getattr(request, "lang", None)
        return f"/{language.url_code}/eservices/login" if language else "/eservices/login"

    def _get_login_error(self, response):
        """Odoo's reason, except that nobody learns which of the two was wrong."""
        error = response.qcontext.get("error")
        if error and error != request.env._(WRONG):
            return error
        return request.env._("The e-mail or the password may be wrong.")

    def _prepare_login_page(self, channel_id, db):
        """What the login page shows; names of databases only where the server publishes them (P17)."""
        try:
            databases = db_list()
        except AccessDenied:
            databases = []
        # Reading what the last attempt left takes it away; a session without one is not written.
        last = "eservices_login" in request.session and request.session.pop("eservices_login") or {}
        host = request.httprequest.host.partition(":")[0]
        page = request.env["eservices.login"]._prepare_page(host, channel_id)
        may_reset = self.get_auth_signup_config()["reset_password_enabled"]
        return {
            **page,
            "csrf_token": request.csrf_token(),
            "login": last.get("login", ""),
            "error": last.get("error"),
            "message": None,
            "submit_url": f"{self._get_address()}/submit",
            "reset_url": may_reset and f"/web/reset_password?channel={page['channel_id'] or 0}",
            "db": request.db if request.db in (*databases, db) else "",
            "databases": databases,
        }
