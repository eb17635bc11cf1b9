from collections import Counter
from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_list

from ..const import HELD
from . import moments, routing

QUARTER = 900
LEVEL_TARGET = 90


class CareBoard(models.AbstractModel):
    """How the queues stand now and stood today: tiles, and the board on the wall."""

    _name = "care.board"
    _description = "Wallboard of customer care"

    def _describe_queue(self, queue):
        """How a queue stands now."""
        queue_sudo = queue.sudo()  # sudo: who reads a queue reads how it stands
        line = queue_sudo._get_line()
        demand = queue_sudo._get_open_demand()
        people = self.env["care.agent"]._get_people(queue_sudo.member_ids.filtered("active"), queue_sudo)
        able = [person for person in people if not routing.find_lack(person, demand)]
        free = [person for person in able if not routing.find_obstacle(person, demand)]
        since = min(line.mapped("waiting_since"), default=None)
        opens = [
            self.env["care.hours"]._find_opening(queue_sudo, config)
            for config in self._get_configs(queue_sudo)
        ]
        is_open = not opens or any(opening[0] for opening in opens)
        late = fields.Datetime.now() - timedelta(seconds=queue.target_seconds)
        state = "ok" if not line else "over" if queue.target_seconds and since < late else "longest"
        return {
            "id": queue.id,
            "name": queue.name,
            "waiting": len(line),
            "longest": moments.iso(since),
            "target": queue.target_seconds,
            "free": len(free),
            "members": len(able),
            "state": state if is_open or line else "closed",
            "opens_at": moments.iso(min((one[1] for one in opens if one[1]), default=None))
            if not is_open
            else None,
            "is_mine": self.env.uid in queue_sudo.member_ids.ids,
            "mode": queue.mode,
        }

    def _get_configs(self, queue):
        configs = self.env["eservices.config"].sudo().search(Domain("care_enabled", "=", True))
        return configs.filtered(queue._serves)

    @api.model
    @api.readonly
    def get_wallboard(self):
        """Figures for reading at five metres (B17)."""
        agents = self.env["care.agent"]
        agents._check_representative()
        now = fields.Datetime.now()
        sessions = self.env["care.session"]
        today = sessions.search(Domain("create_date", ">=", self._get_midnight(now)))
        waiting = sessions.search(Domain("state", "=", "waiting"))
        answered = today.filtered("accepted_at")
        people = [one for one in agents._describe(agents._get_representatives()) if one["state"] != "offline"]
        queues = [
            {**self._describe_queue(queue), "level": self._get_level(answered, queue)}
            for queue in self.env["care.queue"].search(Domain.TRUE)
        ]
        visits = self.env["care.visit"].get_monitor()["rows"]
        target = min((queue["target"] for queue in queues if queue["target"]), default=180)
        return {
            "now": moments.iso(now),
            "channels": self._get_channels(),
            "waiting": len(waiting),
            "waiting_before": self._count_waiting(today, now - timedelta(minutes=30)),
            "longest": moments.iso(min(waiting.mapped("waiting_since"), default=None)),
            "target": target,
            "level": self._get_level(answered),
            "level_target": LEVEL_TARGET,
            "conversations": sessions.search_count(Domain("state", "in", HELD)),
            "places": sum(one["places"] for one in people),
            "csrs": len(people),
            "on_platform": len(visits),
            "with_cart": sum(1 for row in visits if row["cart_count"]),
            "queues": queues,
            "agents": people,
            "waits": self._get_waits(today, now),
            "levels": self._get_levels(today, answered, now),
            "today": self._get_today(today, answered),
        }

    def _get_channels(self):
        """The names of the channels with care, as a title."""
        # sudo: eservices.config - names of the channels whose queues the representative reads
        configs = self.env["eservices.config"].sudo().search(Domain("care_enabled", "=", True))
        own = configs.filtered(lambda config: config.company_id in self.env.companies)
        return format_list(self.env, own.mapped("name"))

    def _get_today(self, today, answered):
        waits = [session.wait_seconds for session in answered if session.waiting_since]
        return {
            "answered": len(answered),
            "average_wait": round(sum(waits) / len(waits)) if waits else None,
            "level": self._get_level(answered),
            "invited": len(today.filtered(lambda session: not session.waiting_since)),
            "requeued": sum(today.mapped("requeue_count")),
            "abandoned": len(today.filtered(lambda session: session.state == "abandoned")),
            "messages": len(today.filtered(lambda session: session.outcome in ("message", "callback"))),
        }

    def _get_level(self, answered, queue=None):
        """Share of the answered who were answered in time, in percent; ``None`` without any."""
        found = answered.filtered(lambda session: session.queue_id == queue) if queue else answered
        return round(100 * len(found.filtered("within_target")) / len(found)) if found else None

    def _count_waiting(self, sessions, at):
        return sum(
            1
            for one in sessions
            if one.waiting_since
            and one.waiting_since <= at
            and (one.accepted_at or one.ended_at or at + timedelta(1)) > at
        )

    def _get_quarters(self, today, now):
        """The quarters of an hour since the hour of the day's first customer, at most twelve hours."""
        first = min(today.mapped("create_date"), default=now).replace(minute=0, second=0, microsecond=0)
        start = max(first, now - timedelta(hours=12))
        end = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
        count = int((end - start).total_seconds() // QUARTER)
        return [*(end - timedelta(seconds=QUARTER * back) for back in range(count, -1, -1)), now]

    def _get_waits(self, today, now):
        return [[moments.iso(at), self._count_waiting(today, at)] for at in self._get_quarters(today, now)]

    def _get_levels(self, today, answered, now):
        totals, timely = Counter(), Counter()
        quarters = self._get_quarters(today, now)
        for session in answered:
            slot = next((at for at in quarters if session.accepted_at <= at), now)
            totals[slot] += 1
            timely[slot] += session.within_target
        return [[moments.iso(at), round(100 * timely[at] / totals[at])] for at in quarters if totals[at]]

    def _get_midnight(self, now):
        zone = pytz.timezone(self.env.user.tz or "UTC")
        local = pytz.utc.localize(now).astimezone(zone)
        midnight = zone.localize(local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None))
        return midnight.astimezone(pytz.utc).replace(tzinfo=None)
