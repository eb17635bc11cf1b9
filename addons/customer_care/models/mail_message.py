from odoo import models

from .discuss_channel import SESSION


class MailMessage(models.Model):
    """What is said in a conversation of customer care goes out without what nobody reads there."""

    _inherit = "mail.message"

    def _to_store(self, store, fields, **kwargs):
        if self.env.context.get(SESSION):
            # How the chat is rated: that is known when it is over.
            fields = [field for field in fields if field != "record_rating"]
        return super()._to_store(store, fields, **kwargs)
