from odoo.http import request, route

from .base import CareController


class ProposalController(CareController):
    """The customer answers what an agent proposes for his cart (B10)."""

    @route(
        "/eservices/cart/proposals",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        readonly=True,
        eservices_switch="show_cart",
    )
    def care_list_proposals(self, **_params):
        """What waits for an answer, and who works on the cart with him."""
        return {"ok": True, **request.env["care.proposals"]._prepare(self.customer)}

    @route(
        "/eservices/cart/proposals/<int:proposal_id>/accept",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def care_accept_proposal(self, proposal_id, quantity=None, **_params):
        """Make the proposed change; the quantity is the one that he sees."""
        accepted, refusal = self._care_answer(
            lambda: self._care_proposal(proposal_id)._accept(self.customer, quantity)
        )
        text = request.env._("You changed this line meanwhile: it stays as you have it.")
        return refusal or ({"ok": True} if accepted else {"ok": False, "error": text})

    @route(
        "/eservices/cart/proposals/<int:proposal_id>/decline",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def care_decline_proposal(self, proposal_id, reason="", **_params):
        """Decline, with a reason or without; the reason of what is declined may come later."""
        _nothing, refusal = self._care_answer(
            lambda: self._care_proposal(proposal_id, ("proposed", "declined"))._decline(reason)
        )
        return refusal or {"ok": True}

    @route(
        "/eservices/cart/proposals/<int:proposal_id>/restore",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="show_cart",
        eservices_changes_cart=True,
    )
    def care_restore_proposal(self, proposal_id, **_params):
        """Take back a refusal that was a slip of the finger."""
        _nothing, refusal = self._care_answer(
            lambda: self._care_proposal(proposal_id, ("declined",))._restore()
        )
        return refusal or {"ok": True}

    def _care_proposal(self, proposal_id, states=("proposed",)):
        return request.env["care.proposal"]._find_own(self.customer, proposal_id, states)
