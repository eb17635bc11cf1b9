from odoo.http import request, route

from odoo.addons.eservices_ecommerce.services.typed import read_text

from .base import CareController


class ActingController(CareController):
    """An agent in the customer's view (A17, B16), and what the customer says to it."""

    @route("/eservices/acting/leave", type="http", auth="user", methods=["POST"])
    def leave_view(self, **_params):
        """Back to the console; to who has no customer's view nothing happens."""
        request.env["care.contact"]._find_acting()._leave_view()
        return request.redirect("/odoo/care-console", local=True)

    @route(
        "/eservices/care/consent/<int:contact_id>",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
    )
    def care_consent(self, contact_id, answer="", **_params):
        """The customer agrees to it that an agent takes his view, or not."""
        contacts = request.env["care.contact"]
        self._care_or_missing(contacts._answer_consent, self.customer, contact_id, read_text(answer, 16))
        return {"ok": True}
