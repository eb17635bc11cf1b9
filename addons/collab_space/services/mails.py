from odoo import models


class EservicesMails(models.AbstractModel):
    """E-mails about a space look like the platform of its buyers."""

    _inherit = "eservices.mails"

    def _get_config(self, document):
        if document._name not in ("collab.space", "collab.topic"):
            return super()._get_config(document)
        # sudo: res.users, eservices.config - who is told, and by which channel
        users = document._get_members_sudo().partner_id.user_ids.filtered("eservices_platform")
        configs = self.env["eservices.config"].sudo()
        return configs._resolve(users[:1], "") if users else configs
