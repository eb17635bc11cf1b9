from urllib.parse import quote, urlsplit

from werkzeug.exceptions import Forbidden, HTTPException, NotFound, abort

from odoo import api, models
from odoo.exceptions import MissingError
from odoo.http import SessionExpiredException, request
from odoo.tools import SQL, get_lang, ormcache

from ..services import columns, prepared
from ..services.addresses import find_portal_detour, read_own_address
from ..services.customer import CONTACT_FIELDS, USER_FIELDS, Customer


class IrHttp(models.AbstractModel):
    """The dispatch point: who the customer of a request is, is decided here and nowhere else (P2)."""

    _inherit = "ir.http"

    @classmethod
    def _auth_method_eservices(cls):
        """``auth="eservices"``: a logged-in user of the platform (P1, P3).

        :raise SessionExpiredException: for an anonymous visitor: he is asked to log in
        :raise Forbidden: for a user who has not the platform
        """
        cls._auth_method_user()
        user = request.env.user
        request.env["ir.http"]._eservices_read(user, request.httprequest.host)
        if not (user.eservices_platform and user.share and user.eservices_contact_id):
            raise Forbidden(request.env._("You have no access to the customer platform."))

    @classmethod
    def _pre_dispatch(cls, rule, args):
        cls._eservices_detour(rule)
        result = super()._pre_dispatch(rule, args)
        routing = rule.endpoint.routing
        if routing["auth"] == "eservices":
            customer = request.env["ir.http"]._eservices_resolve(request.env.user, request.httprequest.host)
            switches = routing.get("eservices_switch", ())
            switches = (switches,) if isinstance(switches, str) else switches
            if not all(customer.config[switch] for switch in switches):
                raise NotFound()
            if routing.get("eservices_changes_cart"):
                request.env["eservices.cart"]._wait_turn(customer)
            request.eservices_customer = customer
        return result

    @classmethod
    def _eservices_detour(cls, rule):
        """Lead requests for pages of Odoo's own portal and login to the platform (P3, P16).

        The portal is closed to a user of the platform, whichever add-on brought a page: to read he is led to
        the platform's page that shows the same, and there is nothing for him to change. A first page that a
        website has is nobody's portal.

        :raise Forbidden: when he wants to change something there
        """
        asked = request.httprequest
        is_read = asked.method in ("GET", "HEAD") and request.dispatcher.routing_type == "http"
        is_website = asked.path == "/" and rule.endpoint.routing.get("website")
        address = None if is_website else find_portal_detour(asked.path)
        if address and request.env.uid and request.env.user.eservices_platform and request.env.user.share:
            if not is_read:
                raise Forbidden(request.env._("Use the customer platform for this."))
            abort(request.redirect(address))
        # Whoever comes with the name of a database has passed Odoo's login page, which alone can choose one.
        wanted = asked.args.get("redirect", "")
        is_named = asked.args.get("db", request.db) == request.db
        if asked.path == "/web/login" and is_read and is_named and read_own_address(wanted) == wanted:
            query = {name: asked.args[name] for name in ("redirect", "db") if name in asked.args}
            abort(request.redirect_query("/eservices/login", query))

    @classmethod
    def _post_dispatch(cls, response):
        """A session that was not to stay on the device ends with the browser: its cookie has no age (P3)."""
        result = super()._post_dispatch(response)
        if request.session.get("eservices_until_closed"):
            cookies = response.headers.getlist("Set-Cookie")
            response.headers.setlist("Set-Cookie", [cls._eservices_shorten(cookie) for cookie in cookies])
        return result

    @classmethod
    def _eservices_shorten(cls, cookie):
        if not cookie.startswith("session_id="):
            return cookie
        parts = cookie.split("; ")
        return "; ".join(part for part in parts if not part.lower().startswith(("max-age=", "expires=")))

    @api.model
    def _eservices_find_config(self, user, host):
        return self.env["eservices.config"].sudo()._resolve(user, host.partition(":")[0])

    @api.model
    def _eservices_read(self, user, host):
        """Read a user with the contact that he stands for, as they are in the company of his channel."""
        company_id = self._eservices_find_config(user, host)._recall().company_id.id
        self.env.flush_all()
        [row] = prepared.execute_query(
            self.env, SQL("%s WHERE res_users.id = %s", self._eservices_select_user(company_id), user.id)
        )
        users = user.sudo().with_context(allowed_company_ids=[company_id])
        contacts = users.env["res.partner"]
        width = len(USER_FIELDS) + 1
        columns.insert(users, USER_FIELDS, (), [row[:width]])
        found = zip(*[iter(row[width:])] * (len(CONTACT_FIELDS) + 1), strict=True)
        columns.insert(contacts, CONTACT_FIELDS, (), [values for values in found if values[0]])

    @api.model
    @ormcache("company_id")
    def _eservices_select_user(self, company_id):
        users = self.env["res.users"].sudo().with_context(allowed_company_ids=[company_id])
        contacts = users.env["res.partner"]
        return SQL(
            "SELECT %s, %s, %s FROM res_users"
            " LEFT JOIN res_partner contact ON contact.id = res_users.eservices_contact_id"
            " JOIN res_partner person ON person.id = res_users.partner_id",
            columns.select(users, "res_users", USER_FIELDS),
            columns.select(contacts, "contact", CONTACT_FIELDS),
            columns.select(contacts, "person", CONTACT_FIELDS),
        )

    @api.model
    def _eservices_resolve(self, user, host):
        """The customer of a request.

        :param user: the platform user
        :param str host: host name of the request
        :return: ``services.customer.Customer``
        :raise Forbidden: when no channel is open for the user
        """
        # sudo: res.users - from here on every document is looked up in the domain of this customer
        user_sudo = user.sudo()
        config = self._eservices_find_config(user_sudo, host)
        if not config:
            raise Forbidden(self.env._("The customer platform is closed."))
        company = config._recall().company_id
        user_sudo = user_sudo.with_company(company).with_context(allowed_company_ids=company.ids)
        contact = user_sudo.eservices_contact_id
        # Unless the request has read them with the user.
        (contact | user_sudo.partner_id).fetch(CONTACT_FIELDS)
        company.with_env(user_sudo.env)._recall()
        contact.specific_property_product_pricelist._recall()
        return Customer(user=user_sudo, contact=contact, config=config.with_env(user_sudo.env))

    @classmethod
    def _serve_fallback(cls):
        """No file has an address with NUL in it, and PostgreSQL fails when it is asked for one."""
        if cls._eservices_is_asked() and not request.session.uid:
            cls._eservices_choose_language()
        return None if "\0" in request.httprequest.path else super()._serve_fallback()

    @classmethod
    def _handle_error(cls, exception):
        """Errors on pages of the platform are pages of the platform."""
        is_page = cls._eservices_is_asked() and request.dispatcher.routing_type == "http"
        if is_page and isinstance(exception, SessionExpiredException):
            response = super()._handle_error(exception)
            response.headers["Location"] = f"/eservices/login?redirect={quote(cls._eservices_wanted())}"
            return response
        if not (is_page and request.env.uid):
            return super()._handle_error(exception)
        if isinstance(exception, MissingError):
            exception = NotFound()
        # Not by way of super(): core's own error page is that of its portal.
        response = request.dispatcher.handle_error(exception)
        if not isinstance(response, HTTPException):
            return response
        request.env.cr.rollback()
        if not request.session.uid:
            cls._eservices_choose_language()
        return request.env["ir.http"]._eservices_render_error(response)

    @classmethod
    def _eservices_is_asked(cls):
        path = request.httprequest.path
        return path == "/eservices" or path.startswith("/eservices/")

    @classmethod
    def _eservices_choose_language(cls):
        """Speak to a stranger in the language of the address, else of his browser (B12)."""
        named = getattr(request, "lang", None)
        wanted = [named.code] if named else request.httprequest.accept_languages.values()
        # Odoo takes a browser's first language even where it is not installed, and then fails to read.
        env = request.env(context={})
        known = env["ir.http"]
        nearest = (known.get_nearest_lang(code.replace("-", "_")) for code in wanted)
        request.update_context(lang=next(filter(None, nearest), None) or get_lang(env).code)

    @classmethod
    def _eservices_wanted(cls):
        """Where to go on after the login: the page asked for, or the one whose form was sent."""
        asked = request.httprequest
        if asked.method in ("GET", "HEAD"):
            return read_own_address(asked.full_path)
        sender = urlsplit(asked.referrer or "")
        return read_own_address(sender.path) if sender.netloc == asked.host else read_own_address("")

    @api.model
    def _eservices_render_error(self, error):
        """The page of an HTTP error.

        :param error: ``werkzeug.exceptions.HTTPException``
        """
        titles = {
            400: self.env._("This request cannot be read"),
            403: self.env._("Not for you"),
            404: self.env._("This page does not exist"),
            413: self.env._("This file is too large"),
        }
        texts = {
            400: self.env._("The page was open for too long, or its form is incomplete. Load it again."),
            404: self.env._("It may have moved, or it belongs to somebody else."),
        }
        title = titles.get(error.code, self.env._("Something went wrong"))
        default = self.env._("Nothing was changed. Try again, or write to us.")
        values = {
            "platform": None,
            "bare": {"lang": (self.env.lang or "en_US").split("_")[0]},
            "code": error.code,
            "title": title,
            "text": error.description if error.code in (403, 422) else texts.get(error.code, default),
            "action": {"label": self.env._("To the first page"), "url": "/eservices"}
            if error.code != 403
            else None,
        }
        content = self.env["ir.qweb"]._render("eservices_ecommerce.error", values)
        return request.make_response(
            content, status=error.code, headers={"Content-Type": "text/html; charset=utf-8"}
        )
