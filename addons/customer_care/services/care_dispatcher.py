import logging
from datetime import timedelta

from psycopg2.errors import LockNotAvailable, SerializationFailure

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import LazyTranslate

from ..const import INVITATION_TIMEOUT, VISIT_GONE
from . import routing

_lt = LazyTranslate(__name__)
_logger = logging.getLogger(__name__)

REASONS = {
    routing.MEMBER: _lt("Not in this queue"),
    routing.SKILL: _lt("Not qualified"),
    routing.LANGUAGE: _lt("Does not speak the customer's language"),
    routing.BREAK: _lt("Not ready"),
    routing.OFFLINE: _lt("Not signed in"),
    routing.FULL: _lt("Has as many conversations as can be held"),
    routing.QUEUE_FULL: _lt("Has as many conversations of this queue as one may hold"),
}
# What is said to who wants to take a customer himself.
REFUSALS = {
    routing.MEMBER: _lt("You do not answer the queue “%(queue)s”."),
    routing.SKILL: _lt("You lack the expertise that the queue “%(queue)s” requires."),
    routing.LANGUAGE: _lt("Customers of the queue “%(queue)s” are answered in their language only."),
    routing.BREAK: _lt("Set yourself ready first."),
    routing.OFFLINE: _lt("Odoo has lost sight of you. Load the page again."),
    routing.FULL: _lt("You hold as many conversations as you can. Wrap one up first."),
    routing.QUEUE_FULL: _lt(
        "You hold as many conversations of the queue “%(queue)s” as one may. Wrap one up first."
    ),
}
# A page that was sent, and of which no tab has told anything for so long, was not shown.
PUSH_LOST = 30


class CareDispatcher(models.AbstractModel):
    """Who gets whom, and what happens when time runs out (L12 to L16)."""

    _name = "care.dispatcher"
    _description = "Distribution of waiting customers"

    # === WHO MAY === #

    def _get_person(self, user, queue):
        return self.env["care.agent"]._get_people(user, queue)[0]

    def _find_obstacle(self, session, user):
        """What keeps a user from taking a conversation now; see ``services.routing``."""
        queue = session.sudo().queue_id
        return routing.find_obstacle(self._get_person(user, queue), queue._get_demand(session.sudo()))

    def _check_may_take(self, session, user, transfer=False):
        """:raise UserError: when somebody was faster, or saying what keeps the user from it"""
        wanted = "active" if transfer else "waiting"
        if session.state != wanted:
            if session.state == "active":
                raise UserError(self.env._("%s was faster: the customer is served.", session.agent_id.name))
            raise UserError(self.env._("This customer does not wait any more."))
        obstacle = self._find_obstacle(session, user)
        if obstacle:
            self._refuse(obstacle, session.queue_id)

    def _check_qualified(self, queue, user, session):
        """:raise UserError: when the user lacks a qualification of the queue"""
        # sudo: care.queue - what a queue asks for does not depend on who joins
        queue = queue.sudo()
        lack = routing.find_lack(self._get_person(user, queue), queue._get_demand(session))
        is_party = session.side_channel_id and user.partner_id in session.side_channel_id.channel_partner_ids
        if lack and not is_party:
            self._refuse(lack, queue)

    def _refuse(self, obstacle, queue):
        """:raise UserError: saying to the user himself what keeps him from taking a customer"""
        sentence = self.env._(REFUSALS[obstacle])
        raise UserError(sentence % {"queue": queue.name})

    def _get_reasons(self, sessions):
        """Why the current user may not take each of the waiting ones.

        :return: ``{session id: sentence}``, without those that he may take
        """
        reasons, people = {}, {}
        for session in sessions.sudo().filtered(lambda one: one.state == "waiting"):
            queue = session.queue_id
            if queue not in people:
                people[queue] = self._get_person(self.env.user, queue)
            obstacle = routing.find_obstacle(people[queue], queue._get_demand(session))
            if obstacle:
                reasons[session.id] = str(self.env._(REASONS[obstacle]))
        return reasons

    def _get_colleagues(self, session):
        """Coworkers, and what keeps each from taking the conversation over."""
        queue, agents = session.queue_id, self.env["care.agent"]
        users = agents._get_representatives() - session.agent_id - self.env.user
        demand = queue._get_demand(session)
        people = {person.user_id: person for person in agents._get_people(users, queue)}
        rows = []
        for row in agents._describe(users):
            obstacle = routing.find_obstacle(people[row["user_id"]], demand)
            reason = str(self.env._(REASONS[obstacle])) if obstacle else ""
            rows.append({**row, "may": not obstacle, "reason": reason})
        return sorted(rows, key=lambda row: (not row["may"], row["state"] == "offline", row["name"]))

    def _find_colleague(self, session, user_id):
        """:raise UserError: saying why the conversation cannot be offered to this user"""
        user = self.env["care.agent"]._get_representatives().filtered(lambda one: one.id == user_id)
        if not user or user == session.agent_id:
            raise UserError(self.env._("Choose one of your coworkers."))
        obstacle = self._find_obstacle(session, user)
        if obstacle:
            reason = str(self.env._(REASONS[obstacle]))
            raise UserError(
                self.env._("%(name)s cannot take it over: %(reason)s.", name=user.name, reason=reason)
            )
        return user

    # === INVITING === #

    def _find_invitation_queue(self, config, user):
        """The first queue of a channel of which the user is qualified to serve a customer now."""
        # sudo: care.queue - what a queue asks for does not depend on who asks
        queues_sudo = self.env["care.queue"].sudo().search(Domain("member_ids", "in", user.ids))
        for queue in queues_sudo.filtered(lambda queue: queue._serves(config)):
            if not routing.find_obstacle(self._get_person(user, queue), queue._get_open_demand()):
                return queue
        return queues_sudo.browse()

    def _find_invitation_obstacle(self, config, user):
        """Why a user may not start a conversation with a customer of a channel; empty when he may."""
        if not config.sudo().care_enabled:
            return self.env._("Live customer care is switched off on this channel.")
        if self._find_invitation_queue(config.sudo(), user):
            return ""
        person = self._get_person(user, None)
        if person.state != routing.READY:
            return self.env._("Set yourself ready first.")
        if person.load >= person.places:
            return self.env._("You hold as many conversations as you can. Wrap one up first.")
        return self.env._("You answer no queue of this channel.")

    # === IN TIME === #

    def _wake(self, at=None):
        """Let the dispatcher look at the queues as soon as this transaction is done, or at a moment."""
        # sudo: ir.cron - whoever changes something makes others move
        self.env.ref("customer_care.ir_cron_dispatch").sudo()._trigger(at)

    def _tick(self):
        """What is due: by the clock each minute, and whenever something changed."""
        self._each(self._return_lost, self._find_lost())
        self._each(self._run_out, self._find_due())
        self.env["care.transfer"].sudo()._expire()
        self._lose_pushes()
        self._commit()
        self._dispatch()

    def _dispatch(self):
        """Hand out who waits in queues that assign by themselves, the longest wait first."""
        crowded = self.env["care.queue"]
        for session in self._get_waiting():
            queue = session.queue_id
            if queue in crowded:
                continue
            self._each(self._dispatch_one, session)
            if session.state == "waiting" and not self._has_room(queue):
                # Nobody has a place for whoever stands behind him either.
                crowded |= queue

    def _has_room(self, queue):
        """Whether anybody could take a customer of this queue."""
        people = self.env["care.agent"]._get_people(queue.member_ids.filtered("active"), queue)
        demand = queue._get_open_demand()
        return any(routing.find_obstacle(person, demand) is None for person in people)

    def _get_waiting(self):
        # sudo: care.session - the lines are the same, whoever looks after them
        return (
            self.env["care.session"]
            .sudo()
            .search(
                Domain("state", "=", "waiting") & Domain("queue_id.mode", "=", "push"),
                order="priority desc, waiting_since, id",
            )
        )

    def _each(self, verb, sessions):
        """Do something with each conversation, in a transaction of its own where a cron runs it.

        Who is being taken at this moment is left alone: the next round sees what became of him.
        """
        for session_id in sessions.ids:
            try:
                with self.env.cr.savepoint(flush=True):
                    verb(sessions.browse(session_id))
                self._commit()
            except (SerializationFailure, LockNotAvailable):
                _logger.info("conversation %s is being changed by somebody else", session_id)
                if self.env.context.get("cron_id"):
                    self.env.cr.rollback()

    def _commit(self):
        if self.env.context.get("cron_id"):
            self.env["ir.cron"]._commit_progress(1)

    def _dispatch_one(self, session):
        """Give one waiting customer to the one who suits him best, if anybody may."""
        session._lock()
        if session.state != "waiting" or session.queue_id.mode != "push":
            return
        agent = self._choose(session)
        if agent:
            self.env["care.conversation"]._assign(session, agent, "assigned")

    def _choose(self, session):
        """Who suits a waiting customer best.

        :return: ``care.agent``, locked; none when nobody may take him
        """
        queue = session.queue_id
        chosen = routing.choose(self._get_members(queue), queue._get_demand(session))
        return self._hold(session, chosen) if chosen else self.env["care.agent"]

    def _get_members(self, queue):
        return self.env["care.agent"]._get_people(queue.member_ids.filtered("active"), queue)

    def _hold(self, session, person, **locking):
        """One of the representatives, so that nobody else gives him a customer meanwhile.

        :param locking: see ``care.agent._lock``
        :return: ``care.agent``, locked; none when he may not take this one any more
        """
        agent = self.env["care.agent"]._lock(self.env["res.users"].browse(person.user_id), **locking)
        # Between looking and locking he may have taken another one, or gone on a break.
        return agent.browse() if self._find_obstacle(session, agent.user_id) else agent

    def _find_lost(self):
        """Conversations whose representative is gone."""
        sessions = self.env["care.session"].sudo()  # sudo: care.session - see ``_get_waiting``
        held = sessions.search(Domain("state", "in", ("active", "wrapup")))
        gone = self.env["care.agent"]._find_gone(held.agent_id)
        return held.filtered(lambda one: one.agent_id in gone)

    def _return_lost(self, session):
        """A conversation whose representative is gone goes back to its queue with its original time."""
        if not self.env["care.agent"]._find_gone(session.agent_id):
            return
        session._lock()
        conversation = self.env["care.conversation"]
        if session.state == "wrapup":
            conversation._close(session, session.outcome or "solved")
        elif session.state == "active":
            lost = session.agent_id
            conversation._requeue(session, session.queue_id, kind="returned")
            lost._bus_send(
                "care.session/lost",
                {"id": session.id, "reason": self.env._("Your connection was lost for too long.")},
            )

    def _find_due(self):
        """Conversations to which time does something now; see ``_get_due``."""
        sessions = self.env["care.session"].sudo()  # sudo: care.session - see ``_get_waiting``
        sessions = sessions.search(Domain("state", "in", ("invited", "waiting", "wrapup")))
        there = self.env["care.visit"]._filter_there(sessions.customer_user_id)
        now = fields.Datetime.now()
        return sessions.filtered(lambda one: self._get_due(one, now, there))

    def _run_out(self, session):
        """What time does to who waits, is invited, or is wrapped up, unless somebody was faster."""
        session._lock()
        there = self.env["care.visit"]._filter_there(session.customer_user_id)
        now = fields.Datetime.now()
        act = self._get_due(session, now, there)
        if act:
            act(session, now)

    def _get_due(self, session, now, there):
        """What is to be done with a conversation because time has passed.

        :param there: ``res.users`` who are on the platform
        :return: method of this model, or ``None``
        """
        if session.state == "invited":
            is_over = session.create_date < now - timedelta(seconds=INVITATION_TIMEOUT)
            return self._withdraw if is_over else None
        if session.state == "wrapup":
            is_over = session.ended_at < now - timedelta(seconds=session.queue_id.wrapup_seconds)
            return self._wrap_up if is_over else None
        if session.state == "waiting":
            # Who asked a moment ago may not have told yet which page he is on.
            is_fresh = session.queued_at > now - timedelta(seconds=VISIT_GONE)
            if not is_fresh and session.customer_user_id not in there:
                return self._abandon
            if self._find_overflow(session, now) or self._find_message(session, now):
                return self._look_after
        return None

    def _withdraw(self, session, _now):
        self.env["care.conversation"]._end(session, session.agent_id)

    def _wrap_up(self, session, _now):
        self.env["care.conversation"]._close(session, session.outcome or "solved")

    def _abandon(self, session, _now):
        self.env["care.conversation"]._end(session, session.customer_user_id)

    def _look_after(self, session, now):
        """Who waits for too long goes on to the next queue, and reads what is to be told."""
        following = self._find_overflow(session, now)
        if following:
            queue = session.queue_id
            session.write({"queue_id": following.id, "queued_at": now})
            self.env["care.event"]._log(session, "overflow")
            session._notify_changed()
            self._tell_positions(queue | following)
        self._tell_waiting(session, now)

    def _find_overflow(self, session, now):
        """The queue that takes over who has waited here for too long."""
        queue = session.queue_id
        following = queue.overflow_queue_id
        is_long = queue.overflow_after and session.queued_at < now - timedelta(seconds=queue.overflow_after)
        serves = is_long and following and following._serves(session.config_id, session.lang)
        return following if serves else following.browse()

    def _find_message(self, session, now):
        """The message of the queue that is due (L13), the latest of them only."""
        waited = int((now - session.waiting_since).total_seconds())
        return session.queue_id.message_ids.filtered(
            lambda message: session.told_seconds < message.after_seconds <= waited
        ).sorted("after_seconds")[-1:]

    def _tell_waiting(self, session, now):
        due = self._find_message(session, now)
        if due:
            session.told_seconds = due.after_seconds
            self.env["care.desk"]._tell(session, due)

    def _lose_pushes(self):
        lost = (
            self.env["care.push"]
            .sudo()
            .search(
                Domain("state", "=", "sent")
                & Domain("create_date", "<", fields.Datetime.now() - timedelta(seconds=PUSH_LOST))
            )
        )
        lost.state = "lost"
        lost._notify_answered()

    def _tell_positions(self, queues):
        """Everybody who waits learns his position and the expected wait (L13)."""
        for queue in queues:
            for session, position, wait in queue._describe_line():
                session.customer_user_id._bus_send(
                    "care.session/position", {"id": session.id, "position": position, "wait": wait}
                )
