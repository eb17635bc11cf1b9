from odoo.http import request

from odoo.addons.auth_signup.controllers.main import AuthSignupHome

from ..services.typed import read_id


class PlatformPassword(AuthSignupHome):
    """Odoo's own pages of the password, in the channel's look for users of the platform (P3, P15)."""

    def get_auth_signup_qcontext(self):
        """What the pages show; ``eservices_page`` puts the channel's own page in their place."""
        qcontext = super().get_auth_signup_qcontext()
        host = request.httprequest.host.partition(":")[0]
        channel_id = read_id(request.params.get("channel"))
        page = request.env["eservices.login"]._prepare_password_page(host, channel_id, qcontext)
        if page:
            request.update_context(lang=page["lang"] or self._eservices_read_lang())
            page["csrf_token"] = request.csrf_token()
            page["is_sent"] = request.httprequest.method == "POST"
        return {**qcontext, "eservices_page": page}

    def _eservices_read_lang(self):
        """A stranger's language: that of his browser, where it is installed."""
        return request.env["ir.http"].get_nearest_lang(request.best_lang) or request.env.lang
