from odoo import SUPERUSER_ID, api, models


class MailThread(models.AbstractModel):
    """E-mails reach the topics of a space from its members only (S2)."""

    _inherit = "mail.thread"

    @api.model
    def _routing_check_route(self, message, message_dict, route, raise_exception=True):
        valid = super()._routing_check_route(message, message_dict, route, raise_exception=raise_exception)
        if not valid or valid[0] != "collab.topic":
            return valid
        mailroom = self.env["collab.mailroom"]
        topic = self.env["collab.topic"].browse(valid[1])
        reason = mailroom._get_refusal(topic, message_dict)
        if reason is None:
            # Of the system, which brings it in: the member may have no user, and was asked for his right.
            return (*valid[:3], SUPERUSER_ID, valid[4])
        mailroom._refuse(message, message_dict, reason)
        # Odoo's word for "handled, and nowhere to go".
        return False
