from odoo import api, models
from odoo.exceptions import AccessError

from ..const import SUPERVISOR_GROUP


class ResUsersSettings(models.Model):
    """An expertise is a qualification: nobody gives it to himself (L12)."""

    _inherit = "res.users.settings"

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("livechat_expertise_ids") for vals in vals_list):
            self._check_may_qualify()
        return super().create(vals_list)

    def write(self, vals):
        if "livechat_expertise_ids" in vals:
            self._check_may_qualify()
        return super().write(vals)

    def _check_may_qualify(self):
        """:raise AccessError: for who neither supervises customer care nor administers live chat or users"""
        groups = (SUPERVISOR_GROUP, "im_livechat.im_livechat_group_manager", "base.group_erp_manager")
        if not self.env.su and not any(self.env.user.has_group(group) for group in groups):
            raise AccessError(self.env._("Only a supervisor says who has which expertise."))
