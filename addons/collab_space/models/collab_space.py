from odoo import SUPERUSER_ID, Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..const import AUTHOR, MANAGER, MANAGER_GROUP, REP_GROUP, SIDES, USER_GROUP
from .collab_journal import JOURNAL_FIELDS

# What a new space is filled with, in the creator's name.
_CONTENTS = ("member_ids", "topic_ids", "folder_ids", "task_ids", "term_ids")


class CollabSpace(models.Model):
    """A closed room for a business discussion (S1). Who is not a member does not know that it exists (S8)."""

    _name = "collab.space"
    _description = "Collaboration space"
    _inherit = [
        "collab.roles",
        "collab.space.actions",
        "collab.space.story",
        "collab.journal",
        "collab.discussion",
        "mail.activity.mixin",
    ]
    _order = "id desc"

    name = fields.Char(required=True, tracking=True)
    description = fields.Html(compute="_compute_from_template", store=True, readonly=False, precompute=True)
    template_id = fields.Many2one(
        "collab.template",
        default=lambda self: self._default_template_id(),
        ondelete="set null",
        help="What the space started with. A later change of the template does not reach it.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Account",
        domain=[("parent_id", "=", False)],
        index="btree_not_null",
        ondelete="restrict",
        groups=REP_GROUP,
        help="The customer or supplier with whom you negotiate.",
    )
    kind = fields.Selection(
        [("negotiation", "Negotiation"), ("internal", "Internal")],
        compute="_compute_from_template",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
        help="Negotiation: between the company and its buyers.\nInternal: among users of the company only.",
    )
    state = fields.Selection(
        [("open", "Open"), ("agreed", "Agreed"), ("closed", "Closed"), ("archived", "Archived")],
        group_expand="_expand_states",
        required=True,
        default="open",
        copy=False,
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        default=lambda self: self.env.user if self.env.uid != SUPERUSER_ID else False,
        domain=[("share", "=", False)],
        tracking=True,
        ondelete="set null",
    )
    date_deadline = fields.Date(string="Answer due", tracking=True)
    next_step = fields.Char(help="What has to happen next, in words that both sides read.")
    ball = fields.Selection(
        [*SIDES, ("both", "Both sides"), ("none", "Nobody")],
        string="Whose turn",
        compute="_compute_ball",
        store=True,
    )
    order_id = fields.Many2one(
        "sale.order",
        string="Quotation",
        index="btree_not_null",
        ondelete="set null",
        groups=REP_GROUP,
        copy=False,
        help="Takes over what is agreed here. Without one a quotation is made then.",
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id, ondelete="restrict"
    )
    quota_mb = fields.Integer(
        string="Room for files (MB)",
        default=lambda self: self.env["collab.space.figures"]._get_default_quota(),
    )
    member_ids = fields.One2many("collab.member", "space_id", string="Members")
    topic_ids = fields.One2many("collab.topic", "space_id", string="Topics")
    folder_ids = fields.One2many("collab.folder", "space_id", string="Folders")
    file_ids = fields.One2many("collab.file", "space_id", string="Files", readonly=True)
    task_ids = fields.One2many("collab.task", "space_id", string="Tasks")
    term_ids = fields.One2many("collab.term", "space_id", string="Terms")
    member_count = fields.Integer(compute="_compute_member_count", export_string_translation=False)
    topic_count = fields.Integer(compute="_compute_topic_count", export_string_translation=False)
    term_count = fields.Integer(compute="_compute_term_figures", string="Terms on the table")
    accepted_count = fields.Integer(compute="_compute_term_figures", string="Accepted")
    round = fields.Integer(compute="_compute_term_figures")
    still_open = fields.Char(compute="_compute_still_open", help="Why the quotation is not completed yet.")
    message_count = fields.Integer(compute="_compute_figures", string="Messages in topics")
    unread_count = fields.Integer(compute="_compute_figures", string="Unread")
    file_count = fields.Integer(compute="_compute_figures", string="Files in the space")
    order_count = fields.Integer(compute="_compute_order_count", string="Orders", groups=REP_GROUP)
    user_role = fields.Selection(
        selection=lambda self: self.env["collab.member"]._fields["role"]._description_selection(self.env),
        string="My role",
        compute="_compute_user_role",
        search="_search_user_role",
    )
    can_set_up = fields.Boolean(compute="_compute_user_rights", export_string_translation=False)
    can_write = fields.Boolean(compute="_compute_user_rights", export_string_translation=False)
    can_add_buyers = fields.Boolean(compute="_compute_user_rights", export_string_translation=False)

    def _default_template_id(self):
        return self.env["collab.template"].search([], limit=1)

    @api.depends("template_id")
    def _compute_from_template(self):
        for space in self:
            if space._origin:
                # Kept as it is: the template is only what a space starts with.
                space.kind = space.kind
                space.description = space.description
            else:
                space.kind = space.template_id.kind or "negotiation"
                space.description = space.template_id.description

    @api.depends("member_ids")
    def _compute_member_count(self):
        counts = dict(
            self.env["collab.member"]._read_group([("space_id", "in", self.ids)], ["space_id"], ["__count"])
        )
        for space in self:
            space.member_count = counts.get(space, 0)

    @api.depends("topic_ids")
    def _compute_topic_count(self):
        counts = dict(
            self.env["collab.topic"]._read_group([("space_id", "in", self.ids)], ["space_id"], ["__count"])
        )
        for space in self:
            space.topic_count = counts.get(space, 0)

    @api.depends("state", "term_ids.turn", "term_ids.state")
    def _compute_ball(self):
        for space in self:
            # sudo: collab.term - whose turn it is does not depend on who looks
            turns = set(space.sudo().term_ids.mapped("turn")) - {"none", False}
            is_open = space.state == "open" and turns
            space.ball = "none" if not is_open else turns.pop() if len(turns) == 1 else "both"

    @api.depends("term_ids.state", "term_ids.round")
    def _compute_term_figures(self):
        figures = self.env["collab.space.figures"]._count_terms(self)
        for space in self:
            space.update(figures.get(space.id, {"term_count": 0, "accepted_count": 0, "round": 0}))

    @api.depends("term_ids.state", "term_ids.name")
    def _compute_still_open(self):
        terms = self.env["collab.space.figures"]._find_open_terms(self).grouped("space_id")
        for space in self:
            names = terms.get(space, self.env["collab.term"]).mapped("name")
            space.still_open = self._name_open_terms(names) if names else False

    @api.depends_context("uid")
    def _compute_figures(self):
        figures = self.env["collab.space.figures"]._count_contents(self)
        for space in self:
            space.update(figures.get(space.id, {"message_count": 0, "unread_count": 0, "file_count": 0}))

    @api.depends("partner_id")
    def _compute_order_count(self):
        for space in self:
            space.order_count = self.env["sale.order"].sudo().search_count(space._get_orders_domain())

    @api.depends("member_ids.partner_id", "member_ids.role")
    @api.depends_context("uid")
    def _compute_user_role(self):
        person = self.env.user.partner_id
        for space in self:
            # Whoever fills in a new space is going to manage it.
            role = space.member_ids.filtered(lambda member: member.partner_id == person)[:1].role
            space.user_role = role if space._origin else MANAGER

    def _search_user_role(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain(
            "member_ids",
            "any",
            Domain("partner_id", "=", self.env.user.partner_id.id) & Domain("role", "in", value),
        )

    @api.depends("user_role", "kind")
    @api.depends_context("uid")
    def _compute_user_rights(self):
        """What the form offers; the rights themselves are in the record rules and in `collab.member`."""
        user = self.env.user
        is_user, is_rep, is_app_manager = map(user.has_group, (USER_GROUP, REP_GROUP, MANAGER_GROUP))
        for space in self:
            space.can_set_up = is_app_manager or (is_user and space.user_role == MANAGER)
            space.can_write = is_app_manager or (is_user and space.user_role in (AUTHOR, MANAGER))
            space.can_add_buyers = is_rep and space.user_role == MANAGER and space.kind == "negotiation"

    @api.constrains("kind")
    def _check_kind_fits_members(self):
        """S1: a space with buyers in it cannot turn internal.

        :raise ValidationError: naming the buyers.
        """
        self.member_ids._check_internal_space_has_no_buyer()

    @api.constrains("order_id", "partner_id")
    def _check_order_is_the_accounts(self):
        """S10: what is agreed goes into a quotation of the account.

        :raise ValidationError: for a quotation of somebody else
        """
        for space_sudo in self.sudo():  # sudo: sale.order - the rule holds whatever the user can see
            account, customer = space_sudo.partner_id, space_sudo.order_id.partner_id.commercial_partner_id
            if customer and account.commercial_partner_id != customer:
                raise ValidationError(
                    self.env._(
                        "Quotation %(order)s is for %(customer)s, not for the account of the space.",
                        order=space_sudo.order_id.name,
                        customer=customer.name,
                    )
                )

    def _check_may_change_order(self, *vals_list):
        """What is agreed changes the quotation: whoever names it could change it himself."""
        order_ids = [vals["order_id"] for vals in vals_list if vals.get("order_id")]
        if order_ids and not self.env.su:
            self.env["sale.order"].browse(order_ids).check_access("write")

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Make the creator a Manager, then fill the space in the creator's name.

        Members and topics are put aside until then: nobody may add any to a space that he does not manage.
        """
        vals_list = [dict(vals) for vals in vals_list]
        self._check_may_change_order(*vals_list)
        contents = [{name: vals.pop(name) for name in _CONTENTS if name in vals} for vals in vals_list]
        spaces = super().create(vals_list)
        for space in spaces:
            space._log_event("created", text=space.name)
        spaces._add_creator()
        self.env["collab.space.start"]._fill(spaces)
        for space, content in zip(spaces, contents, strict=True):
            if content:
                space.write(space._without_creator(content))
        return spaces

    def _add_creator(self):
        """S3: who creates a space manages it. The system itself is no person and joins nothing."""
        if self.env.uid == SUPERUSER_ID:
            return
        # sudo: collab.member - the first Manager cannot be named by a Manager
        self.env["collab.member"].sudo().create(
            [
                {"space_id": space.id, "partner_id": self.env.user.partner_id.id, "role": MANAGER}
                for space in self
            ]
        )

    def _without_creator(self, content):
        """Leave out the creator's own row, such as an import may carry: he is Manager already."""
        person_id = self.env.user.partner_id.id
        members = [
            command
            for command in content.get("member_ids", [])
            if command[0] != Command.CREATE or command[2].get("partner_id") != person_id
        ]
        return {**content, "member_ids": members}

    def write(self, vals):
        if "state" in vals and not self.env.su:
            raise AccessError(self.env._("A space is agreed, closed and reopened by its buttons."))
        self._check_may_change_order(vals)
        result = super().write(vals)
        if set(vals) - set(JOURNAL_FIELDS):
            self._notify_changed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_negotiated(self):
        # sudo: collab.version - the rule holds whatever the user can see
        if self.env["collab.version"].sudo().search_count([("space_id", "in", self.ids)], limit=1):
            raise UserError(self.env._("A space in which something was proposed is archived, not deleted."))

    def unlink(self):
        self.check_access("unlink")
        self._unlink_except_negotiated()
        # sudo: collab.event - the journal of a space in which nothing was proposed goes with it
        self.env.cr.execute(SQL("DELETE FROM collab_event WHERE space_id IN %s", tuple(self.ids) or (0,)))
        # By the ORM, not by the database's cascade, so that messages and files go with them.
        self.topic_ids.unlink()
        return super().unlink()

    # === ACTIONS === #

    def action_agree(self):
        """Say that all is agreed, as for a space without terms.

        :raise UserError: as long as a term is open
        """
        self.check_access("write")
        open_terms = self.env["collab.space.figures"]._find_open_terms(self)
        if open_terms:
            raise UserError(self._name_open_terms(open_terms.mapped("name")))
        self._set_state("agreed", allowed_from=("open",))

    def _name_open_terms(self, names):
        return self.env._("Still open: %(terms)s.", terms=", ".join(names[:10]))

    def action_close(self):
        """Let nobody write any more."""
        self._set_state("closed", allowed_from=("open", "agreed"))

    def action_reopen(self):
        """Go on with a space."""
        self._set_state("open", allowed_from=("agreed", "closed", "archived"))

    def action_archive_space(self):
        """Put a space away: it stays readable for its members, and leaves their lists."""
        self._set_state("archived", allowed_from=("agreed", "closed", "open"))

    def _set_state(self, state, allowed_from):
        """Move every space on.

        :raise AccessError: for who may not set the space up, whatever its state.
        :raise UserError: if one of them is in no state to go there.
        """
        self.check_access("write")
        stuck = self.filtered(lambda space: space.state not in allowed_from)
        if stuck:
            raise UserError(
                self.env._(
                    "This step is not possible for %(spaces)s in the present state.",
                    spaces=", ".join(stuck.mapped("display_name")),
                )
            )
        # sudo: collab.space - the journal keeps every step, so there is no other way
        self.sudo().write({"state": state})
        for space in self:
            space._log_event("reopened" if state == "open" else state)

    # === BUSINESS METHODS === #

    def _expand_states(self, states, domain):
        """Columns of the kanban view; what was put away is not shown unless asked for."""
        return ["open", "agreed", "closed"]

    def _check_agreed(self):
        """When everything on the table is accepted, the space is agreed and its quotation is made (B13)."""
        self.ensure_one()
        space_sudo = self.sudo()  # sudo: collab.space - the last acceptance may be a buyer's
        figures = self.env["collab.space.figures"]._count_terms(self).get(self.id)
        if space_sudo.state == "open" and figures and figures["term_count"] == figures["accepted_count"] > 0:
            space_sudo.state = "agreed"
            self._log_event("agreed")
            self.env["collab.agreement"]._complete(self)

    def _get_quota(self):
        """Bytes in use, and bytes that there is room for."""
        # sudo: collab.file - files of internal topics count too
        used = self.env["collab.file"].sudo()._read_group([("space_id", "=", self.id)], [], ["size:sum"])
        return used[0][0] or 0, self.sudo().quota_mb * 1_000_000

    # === MAIL METHODS === #

    def _get_page_path(self):
        return f"/eservices/spaces/{self.id}"

    def _get_members_sudo(self):
        # sudo: collab.member - the rule holds whatever the user can see
        return self.sudo().member_ids

    def _mail_get_partner_fields(self, introspect_fields=False):
        """S4: the account is no recipient, and who opens the chatter may not be allowed to read it."""
        return []
