from odoo import SUPERUSER_ID, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from ..const import AUTHOR, BUYER, MANAGER, RUNNING, SELLER


class CollabRoles(models.AbstractModel):
    """Who may do what in a space, and for whom he speaks (S5)."""

    _name = "collab.roles"
    _description = "Roles in a collaboration space"

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
        # Two Managers who leave at the same moment must not each count on the other: the second one waits.
        managers_sudo.flush_recordset()
        ids = tuple(managers_sudo.ids) or (0,)
        self.env.cr.execute(SQL("SELECT id FROM collab_member WHERE id IN %s FOR NO KEY UPDATE", ids))
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

    def _get_side(self, person):
        """For whom a person (res.partner) speaks."""
        # sudo: res.partner - a member's side matters even where his contact is not readable
        return BUYER if person.sudo().partner_share else SELLER

    def _get_side_name(self, side):
        """The company that stands on a side."""
        # sudo: res.partner, res.company - both sides know with whom they negotiate
        space_sudo = self.sudo()
        if side == SELLER:
            return (space_sudo.order_id.company_id or space_sudo.user_id.company_id or self.env.company).name
        buyers = space_sudo.member_ids.filtered("is_buyer").partner_id
        account = space_sudo.partner_id or buyers.commercial_partner_id[:1]
        return account.name or self.env._("Buyer")

    def _check_may_write(self):
        """Let Authors and Managers of a running space through.

        :return: the side for which the user speaks
        :raise AccessError: for Readers and strangers
        :raise UserError: when the space is closed
        """
        self.ensure_one()
        person = self.env.user.partner_id
        if self.env.uid != SUPERUSER_ID and self._get_roles(person).get(self.id) not in (AUTHOR, MANAGER):
            raise AccessError(self.env._("Only Authors and Managers of the space do this."))
        # sudo: collab.space - the state decides before anything may be read
        if self.sudo().state not in RUNNING:
            raise UserError(self.env._("The space is closed."))
        return self._get_side(person) if self.env.uid != SUPERUSER_ID else SELLER
