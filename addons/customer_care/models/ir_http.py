from odoo import models

from ..const import CSR_GROUP


class IrHttp(models.AbstractModel):
    """The web client knows at once whether the user is a representative (L5)."""

    _inherit = "ir.http"

    def session_info(self):
        info = super().session_info()
        info["is_care_representative"] = self.env.user.has_group(CSR_GROUP)
        return info
