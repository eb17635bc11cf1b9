from odoo import SUPERUSER_ID, Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..const import AUTHOR, MANAGER, MANAGER_GROUP, REP_GROUP, USER_GROUP


class CollabSpace(models.Model):
    """A closed room for a business discussion (S1). Who is not a member does not know that it exists (S8)."""

    _name = "collab.space"
    _description = "Collaboration space"
    _inherit = ["collab.discussion"]
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
        [("open", "Open"), ("agreed", "Agreed"), ("closed", "Closed")],
        group_expand=True,
        required=True,
        default="open",
        copy=False,
        tracking=True,
    )
    member_ids = fields.One2many("collab.member", "space_id", string="Members")
    topic_ids = fields.One2many("collab.topic", "space_id", string="Topics")
    member_count = fields.Integer(compute="_compute_member_count", export_string_translation=False)
    topic_count = fields.Integer(compute="_compute_topic_count", export_string_translation=False)
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

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        """Make the creator a Manager, then fill the space in the creator's name.

        Members and topics are put aside until then: nobody may add any to a space that he does not manage.
        """
        vals_list = [dict(vals) for vals in vals_list]
        contents = [
            {name: vals.pop(name) for name in ("member_ids", "topic_ids") if name in vals}
            for vals in vals_list
        ]
        spaces = super().create(vals_list)
        spaces._add_creator()
        spaces._add_default_topics()
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

    def _add_default_topics(self):
        self.env["collab.topic"].create(
            [
                {"space_id": space.id, "name": topic.name, "sequence": topic.sequence}
                for space in self
                for topic in space.template_id.topic_ids
            ]
        )

    def unlink(self):
        # By the ORM, not by the database's cascade, so that messages and files go with them.
        self.topic_ids.unlink()
        return super().unlink()

    # === ACTIONS === #

    def action_agree(self):
        self._set_state("agreed", allowed_from=("open",))

    def action_close(self):
        self._set_state("closed", allowed_from=("open", "agreed"))

    def action_reopen(self):
        self._set_state("open", allowed_from=("agreed", "closed"))

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
        self.write({"state": state})

    # === BUSINESS METHODS === #

    def _get_roles(self, person):
        """Return {space id: role} of a person (res.partner), for the spaces he is a member of.

        By person, not by company: a colleague of a member is not a member.
        """
        # sudo: collab.member - a role must be known before anything may be read
        members_sudo = (
            self.env["collab.member"]
            .sudo()
            .search([("space_id", "in", self.ids), ("partner_id", "=", person.id)])
        )
        return {member.space_id.id: member.role for member in members_sudo}

    def _check_has_manager(self, leaving=None):
        """S5: the last Manager cannot go.

        :param leaving: members who are about to be removed
        :raise ValidationError: if a space would be left without a Manager.
        """
        # sudo: collab.member - the rule holds whatever the user can see
        managers_sudo = (
            self.env["collab.member"].sudo().search([("space_id", "in", self.ids), ("role", "=", MANAGER)])
        )
        # Two Managers who leave at the same moment must not each count on the other.
        managers_sudo.lock_for_update(allow_referencing=True)
        if leaving:
            managers_sudo -= leaving
        orphans = self - managers_sudo.space_id
        if orphans:
            raise ValidationError(
                self.env._(
                    "%(spaces)s would have no Manager any more. Make somebody else Manager first.",
                    spaces=", ".join(orphans.sudo().mapped("name")),
                )
            )

    # === MAIL METHODS === #

    def _get_members_sudo(self):
        # sudo: collab.member - the rule holds whatever the user can see
        return self.sudo().member_ids

    def _mail_get_partner_fields(self, introspect_fields=False):
        """S4: the account is no recipient, and who opens the chatter may not be allowed to read it."""
        return []
