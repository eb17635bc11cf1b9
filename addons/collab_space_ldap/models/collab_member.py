import logging

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.collab_space.const import MANAGER, RUNNING

_logger = logging.getLogger(__name__)
# Whoever is missed once may come back; the second time he is gone.
_MISSES = 2


class CollabMember(models.Model):
    """Members come from the directory, and go with it (S7)."""

    _inherit = "collab.member"

    from_directory = fields.Boolean(
        readonly=True, copy=False, help="Goes when he is gone from the directory."
    )
    missed = fields.Integer(readonly=True, copy=False, export_string_translation=False)

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._mark_directory()
        return members

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            self._mark_directory()
        return result

    def _mark_directory(self):
        """Ask the directory for new members, where it is their only source.

        :raise UserError: naming those who are not in it, or when it cannot be read
        """
        if not self.env["collab.space"]._is_directory_only() or self.env.uid == SUPERUSER_ID:
            return
        directories = self.env["res.company.ldap"]._collab_get_all()
        # sudo: res.users - the login of a member, to ask for
        for member_sudo in self.sudo():
            logins = member_sudo.partner_id.user_ids.mapped("login")
            if not any(directories._collab_find(login)[1] for login in logins):
                raise UserError(
                    self.env._(
                        "%s is not in the directory, which is the only source of members.",
                        member_sudo.partner_id.name,
                    )
                )
            member_sudo.from_directory = True

    @api.model
    def _cron_sync_directory(self):
        """Let members go who are gone from the directory; one that cannot be read changes nothing."""
        directories = self.env["res.company.ldap"]._collab_get_all()
        members = self.search(Domain("from_directory", "=", True) & Domain("space_id.state", "in", RUNNING))
        for person, of_person in members.grouped("partner_id").items():
            try:
                found = any(directories._collab_find(login)[1] for login in person.user_ids.mapped("login"))
            except UserError:
                return
            of_person._settle_directory(found)

    def _settle_directory(self, found):
        """Note whether the directory still has these members' person; gone twice, they leave."""
        for member in self:
            member.missed = 0 if found else member.missed + 1
            if member.missed < _MISSES:
                continue
            others = member.space_id.member_ids - member
            if member.role == MANAGER and MANAGER not in others.mapped("role"):
                _logger.warning(
                    "%s stays in %s: it has no other Manager", member.display_name, member.space_id.name
                )
                continue
            member.unlink()
