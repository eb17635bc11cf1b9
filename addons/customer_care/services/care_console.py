from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

from ..const import CONTACT_TEXT, SEARCH_LEAST, SEARCH_ROWS
from . import moments
from .care_console_search import get_initials


class CareConsole(models.AbstractModel):
    """The console's verbs about customers and contact sessions (A1 to A7, A18).

    Each verb takes the id of the agent's own contact session, and begins by entering it: see
    ``care.contact._enter``. What concerns the cart, payment and vouchers is in services of its own.
    """

    _name = "care.console"
    _description = "Agent console"

    # === SEARCH === #

    @api.model
    @api.readonly
    def get_setup(self):
        """What the console needs before a customer is chosen: channels, countries, the session left open.

        :raise AccessError: for who is no representative
        """
        configs = self._get_configs()
        user = self.env.user
        contact = self.env["care.contact"].search(
            Domain("agent_id", "=", user.id) & Domain("state", "=", "open"),
            order="touched_at desc, id desc",
            limit=1,
        )
        countries = self.env["res.country"].search([], order="name", limit=400)
        return {
            "channels": [
                {
                    "id": config.id,
                    "name": config.name,
                    "may_edit": config.care_edit,
                    "consent": config.care_consent,
                }
                for config in configs
            ],
            "min_chars": SEARCH_LEAST,
            "countries": [{"id": country.id, "name": country.name} for country in countries],
            "contact": self._describe_contact(contact.sudo()) if contact else None,
            "me": {"id": user.id, "name": user.name, "initials": get_initials(user.name)},
        }

    @api.model
    @api.readonly
    def find(self, text, config_id=False):
        """Customers by last name, e-mail or customer number (A2).

        :param str text: three characters at least
        :param config_id: one channel; none: all that the agent serves (A1)
        :raise UserError: for fewer characters
        :raise AccessError: for a channel that the agent does not serve
        """
        configs = self._get_configs(config_id)
        found = self.env["care.console.search"]._find_simple(text, configs)
        return {**self._cut(found), "text": read_text(text, 100)}

    @api.model
    @api.readonly
    def find_advanced(self, values, config_id=False):
        """Customers by all of the fields that are filled (A3); see ``find``.

        :param dict values: ``firstname``, ``lastname``, ``birthdate``, ``number``, ``email``, ``phone``,
            ``zip``, ``city``, ``country_id``
        :raise UserError: when nothing is filled
        """
        configs = self._get_configs(config_id)
        found = self.env["care.console.search"]._find_advanced(values, configs)
        return self._cut(found)

    @api.model
    @api.readonly
    def get_lists(self, config_id=False):
        """Who was served last, who is on the platform, whose cart is open."""
        configs = self._get_configs(config_id)
        search = self.env["care.console.search"]
        recent, online = search._find_recent(configs), search._find_online(configs)
        carts = search._find_carts(configs)
        partners = self.env["res.partner"].sudo().union(*recent, *online, carts.partner_id)
        rows = {row["id"]: row for row in search._describe(partners.ids, configs)}
        figures = {
            config: self.env["eservices.cart"]._get_figures(of.partner_id.ids, config)
            for config, of in carts.grouped("eservices_config_id").items()
        }
        return {
            "recent": [{**rows[partner.id], "served_at": moment} for partner, moment in recent.items()],
            "online": [
                {**rows[partner.id], "title": visit.title or "", "entered_at": moments.iso(visit.entered_at)}
                for partner, visit in online.items()
            ],
            "carts": [
                {
                    **rows[cart.partner_id.id],
                    "cart_config_id": cart.eservices_config_id.id,
                    "cart_count": figure[0],
                    "cart_amount": figure[1],
                    "cart_at": moments.iso(cart.write_date),
                }
                for cart in carts
                if (figure := figures[cart.eservices_config_id].get(cart.partner_id.id))
                and rows[cart.partner_id.id]["user_id"]
            ],
        }

    def _cut(self, found):
        return {"rows": found[:SEARCH_ROWS], "more": len(found) > SEARCH_ROWS}

    def _get_configs(self, config_id=False):
        """The channels that the user serves, or the one of them that was chosen.

        :raise AccessError: for who is no representative, and for any other channel
        """
        self.env["care.agent"]._check_representative()
        configs = self.env["eservices.config"]._get_care_channels()
        if not config_id:
            return configs
        chosen = configs.filtered(lambda config: config.id == read_id(config_id))
        if not chosen:
            raise AccessError(self.env._("You do not serve this channel."))
        return chosen

    # === CONTACT SESSION === #

    @api.model
    def open(self, partner_id, config_id=False, care_session_id=False):
        """Choose a customer for service: begin a contact session, or go on in the agent's own (A1, A18).

        :param config_id: the channel; none: the first of the customer's that the agent serves
        :param care_session_id: the conversation out of which it is opened
        :raise AccessError: for an internal user, and when the agent does not serve the customer's channel
        :raise UserError: for a contact without the platform
        """
        configs = self._get_configs(config_id)
        user_sudo = self._find_user(partner_id)
        channels = self.env["care.console.search"]._get_channels(user_sudo, configs)
        if not channels:
            raise AccessError(
                self.env._("You do not serve the channel of %s.", user_sudo.eservices_contact_id.name)
            )
        contact = self.env["care.contact"]._open(user_sudo, channels[:1], read_id(care_session_id))
        return self._describe_contact(contact)

    def _find_user(self, partner_id):
        """The external user of a contact, in superuser mode.

        :raise AccessError: for an internal user
        :raise UserError: when the contact has no platform
        """
        # sudo: res.partner - only who has the platform is answered
        partner_sudo = self.env["res.partner"].sudo().browse(read_id(partner_id)).exists()
        if partner_sudo.user_ids.filtered(lambda user: user._is_internal()):
            raise AccessError(self.env._("%s is an internal user, no customer.", partner_sudo.name))
        users = partner_sudo.eservices_user_ids.filtered(
            lambda user: user.active and user.share and user.eservices_platform
        )
        if not users:
            raise UserError(
                self.env._(
                    "%s has no access to the platform: open it on the contact's form first.",
                    partner_sudo.name or self.env._("This contact"),
                )
            )
        return users[0]

    @api.model
    @api.readonly
    def get_contact(self, contact_id):
        """The contact session as the console's frame shows it."""
        return self._describe_contact(self.env["care.contact"]._enter(contact_id))

    @api.model
    def add_request(self, contact_id, values):
        """Write down what the customer wants (A18).

        :param dict values: ``reason``, ``action``, ``solution``, ``state``
        :raise UserError: without a reason
        """
        contact = self.env["care.contact"]._enter(contact_id)
        contact._write_request(values if isinstance(values, dict) else {})
        return self._describe_contact(contact)

    @api.model
    def write_request(self, contact_id, request_id, values):
        """Change a request; see ``add_request``."""
        contact = self.env["care.contact"]._enter(contact_id)
        contact._write_request(values if isinstance(values, dict) else {}, read_id(request_id) or -1)
        return self._describe_contact(contact)

    @api.model
    def close(self, contact_id):
        """End the contact session; what was done stands on the customer's chatter (A18)."""
        self.env["care.contact"]._enter(contact_id)._close()
        return {"closed": True}

    @api.model
    @api.readonly
    def get_colleagues(self, contact_id):
        """To whom the contact session can be handed over: representatives of the channel."""
        contact = self.env["care.contact"]._enter(contact_id)
        agents = contact.config_id.care_agent_ids
        rows = self.env["care.agent"].get_coworkers()
        return [
            {
                "user_id": row["user_id"],
                "name": row["name"],
                "state": row["state"],
                "may": not agents or row["user_id"] in agents.ids,
                "reason": self.env._("Does not serve this channel.")
                if agents and row["user_id"] not in agents.ids
                else "",
            }
            for row in rows
        ]

    @api.model
    def hand_over(self, contact_id, user_id, text=""):
        """Give the contact session to a colleague who serves the channel (A18).

        :raise UserError: for anybody else
        """
        contact = self.env["care.contact"]._enter(contact_id)
        colleague = next(
            (row for row in self.get_colleagues(contact_id) if row["user_id"] == read_id(user_id)), None
        )
        if not colleague or not colleague["may"]:
            raise UserError(self.env._("Choose a colleague who serves this channel."))
        # sudo: res.users - a representative of the channel
        user_sudo = self.env["res.users"].sudo().browse(colleague["user_id"])
        contact._hand_over(user_sudo, read_text(text, CONTACT_TEXT))
        return {"handed": True}

    @api.model
    @api.readonly
    def get_log(self, contact_id):
        """What was done in this contact session, the latest first."""
        contact = self.env["care.contact"]._enter(contact_id)
        kinds = dict(self.env["care.log"]._fields["kind"]._description_selection(self.env))
        return [
            {
                "at": moments.iso(entry.create_date),
                "agent": entry.agent_id.name or "",
                "kind": kinds[entry.kind],
                "text": entry.text or "",
            }
            for entry in contact.log_ids.sorted("id", reverse=True)
        ]

    def _describe_contact(self, contact):
        """Hook: a contact session as the console's frame shows it.

        :param contact: ``care.contact`` in superuser mode
        """
        partner, session = contact.partner_id, contact.care_session_id
        company = contact._get_customer().company
        return {
            "id": contact.id,
            "state": contact.state,
            "partner_id": partner.id,
            "user_id": contact.customer_user_id.id,
            "name": partner.name or "",
            "initials": get_initials(partner.name),
            "company": company.name or "" if company.is_company and company != partner else "",
            "is_business": company.is_company,
            "number": partner.ref or company.ref or "",
            "config_id": contact.config_id.id,
            "channel": contact.config_id.name,
            "agent_id": contact.agent_id.id,
            "agent": contact.agent_id.name,
            "is_mine": contact.agent_id == self.env.user,
            "started_at": moments.iso(contact.started_at),
            "ended_at": moments.iso(contact.ended_at),
            "care_session_id": session.id,
            "channel_id": session.channel_id.id,
            "requests": [
                {
                    "id": request.id,
                    "reason": request.reason,
                    "action": request.action or "",
                    "solution": request.solution or "",
                    "state": request.state,
                    "at": moments.iso(request.create_date),
                }
                for request in contact.request_ids
            ],
            "open_requests": len(contact.request_ids.filtered(lambda request: request.state == "open")),
            "mode": contact.config_id.care_edit,
            "consent": {"policy": contact.config_id.care_consent, "state": contact.consent or ""},
            "view": contact._describe_view(),
        }

    def _render_summary(self, contact):
        """What the customer's chatter says of a contact session that ended."""
        return self.env["ir.qweb"]._render("customer_care.contact_summary", {"contact": contact})
