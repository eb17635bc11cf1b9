"""A negotiation with somebody on each side, for the tests of terms, signatures and exports."""

import base64

from .common import CollabCommon

DRAWING = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 40).decode()


class NegotiationCommon(CollabCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account = cls.env["res.partner"].create({"name": "ACME", "is_company": True})
        cls.buyer.partner_id.parent_id = cls.account
        cls.space.write({"partner_id": cls.account.id, "user_id": cls.rep.id})
        cls.product = cls.env["product.product"].create(
            {"name": "Drill", "default_code": "TT-1", "list_price": 158.0, "taxes_id": False}
        )
        cls.clause = cls._create_term(
            "Warranty", body="<p>The warranty lasts 12 months.</p>", summary="12 months"
        )
        cls.price = cls._create_term(
            "Drill", kind="line", product_id=cls.product.id, price=142.0, quantity=10
        )

    @classmethod
    def _create_term(
        cls, name, kind="clause", requires_signature=False, product_id=False, user=None, **proposal
    ):
        terms = cls.env["collab.term"].with_user(user or cls.rep)
        values = {
            "space_id": cls.space.id,
            "name": name,
            "kind": kind,
            "product_id": product_id,
            "requires_signature": requires_signature,
            "first_proposal": proposal or None,
        }
        return terms.create(values).with_env(cls.env)

    def _accept(self, user, term):
        return term.with_user(user).action_accept(term.current_version_id.id)

    def _counter(self, user, term, **values):
        return term.with_user(user).action_counter(term.current_version_id.id, values)

    def _decline(self, user, term, reason="Too much"):
        return term.with_user(user).action_decline(term.current_version_id.id, reason)

    def _sign(self, user, term, fingerprint=None, name="A Name", drawing=DRAWING):
        version = term.current_version_id
        return term.with_user(user).action_sign(version.id, fingerprint or version.hash, name, drawing)
