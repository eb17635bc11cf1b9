from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Whether members come from the directory only (S7)."""

    _inherit = "res.config.settings"

    collab_only_directory = fields.Boolean(
        string="Members from the directory only",
        config_parameter="collab_space_ldap.only_directory",
        help="Nobody becomes a member of a space who is not in an LDAP directory.",
    )
