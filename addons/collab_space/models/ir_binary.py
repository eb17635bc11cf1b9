from odoo import models

OF_SPACES = ("collab.space", "collab.topic")


class IrBinary(models.AbstractModel):
    """Files of a space are for its members, whatever address somebody kept (S9)."""

    _inherit = "ir.binary"

    def _find_record(self, xmlid=None, res_model="ir.attachment", res_id=None, access_token=None, field=None):
        """Core's links open a file to whoever holds them, for weeks: not those of a space."""
        if access_token and not xmlid and res_model == "ir.attachment" and res_id:
            # sudo: ir.attachment - where a file belongs decides how it is asked for
            file_sudo = self.env[res_model].sudo().browse(res_id).exists()
            if file_sudo.res_model in OF_SPACES and not file_sudo.public:
                access_token = None
        return super()._find_record(xmlid, res_model, res_id, access_token, field)
