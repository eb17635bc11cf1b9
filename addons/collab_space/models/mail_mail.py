from odoo import models


class MailMail(models.Model):
    """Each member's copy of a message carries the pass for his answer (S2)."""

    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, *args, **kwargs):
        results = super()._prepare_outgoing_list(*args, **kwargs)
        if self.model == "collab.topic" and self.res_id:
            topic = self.env["collab.topic"].browse(self.res_id)
            for values in results:
                if values["partner_id"]:
                    own = self.env["collab.mailroom"]._get_pass(topic, values["partner_id"])
                    values["references"] = " ".join(filter(None, [values["references"], own]))
        return results
