from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..const import CSR_GROUP, GONE_AFTER_CLOSE, GONE_AFTER_SILENCE, HELD, SUPERVISOR_GROUP
from ..services import moments, routing


class CareAgent(models.Model):
    """What a representative is doing now, and how much he can do at once (L5, L12, L17).

    One row per user, apart from ``res.users``: it changes with every conversation, and who hands out
    conversations locks it.
    """

    _name = "care.agent"
    _description = "Customer care representative"
    _rec_name = "user_id"
    _order = "user_id"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    state = fields.Selection(
        [("ready", "Ready"), ("pause", "On a break"), ("wrapup", "Wrapping up")],
        required=True,
        default="pause",
        help="Only who is ready, and has Odoo open, is given customers.",
    )
    reason = fields.Char(help="What he is doing meanwhile; his coworkers read it.")
    until = fields.Datetime()
    places = fields.Integer(
        default=4, required=True, help="How many customers he can serve at the same time, of all queues."
    )
    last_assigned_at = fields.Datetime(readonly=True)

    _user_uniq = models.Constraint("UNIQUE(user_id)", "This user has a row already.")
    _places_positive = models.Constraint(
        "CHECK(places > 0)", "A representative serves one customer at least: set him on a break otherwise."
    )

    # === WHO THERE IS === #

    @api.model
    def _ensure(self, users):
        """The rows of these users, made where they are missing.

        :param users: ``res.users``
        """
        # sudo: care.agent - nobody makes rows but this
        agents_sudo = self.sudo().search(Domain("user_id", "in", users.ids))
        missing = users - agents_sudo.user_id
        if missing:
            self.env.cr.execute(
                SQL(
                    "INSERT INTO care_agent (user_id, state, places, create_uid, create_date)"
                    " SELECT id, 'pause', 4, %s, now() AT TIME ZONE 'UTC' FROM unnest(%s) AS id"
                    " ON CONFLICT (user_id) DO NOTHING",
                    self.env.uid,
                    missing.ids,
                )
            )
            agents_sudo = self.sudo().search(Domain("user_id", "in", users.ids))
        return agents_sudo

    @api.model
    def _lock(self, user, is_patient=True):
        """The row of one user, locked until the transaction ends: one hands him a conversation at a time.

        :param bool is_patient: wait for who is deciding about him now
        :raise LockNotAvailable: when somebody is, and is not waited for
        """
        agent_sudo = self._ensure(user)
        lock = SQL("SELECT id FROM care_agent WHERE id = %s FOR UPDATE", agent_sudo.id)
        if is_patient:
            self.env.cr.execute(lock)
        else:
            # Not an error in the log: whoever does not wait has something else to do.
            self.env.cr.execute(SQL("%s NOWAIT", lock), log_exceptions=False)
        agent_sudo.invalidate_recordset()
        return agent_sudo

    @api.model
    def _get_presences(self, users):
        """Who of the users has Odoo open: ``online``, ``away`` or ``offline``, by user id."""
        # sudo: mail.presence - whether coworkers are there is no secret among representatives
        presences = self.env["mail.presence"].sudo().search(Domain("user_id", "in", users.ids))
        silent = fields.Datetime.now() - timedelta(seconds=GONE_AFTER_SILENCE)
        found = {
            presence.user_id.id: presence.status if presence.last_poll > silent else "offline"
            for presence in presences
        }
        return {user.id: found.get(user.id, "offline") for user in users}

    @api.model
    def _find_gone(self, users):
        """Those of the users who closed Odoo, or whose machine or worker died, not only reloaded a page."""
        now = fields.Datetime.now()
        # sudo: mail.presence - whether coworkers are there is no secret among representatives
        presences = self.env["mail.presence"].sudo().search(Domain("user_id", "in", users.ids))
        there = presences.filtered(
            lambda presence: (
                presence.last_poll
                > now
                - timedelta(seconds=GONE_AFTER_CLOSE if presence.status == "offline" else GONE_AFTER_SILENCE)
            )
        )
        return users - there.user_id

    @api.model
    def _get_loads(self, users):
        """Conversations that the users hold: ``{(user id, queue id): number}``."""
        # sudo: care.session - how busy somebody is counts the conversations of every company
        groups = (
            self.env["care.session"]
            .sudo()
            ._read_group(
                Domain("agent_id", "in", users.ids) & Domain("state", "in", HELD),
                ["agent_id", "queue_id"],
                ["__count"],
            )
        )
        return {(user.id, queue.id): count for user, queue, count in groups}

    @api.model
    def _get_people(self, users, queue=None):
        """The users as routing sees them.

        :param queue: the queue in question, for how many of its conversations each holds
        :return: list of ``services.routing.Person``
        """
        # sudo: res.users - state, languages and skills of coworkers decide about a customer
        agents = {one.user_id.id: one for one in self.sudo().search(Domain("user_id", "in", users.ids))}
        presences, loads = self._get_presences(users), self._get_loads(users)
        skills = self.env["care.skill"]._get_levels(users)
        people = []
        for user in users.sudo():
            agent = agents.get(user.id) or self.new({"user_id": user.id})
            held = {key[1]: count for key, count in loads.items() if key[0] == user.id}
            people.append(
                routing.Person(
                    user_id=user.id,
                    state=agent.state if presences[user.id] == "online" else routing.OFFLINE,
                    places=agent.places,
                    load=sum(held.values()),
                    queue_load=held.get(queue.id, 0) if queue else 0,
                    skills=skills.get(user.id, {}),
                    languages=frozenset([user.lang or "", *user.livechat_lang_ids.mapped("code")]),
                    idle_since=agent.last_assigned_at.timestamp() if agent.last_assigned_at else 0.0,
                )
            )
        return people

    # === HIS OWN STATE === #

    @api.model
    @api.readonly
    def get_me(self):
        """What the representative himself is doing, with his queues (L5)."""
        user = self._check_representative()
        queues = self.env["care.queue"].search(Domain("member_ids", "in", user.ids))
        return {
            **self._describe(user)[0],
            "queues": [{"id": queue.id, "name": queue.name} for queue in queues],
            "languages": user.sudo().livechat_lang_ids.mapped("name"),
            "may_supervise": user.has_group(SUPERVISOR_GROUP),
        }

    @api.model
    def set_state(self, state, minutes=False, reason=""):
        """Be ready, on a break, or wrapping up; what is held goes on (L5, L17).

        :param str state: ``ready``, ``pause`` or ``wrapup``
        :param int minutes: for how long, as far as he knows
        :param str reason: what he does meanwhile
        :raise UserError: for any other state
        """
        user = self._check_representative()
        if state not in dict(self._fields["state"].selection):
            raise UserError(self.env._("There is no such state."))
        is_timed = isinstance(minutes, int) and 0 < minutes <= 1440 and state != "ready"
        agent_sudo = self._lock(user)
        agent_sudo.write(
            {
                "state": state,
                "reason": (reason or "")[:120] if state != "ready" else False,
                "until": fields.Datetime.now() + timedelta(minutes=minutes) if is_timed else False,
            }
        )
        self._notify_changed(user)
        self.env["care.dispatcher"]._wake()
        return self._describe(user)[0]

    @api.model
    @api.readonly
    def get_coworkers(self):
        """The other representatives of the companies in use, with what they do (L5, L15)."""
        user = self._check_representative()
        coworkers = self._get_representatives() - user
        return self._describe(coworkers)

    # === HELPERS === #

    @api.model
    def _check_representative(self):
        """:raise AccessError: for who is no representative"""
        if not self.env.user.has_group(CSR_GROUP):
            raise AccessError(self.env._("Only representatives of customer care may do this."))
        return self.env.user

    @api.model
    def _get_representatives(self):
        # sudo: res.users - representatives see who else is one
        users = (
            self.env["res.users"]
            .sudo()
            .search(
                Domain("all_group_ids", "in", self.env.ref(CSR_GROUP).ids)
                & Domain("company_ids", "in", self.env.companies.ids)
                & Domain("id", "!=", self.env.ref("base.user_root").id),
                order="name",
            )
        )
        return users

    @api.model
    def _describe(self, users):
        """What representatives read of each other, in the order of the users.

        :return: list of dicts
        """
        # sudo: care.agent - those who have no row yet are on a break
        agents = {agent.user_id.id: agent for agent in self.sudo().search(Domain("user_id", "in", users.ids))}
        queues = self.env["care.queue"].search(Domain("member_ids", "in", users.ids))
        presences, loads = self._get_presences(users), self._get_loads(users)
        described = []
        for user in users.sudo():
            agent = agents.get(user.id) or self.new({"user_id": user.id})
            is_there = presences[user.id] != "offline"
            described.append(
                {
                    "user_id": user.id,
                    "partner_id": user.partner_id.id,
                    "name": user.livechat_username or user.name,
                    "state": agent.state if is_there else "offline",
                    "reason": agent.reason or "",
                    "until": moments.iso(agent.until),
                    "load": sum(count for key, count in loads.items() if key[0] == user.id),
                    "places": agent.places,
                    "skills": user.livechat_expertise_ids.mapped("name"),
                    "queues": queues.filtered(
                        lambda queue, user=user: user.id in queue.member_ids.ids
                    ).mapped("name"),
                    "is_me": user.id == self.env.uid,
                }
            )
        return described

    @api.model
    def _notify_changed(self, users):
        group = self.env.ref(CSR_GROUP)
        for user in users:
            group._bus_send("care.agent/changed", {"user_id": user.id})
