"""Who the customer of a request is. Resolved once, at the dispatch point, and handed down as an argument."""

from dataclasses import dataclass, field

from odoo import fields

# What every page reads of the user and his contact: at once, and nothing else.
USER_FIELDS = ("partner_id", "company_id", "share", "eservices_platform", "eservices_contact_id")
CONTACT_FIELDS = (
    "name",
    "active",
    "tz",
    "is_company",
    "parent_id",
    "commercial_partner_id",
    "commercial_company_name",
    "country_id",
    "user_id",
    "specific_property_product_pricelist",
)


@dataclass(frozen=True, slots=True)
class Customer:
    """The customer of one request (P2).

    Every record is in superuser mode and in the company of the channel: whoever holds a ``Customer`` has
    proven who he is, and every search below starts from one of the ``_get_eservices_domain`` methods.

    :param user: the platform user (``res.users``) who is logged in
    :param contact: the contact (``res.partner``) that he stands for
    :param config: the channel (``eservices.config``)
    :param memo: what several parts of one page ask for, read once; whoever writes the cart calls
        ``forget_cart``
    """

    user: object
    contact: object
    config: object
    memo: dict = field(default_factory=dict, compare=False, repr=False)

    @property
    def env(self):
        """Environment of the records: superuser mode, the user's language, the channel's company."""
        return self.contact.env

    @property
    def company(self):
        """The commercial entity of the contact."""
        return self.contact.commercial_partner_id

    @property
    def scope(self):
        """Below whom all documents that the customer sees stand: his company or himself (P20)."""
        return self.company if self.config.document_scope == "company" else self.contact

    @property
    def currency(self):
        """The currency of this customer's prices."""
        return self.pricelist.currency_id or self.config.company_id.currency_id

    @property
    def pricelist(self):
        """The customer's pricelist; may be empty."""
        return self.contact.property_product_pricelist

    @property
    def today(self):
        """The day it is where the channel is: by it references count, and end."""
        if "today" not in self.memo:
            self.memo["today"] = fields.Date.context_today(self.config)
        return self.memo["today"]

    def forget_cart(self):
        """What was read of the open cart no longer holds: something in it changes."""
        self.memo.pop("cart_lines", None)
