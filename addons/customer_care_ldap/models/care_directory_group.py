import ldap.dn

from odoo import api, fields, models
from odoo.exceptions import ValidationError

GROUPS = {
    "csr": "customer_care.group_care_csr",
    "supervisor": "customer_care.group_care_supervisor",
}


class CareDirectoryGroup(models.Model):
    """A group of the directory, and what its members are in customer care (L17)."""

    _name = "care.directory.group"
    _description = "Directory group of customer care"
    _order = "ldap_id, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    ldap_id = fields.Many2one(
        "res.company.ldap", string="Directory", required=True, index=True, ondelete="cascade"
    )
    dn = fields.Char(
        string="Distinguished name",
        required=True,
        help="Of the group, such as cn=care,ou=groups,dc=example,dc=com. Its members stand in its attribute "
        "member or uniqueMember.",
    )
    role = fields.Selection(
        [("csr", "Representative"), ("supervisor", "Supervisor")],
        required=True,
        default="csr",
        help="What its members may do in customer care.",
    )
    queue_ids = fields.Many2many("care.queue", string="Queues", help="Queues that its members answer.")
    member_ids = fields.One2many("care.directory.member", "group_id", string="Members", readonly=True)
    synced_at = fields.Datetime(string="Read last", readonly=True)
    problem = fields.Char(readonly=True, help="Why the directory could not be read the last time.")

    _dn_uniq = models.UniqueIndex(
        "(ldap_id, lower(dn)) WHERE active", "This group of the directory stands here already."
    )

    @api.constrains("dn")
    def _check_dn(self):
        """:raise ValidationError: when the name is none that a directory could have"""
        for group in self:
            if not ldap.dn.is_dn(group.dn or ""):
                raise ValidationError(self.env._("“%s” is no distinguished name.", group.dn))

    def _get_role_group(self):
        """The group of users that goes with the role."""
        self.ensure_one()
        return self.env.ref(GROUPS[self.role])

    def action_sync(self):
        """Read the directory now."""
        self.check_access("write")
        # sudo: res.company.ldap - who keeps the groups need not read the directory's password
        self.sudo().ldap_id._care_sync()
        return True
