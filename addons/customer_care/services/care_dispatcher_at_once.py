from collections import Counter

from psycopg2.errors import LockNotAvailable, SerializationFailure

from odoo import models

from . import routing

# Behind how many it is tried, and with how many representatives.
CROWD = 12
TRIES = 20


class CareDispatcherAtOnce(models.AbstractModel):
    """Whoever can be helped in the moment he asks does not wait for the next round (L12)."""

    _inherit = "care.dispatcher"

    def _serve_at_once(self, session):
        """Give who asks in this very transaction to a representative, if that is fair and certain (L12).

        Fair: whoever stands in front can be served all the same. Certain: nobody else is deciding about the
        representative. Whatever is neither is left to the next round.

        :param session: ``care.session``, made in this transaction
        :return: whether he is served
        """
        if session.queue_id.mode != "push":
            return False
        for person in self._find_free(session)[:TRIES]:
            try:
                # What fails in here has only asked and locked: nothing was written that would be undone.
                with self.env.cr.savepoint(flush=False):
                    agent = self._hold(session, person, is_patient=False)
            except (SerializationFailure, LockNotAvailable):
                continue
            if agent:
                self.env["care.conversation"]._assign(session, agent, "assigned")
                return True
        return False

    def _find_free(self, session):
        """Who could take a customer although all who stand in front get somebody first.

        :return: list of ``routing.Person``, all as good as the first
        """
        waiting = self._get_waiting()
        before = waiting[: waiting.ids.index(session.id)]
        if len(before) > CROWD:
            return []
        people = {queue: self._get_members(queue) for queue in waiting.queue_id}
        taken = Counter()
        for other in before:
            queue = other.queue_id
            able = routing.burden(people[queue], taken, queue.id)
            chosen = routing.choose(able, queue._get_demand(other))
            if chosen:
                taken[chosen.user_id, queue.id] += 1
        queue = session.queue_id
        able = routing.burden(people[queue], taken, queue.id)
        return routing.choose_all(able, queue._get_demand(session))
