from odoo import models
from odoo.fields import Domain

from ..const import RUNNING, VISIT_BEAT


class EservicesLayout(models.AbstractModel):
    """Every page of a channel with live customer care offers it (L1, L2)."""

    _inherit = "eservices.layout"

    def _prepare_platform(self, customer, page):
        platform = super()._prepare_platform(customer, page)
        return {**platform, "care": self._prepare_care(customer)}

    def _prepare_care(self, customer):
        config = customer.config
        if not config.care_enabled:
            return None
        sessions = customer.env["care.session"]
        running = sessions.search_fetch(
            sessions._get_of_customer(customer) & Domain("state", "in", RUNNING), ["id"], limit=1
        )
        return {
            "push": config.care_push,
            "session": running.id,
            "beat": VISIT_BEAT,
            # What the browser keeps of a conversation bears this name.
            "user": customer.user.id,
        }
