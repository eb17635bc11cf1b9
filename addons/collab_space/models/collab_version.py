from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount

from ..const import SIDES
from ..services import proof

# An object, which no request from outside can put in a context.
_SEAL = object()


class CollabVersion(models.Model):
    """A proposal for a term as it was sent: frozen, and sealed with the version before it (B14)."""

    _name = "collab.version"
    _description = "Version of a term"
    _order = "term_id, number desc"
    _rec_name = "number"

    term_id = fields.Many2one("collab.term", required=True, readonly=True, index=True, ondelete="restrict")
    space_id = fields.Many2one("collab.space", required=True, readonly=True, index=True, ondelete="restrict")
    number = fields.Integer(string="Version", required=True, readonly=True)
    round = fields.Integer(required=True, readonly=True)
    side = fields.Selection(SIDES, required=True, readonly=True)
    author_id = fields.Many2one("res.partner", string="By", readonly=True, ondelete="restrict")
    author_name = fields.Char(string="Name then", readonly=True)
    date = fields.Datetime(string="Sent", required=True, readonly=True, default=fields.Datetime.now)
    based_on_id = fields.Many2one("collab.version", string="Answers", readonly=True, ondelete="restrict")
    title = fields.Char(readonly=True, help="What the term was called then.")
    summary = fields.Char(string="In short", readonly=True)
    body = fields.Html(string="Text", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True, ondelete="restrict")
    price = fields.Float(string="Unit price", digits="Product Price", readonly=True)
    quantity = fields.Float(string="From quantity", digits="Product Unit", readonly=True)
    valid_until = fields.Date(readonly=True)
    delivery_days = fields.Integer(string="Delivery within (days)", readonly=True)
    payment_term_id = fields.Many2one("account.payment.term", readonly=True, ondelete="restrict")
    payment_term_name = fields.Char(readonly=True)
    note = fields.Text(string="Reason", readonly=True)
    key = fields.Char(readonly=True, copy=False)
    previous_hash = fields.Char(readonly=True)
    hash = fields.Char(string="Fingerprint", readonly=True)
    is_agreed = fields.Boolean(compute="_compute_is_agreed", string="Agreed")
    is_intact = fields.Boolean(compute="_compute_is_intact", string="Text and fingerprint agree")

    _number_unique = models.UniqueIndex(
        "(term_id, number)", "Somebody was faster: there is a newer version of this term."
    )
    _key_unique = models.UniqueIndex("(term_id, key) WHERE key IS NOT NULL")

    @api.depends("term_id.accepted_version_id")
    def _compute_is_agreed(self):
        for version in self:
            version.is_agreed = version == version.term_id.accepted_version_id

    def _compute_is_intact(self):
        for version in self:
            known = proof.fingerprint(version._get_content(), version.previous_hash or "")
            version.is_intact = known == version.hash

    def _get_content(self):
        """What the fingerprint is taken of: everything that was proposed, and by whom."""
        self.ensure_one()
        return {
            "author": self.author_name or "",
            "body": str(self.body or ""),
            "currency": self.currency_id.name or "",
            "date": fields.Datetime.to_string(self.date),
            "delivery_days": self.delivery_days,
            "note": self.note or "",
            "number": self.number,
            "payment_term": self.payment_term_name or "",
            "price": f"{self.price:.6f}",
            "quantity": f"{self.quantity:.6f}",
            "round": self.round,
            "side": self.side,
            "summary": self.summary or "",
            "title": self.title or "",
            "valid_until": fields.Date.to_string(self.valid_until) or "",
        }

    # === FROZEN === #

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        # Of what the database keeps: amounts are rounded and texts are cleaned on their way there.
        versions.flush_recordset()
        versions.invalidate_recordset()
        for version in versions:
            values = {"hash": proof.fingerprint(version._get_content(), version.previous_hash or "")}
            version.with_context(collab_seal=_SEAL).write(values)
        return versions

    def write(self, vals):
        self.check_access("write")
        if self.env.context.get("collab_seal") is not _SEAL:
            raise UserError(self.env._("A version is frozen. Make a new proposal instead."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A version is frozen: it cannot be deleted."))

    def _find_breaks(self):
        """Numbers of the versions of one whole term that do not hold."""
        versions = self.sorted("number")
        return proof.find_breaks(
            [(version._get_content(), version.previous_hash or "", version.hash) for version in versions]
        )

    # === WORDS === #

    def _get_text(self):
        """The proposal as it stands in a cell of the table."""
        kind = self.term_id.kind
        if kind == "line":
            return format_amount(self.env, self.price, self.currency_id)
        return (self.payment_term_name if kind == "payment" else self.summary) or self.env._("Text")

    def _get_detail(self):
        """The second line of the cell."""
        parts = []
        if self.term_id.kind == "line":
            quantity = self.env["eservices.quantities"]._format(self.quantity)
            parts.append(self.env._("from %s", quantity))
            if self.delivery_days:
                parts.append(self.env._("in %s days", self.delivery_days))
        if self.valid_until:
            day = self.env["eservices.dates"]._format_full_day(self.valid_until)
            parts.append(self.env._("until %s", day))
        return ", ".join(parts)
