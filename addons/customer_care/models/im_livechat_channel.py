from odoo import models


class ImLivechatChannel(models.Model):
    """Conversations that begin in a queue have no operator yet (L13)."""

    _inherit = "im_livechat.channel"

    def _get_channel_name(self, /, *, visitor_user=None, operator_model, **kwargs):
        if operator_model == "care.queue":
            return visitor_user.display_name
        return super()._get_channel_name(visitor_user=visitor_user, operator_model=operator_model, **kwargs)
