from odoo.http import request, route

from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

from ..services.remarks import MAX_REMARK
from ..services.signing import MAX_SIGNATURE
from .base import SPACE, SpaceController

TERM = f"{SPACE}/terms/<int:term_id>"
MAX_BODY = 100_000


class SpaceTerms(SpaceController):
    """The negotiation table, redline and sign-off (B13, B14)."""

    @property
    def term_page(self):
        """How terms are shown; see ``collab.term.page``."""
        return request and request.env["collab.term.page"]

    @route(f"{SPACE}/terms", type="http", auth="eservices", methods=["GET"], readonly=True)
    def space_terms(self, space_id, offset="", **_params):
        """The negotiation table (B13)."""
        space = self._find_space(space_id)
        values = {"table": self.term_page._prepare_table(space, read_id(offset))}
        crumbs = [(space.name, f"/eservices/spaces/{space.id}"), (request.env._("Negotiation table"), None)]
        return self._render_space("platform_space_terms", space, crumbs, values)

    @route(f"{SPACE}/terms/table", type="jsonrpc", auth="eservices", methods=["POST"], readonly=True)
    def space_table(self, space_id, offset=0, **_params):
        """The negotiation table as it stands now (B13)."""
        space = self._find_space(space_id)
        return {"ok": True, "table": self.term_page._prepare_table(space, read_id(offset))}

    @route(TERM, type="http", auth="eservices", methods=["GET"], readonly=True)
    def space_term(self, space_id, term_id, old="", new="", **_params):
        """One term: versions, what changed between two of them, signatures (B14)."""
        term = self._find_in_space("collab.term", term_id, space_id)
        space = term.space_id
        values = self.term_page._prepare_term_page(term, read_id(old), read_id(new))
        crumbs = [
            (space.name, f"/eservices/spaces/{space.id}"),
            (request.env._("Negotiation table"), f"/eservices/spaces/{space.id}/terms"),
            (term.name, None),
        ]
        return self._render_space("platform_space_term", space, crumbs, values)

    @route(f"{TERM}/accept", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_accept(self, space_id, term_id, version_id=0, **_params):
        """Accept the proposal that stands (B13)."""
        term = self._find_in_space("collab.term", term_id, space_id)
        return self._answer_term(term, version_id, term.action_accept, read_id(version_id))

    @route(f"{TERM}/counter", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_counter(self, space_id, term_id, version_id=0, **params):
        """Answer with another proposal (B13)."""
        term = self._find_in_space("collab.term", term_id, space_id)
        values = self._read_space_proposal(params)
        return self._answer_term(term, version_id, term.action_counter, read_id(version_id), values)

    @route(f"{TERM}/decline", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_decline(self, space_id, term_id, version_id=0, reason="", **_params):
        """Decline the proposal that stands, with a reason (B13)."""
        term = self._find_in_space("collab.term", term_id, space_id)
        text = read_text(reason, 500)
        return self._answer_term(term, version_id, term.action_decline, read_id(version_id), text)

    @route(f"{TERM}/answering", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_answering(self, space_id, term_id, **_params):
        """Let the others see that somebody is writing an answer (B13)."""
        term = self._find_in_space("collab.term", term_id, space_id)
        _done, refusal = self._space_answer(term.action_answering)
        return refusal or {"ok": True}

    @route(f"{TERM}/sign", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_sign(self, space_id, term_id, version_id=0, confirmed=False, **params):
        """Sign exactly the version whose fingerprint was shown (B14)."""
        term = self._find_in_space("collab.term", term_id, space_id)
        if confirmed is not True:
            return {"ok": False, "error": request.env._("Tick that you have read the version.")}
        limits = {"hash": 64, "name": 100, "signature": MAX_SIGNATURE + 1}
        signed = [read_text(params.get(name), limit) for name, limit in limits.items()]
        return self._answer_term(term, version_id, term.action_sign, read_id(version_id), *signed)

    @route(f"{TERM}/unsign", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_unsign(self, space_id, term_id, **_params):
        """Take the signature back (B14)."""
        term = self._find_in_space("collab.term", term_id, space_id)
        return self._answer_term(term, term.current_version_id.id, term.action_unsign)

    @route(f"{TERM}/remark", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_remark(self, space_id, term_id, old=0, new=0, change=0, text="", key="", **_params):
        """Say something to one change between two versions (B14)."""
        term = self._find_in_space("collab.term", term_id, space_id)
        typed = [*map(read_id, (old, new, change)), read_text(text, MAX_REMARK + 1), read_text(key, 32)]
        _done, refusal = self._space_answer(term.action_remark, *typed)
        return refusal or {"ok": True}

    # === HELPERS === #

    def _answer_term(self, term, version_id, verb, *args):
        """Do what was asked of a term, and say how it stands now, also after a refusal."""
        _done, refusal = self._space_answer(verb, *args)
        is_stale = term.current_version_id.id != read_id(version_id)
        return {
            **({**refusal, "stale": is_stale} if refusal else {"ok": True}),
            "term": self.term_page._prepare_term(term),
            "signatures": self.term_page._prepare_signatures(term),
            "foot": self.term_page._prepare_foot(term.space_id),
        }

    def _read_space_proposal(self, params):
        return {
            **({"body": read_text(params["body"], MAX_BODY)} if "body" in params else {}),
            **({"text": read_text(params["text"], MAX_BODY)} if "text" in params else {}),
            "summary": read_text(params.get("summary"), 200),
            "note": read_text(params.get("note"), 2000),
            "price": params.get("price"),
            **({"quantity": params["quantity"]} if params.get("quantity") else {}),
            "delivery_days": params.get("delivery_days"),
            "valid_until": read_text(params.get("valid_until"), 10),
            "payment_term_id": read_id(params.get("payment_term_id")),
            "key": read_text(params.get("key"), 32) or None,
        }
