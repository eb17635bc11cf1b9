from odoo.http import request, route

from odoo.addons.eservices_ecommerce.services.typed import read_text

from .base import CareController


class VisitController(CareController):
    """Pages tell where the customer is, and what became of the pages shown to him (L6, L7, L11)."""

    @route(
        "/eservices/care/visit",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_visit(self, tab="", url="", title="", event="enter", visible=True, load="", **_params):
        """A page was opened, shown, hidden, or is left."""
        visits = request.env["care.visit"]
        self._care_or_missing(visits._check_report, tab, event)
        visits._report(
            self.customer,
            tab,
            event,
            read_text(url, 500),
            read_text(title, 200),
            visible is True,
            read_text(load, 32),
        )
        return {"ok": True}

    @route("/eservices/care/beat", type="jsonrpc", auth="user", methods=["POST"])
    def care_beat(self, tab="", **_params):
        """A page is still open. Thousands say so, again and again: only its own row is looked at."""
        visits = request.env["care.visit"]
        self._care_or_missing(visits._check_report, tab)
        return {"ok": visits._beat(tab)}

    @route(
        "/eservices/care/push/<int:push_id>/answer",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_answer(self, push_id, state="", **_params):
        """A page that a representative sent was shown, or declined."""
        self._care_or_missing(request.env["care.push"]._answer, self.customer, push_id, read_text(state, 16))
        return {"ok": True}
