from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..const import CSR_GROUP, WAIT_SAMPLES, WAIT_WINDOW
from ..services import placeholders, routing, waiting


class CareQueue(models.Model):
    """A line in which customers wait, and the people who are qualified to answer it (L12)."""

    _name = "care.queue"
    _description = "Customer care queue"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    config_ids = fields.Many2many(
        "eservices.config",
        string="Channels",
        # Archived channels count too: a queue must not become everybody's because its channel rests.
        context={"active_test": False},
        help="Channels whose customers this queue serves. Empty: every channel of every company.",
    )
    member_ids = fields.Many2many(
        "res.users",
        string="Representatives",
        help="Users who answer this queue. Each of them needs the role Representative of Customer care.",
    )
    expertise_ids = fields.Many2many(
        "im_livechat.expertise",
        string="Required expertise",
        help="What a representative must know to be given a customer of this queue.",
    )
    max_sessions = fields.Integer(
        string="Conversations at once",
        help="How many customers of this queue one representative may serve at the same time. 0: no limit.",
    )
    mode = fields.Selection(
        [("pull", "Representatives accept"), ("push", "Assigned automatically")],
        string="Distribution",
        required=True,
        default="pull",
        help="Representatives accept: a waiting customer is taken by whoever is free first.\n"
        "Assigned automatically: a waiting customer is handed to the representative who is least busy.",
    )
    min_level = fields.Selection(
        [("1", "Basic"), ("2", "Advanced"), ("3", "Expert")],
        string="Lowest level",
        required=True,
        default="1",
        help="The level of the required expertise that a representative needs.",
    )
    lang_ids = fields.Many2many(
        "res.lang",
        string="Languages",
        help="Languages of the customers whom this queue serves. Empty: every language.",
    )
    must_speak = fields.Boolean(
        string="Only who speaks the customer's language",
        help="A representative who does not speak the customer's language is never given him. "
        "Otherwise who speaks it is only preferred.",
    )
    calendar_id = fields.Many2one(
        "resource.calendar", string="Opening hours", help="Empty: the hours of the customer's channel."
    )
    target_seconds = fields.Integer(
        string="Target", default=180, help="Within this time, in seconds, a customer should be answered."
    )
    overflow_queue_id = fields.Many2one(
        "care.queue", string="Overflow to", help="Where customers go on waiting who waited here for long."
    )
    overflow_after = fields.Integer(
        string="Overflow after", help="Seconds in this queue. 0: they stay.", default=0
    )
    wrapup_seconds = fields.Integer(
        string="Time to wrap up",
        default=120,
        help="After a conversation the representative keeps its place for so many seconds at most. 0: none.",
    )
    message_ids = fields.One2many("care.queue.message", "queue_id", string="Messages to who waits")
    subject_ids = fields.One2many("care.subject", "queue_id", string="Subjects")
    topic_ids = fields.One2many("care.topic", "queue_id", string="Topics")
    url_ids = fields.One2many("care.url", "queue_id", string="Page links")

    _max_sessions_not_negative = models.Constraint(
        "CHECK(max_sessions >= 0)",
        "The number of conversations at once cannot be negative. Enter 0 for no limit.",
    )

    _seconds_not_negative = models.Constraint(
        "CHECK(target_seconds >= 0 AND overflow_after >= 0 AND wrapup_seconds >= 0)",
        "Times cannot be negative.",
    )

    @api.constrains("overflow_queue_id", "overflow_after")
    def _check_overflow(self):
        """:raise ValidationError: when customers would go round in a circle"""
        for queue in self:
            seen, following = queue, queue.overflow_queue_id
            while following:
                if following in seen:
                    raise ValidationError(
                        self.env._("Customers of “%s” would overflow in a circle.", queue.name)
                    )
                seen, following = seen | following, following.overflow_queue_id

    @api.constrains("member_ids")
    def _check_members_are_representatives(self):
        """L12, L17: only holders of the role answer a queue.

        :raise ValidationError: naming those who lack the role.
        """
        for queue in self:
            strangers = queue._get_unqualified_members()
            if strangers:
                raise ValidationError(
                    self.env._(
                        "Only customer service representatives can answer a queue. "
                        "Give the role to %(names)s first, or leave them out.",
                        names=", ".join(strangers.mapped("name")),
                    )
                )

    def _get_unqualified_members(self):
        """Return the members, archived ones included, who do not hold the role."""
        # sudo: res.users - roles of colleagues are not readable to every supervisor
        members_sudo = self.sudo().with_context(active_test=False).member_ids
        return members_sudo.filtered(lambda user: not user.has_group(CSR_GROUP))

    @api.model
    def _drop_unqualified_members(self):
        """Take those who lost the role out of every queue, so that no list outlives the right."""
        # sudo: care.queue - whoever changes roles need not see the queues of every company
        queues_sudo = self.sudo().with_context(active_test=False).search([("member_ids", "!=", False)])
        for queue_sudo in queues_sudo:
            strangers = queue_sudo._get_unqualified_members()
            if strangers:
                queue_sudo.member_ids -= strangers

    # === WHO AND WHAT IS SERVED === #

    def _serves(self, config, lang=None):
        """Whether customers of a channel may wait here.

        :param config: ``eservices.config``
        :param str lang: code of the customer's language; without one any will do
        """
        self.ensure_one()
        configs = self.config_ids
        return (
            self.active
            and (not configs or config in configs)
            and (not lang or not self.lang_ids or lang in self.lang_ids.mapped("code"))
        )

    def _get_demand(self, session):
        """What a conversation of this queue asks of who takes it (L12).

        :param session: ``care.session``
        :return: ``services.routing.Demand``
        """
        self.ensure_one()
        owner = session.partner_id.user_id or session.commercial_partner_id.user_id
        return routing.Demand(
            members=frozenset(self.member_ids.filtered("active").ids),
            skills=dict.fromkeys(self.expertise_ids.ids, int(self.min_level)),
            language=session.lang or "",
            must_speak=self.must_speak,
            max_sessions=self.max_sessions,
            owner_id=owner.id or 0,
            last_id=session._find_last_agent().id or 0,
        )

    def _get_open_demand(self):
        """What this queue asks for, whoever waits."""
        self.ensure_one()
        return routing.Demand(
            members=frozenset(self.member_ids.filtered("active").ids),
            skills=dict.fromkeys(self.expertise_ids.ids, int(self.min_level)),
            max_sessions=self.max_sessions,
        )

    def _get_line(self):
        """Who waits here, in the order in which they are served."""
        self.ensure_one()
        # sudo: care.session - the line is one, whoever asks
        return (
            self.env["care.session"]
            .sudo()
            .search(
                Domain("queue_id", "=", self.id) & Domain("state", "=", "waiting"),
                order="priority desc, waiting_since, id",
            )
        )

    def _expect_wait(self, position):
        """The expected wait of who has this position, in seconds; ``None`` while it cannot be known (L13)."""
        return waiting.expect(position, *self._get_pace(), WAIT_SAMPLES) if position else None

    def _get_pace(self):
        """How fast the line moves: how long the last conversations took, and how many go on at once."""
        self.ensure_one()
        # sudo: care.session - how long conversations take counts them all
        last = (
            self.env["care.session"]
            .sudo()
            .search(
                Domain("queue_id", "=", self.id) & Domain("handle_seconds", ">", 0),
                order="ended_at desc",
                limit=WAIT_WINDOW,
            )
        )
        demand = self._get_open_demand()
        people = self.env["care.agent"]._get_people(self.sudo().member_ids, self)
        places = sum(
            min(person.places, demand.max_sessions or person.places)
            for person in people
            if not routing.find_lack(person, demand) and person.state == routing.READY
        )
        return last.mapped("handle_seconds"), places

    def _describe_line(self):
        """Position and expected wait of everybody who waits here.

        :return: list of ``(care.session, position, seconds or None)``
        """
        line = self._get_line()
        pace = self._get_pace() if line else ()
        return [
            (session, position, waiting.expect(position, *pace, WAIT_SAMPLES))
            for position, session in enumerate(line, 1)
        ]

    # === FOR REPRESENTATIVES === #

    @api.model
    @api.readonly
    def get_board(self, config_ids=()):
        """What the tiles of the queues show (L7, L12).

        :param config_ids: ids of channels; empty: all
        """
        self.env["care.agent"]._check_representative()
        domain = Domain("config_ids", "=", False) | Domain("config_ids", "in", list(config_ids))
        queues = self.search(domain if config_ids else Domain.TRUE)
        return [self.env["care.board"]._describe_queue(queue) for queue in queues]

    @api.readonly
    def get_answers(self, session_id=0, text=""):
        """Topics and page links of the queue that fit what was typed, placeholders filled (L9, L10).

        :param int session_id: the conversation in which they are used
        :param str text: part of a question, an answer, a page or an address; empty: all
        """
        self.ensure_one()
        self.check_access("read")
        session = self.env["care.session"].search(Domain("id", "=", session_id))
        # What is sent is in the customer's language; it is found, and listed, in the representative's.
        spoken = {"lang": session.lang or self.env.lang}
        wanted = (text or "").strip().lower()
        values = session._get_placeholders() if session else {}
        pushed = {push.url: push.state for push in session.push_ids.sorted("id")}
        topics = [
            {
                "id": topic.id,
                "name": topic.name,
                "body": placeholders.fill(topic.with_context(**spoken).body, values),
            }
            for topic in self.topic_ids
            if wanted in f"{topic.name}\n{topic.body}".lower()
        ]
        urls = [
            {"id": link.id, "name": link.name, "url": link.url, "push": pushed.get(link.url)}
            for link in self.url_ids
            if wanted in f"{link.name}\n{link.url}".lower()
        ]
        return {"topics": topics, "urls": urls}
