from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import ormcache

from ..const import AUTHOR, BUYER, MANAGER, READER, REP_GROUP, SELLER


class CollabMember(models.Model):
    """A person in a space, and what he may do there (S5, S6)."""

    _name = "collab.member"
    _description = "Member of a collaboration space"
    _order = "space_id, id"
    _rec_name = "partner_id"

    space_id = fields.Many2one("collab.space", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Member", required=True, ondelete="restrict")
    role = fields.Selection(
        [(READER, "Reader"), (AUTHOR, "Author"), (MANAGER, "Manager")],
        required=True,
        default=AUTHOR,
        help="Reader: reads.\nAuthor: reads and writes.\nManager: also sets the members and the space.",
    )
    notify = fields.Selection(
        [("instant", "At once"), ("digest", "Once a day"), ("none", "Not at all")],
        string="E-mails",
        required=True,
        default="instant",
        help="Who is named in a message is told of it at once, whatever he chose.",
    )
    last_digest_id = fields.Integer(readonly=True, export_string_translation=False)
    side = fields.Selection(
        [(SELLER, "Seller"), (BUYER, "Buyer")], compute="_compute_is_buyer", string="Speaks for"
    )
    is_buyer = fields.Boolean(
        compute="_compute_is_buyer",
        help="Not a user of the company: a contact without a login, or with a customer's login only.",
    )

    _space_partner_unique = models.UniqueIndex(
        "(partner_id, space_id)", "This person is a member of the space already."
    )

    @api.depends("partner_id.partner_share")
    def _compute_is_buyer(self):
        for member in self:
            # sudo: res.partner - a member's kind matters even where his contact is not readable
            member.is_buyer = member.sudo().partner_id.partner_share
            member.side = BUYER if member.is_buyer else SELLER

    @api.constrains("space_id", "partner_id")
    def _check_internal_space_has_no_buyer(self):
        """S1: internal spaces are for users of the company only.

        :raise ValidationError: naming those who are not.
        """
        # sudo: collab.member - the rule holds whatever the user can see
        outsiders_sudo = self.sudo().filtered(
            lambda member: member.space_id.kind == "internal" and member.is_buyer
        )
        if outsiders_sudo:
            raise ValidationError(
                self.env._(
                    "An internal space is for users of the company only: %(names)s cannot be in it.",
                    names=", ".join(outsiders_sudo.partner_id.mapped("display_name")),
                )
            )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        # Asked before: afterwards the record rule would find the new member himself among the Managers.
        self._get_future_spaces(vals_list).check_access("write")
        members = super().create(vals_list)
        members._check_may_add_buyers()
        members._join()
        return members

    def write(self, vals):
        if "space_id" in vals and any(member.space_id.id != vals["space_id"] for member in self):
            raise AccessError(self.env._("A membership stays in its space. Remove it here, add it there."))
        replaced = self.browse()
        if "partner_id" in vals:
            replaced = self.filtered(lambda member: member.partner_id.id != vals["partner_id"])
        replaced._leave()
        result = super().write(vals)
        replaced._check_may_add_buyers()
        replaced._join()
        if "role" in vals:
            # sudo: collab.space - the rule holds whatever the user can see
            self.sudo().space_id._check_has_manager()
            (self - replaced)._log_role()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_last_manager(self):
        # sudo: collab.space - the rule holds whatever the user can see
        self.sudo().filtered(lambda member: member.role == MANAGER).space_id._check_has_manager(leaving=self)

    def unlink(self):
        self._leave()
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    # === BUSINESS METHODS === #

    @api.model
    @ormcache("partner_id")
    def _is_anywhere(self, partner_id):
        """Whether a person is a member of any space: each page asks, and most customers are of none."""
        # sudo: collab.member - of this one person
        return bool(self.sudo().search_count([("partner_id", "=", partner_id)], limit=1))

    def _get_future_spaces(self, vals_list):
        default_id = self.default_get(["space_id"]).get("space_id")
        return self.env["collab.space"].browse(
            {vals.get("space_id", default_id) for vals in vals_list} - {None}
        )

    def _check_may_add_buyers(self):
        """S6: only a representative who is Manager of the space brings buyers into it.

        The real user counts, so that neither an import, nor RPC, nor code in superuser mode is a way round.

        :raise AccessError: for everybody else.
        """
        buyers = self.filtered("is_buyer")
        if not buyers or self.env.uid == SUPERUSER_ID:
            return
        roles = buyers.space_id._get_roles(self.env.user.partner_id)
        if not self.env.user.has_group(REP_GROUP) or any(
            roles.get(space.id) != MANAGER for space in buyers.space_id
        ):
            raise AccessError(
                self.env._(
                    "Only an account representative or an account manager who is Manager of the space "
                    "may add buyers to it."
                )
            )

    def _join(self):
        """Let new members hear of what is said in the space's topics, and note their coming."""
        self.env.registry.clear_cache()
        # sudo: mail.followers, mail.message - a membership brings its own traces, whoever adds it
        for space_sudo, members_sudo in self.sudo().grouped("space_id").items():
            buyers_sudo = members_sudo.filtered("is_buyer")
            for topic_sudo in space_sudo.topic_ids:
                joining = members_sudo - buyers_sudo if topic_sudo.is_internal else members_sudo
                topic_sudo.message_subscribe(partner_ids=joining.partner_id.ids)
            for member_sudo in members_sudo:
                member_sudo._log(
                    "member_added",
                    self.env._(
                        "Member added: %(name)s, %(role)s",
                        name=member_sudo.partner_id.name,
                        role=member_sudo._get_role_label(),
                    ),
                )
            space_sudo._notify_changed()

    def _leave(self):
        """Take leaving members off the topics, so that nothing more is sent to them (S9)."""
        # sudo: mail.followers, mail.message - what came with a membership goes with it
        for space_sudo, members_sudo in self.sudo().grouped("space_id").items():
            space_sudo.message_unsubscribe(partner_ids=members_sudo.partner_id.ids)
            space_sudo.topic_ids._forget_readers(members_sudo.partner_id)
            for member_sudo in members_sudo:
                member_sudo._log(
                    "member_removed", self.env._("Member removed: %(name)s", name=member_sudo.partner_id.name)
                )
                for user_sudo in member_sudo.partner_id.user_ids:
                    user_sudo._bus_send("collab.member/removed", {"space_id": space_sudo.id})

    def _log_role(self):
        # sudo: mail.message - the space's history is written by what happens, not by its readers
        for member_sudo in self.sudo():
            member_sudo._log(
                "role_changed",
                self.env._(
                    "Role changed: %(name)s, %(role)s",
                    name=member_sudo.partner_id.name,
                    role=member_sudo._get_role_label(),
                ),
            )

    def _log(self, kind, text):
        """Note in the space's chatter and in its journal what happened to the membership."""
        self.space_id._message_log(body=text)
        self.space_id._log_event(kind, text=f"{self.partner_id.name}, {self.role}")

    def _get_role_label(self):
        return dict(self._fields["role"]._description_selection(self.env))[self.role]
