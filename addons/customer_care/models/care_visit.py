from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import MissingError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..const import (
    CSR_GROUP,
    MONITOR,
    MONITOR_ROWS,
    RUNNING,
    VISIT_ANEW,
    VISIT_BETWEEN,
    VISIT_GONE,
    VISIT_IDLE,
)
from ..services import moments, own_url


class CareVisit(models.Model):
    """Where a customer is on the platform: a row for each tab of his browser (L6, L7).

    Pages tell of themselves, by one statement without the ORM: many customers do so all day long.
    """

    _name = "care.visit"
    _description = "Customer on the platform"
    _log_access = False
    _order = "id"
    _rec_name = "title"

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    config_id = fields.Many2one("eservices.config", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="config_id.company_id")
    tab = fields.Char(required=True, readonly=True)
    url = fields.Char(string="Address", readonly=True)
    title = fields.Char(string="Page", readonly=True)
    load_key = fields.Char(readonly=True)
    is_open = fields.Boolean(readonly=True)
    is_visible = fields.Boolean(readonly=True)
    first_seen = fields.Datetime(readonly=True)
    entered_at = fields.Datetime(string="On this page since", readonly=True)
    last_seen = fields.Datetime(readonly=True, index=True)

    _user_tab_uniq = models.Constraint("UNIQUE(user_id, tab)", "A tab has one row.")

    # === REPORTS OF PAGES === #

    @api.model
    def _report(self, customer, tab, event, url="", title="", visible=True, load_key=""):
        """What a page of the platform tells of itself when it is opened, shown, hidden or left.

        :param customer: ``Customer``
        :param str tab: the tab's own name, 32 hexadecimal digits
        :param str event: ``enter`` or ``leave``
        :param str load_key: what tells this page from the one before it in the same tab, whose goodbye may
            come late
        """
        config = customer.config
        if event == "leave":
            query = SQL(
                "UPDATE care_visit SET is_open = FALSE, is_visible = FALSE,"
                " last_seen = now() AT TIME ZONE 'UTC' WHERE user_id = %s AND tab = %s AND load_key = %s",
                customer.user.id,
                tab,
                load_key,
            )
        else:
            is_told = config.care_monitor_page and not own_url.find_refusal(url)
            page = (url, title) if is_told else ("", "")
            query = self._get_upsert(customer.user.id, config.id, tab, (*page, load_key), visible)
        self.env.cr.execute(query)
        self._notify_changed(customer.user)

    @api.model
    def _beat(self, tab):
        """A page that told of itself before is still open: the one thing that all pages do all day long.

        :return: whether the page is known; one that is not tells of itself anew
        """
        self.env.cr.execute(
            "UPDATE care_visit SET last_seen = clock_timestamp() AT TIME ZONE 'UTC'"
            " WHERE user_id = %s AND tab = %s AND is_open RETURNING id",
            [self.env.uid, tab],
        )
        return bool(self.env.cr.fetchone())

    def _get_upsert(self, user_id, config_id, tab, page, visible):
        return SQL(
            """
            INSERT INTO care_visit AS v (user_id, config_id, tab, url, title, load_key, is_open,
                                         is_visible, first_seen, entered_at, last_seen)
            SELECT %(user)s, %(config)s, %(tab)s, %(url)s, %(title)s, %(load_key)s, TRUE,
                   %(visible)s, now, now, now
              FROM (SELECT clock_timestamp() AT TIME ZONE 'UTC' AS now) AS clock
            ON CONFLICT (user_id, tab) DO UPDATE
               SET config_id = EXCLUDED.config_id, url = EXCLUDED.url, title = EXCLUDED.title,
                   load_key = EXCLUDED.load_key, is_open = TRUE, is_visible = EXCLUDED.is_visible,
                   last_seen = EXCLUDED.last_seen,
                   entered_at = CASE WHEN v.url = EXCLUDED.url AND v.last_seen > EXCLUDED.last_seen - %(anew)s
                                     THEN v.entered_at ELSE EXCLUDED.last_seen END,
                   first_seen = CASE WHEN v.last_seen > EXCLUDED.last_seen - %(anew)s
                                     THEN v.first_seen ELSE EXCLUDED.last_seen END
            """,
            user=user_id,
            config=config_id,
            tab=tab,
            url=page[0],
            title=page[1],
            load_key=page[2],
            visible=visible,
            anew=timedelta(seconds=VISIT_ANEW),
        )

    @api.model
    def _get_there_domain(self):
        """Tabs whose page is open now."""
        gone = fields.Datetime.now() - timedelta(seconds=VISIT_GONE)
        return Domain("is_open", "=", True) & Domain("last_seen", ">", gone)

    @api.model
    def _find_active(self, user):
        """The tab in which the customer is, or was last; none when he left the platform."""
        return self._find_tab(user, self._get_there_domain())

    @api.model
    def _find_target(self, user):
        """The tab to which a page is sent: the active one, or the one that is between two pages.

        For seconds no tab is open when the goodbye of the first and the report of the second meet in the
        database.
        """
        between = fields.Datetime.now() - timedelta(seconds=VISIT_BETWEEN)
        return self._find_tab(user, self._get_there_domain() | Domain("last_seen", ">", between))

    def _find_tab(self, user, domain):
        # sudo: care.visit - of this one customer
        return self.sudo().search(
            Domain("user_id", "=", user.id) & domain,
            order="is_visible desc, last_seen desc, id desc",
            limit=1,
        )

    @api.model
    def _filter_there(self, users):
        """Those of the users who are on the platform."""
        # sudo: care.visit - whether a customer is still there, no more
        groups = self.sudo()._read_group(
            Domain("user_id", "in", users.ids) & self._get_there_domain(), ["user_id"]
        )
        return users.browse([user.id for (user,) in groups])

    @api.autovacuum
    def _gc_visits(self):
        """Where somebody was days ago is nobody's business."""
        self.env.cr.execute(
            "DELETE FROM care_visit WHERE last_seen < now() AT TIME ZONE 'UTC' - interval '1 day'"
        )

    @api.model
    def _notify_changed(self, users):
        """Those who watch read again; who the customers are they are not told on the way."""
        if users:
            self.env.ref(CSR_GROUP)._bus_send(
                "care.visit/changed", {"user_ids": users.ids}, subchannel=MONITOR
            )

    # === MONITORING === #

    @api.model
    @api.readonly
    def get_monitor(self, config_ids=(), user_ids=()):
        """Who is on the platform, and who waits (L7).

        :param config_ids: ids of channels; empty: all
        :param user_ids: ids of the customers to read again; empty: all
        """
        self.env["care.agent"]._check_representative()
        sessions = self.env["care.session"].search(
            self._get_scope(config_ids, user_ids, "customer_user_id") & Domain("state", "in", RUNNING)
        )
        visits = self.search(self._get_scope(config_ids, user_ids, "user_id") & self._get_there_domain())
        # sudo: eservices.config - what is watched is the channel's decision
        configs = self.env["eservices.config"].sudo().search(Domain("care_enabled", "=", True))
        visits = visits.filtered(lambda visit: visit.sudo().config_id.care_monitor)
        rows = self._describe_rows(visits, sessions)
        return {
            "now": moments.iso(fields.Datetime.now()),
            "total": len(rows),
            "rows": rows[:MONITOR_ROWS],
            "shows": {
                "page": any(configs.mapped("care_monitor_page")),
                "cart": any(configs.mapped("care_monitor_cart")),
            },
        }

    def _get_scope(self, config_ids, user_ids, name):
        domain = Domain("config_id", "in", list(config_ids)) if config_ids else Domain.TRUE
        return domain & Domain(name, "in", list(user_ids)) if user_ids else domain

    def _describe_rows(self, visits, sessions):
        """A row for each customer of the visits and sessions, the most pressing first."""
        # sudo: what the columns of the monitoring hold, of the customers whom the user may watch
        tabs = visits.sudo().sorted(lambda visit: (visit.is_visible, visit.last_seen, visit.id), reverse=True)
        by_user = {}
        for tab in tabs:
            by_user.setdefault((tab.user_id, tab.config_id), []).append(tab)
        talks = {(one.customer_user_id, one.config_id): one for one in sessions.sudo()}
        carts = self._get_carts([key for key in {*by_user, *talks} if key[1].care_monitor_cart])
        dispatcher = self.env["care.dispatcher"]
        takes = dispatcher._get_reasons(sessions)
        positions = sessions.sudo()._get_positions()
        configs = tabs.config_id | sessions.sudo().config_id
        invites = {one: dispatcher._find_invitation_obstacle(one, self.env.user) for one in configs}
        rows = []
        for key in {**talks, **by_user}:
            own, session = by_user.get(key, []), talks.get(key)
            talk = (
                self._describe_talk(session, own, takes, positions)
                if session
                else self._describe_quiet(invites[key[1]])
            )
            cart = carts.get(key, {"cart_count": 0, "cart_amount": ""})
            rows.append({**self._describe_place(key[0], own), **talk, **cart})
        order = ("waiting", "chatting", "invited", "browsing", "idle")
        return sorted(
            rows,
            key=lambda row: (
                order.index(row["state"]),
                row["waiting_since"] or row["entered_at"] or "",
                row["name"],
            ),
        )

    def _describe_place(self, user, tabs):
        contact = user.eservices_contact_id
        tab = tabs[0] if tabs else self.browse()
        idle = fields.Datetime.now() - timedelta(seconds=VISIT_IDLE)
        is_idle = bool(tab) and (not tab.is_visible or tab.entered_at < idle)
        return {
            "id": tab.id or False,
            "user_id": user.id,
            "partner_id": contact.id,
            "name": contact.name or "",
            "company": contact.commercial_partner_id.name if contact.parent_id else "",
            "number": contact.ref or contact.commercial_partner_id.ref or "",
            "state": "idle" if is_idle else "browsing",
            "title": tab.title or "",
            "url": tab.url or "",
            "entered_at": moments.iso(tab.entered_at),
            "first_seen": moments.iso(min((one.first_seen for one in tabs), default=None)),
            "last_seen": moments.iso(tab.last_seen),
        }

    def _describe_quiet(self, why_not):
        """What is told of who is in no conversation.

        :param str why_not: what keeps the reader from inviting him
        """
        return {
            **dict.fromkeys(("session_id", "queue_id", "position", "waiting_since", "invited_at"), False),
            **{"queue": "", "agent": "", "is_late": False, "may_take": False, "pushed_by_me": False},
            "may_invite": not why_not,
            "why_not": why_not,
        }

    def _describe_talk(self, session, tabs, takes, positions):
        why_not = takes.get(session.id, "")
        states = {"waiting": "waiting", "active": "chatting", "invited": "invited"}
        push = session.push_ids.sorted("id")[-1:]
        url = tabs[0].url if tabs else ""
        return {
            "session_id": session.id,
            "queue_id": session.queue_id.id,
            "queue": session.queue_id.name,
            "state": states[session.state],
            "position": positions.get(session.id),
            "waiting_since": moments.iso(session.waiting_since if session.state == "waiting" else None),
            "invited_at": moments.iso(session.create_date if session.state == "invited" else None),
            "agent": session.agent_id.name or "",
            "is_late": self.env["care.panel"]._is_late(session),
            "pushed_by_me": bool(push) and push.user_id == self.env.user and push.url == url,
            "may_take": session.state == "waiting" and not why_not,
            "may_invite": False,
            "why_not": why_not,
        }

    def _get_carts(self, keys):
        """Pieces and value of the customers' carts, by customer and channel (L7)."""
        carts = self.env["eservices.cart"]
        figures = {
            config: carts._get_figures(
                [user.eservices_contact_id.id for user, of in keys if of == config], config
            )
            for config in {config for _user, config in keys}
        }
        return {
            (user, config): {"cart_count": found[0], "cart_amount": found[1]}
            for user, config in keys
            if (found := figures[config].get(user.eservices_contact_id.id))
        }

    # === INVITING === #

    def action_invite(self, text):
        """Start a chat with a customer who is on the platform (L16).

        :param str text: the first words
        :raise UserError: when he left, is in a conversation, or the user may not
        """
        self.ensure_one()
        self.env["care.agent"]._check_representative()
        self.check_access("read")
        text = (text or "").strip()
        if not text:
            raise UserError(self.env._("Write the first words: the customer reads them with the invitation."))
        visit_sudo = self.sudo()  # sudo: care.visit - the customer whom the user may watch
        if not self._find_active(visit_sudo.user_id):
            raise UserError(self.env._("This customer has left the platform."))
        session = self.env["care.conversation"]._invite(visit_sudo.user_id, visit_sudo.config_id, text)
        return session._answer_taken()

    @api.model
    def _check_report(self, tab, event="enter"):
        """:raise MissingError: for what no page of ours tells"""
        is_tab = isinstance(tab, str) and len(tab) == 32 and set(tab) <= set("0123456789abcdef")
        if not is_tab or event not in ("enter", "leave"):
            raise MissingError(self.env._("This is no page of ours."))
