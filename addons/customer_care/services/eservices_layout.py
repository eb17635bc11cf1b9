from odoo import fields, models
from odoo.fields import Domain

from ..const import RUNNING, VISIT_BEAT
from .acting import read_contact_id


class EservicesLayout(models.AbstractModel):
    """Every page of a channel with live customer care offers it (L1, L2)."""

    _inherit = "eservices.layout"

    def _prepare_platform(self, customer, page):
        platform = super()._prepare_platform(customer, page)
        acting = self._prepare_acting(customer)
        return {
            **platform,
            "acting": acting,
            # The agent's browser is not the customer's: it tells of no visit and opens no chat.
            "care": None if acting else self._prepare_care(customer),
            "care_consent": None if acting else self._prepare_consent(customer),
            "care_told": None if acting else self._prepare_told(customer),
        }

    def _prepare_frame(self, platform):
        frame = super()._prepare_frame(platform)
        care = {"care": bool(platform["care"])}
        frame["header_menus"].update(care)
        frame["header_tools"].update(care, page="care" if platform["page"] == "care" else "")
        return frame

    def _prepare_acting(self, customer):
        """The banner over the page of an agent who has the customer's view (A17, B16)."""
        contact_id = read_contact_id(customer.env.context)
        if not contact_id:
            return None
        contact = customer.env["care.contact"].browse(contact_id)
        return {
            "mode": contact.view_mode,
            "agent": contact.agent_id.name,
            "customer": contact.partner_id.name,
            "until": self.env["eservices.dates"]._format_time(contact.view_until),
        }

    def _prepare_consent(self, customer):
        """The agent who asks whether he may take this customer's view; ``None`` where nobody does."""
        if customer.config.care_consent != "ask":
            return None
        contact = customer.env["care.contact"].search(
            Domain("customer_user_id", "=", customer.user.id)
            & Domain("state", "=", "open")
            & Domain("consent", "=", "asked"),
            limit=1,
        )
        return {"id": contact.id, "agent": contact.agent_id.name} if contact else None

    def _prepare_told(self, customer):
        """The agent who sees this customer's pages now, for the notice of it; ``None`` where nobody does."""
        contacts = customer.env["care.contact"]
        is_viewed = customer.user.id in contacts._get_viewed_user_ids()
        if not is_viewed or customer.config.care_consent == "never":
            return None
        contact = contacts.search(
            Domain("customer_user_id", "=", customer.user.id)
            & Domain("config_id", "=", customer.config.id)
            & Domain("state", "=", "open")
            & Domain("view_mode", "!=", False)
            & Domain("view_until", ">", fields.Datetime.now()),
            limit=1,
        )
        return contact._describe_told() if contact else None

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
            # Beside the conversation, which is where they were announced.
            "proposals": self._count_proposals(customer) if running else 0,
            "beat": VISIT_BEAT,
            # What the browser keeps of a conversation bears this name.
            "user": customer.user.id,
        }

    def _count_proposals(self, customer):
        return len(self.env["care.proposal"]._find_open(customer.contact, customer.config))
