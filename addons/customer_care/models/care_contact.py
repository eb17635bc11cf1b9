from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

from odoo.addons.eservices_ecommerce.services import prepared
from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

from ..const import CONTACT_TEXT, SUPERVISOR_GROUP, VIEW_MINUTES
from ..services import moments
from ..services.acting import KEY, ContactKey


class Audience(NamedTuple):
    """Two who look at one cart, within a contact session: see ``care.contact._find_audience``."""

    id: int
    agent_name: str
    agent_partner_id: int
    customer_partner_id: int


class CareContact(models.Model):
    """A contact session: an agent serves one customer on one channel, from the search back to it (A18).

    Everything that he does for the customer hangs on it. Nobody writes one but by the console's verbs.
    """

    _name = "care.contact"
    _description = "Contact session"
    _inherit = ["care.client.mixin"]
    _order = "id desc"

    name = fields.Char(compute="_compute_name")
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed")], required=True, default="open", readonly=True
    )
    config_id = fields.Many2one(
        "eservices.config", string="Channel", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="config_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True, ondelete="restrict"
    )
    customer_user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    agent_id = fields.Many2one("res.users", required=True, readonly=True, index=True, ondelete="restrict")
    care_session_id = fields.Many2one(
        "care.session", string="Conversation", readonly=True, ondelete="set null"
    )
    started_at = fields.Datetime(
        string="Started", required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )
    touched_at = fields.Datetime(
        string="Last used", required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )
    ended_at = fields.Datetime(readonly=True)
    view_mode = fields.Selection(
        [("customer", "Customer's view"), ("ghost", "Ghost view")],
        readonly=True,
        help="How the agent sees the platform now: as the customer, or over his shoulder.",
    )
    view_until = fields.Datetime(readonly=True)
    consent = fields.Selection(
        [("asked", "Asked"), ("agreed", "Agreed"), ("declined", "Declined")],
        readonly=True,
        help="What the customer said to the agent's taking his view.",
    )
    request_ids = fields.One2many("care.request", "contact_id")
    log_ids = fields.One2many("care.log", "contact_id")

    _open_uniq = models.UniqueIndex(
        "(agent_id, partner_id, config_id) WHERE state = 'open'",
        "This agent serves this customer already.",
    )
    # Asked at each page of a customer.
    _customer_idx = models.Index("(customer_user_id) WHERE state = 'open'")

    @api.depends("partner_id.name", "agent_id.name")
    def _compute_name(self):
        # sudo: res.partner - who reads a contact session reads with whom it was
        for contact in self.sudo():
            contact.name = ", ".join(filter(None, (contact.partner_id.name, contact.agent_id.name)))

    def _get_customer(self, actor=None):
        """See ``care.client.mixin``; what an agent writes is known to be of this contact session."""
        if actor is None:
            return super()._get_customer()
        return super(CareContact, self.with_context(**{KEY: ContactKey(self.id)}))._get_customer(actor)

    @api.model
    def _find_audience(self, partner_id, config_id):
        """Who has to be told of a change in a customer's cart, in one statement: it is asked at each change.

        :return: list of :class:`Audience`, one of each running contact session
        """
        self.flush_model()
        rows = prepared.execute_query(
            self.env,
            SQL(
                """
                SELECT contact.id, name.name, agent.partner_id, customer.partner_id
                  FROM care_contact contact
                  JOIN res_users agent ON agent.id = contact.agent_id
                  JOIN res_partner name ON name.id = agent.partner_id
                  JOIN res_users customer ON customer.id = contact.customer_user_id
                 WHERE contact.partner_id = %s AND contact.config_id = %s AND contact.state = 'open'
                """,
                partner_id,
                config_id,
            ),
        )
        return [Audience(*row) for row in rows]

    # === RIGHTS === #

    @api.model
    def _enter(self, contact_id):
        """The agent's own running contact session, in superuser mode: every verb of the console begins here.

        :param contact_id: as the browser sent it
        :raise AccessError: for who is no representative, does not hold it, or lost the channel
        :raise MissingError: when there is none, or not in his companies
        :raise UserError: when it is over
        """
        user = self.env["care.agent"]._check_representative()
        contact = self.search(Domain("id", "=", read_id(contact_id)))
        if not contact:
            raise MissingError(self.env._("This contact session does not exist."))
        contact_sudo = contact.sudo()  # sudo: care.contact - nobody writes one but by these verbs
        if contact_sudo.agent_id != user and not user.has_group(SUPERVISOR_GROUP):
            raise AccessError(
                self.env._("%s serves this customer: ask for a hand-over.", contact_sudo.agent_id.name)
            )
        if contact_sudo.state != "open":
            raise UserError(self.env._("This contact session is over. Open the customer again."))
        contact_sudo.config_id.with_env(self.env)._check_care_agent()
        contact_sudo._check_customer()
        return contact_sudo

    def _check_customer(self):
        """:raise UserError: when the customer lost the platform meanwhile"""
        user = self.customer_user_id
        if not (user.active and user.eservices_platform and user.share):
            raise UserError(self.env._("%s has no access to the platform any more.", self.partner_id.name))

    # === VERBS === #

    @api.model
    def _open(self, user_sudo, config, session_id=0):
        """Begin to serve a customer, or go on.

        :param user_sudo: the customer's user (``res.users``)
        :param config: ``eservices.config`` that the agent may serve
        :param int session_id: the conversation out of which it is opened
        """
        own = (
            Domain("agent_id", "=", self.env.uid)
            & Domain("state", "=", "open")
            & Domain("customer_user_id", "=", user_sudo.id)
            & Domain("config_id", "=", config.id)
        )
        # sudo: care.contact - nobody writes one but by these verbs
        contact_sudo = self.sudo().search(own, limit=1)
        session = self.env["care.session"].search(
            Domain("id", "=", session_id)
            & Domain("customer_user_id", "=", user_sudo.id)
            & Domain("config_id", "=", config.id)
        )
        if contact_sudo:
            contact_sudo.write({"touched_at": fields.Datetime.now()})
            if session:
                contact_sudo.care_session_id = session
            return contact_sudo
        contact_sudo = self.sudo().create(
            {
                "config_id": config.id,
                "partner_id": user_sudo.eservices_contact_id.id,
                "customer_user_id": user_sudo.id,
                "agent_id": self.env.uid,
                "care_session_id": session.id,
            }
        )
        contact_sudo._log("opened")
        return contact_sudo

    def _close(self):
        """End the contact session, and say on the customer's chatter what was done in it."""
        # sudo: sale.order - the carts that were taken over in this contact session
        self.env["sale.order"].sudo().search(Domain("care_held_by_id", "=", self.id))._care_give_back()
        self._leave_view()
        self._log("closed")
        self._set_consent(False)
        self.write({"state": "closed", "ended_at": fields.Datetime.now()})
        self._tell_left(self.agent_id)
        self.partner_id.with_user(self.env.user).sudo().message_post(
            body=self.env["care.console"]._render_summary(self), subtype_xmlid="mail.mt_note"
        )

    def _hand_over(self, colleague, text):
        """Give the customer to a colleague, with everything done so far."""
        former = self.agent_id
        running = self.search(
            Domain("agent_id", "=", colleague.id)
            & Domain("state", "=", "open")
            & Domain("partner_id", "=", self.partner_id.id)
            & Domain("config_id", "=", self.config_id.id)
        )
        if running:
            raise UserError(self.env._("%s serves this customer already.", colleague.name))
        self._leave_view()
        self._log("handed", self.env._("To %(name)s: %(text)s", name=colleague.name, text=text or "–"))
        # The customer agreed to one agent, not to the next.
        self._set_consent(False)
        self.write({"agent_id": colleague.id, "touched_at": fields.Datetime.now()})
        self._tell_left(former)
        colleague._bus_send(
            "care.contact/handed",
            {"contact_id": self.id, "name": self.partner_id.name, "text": text, "from": former.name},
        )

    def _tell_left(self, agent):
        """Tell an agent's screens that the contact session is no longer his."""
        agent._bus_send("care.contact/left", {"contact_id": self.id})

    def _log(self, kind, text="", **values):
        """Write down what was done; see ``care.log``."""
        return self.env["care.log"]._add(
            self.config_id, self.partner_id, kind, text, contact=self, agent=self._get_actor(), **values
        )

    def _get_actor(self):
        """Who acts: the agent, or the supervisor who entered; on the platform's pages always the agent."""
        return self.env.user if self.env.user._is_internal() else self.agent_id

    # === THE CUSTOMER'S VIEW === #

    @api.model
    def _find_acting(self):
        """The contact session in which the user has a customer's view now; none for everybody else (A17)."""
        # sudo: care.contact - the user's own
        acting = self.sudo().search(
            Domain("agent_id", "=", self.env.uid)
            & Domain("state", "=", "open")
            & Domain("view_mode", "!=", False)
            & Domain("view_until", ">", fields.Datetime.now()),
            limit=1,
        )
        served = self.env["eservices.config"]._get_care_channels() if acting else ()
        user = acting.customer_user_id
        is_fine = user.active and user.eservices_platform and user.share and acting.config_id in served
        return acting if is_fine else acting.browse()

    def _view(self, mode):
        """Take the customer's view, or look over his shoulder; any other view of this agent ends."""
        self.search(
            Domain("agent_id", "=", self.agent_id.id) & Domain("view_mode", "!=", False)
        )._leave_view()
        self._write_view(mode, fields.Datetime.add(fields.Datetime.now(), minutes=VIEW_MINUTES))
        self._log("view" if mode == "customer" else "ghost", self.env._("Begun"))
        if self._tell_view():
            self._log("consent", self.env._("The customer is told"))

    def _write_view(self, mode, until):
        self.write({"view_mode": mode, "view_until": until})
        self.env.registry.clear_cache()

    @api.model
    @ormcache()
    def _get_viewed_user_ids(self):
        """Customers of whom an agent took the view and did not give it back: each page asks, most are not."""
        # sudo: care.contact - whose pages are seen is asked for their pages
        viewed = self.sudo().search(Domain("state", "=", "open") & Domain("view_mode", "!=", False))
        return frozenset(viewed.customer_user_id.ids)

    def _leave_view(self):
        """Give the customer's view back; to who has none nothing happens."""
        for contact in self.filtered("view_mode"):
            kind = "view" if contact.view_mode == "customer" else "ghost"
            contact._write_view(False, False)
            contact._log(kind, self.env._("Ended"))
            contact._tell_view()
            contact.agent_id._bus_send("care.contact/changed", {"contact_id": contact.id})

    def _tell_view(self):
        """Tell the customer, where the channel wants it, that an agent sees his pages, or no longer does.

        :return: whether he is told
        """
        is_told = self.config_id.care_consent != "never"
        if is_told:
            # A page of the platform shows the same when it is loaded later: see ``eservices.layout``.
            self.customer_user_id._bus_send("care.contact/told", self._describe_told())
        return is_told

    def _describe_told(self):
        """What the customer is told; ``mode`` is empty when the view is over."""
        return {
            "contact_id": self.id,
            "agent": self.agent_id.name,
            "mode": self.view_mode or "",
            "until": moments.iso(self.view_until),
        }

    def _describe_view(self):
        """``{"mode", "until", "url"}``; ``None`` where the agent has no view of the customer."""
        is_on = self.view_mode and self.view_until > fields.Datetime.now()
        return (
            {"mode": self.view_mode, "until": moments.iso(self.view_until), "url": "/eservices"}
            if is_on
            else None
        )

    def _set_consent(self, state):
        """Write down whether the customer agrees; an open question leaves all of his pages."""
        was_asked = self.consent == "asked"
        self.consent = state
        if was_asked:
            # The bus tells a page again what it told a moment ago: the last word counts.
            self.customer_user_id._bus_send("care.contact/asked", {"contact_id": self.id, "agent": ""})

    @api.model
    def _answer_consent(self, customer, contact_id, answer):
        """The customer agrees to the agent's taking his view, or not.

        :param str answer: ``agreed`` or ``declined``
        :raise MissingError: when nobody asked him, and for any other answer
        """
        contact = customer.env["care.contact"].search(
            Domain("id", "=", contact_id)
            & Domain("customer_user_id", "=", customer.user.id)
            & Domain("state", "=", "open")
            & Domain("consent", "=", "asked")
        )
        if not contact or answer not in ("agreed", "declined"):
            raise MissingError(self.env._("Nobody asks this any more."))
        contact._set_consent(answer)
        self.env["care.log"]._add(
            contact.config_id, contact.partner_id, "consent", contact.consent, contact=contact
        )
        contact.agent_id._bus_send(
            "care.contact/consent", {"contact_id": contact.id, "state": contact.consent}
        )

    # === REQUESTS === #

    def _write_request(self, values, request_id=0):
        """Write down what the customer wants and what was done about it (A18).

        :param dict values: ``reason``, ``action``, ``solution``, ``state`` as typed
        :raise UserError: without a reason
        :raise MissingError: for a request of another contact session
        """
        read = {
            name: read_text(values.get(name), CONTACT_TEXT)
            for name in ("reason", "action", "solution")
            if name in values
        }
        if values.get("state") in ("open", "solved"):
            read["state"] = values["state"]
        request = self.request_ids.filtered(lambda one: one.id == request_id)
        if request_id and not request:
            raise MissingError(self.env._("This request is not of this contact session."))
        if not read.get("reason", request.reason):
            raise UserError(self.env._("Write what the customer wants."))
        if request:
            request.write(read)
        else:
            request = self.env["care.request"].create({**read, "contact_id": self.id})
        self._log("request", " · ".join(filter(None, (request.reason, request.action, request.solution))))
        return request
