from odoo import api, fields, models
from odoo.exceptions import UserError

from ..const import SIDES
from ..services import proof

# An object, which no request from outside can put in a context.
_SEAL = object()


class CollabEvent(models.Model):
    """The journal of a space: what happened, by whom and when; each entry seals the one before (B14)."""

    _name = "collab.event"
    _description = "Journal of a collaboration space"
    _order = "space_id, number desc"
    _log_access = False

    space_id = fields.Many2one("collab.space", required=True, readonly=True, ondelete="restrict")
    number = fields.Integer(required=True, readonly=True)
    kind = fields.Selection(
        [
            ("created", "Space made"),
            ("member_added", "Member added"),
            ("member_removed", "Member removed"),
            ("role_changed", "Role changed"),
            ("proposed", "Proposed"),
            ("accepted", "Accepted"),
            ("declined", "Declined"),
            ("signed", "Signed"),
            ("unsigned", "Signature taken back"),
            ("remarked", "Remark on a change"),
            ("dropped", "Term dropped"),
            ("renegotiated", "Negotiated again"),
            ("task_added", "Task added"),
            ("task_done", "Task done"),
            ("task_reopened", "Task open again"),
            ("agreed", "Agreed"),
            ("quotation", "Quotation made"),
            ("reopened", "Reopened"),
            ("closed", "Closed"),
            ("archived", "Archived"),
        ],
        required=True,
        readonly=True,
    )
    term_id = fields.Many2one("collab.term", readonly=True, index="btree_not_null", ondelete="restrict")
    version_id = fields.Many2one("collab.version", readonly=True, index="btree_not_null", ondelete="restrict")
    side = fields.Selection(SIDES, readonly=True)
    partner_id = fields.Many2one("res.partner", string="Who", readonly=True, ondelete="restrict")
    author_name = fields.Char(string="Name then", readonly=True)
    date = fields.Datetime(string="When", required=True, readonly=True, default=fields.Datetime.now)
    text = fields.Char(readonly=True)
    about = fields.Char(readonly=True, help="Name of the term and number of its version.")
    previous_hash = fields.Char(readonly=True)
    hash = fields.Char(string="Fingerprint", readonly=True)

    _number_unique = models.UniqueIndex("(space_id, number)")

    def _get_content(self):
        """What the fingerprint is taken of."""
        return {
            "about": self.about or "",
            "author": self.author_name or "",
            "date": fields.Datetime.to_string(self.date),
            "kind": self.kind,
            "number": self.number,
            "side": self.side or "",
            "text": self.text or "",
            "version": self.version_id.hash or "",
        }

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        for event in events:
            values = {"hash": proof.fingerprint(event._get_content(), event.previous_hash or "")}
            event.with_context(collab_seal=_SEAL).write(values)
        return events

    def write(self, vals):
        self.check_access("write")
        if self.env.context.get("collab_seal") is not _SEAL:
            raise UserError(self.env._("What happened stays as it was written down."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What happened stays as it was written down."))

    def _find_breaks(self):
        """Numbers of the entries of one space's whole journal that do not hold."""
        entries = self.sorted("number")
        return proof.find_breaks(
            [(entry._get_content(), entry.previous_hash or "", entry.hash) for entry in entries]
        )
