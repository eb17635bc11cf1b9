from odoo.http import request, route

from .base import CareController


class MessageController(CareController):
    """Who does not want to wait, or cannot chat, leaves a message or asks for a call (L3, L13)."""

    @route(
        "/eservices/care/message",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_message(self, **params):
        """Leave a message, or ask for a call, from the chat (L13)."""
        text, refusal = self._care_answer(
            request.env["care.letterbox"]._leave, self.customer, self._care_read_typed(params)
        )
        return refusal or {"ok": True, "text": text}

    @route(
        "/eservices/care",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="care_enabled",
    )
    def care_page(self, **_params):
        """The form that takes the place of a chat that cannot load (L3)."""
        return self._care_render_form()

    @route(
        "/eservices/care/leave-message",
        type="http",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_leave_message(self, **params):
        """Leave a message from that form (L3)."""
        typed = self._care_read_typed(params)
        text, refusal = self._care_answer(request.env["care.letterbox"]._leave, self.customer, typed)
        if refusal:
            return self._care_render_form(typed, refusal["error"], 422)
        request.session["eservices_flash"] = {"kind": "ok", "text": text}
        return request.redirect("/eservices/care", local=True)

    def _care_render_form(self, typed=None, error="", status=200):
        values = request.env["care.letterbox"]._prepare_page(self.customer, typed, error)
        return self._render("customer_care.letterbox", "care", values, status)
