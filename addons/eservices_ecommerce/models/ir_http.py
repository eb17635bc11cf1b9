from werkzeug.exceptions import Forbidden, HTTPException, NotFound

from odoo import api, models
from odoo.exceptions import MissingError
from odoo.http import request

from ..services.customer import Customer


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
        if not (user.eservices_platform and user.share and user.eservices_contact_id):
            raise Forbidden(request.env._("You have no access to the customer platform."))

    @classmethod
    def _pre_dispatch(cls, rule, args):
        result = super()._pre_dispatch(rule, args)
        routing = rule.endpoint.routing
        if routing["auth"] == "eservices":
            customer = request.env["ir.http"]._eservices_resolve(request.env.user, request.httprequest.host)
            switch = routing.get("eservices_switch")
            if switch and not customer.config[switch]:
                raise NotFound()
            if routing.get("eservices_changes_cart"):
                request.env["eservices.cart"]._wait_turn(customer)
            request.eservices_customer = customer
        return result

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
        config = self.env["eservices.config"].sudo()._resolve(user_sudo, host.partition(":")[0])
        if not config:
            raise Forbidden(self.env._("The customer platform is closed."))
        company = config.company_id
        user_sudo = user_sudo.with_company(company).with_context(allowed_company_ids=company.ids)
        return Customer(
            user=user_sudo,
            contact=user_sudo.eservices_contact_id,
            config=config.with_env(user_sudo.env),
        )

    @classmethod
    def _serve_fallback(cls):
        """No file has an address with NUL in it, and PostgreSQL fails when it is asked for one."""
        return None if "\0" in request.httprequest.path else super()._serve_fallback()

    @classmethod
    def _handle_error(cls, exception):
        """Errors on pages of the platform are pages of the platform."""
        path = request.httprequest.path
        is_platform = path == "/eservices" or path.startswith("/eservices/")
        if not (is_platform and request.dispatcher.routing_type == "http" and request.env.uid):
            return super()._handle_error(exception)
        if isinstance(exception, MissingError):
            exception = NotFound()
        # Not by way of super(): core's own error page is that of its portal.
        response = request.dispatcher.handle_error(exception)
        if not isinstance(response, HTTPException):
            return response
        request.env.cr.rollback()
        return request.env["ir.http"]._eservices_render_error(response)

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
