from werkzeug.exceptions import Forbidden

from odoo import models
from odoo.fields import Domain

from .messages import KINDS


class EservicesMessageAudience(models.AbstractModel):
    """Whom a message reaches on the platform, and what staff are told of it (P23)."""

    _name = "eservices.message.audience"
    _description = "Audience of a message"

    def _get_platform_partners(self, partner_ids):
        """Those of the partners who belong to a customer with the platform."""
        # sudo: res.partner - whom to tell what is decided here, not what the author may read
        partners = self.env["res.partner"].sudo().browse(partner_ids).filtered("partner_share")
        companies = partners.commercial_partner_id
        users = self._get_platform_users(companies) if companies else self.env["res.users"]
        served = users.eservices_contact_id.commercial_partner_id
        return partners.filtered(lambda partner: partner.commercial_partner_id in served)

    def _get_platform_users(self, companies):
        # sudo: res.users - who is a customer of the platform
        return (
            self.env["res.users"]
            .sudo()
            .search(
                Domain("eservices_platform", "=", True)
                & Domain("eservices_contact_id.commercial_partner_id", "in", companies.ids)
            )
        )

    def _get_audience(self, document):
        """The platform users who see a document.

        :return: ``[(customer, kind)]``
        """
        document = document.sudo()  # sudo: whom to tell does not depend on who writes
        partner = (
            document.sale_id.partner_id or document.partner_id
            if "sale_id" in document
            else document.partner_id
        )
        company = partner.commercial_partner_id
        if not company:
            return []
        audience, kinds = [], {}
        for user in self._get_platform_users(company):
            try:
                customer = self.env["ir.http"]._eservices_resolve(user, "")
            except Forbidden:  # No channel is open for him.
                continue
            is_cart = document._name == "sale.order" and document.is_eservices_cart
            key = (customer.config, customer.contact if is_cart else None)
            if key not in kinds:
                kinds[key] = self.env["eservices.messages"]._get_kind(customer, document)
            if kinds[key]:
                audience.append((customer, kinds[key]))
        return audience

    def _get_message_audience(self, messages):
        """What the back office says of messages: ``customer`` (he reads it), ``withheld`` (tagged in a note).

        :return: ``{message id: state}`` of those of which there is something to say
        """
        service, states = self.env["eservices.messages"], {}
        # sudo: mail.message - only what concerns the customer is told of messages that the user reads already
        for (model, res_id), batch in messages.sudo().grouped(lambda one: (one.model, one.res_id)).items():
            if not res_id or model not in self.env:
                continue
            for message in batch.filtered(lambda one: one.partner_ids and one._eservices_is_note()):
                if self._get_platform_partners(message.partner_ids.ids):
                    states[message.id] = "withheld"
            if model in KINDS.values():
                document = self.env[model].sudo().browse(res_id).exists()
                audience = self._get_audience(document) if document else []
                for customer in self._get_differing(audience):
                    domain = Domain("id", "in", batch.ids) & service._get_thread_domain(customer, document)
                    found = service._search_messages(customer, domain)
                    states.update(dict.fromkeys(found.ids, "customer"))
        return states

    def _get_differing(self, audience):
        """One customer for the company, and those whose users are partners of somewhere else."""
        customers = [customer for customer, _kind in audience]
        return customers[:1] + [
            one for one in customers[1:] if one.user.partner_id.commercial_partner_id != one.company
        ]

    def _get_mail_target(self, document):
        """Where the e-mail about a document leads its customers, and who they are.

        :return: ``(path, partners)``, or ``(None, none)``
        """
        partners = self.env["res.partner"]
        if document._name not in KINDS.values():
            return None, partners
        audience = self._get_audience(document)
        if not audience:
            return None, partners
        for customer, _kind in audience:
            partners |= partners.browse((customer.contact | customer.user.partner_id).ids)
        return self.env["eservices.messages"]._get_url(audience[0][1], document.id), partners

    # === LIVE === #

    def _raise_message(self, message):
        """Let the platform know of a new message: ids only, to those who may read it."""
        message = message.sudo()  # sudo: mail.message - whom to tell does not depend on who writes
        if message.model not in KINDS.values() or not message.res_id or message._eservices_is_note():
            return
        service = self.env["eservices.messages"]
        document = self.env[message.model].sudo().browse(message.res_id)
        payload = {"id": document.id, "message": message.id}
        for customer, kind in self._get_audience(document):
            domain = Domain("id", "=", message.id) & service._get_thread_domain(customer, document)
            if service._search_messages(customer, domain):
                customer.user._bus_send("eservices.message/new", {"kind": kind, **payload})

    def _warn_withheld(self, partners):
        """Tell the author of a note that the customers whom he tagged do not get it."""
        if self.env.user._is_internal():
            self.env.user._bus_send(
                "simple_notification",
                {
                    "type": "warning",
                    "sticky": True,
                    "title": self.env._("The customer does not see this note"),
                    "message": self.env._(
                        "%s was tagged in an internal note and not told of it. “Send message” writes to him.",
                        ", ".join(partners.mapped("name")),
                    ),
                },
            )
