import base64
import binascii

from odoo import fields, models
from odoo.exceptions import UserError

from ..const import OTHER_SIDE, SIDES

MAX_SIGNATURE = 300_000
PNG = b"\x89PNG\r\n\x1a\n"


class CollabSigning(models.AbstractModel):
    """Sign-off of a frozen version by both sides (B14)."""

    _name = "collab.signing"
    _description = "Sign-off of versions"

    def _sign(self, term, version, side, fingerprint, name, signature):
        """Sign a version for one side; the second signature accepts it.

        :param term: ``collab.term``, locked, in superuser mode
        :param version: ``collab.version`` that stands
        :param str fingerprint: of the text that was read
        :raise UserError: when that is another text, or something is missing
        """
        if not term.requires_signature:
            raise UserError(self.env._("%s needs no signature: accept it.", term.name))
        if fingerprint != version.hash or not version.is_intact:
            raise UserError(
                self.env._(
                    "The text is not the one whose fingerprint you read. Nothing was signed; load it again."
                )
            )
        if term._get_signatures().filtered(lambda one: one.side == side):
            raise UserError(self.env._("Your side has signed this version already."))
        person = self.env.user.partner_id
        values = self._read_signature(name, signature)
        term.env["collab.signature"].create(
            {
                **values,
                "version_id": version.id,
                "term_id": term.id,
                "space_id": term.space_id.id,
                "hash": version.hash,
                "side": side,
                "partner_id": person.id,
                "company": term.space_id._get_side_name(side),
            }
        )
        term.space_id._log_event("signed", version=version, text=values["name"])
        self._go_on(term, version)

    def _unsign(self, term, side):
        """Take the signature of one side back.

        :raise UserError: when there is none, or everything is agreed
        """
        signature = term._get_signatures().filtered(lambda one: one.side == side)
        if term.space_id.state != "open":
            raise UserError(self.env._("Everything is agreed: signatures stay."))
        if not signature:
            raise UserError(self.env._("Your side has not signed this version."))
        signature.withdrawn_at = fields.Datetime.now()
        term.space_id._log_event("unsigned", version=signature.version_id)
        self._go_on(term, signature.version_id)

    def _go_on(self, term, version):
        """Settle the term, or give the turn to the side whose signature is missing."""
        term.invalidate_recordset(["signature_ids", "signature_state"])
        missing = {key for key, _label in SIDES} - set(term._get_signatures().mapped("side"))
        if not missing:
            term._settle(version)
            return
        answering = OTHER_SIDE[version.side]
        turn = answering if answering in missing else version.side
        term._move({"state": "open", "turn": turn, "accepted_version_id": False})

    def _read_signature(self, name, signature):
        name = str(name or "").strip()[:100]
        if not name:
            raise UserError(self.env._("Write your name."))
        try:
            image = base64.b64decode(str(signature or "")[: MAX_SIGNATURE + 1], validate=True)
        except (binascii.Error, ValueError):
            image = b""
        if not image.startswith(PNG) or len(str(signature)) > MAX_SIGNATURE:
            raise UserError(self.env._("Draw your signature."))
        return {"name": name, "image": signature}
