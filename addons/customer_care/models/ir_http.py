from dataclasses import replace

from werkzeug.exceptions import Forbidden, abort

from odoo import api, models
from odoo.http import request

from ..const import CSR_GROUP
from ..services.acting import KEY, ContactKey, read_contact_id


class IrHttp(models.AbstractModel):
    """Who is a representative (L5), and who of them is answered as his customer now (A17, B16)."""

    _inherit = "ir.http"

    def session_info(self):
        info = super().session_info()
        info["is_care_representative"] = self.env.user.has_group(CSR_GROUP)
        return info

    # === AN AGENT IN THE CUSTOMER'S VIEW === #

    @classmethod
    def _auth_method_eservices(cls):
        """Within a contact session an agent's requests are answered as those of his customer.

        His session stays his own: only this request's environment is the customer's.
        """
        cls._auth_method_user()
        agent = request.env.user
        if agent._is_internal() and agent.has_group(CSR_GROUP):
            contact = request.env["care.contact"]._find_acting()
            if not contact:
                raise Forbidden(
                    request.env._("You have no customer's view now: take it in the console, on the customer.")
                )
            customer = contact.customer_user_id
            request.update_env(
                user=customer.id,
                context={
                    **request.env.context,
                    "lang": customer.lang,
                    "tz": customer.tz,
                    KEY: ContactKey(contact.id),
                },
            )
        return super()._auth_method_eservices()

    @classmethod
    def _pre_dispatch(cls, rule, args):
        if rule.endpoint.routing["auth"] == "eservices" and cls._care_acts():
            cls._care_check(rule.endpoint.routing)
        return super()._pre_dispatch(rule, args)

    @classmethod
    def _care_acts(cls):
        return bool(read_contact_id(request.env.context))

    @classmethod
    def _care_check(cls, routing):
        """Acting for a customer is reading, and working on his cart; as a ghost it is reading alone.

        :raise Forbidden: for password, language, messages, payments and whatever else is the customer's own
        """
        # sudo: care.contact - of this request
        contact = request.env["care.contact"].sudo().browse(read_contact_id(request.env.context))
        is_ghost = contact.view_mode == "ghost"
        is_read = bool(routing.get("readonly")) or request.httprequest.method in ("GET", "HEAD")
        if is_ghost:
            # Whatever a page would do, the database takes no change.
            request.env.cr.execute("SET TRANSACTION READ ONLY")
        if is_read or (routing.get("eservices_changes_cart") and not is_ghost):
            return
        text = (
            request.env._("Nothing can be changed in the ghost view.")
            if is_ghost
            else request.env._("This is for the customer himself: an agent cannot do it for him.")
        )
        if routing["type"] == "jsonrpc":
            answer = {"jsonrpc": "2.0", "id": None, "result": {"ok": False, "error": text}}
            abort(request.make_json_response(answer))
        raise Forbidden(text)

    @api.model
    def _eservices_resolve(self, user, host):
        customer = super()._eservices_resolve(user, host)
        contact_id = read_contact_id(self.env.context)
        if not contact_id:
            return customer
        contact = self.env["care.contact"].sudo().browse(contact_id)  # sudo: care.contact - of this request
        return replace(contact._get_customer(contact.customer_user_id), memo={})
