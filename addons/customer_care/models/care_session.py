from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..const import CSR_GROUP, RUNNING, SUPERVISOR_GROUP

STATES = [
    ("invited", "Invited"),
    ("waiting", "Waiting"),
    ("active", "In conversation"),
    ("wrapup", "Wrapping up"),
    ("closed", "Closed"),
    ("declined", "Declined"),
    ("abandoned", "Abandoned"),
]
OUTCOMES = [
    ("solved", "Solved"),
    ("followup", "To be followed up"),
    ("wrong", "Not for us"),
    ("spam", "Nonsense"),
    ("message", "Left a message"),
    ("callback", "Asked for a call"),
]


class CareSession(models.Model):
    """A conversation with a customer, from the moment he asks for one until its last word (L1 to L16).

    What is said stands in a live chat of Odoo's (``channel_id``); this is what is true about it, and stays
    when the chat is cleaned away. What representatives say among themselves stands in ``side_channel_id``,
    which no customer is ever a member of.
    """

    _name = "care.session"
    _description = "Customer care conversation"
    _inherit = ["bus.listener.mixin", "care.client.mixin"]
    _order = "id desc"

    name = fields.Char(compute="_compute_name")
    state = fields.Selection(STATES, required=True, index=True, readonly=True)
    outcome = fields.Selection(OUTCOMES, readonly=True)
    config_id = fields.Many2one(
        "eservices.config", string="Channel", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="config_id.company_id", store=True, index=True)
    customer_user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    visitor_id = fields.Many2one(
        related="customer_user_id.partner_id", string="In the chat as", store=True, readonly=True
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True, ondelete="restrict"
    )
    commercial_partner_id = fields.Many2one(
        "res.partner", string="Customer's company", required=True, readonly=True, ondelete="restrict"
    )
    lang = fields.Char(string="Language", readonly=True)
    queue_id = fields.Many2one("care.queue", required=True, readonly=True, index=True, ondelete="restrict")
    subject_id = fields.Many2one("care.subject", readonly=True, ondelete="set null")
    order_id = fields.Many2one("sale.order", readonly=True, ondelete="set null")
    priority = fields.Selection(
        [("0", "Normal"), ("1", "High"), ("2", "Urgent")], required=True, default="0", readonly=True
    )
    agent_id = fields.Many2one(
        "res.users", string="Representative", readonly=True, index=True, ondelete="restrict"
    )
    channel_id = fields.Many2one(
        "discuss.channel", string="Chat", readonly=True, index=True, ondelete="set null"
    )
    side_channel_id = fields.Many2one(
        "discuss.channel", string="Talk inside", readonly=True, ondelete="set null"
    )
    start_url = fields.Char(string="Asked on", readonly=True)

    waiting_since = fields.Datetime(
        readonly=True, help="When he began to wait. Another queue does not change it."
    )
    queued_at = fields.Datetime(string="In this queue since", readonly=True)
    told_seconds = fields.Integer(default=-1, readonly=True, help="Up to which waiting message he was told.")
    accepted_at = fields.Datetime(string="Answered", readonly=True)
    ended_at = fields.Datetime(string="Ended", readonly=True)
    closed_at = fields.Datetime(string="Wrapped up", readonly=True)
    requeue_count = fields.Integer(string="Requeued", readonly=True)
    wait_seconds = fields.Integer(string="Waited (s)", readonly=True, aggregator="avg")
    handle_seconds = fields.Integer(string="Conversation (s)", readonly=True, aggregator="avg")
    within_target = fields.Boolean(readonly=True)
    rating = fields.Integer(readonly=True, aggregator="avg")
    key = fields.Char(readonly=True, help="Of the page from which it was asked for.")

    event_ids = fields.One2many("care.event", "session_id", string="What happened")
    transfer_ids = fields.One2many("care.transfer", "session_id", string="Transfers")
    push_ids = fields.One2many("care.push", "session_id", string="Pages shown")

    # A customer has one conversation at a time on a channel, however many pages ask for it.
    _running_uniq = models.UniqueIndex(
        "(customer_user_id, config_id) WHERE state IN ('invited', 'waiting', 'active')",
        "This customer has a conversation already.",
    )
    _line_idx = models.Index("(queue_id, priority DESC, waiting_since, id) WHERE state = 'waiting'")
    _samples_idx = models.Index("(queue_id, ended_at DESC) WHERE handle_seconds > 0")

    @api.depends("partner_id.name", "commercial_partner_id.name")
    def _compute_name(self):
        # sudo: res.partner - who reads a conversation reads with whom it is
        for session in self.sudo():
            names = (session.partner_id.name, session.commercial_partner_id.name)
            session.name = ", ".join(dict.fromkeys(filter(None, names)))

    # === LOOKING UP === #

    @api.model
    def _get_of_customer(self, customer):
        """The domain of a customer's own conversations; whoever looks one up for him starts here."""
        return Domain("customer_user_id", "=", customer.user.id) & Domain(
            "config_id", "=", customer.config.id
        )

    def _find_last_agent(self):
        """Who helped this contact last time."""
        self.ensure_one()
        # sudo: care.session - of whichever company
        last = self.sudo().search(
            Domain("partner_id", "=", self.partner_id.id)
            & Domain("agent_id", "!=", False)
            & Domain("id", "!=", self.id or 0),
            order="id desc",
            limit=1,
        )
        return last.agent_id

    def _get_position(self):
        """1 for who is served next; ``None`` for who does not wait."""
        self.ensure_one()
        return self._get_positions().get(self.id)

    def _get_positions(self):
        """Positions of those of the conversations that wait: ``{id: position}``."""
        waiting = self.filtered(lambda session: session.state == "waiting")
        return {
            session_id: position
            for queue in waiting.queue_id
            for position, session_id in enumerate(queue._get_line().ids, 1)
        }

    def _get_placeholders(self):
        """What stands for the placeholders of a topic in this conversation (L10)."""
        self.ensure_one()
        session_sudo = self.sudo()  # sudo: res.partner - the representative writes to this very customer
        partner = session_sudo.partner_id
        return {
            "customer_name": partner.name or "",
            "customer_number": partner.ref or session_sudo.commercial_partner_id.ref or "",
            "agent_name": self.env.user.sudo().livechat_username or self.env.user.name,
            "company_name": session_sudo.config_id.name,
        }

    # === RIGHTS === #

    def _check_reader(self):
        """:raise AccessError: for who is no representative of the company; gives the superuser's record"""
        self.ensure_one()
        self.env["care.agent"]._check_representative()
        self.check_access("read")
        # sudo: care.session - nobody writes one but by these verbs
        return self.sudo()

    def _check_holder(self):
        """The conversation in superuser mode, for who holds it, or supervises.

        :raise AccessError: for everybody else
        """
        session_sudo = self._check_reader()
        if session_sudo.agent_id != self.env.user and not self.env.user.has_group(SUPERVISOR_GROUP):
            raise AccessError(self.env._("This conversation is not yours."))
        return session_sudo

    def _lock(self):
        """Wait until nobody else is deciding about this conversation, then see it as it is."""
        self.ensure_one()
        self.env.cr.execute("SELECT id FROM care_session WHERE id = %s FOR UPDATE", [self.id])
        self.invalidate_recordset()

    # === VERBS OF REPRESENTATIVES === #

    def action_accept(self):
        """Take a waiting customer (L12). Of two who do so at once one wins, the other reads who it was.

        :raise UserError: when somebody was faster, or saying what keeps the user from it
        """
        session_sudo = self._check_reader()
        agent_sudo = self.env["care.agent"]._lock(self.env.user)
        session_sudo._lock()
        if session_sudo.state == "active" and session_sudo.agent_id == self.env.user:
            return self._answer_taken()
        self.env["care.dispatcher"]._check_may_take(session_sudo, self.env.user)
        self.env["care.conversation"]._assign(session_sudo, agent_sudo, "accepted")
        return self._answer_taken()

    def _answer_taken(self):
        return {
            "channel_id": self.sudo().channel_id.id,
            "session": self.env["care.panel"]._describe_row(self),
        }

    def action_requeue(self, queue_id, text=""):
        """Pass the conversation to another queue, with its history and its original waiting time (L14).

        :param int queue_id: the queue
        :param str text: a line for the next representative, which the customer never sees
        :raise UserError: when the queue does not serve this customer
        """
        session_sudo = self._check_holder()
        queue = self.env["care.queue"].search(Domain("id", "=", queue_id))
        session_sudo._lock()
        self.env["care.conversation"]._requeue(session_sudo, queue, text)
        return True

    def action_transfer(self, user_id, text=""):
        """Offer the conversation to a colleague, who accepts or declines (L15).

        :raise UserError: when he may not take it
        """
        session_sudo = self._check_holder()
        session_sudo._lock()
        transfer = self.env["care.transfer"]._offer(session_sudo, user_id, text)
        return transfer._describe()

    def action_end(self):
        """End the conversation for the customer; what is left is to wrap up."""
        session_sudo = self._check_holder()
        session_sudo._lock()
        self.env["care.conversation"]._end(session_sudo, self.env.user)
        return True

    def action_close(self, outcome="solved", note=""):
        """Wrap the conversation up: say what became of it, and have its place free again.

        :param str outcome: see ``OUTCOMES``
        :param str note: an internal note
        :raise UserError: for an unknown outcome
        """
        session_sudo = self._check_holder()
        if outcome not in ("solved", "followup", "wrong", "spam"):
            raise UserError(self.env._("There is no such outcome."))
        session_sudo._lock()
        conversation = self.env["care.conversation"]
        if session_sudo.state in RUNNING:
            conversation._end(session_sudo, self.env.user)
        if (note or "").strip():
            conversation._note(session_sudo, note)
        conversation._close(session_sudo, outcome)
        return True

    def action_withdraw(self):
        """Take an invitation back that the customer has not answered (L16)."""
        session_sudo = self._check_holder()
        session_sudo._lock()
        if session_sudo.state != "invited":
            raise UserError(self.env._("There is no invitation to be taken back."))
        self.env["care.conversation"]._end(session_sudo, self.env.user)
        return True

    def action_note(self, text):
        """Write something that the customer never sees (L15)."""
        session_sudo = self._check_reader()
        self.env["care.dispatcher"]._check_qualified(session_sudo.queue_id, self.env.user, session_sudo)
        message = self.env["care.conversation"]._note(session_sudo, text)
        return {"side_channel_id": session_sudo.side_channel_id.id, "message_id": message.id}

    def action_ask(self, user_id, text=""):
        """Ask a coworker about the conversation, unseen by the customer (L15).

        :raise UserError: when he is no representative
        """
        session_sudo = self._check_holder()
        coworker = self.env["care.agent"]._get_representatives().filtered(lambda user: user.id == user_id)
        if not coworker or coworker == self.env.user:
            raise UserError(self.env._("Choose one of your coworkers."))
        self.env["care.conversation"]._ask(session_sudo, coworker, text)
        return {"side_channel_id": session_sudo.side_channel_id.id}

    def action_push(self, url, title=""):
        """Show the customer a page of the platform (L11).

        :raise UserError: for an address that is no page of the platform
        """
        session_sudo = self._check_holder()
        return self.env["care.push"]._send(session_sudo, url, title)._describe()

    # === READING === #

    @api.model
    @api.readonly
    def get_lists(self):
        """The lists beside a conversation: who waits, mine, invited, closed today (L5)."""
        self.env["care.agent"]._check_representative()
        return self.env["care.panel"]._get_lists()

    @api.readonly
    def get_panel(self):
        """What the representative reads about the customer during the conversation (L6, L8)."""
        self._check_reader()
        return self.env["care.panel"]._describe_panel(self)

    @api.readonly
    def get_colleagues(self):
        """Coworkers to whom the conversation can be offered, or why not (L15)."""
        session_sudo = self._check_reader()
        return self.env["care.dispatcher"]._get_colleagues(session_sudo)

    # === BUS === #

    def _notify_changed(self):
        """Let representatives and the customer know; each then reads, or is told, what he may."""
        group = self.env.ref(CSR_GROUP)
        for session in self.sudo():
            group._bus_send(
                "care.session/changed",
                {
                    "id": session.id,
                    "state": session.state,
                    "queue_id": session.queue_id.id,
                    "agent_id": session.agent_id.id,
                },
            )
            session.customer_user_id._bus_send(
                "care.session/changed", {"session": self.env["care.desk"]._describe(session)}
            )
            self.env["care.visit"]._notify_changed(session.customer_user_id)
