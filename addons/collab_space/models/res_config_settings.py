from odoo import fields, models

from ..const import QUOTA_MB, REFUSED_TYPES


class ResConfigSettings(models.TransientModel):
    """What holds for the files of all spaces (S9)."""

    _inherit = "res.config.settings"

    collab_refused_types = fields.Char(
        string="Refused file types",
        config_parameter="collab_space.refused_types",
        default=REFUSED_TYPES,
        help="Endings of names, parted by blanks. Programs and scripts are refused whatever their name is.",
    )
    collab_quota_mb = fields.Integer(
        string="Room for files (MB)",
        config_parameter="collab_space.quota_mb",
        default=QUOTA_MB,
        help="What a new space has room for; change it on the space.",
    )
