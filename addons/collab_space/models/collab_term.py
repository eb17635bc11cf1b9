from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, is_html_empty

from ..const import MANAGER_GROUP, OTHER_SIDE, SELLER, SIDES

# Written by the verbs below only.
_OUTCOME = {
    "state",
    "turn",
    "current_version_id",
    "accepted_version_id",
    "round",
}


class CollabTerm(models.Model):
    """A clause, a price or a payment term that two sides settle in rounds (B13)."""

    _name = "collab.term"
    _description = "Term under negotiation"
    _order = "space_id, is_line, sequence, id"

    name = fields.Char(required=True, compute="_compute_name", store=True, readonly=False, precompute=True)
    sequence = fields.Integer(default=100)
    space_id = fields.Many2one("collab.space", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [("clause", "Clause"), ("line", "Price"), ("payment", "Payment terms")],
        required=True,
        default="clause",
    )
    is_line = fields.Boolean(compute="_compute_is_line", store=True, precompute=True)
    clause_id = fields.Many2one(
        "collab.clause", string="From the library", ondelete="restrict", groups="base.group_user"
    )
    product_id = fields.Many2one("product.product", ondelete="restrict")
    product_uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    order_line_id = fields.Many2one(
        "sale.order.line", copy=False, index="btree_not_null", ondelete="set null", groups="base.group_user"
    )
    requires_signature = fields.Boolean(string="Signed by both sides")
    limit_text = fields.Text(string="Limit", groups="base.group_user", help="Buyers never see it.")
    price_limit = fields.Float(
        string="Lowest price",
        digits="Product Price",
        groups="base.group_user",
        help="Below it only an account manager offers or accepts. Buyers never see it.",
    )
    state = fields.Selection(
        [
            ("draft", "No proposal yet"),
            ("open", "Open"),
            ("declined", "Declined"),
            ("accepted", "Accepted"),
            ("dropped", "Dropped"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
    )
    turn = fields.Selection(
        [*SIDES, ("none", "Nobody")],
        string="Whose turn",
        required=True,
        default=SELLER,
        readonly=True,
        copy=False,
    )
    round = fields.Integer(readonly=True, copy=False)
    version_ids = fields.One2many("collab.version", "term_id", string="Versions", readonly=True)
    current_version_id = fields.Many2one("collab.version", readonly=True, copy=False, ondelete="restrict")
    accepted_version_id = fields.Many2one("collab.version", readonly=True, copy=False, ondelete="restrict")
    signature_ids = fields.One2many("collab.signature", "term_id", string="Signatures", readonly=True)
    signature_state = fields.Char(string="Signed off", compute="_compute_signature_state")

    _product_of_line = models.Constraint(
        "CHECK (kind != 'line' OR product_id IS NOT NULL)", "Choose the product whose price is negotiated."
    )

    @api.depends("product_id", "clause_id")
    def _compute_name(self):
        for term in self:
            # sudo: collab.clause - a term keeps its name whoever looks at it
            product = term.product_id.with_context(display_default_code=False)
            source = product.display_name or term.sudo().clause_id.name
            term.name = term.name or source or ("" if term.kind != "payment" else self.env._("Payment terms"))

    @api.depends("kind")
    def _compute_is_line(self):
        for term in self:
            term.is_line = term.kind == "line"

    @api.depends("signature_ids.withdrawn_at", "current_version_id", "requires_signature")
    def _compute_signature_state(self):
        for term in self:
            if not term.requires_signature:
                term.signature_state = False
                continue
            signatures = term._get_signatures()
            both = len(signatures) == len(SIDES)
            term.signature_state = (
                self.env._("both sides") if both else ", ".join(signatures.mapped("company"))
            )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Add terms; ``first_proposal`` is a dict of what is proposed at once.

        :raise UserError: in a space in which nothing is negotiated any more
        """
        vals_list = [dict(vals) for vals in vals_list]
        proposals = [vals.pop("first_proposal", None) for vals in vals_list]
        self._check_outcome(*vals_list)
        terms = super().create(vals_list)
        for term, proposal in zip(terms, proposals, strict=True):
            if term.space_id.state != "open":
                raise UserError(self.env._("Reopen the space to add terms."))
            if proposal:
                term.with_context(active_test=False)._propose(proposal)
        terms.space_id._notify_changed()
        return terms

    def write(self, vals):
        self._check_outcome(vals)
        fixed = {"space_id", "kind", "product_id"} & set(vals)
        if fixed and any(term.version_ids for term in self):
            raise UserError(self.env._("What was proposed already keeps its kind, product and space."))
        return super().write(vals)

    def _check_outcome(self, *vals_list):
        if not self.env.su and any(_OUTCOME & set(vals) for vals in vals_list):
            raise AccessError(
                self.env._("Terms are settled by accepting, countering, declining and signing.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_proposed(self):
        if self.sudo().version_ids:
            raise UserError(self.env._("What was proposed already can be dropped, not deleted."))

    # === ANSWERS === #

    def action_propose(self, values):
        """Make the first proposal, or a better one of one's own; see ``_propose``."""
        return self._propose(values).id

    def action_counter(self, version_id, values):
        """Answer a proposal with another one; see ``_propose``."""
        return self._propose(values, version_id).id

    def action_accept(self, version_id):
        """Accept the proposal that stands (B13).

        :param int version_id: the version that was read
        :raise UserError: when it is not one's turn, or a newer version stands
        """
        self.ensure_one()
        side, version_sudo = self._start_answer(version_id)
        if self.turn != side:
            raise UserError(self.env._("This is your side's own proposal: the other side answers it."))
        if self.requires_signature:
            raise UserError(self.env._("This text is accepted by signing it."))
        self._check_price(side, version_sudo.price)
        self.space_id._log_event("accepted", version=version_sudo)
        self._settle(version_sudo)
        return True

    def action_decline(self, version_id, reason):
        """Decline the proposal that stands; the side that made it is to make another one (B13).

        :raise UserError: without a reason, when it is not one's turn, or a newer version stands
        """
        self.ensure_one()
        side, version_sudo = self._start_answer(version_id)
        reason = (reason or "").strip()
        if self.turn != side or self.state == "declined":
            raise UserError(self.env._("This is not yours to decline: make a proposal of your own."))
        if not reason:
            raise UserError(self.env._("Say why: the other side reads it."))
        self.space_id._log_event("declined", version=version_sudo, text=reason[:500])
        self._move({"state": "declined", "turn": version_sudo.side})
        return True

    def action_drop(self):
        """Take a term out of the negotiation; a Manager of the space does so."""
        self.space_id.check_access("write")
        for term in self:
            term._check_open()
            term.space_id._log_event("dropped", term=term)
            term._move({"state": "dropped", "turn": "none"})
            term.space_id._check_agreed()
        return True

    def action_renegotiate(self):
        """Negotiate a settled term again; a Manager of the space does so (what was agreed stays noted)."""
        self.space_id.check_access("write")
        for term in self:
            if term.space_id.state != "open":
                raise UserError(self.env._("Reopen the space first."))
            if term.state not in ("accepted", "dropped"):
                raise UserError(self.env._("%s is under negotiation already.", term.name))
            term.space_id._log_event("renegotiated", term=term)
            state = "declined" if term.current_version_id else "draft"
            term._move({"state": state, "turn": SELLER, "accepted_version_id": False})
        return True

    def action_sign(self, version_id, fingerprint, name, signature):
        """Sign the version that stands, and with the second signature accept it (B14).

        :param str fingerprint: of exactly the text that was read
        :param str name: as signed
        :param str signature: the drawing, a PNG in base64
        :raise UserError: when another text stands than the one that was read
        """
        self.ensure_one()
        side, version_sudo = self._start_answer(version_id)
        self.env["collab.signing"]._sign(self.sudo(), version_sudo, side, fingerprint, name, signature)
        return True

    def action_unsign(self):
        """Take one's side's signature back, as long as the space is not agreed (B14)."""
        self.ensure_one()
        side = self.space_id._check_may_write()
        self._lock()
        self.env["collab.signing"]._unsign(self.sudo(), side)
        return True

    def action_remark(self, old_id, new_id, change, text, key=None):
        """Say something to one change between two versions (B14); see ``collab.remarks``."""
        self.ensure_one()
        return self.env["collab.remarks"]._add(self, old_id, new_id, change, text, key).id

    @api.readonly
    def get_redline(self, old_id, new_id):
        """Two versions compared word by word (B14); see ``collab.term.page``."""
        self.ensure_one()
        self.check_access("read")
        return self.env["collab.term.page"]._prepare_redline(self, old_id, new_id)

    # === RULES === #

    def _propose(self, values, base_id=None):
        """Freeze a proposal as the next version, and give the turn to the other side.

        :param dict values: what the kind of term asks for; ``key`` makes a repeat harmless
        :param int base_id: the version that is answered; ``None`` where there is none yet
        :return: ``collab.version``
        :raise UserError: with what is missing, or when a newer version stands
        """
        self.ensure_one()
        side = self.space_id._check_may_write()
        self._lock()
        key = values.get("key")
        known = key and self.sudo().version_ids.filtered(lambda version: version.key == key)
        if known:
            return known.sudo(False)
        self._check_open()
        current_sudo = self.sudo().current_version_id
        if base_id is not None or current_sudo.side not in (False, side):
            self._check_current(base_id)
        content = self.env["collab.proposals"]._read(self.sudo(), values)
        self._check_price(side, content.get("price", 0.0))
        version_sudo = self.env["collab.proposals"]._freeze(self.sudo(), side, {**content, "key": key})
        self.space_id._log_event("proposed", version=version_sudo)
        self._move(
            {
                "state": "open",
                "turn": OTHER_SIDE[side],
                "current_version_id": version_sudo.id,
                "round": version_sudo.round,
            }
        )
        return version_sudo.sudo(False)

    def _start_answer(self, version_id):
        """The side that answers and the version that it answers, once everybody else has to wait."""
        side = self.space_id._check_may_write()
        self._lock()
        self._check_open()
        self._check_current(version_id)
        # sudo: collab.version - the term that the user may answer has it
        return side, self.sudo().current_version_id

    def _lock(self):
        """Let who answers the same term at the same moment wait; Odoo then runs his request again."""
        self.env.cr.execute(SQL("SELECT id FROM collab_term WHERE id IN %s FOR UPDATE", tuple(self.ids)))
        self.invalidate_recordset()

    def _check_open(self):
        """:raise UserError: when the term is settled"""
        if self.state in ("accepted", "dropped"):
            raise UserError(self.env._("%s is settled already.", self.name))

    def _check_current(self, version_id):
        """:raise UserError: when another version stands than the one that was read"""
        current_sudo = self.sudo().current_version_id
        if not current_sudo or current_sudo.id != version_id:
            raise UserError(
                self.env._(
                    "Somebody was faster: version %(number)s of %(term)s stands now. Read it first.",
                    number=current_sudo.number,
                    term=self.name,
                )
            )

    def _check_price(self, side, price):
        """:raise UserError: when the seller goes below his limit without being an account manager"""
        limit = self.sudo().price_limit
        if self.kind != "line" or side != SELLER or not limit or price >= limit:
            return
        if not self.env.su and not self.env.user.has_group(MANAGER_GROUP):
            raise UserError(
                self.env._(
                    "%(term)s: below %(limit)s only an account manager decides.", term=self.name, limit=limit
                )
            )

    def _settle(self, version_sudo):
        self._move({"state": "accepted", "turn": "none", "accepted_version_id": version_sudo.id})
        self.space_id._check_agreed()

    def _move(self, values):
        # sudo: collab.term - the verbs above have checked who may
        self.sudo().write(values)
        self._notify_changed()

    def _notify_changed(self):
        for term in self:
            term.space_id._tell("collab.term/changed", {"term_id": term.id})

    def action_answering(self):
        """Let the others see that the user is writing an answer."""
        self.ensure_one()
        side = self.space_id._check_may_write()
        self.space_id._tell(
            "collab.term/answering",
            {"term_id": self.id, "name": self.env.user.partner_id.name, "side": side},
        )

    def _get_signatures(self):
        """The signatures that stand on the version that stands."""
        version = self.current_version_id
        return self.signature_ids.filtered(lambda one: one.version_id == version and not one.withdrawn_at)

    def _has_text(self):
        return any(not is_html_empty(version.body) for version in self.version_ids)
