from werkzeug.exceptions import NotFound

from odoo.exceptions import ValidationError
from odoo.http import request, route

from ..services.invoices import FieldError
from ..services.typed import read_text
from .base import PlatformController


class AccountController(PlatformController):
    """The customer's own page: company, addresses, language, password."""

    @route("/eservices/account", type="http", auth="eservices", methods=["GET"], readonly=True)
    def account(self, **_params):
        """The customer's own page (B9)."""
        return self._render_account()

    @route(
        "/eservices/account/statement",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_invoices",
    )
    def statement(self, **params):
        """The entries between the customer's company and the one that sells, as a workbook (B9)."""
        statement = request.env["eservices.statement"]
        if not statement._is_shown(self.customer):
            raise NotFound()
        content = statement._export(self.customer, self._read_list_query(params))
        return self._download_workbook(content, "statement")

    @route("/eservices/account/language", type="http", auth="eservices", methods=["POST"])
    def change_language(self, lang="", **_params):
        """Choose the language of the platform (B12)."""
        code = read_text(lang, 16)
        try:
            request.env["eservices.account"]._change_language(self.customer, code)
        except ValidationError as error:
            request.session["eservices_flash"] = {"kind": "bad", "text": error.args[0]}
        else:
            request.session.context = {**request.session.context, "lang": code}
        return request.redirect("/eservices/account")

    @route("/eservices/account/password", type="http", auth="eservices", methods=["POST"])
    def change_password(self, old="", new="", again="", **_params):
        """Change the own password; this session goes on, every other one ends (P16)."""
        try:
            request.env["eservices.account"]._change_password(self.customer, old, new, again)
        except FieldError as error:
            return self._render_account({error.field: error.args[0]}, status=422)
        request.session.session_token = request.env.user._compute_session_token(request.session.sid)
        text = request.env._("Your password was changed.")
        request.session["eservices_flash"] = {"kind": "ok", "text": text}
        return request.redirect("/eservices/account")

    def _render_account(self, errors=None, status=200):
        values = request.env["eservices.account"]._prepare_page(self.customer, errors)
        return self._render("account", "account", values, status=status)
