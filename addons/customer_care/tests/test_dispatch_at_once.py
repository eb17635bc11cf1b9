from psycopg2.errors import LockNotAvailable

from odoo.tests import tagged

from .live import LiveCase


@tagged("post_install", "-at_install")
class TestDispatchAtOnce(LiveCase):
    """Whoever can be helped does not wait for the dispatcher's next round (L12)."""

    def _ask_pushed(self, user):
        self.queue.mode = "push"
        return self._ask(user)

    def test_whoever_can_be_helped_is_helped_in_the_moment_he_asks(self):
        session = self._ask_pushed(self.buyer_user)
        self.assertEqual(session.state, "active")
        self.assertIn(session.agent_id, self.queue.member_ids)
        self.assertEqual(session.wait_seconds, 0)
        self.assertTrue(session.within_target)
        # His question stands before the answer to it, and he is told once what came of it.
        self.assertEqual([kind for kind, _text in self._texts(session)], ["mine", "event"])
        states = [one["session"]["state"] for one in self._bus("care.session/changed") if "session" in one]
        self.assertEqual(states, ["active"])
        self.assertEqual(self._bus("care.session/assigned")[-1]["id"], session.id)

    def test_whoever_stands_in_front_keeps_his_place(self):
        self.env["care.agent"]._ensure(self.ines | self.jon).state = "pause"
        early = self._ask_pushed(self.buyer_user)
        # Room for one, which nobody has handed out yet.
        self.env["care.agent"]._ensure(self.ines).write({"state": "ready", "places": 1})
        late = self._ask(self.rival_user)
        self.assertEqual([early.state, late.state], ["waiting", "waiting"])
        self.env["care.dispatcher"]._tick()
        self.assertEqual([early.state, late.state], ["active", "waiting"])

    def test_where_there_is_room_for_all_nobody_waits_for_those_in_front(self):
        self.env["care.agent"]._ensure(self.ines | self.jon).state = "pause"
        early = self._ask_pushed(self.buyer_user)
        self.env["care.agent"]._ensure(self.ines | self.jon).write({"state": "ready", "places": 1})
        late = self._ask(self.rival_user)
        self.assertEqual([early.state, late.state], ["waiting", "active"])
        self.env["care.dispatcher"]._tick()
        self.assertEqual(early.agent_id | late.agent_id, self.ines | self.jon)

    def test_a_line_that_nobody_can_serve_holds_nobody_up(self):
        experts = self._create_queue("Experts t", self.ines, mode="push", expertise_ids=self.tools.ids)
        self.config.care_queue_id = experts
        stuck = self._ask(self.buyer_user)
        self.config.care_queue_id = self.queue
        session = self._ask_pushed(self.rival_user)
        self.assertEqual([stuck.state, session.state], ["waiting", "active"])

    def _lock_out(self, busy):
        """Somebody else is deciding about these; gives whose turn was tried, and if it was waited for."""
        tried, original = [], type(self.env["care.agent"])._lock

        def lock(agents, user, is_patient=True):
            tried.append((user, is_patient))
            if user in busy:
                raise LockNotAvailable
            return original(agents, user, is_patient)

        self.patch(self.registry["care.agent"], "_lock", lock)
        return tried

    def test_a_representative_about_whom_somebody_decides_is_not_waited_for(self):
        tried = self._lock_out(self.ines)
        self.env["care.agent"]._ensure(self.ines).last_assigned_at = self._ago(days=1)
        self.env["care.agent"]._ensure(self.jon).last_assigned_at = self._ago(minutes=1)
        session = self._ask_pushed(self.buyer_user)
        self.assertEqual(tried, [(self.ines, False), (self.jon, False)])
        self.assertEqual(session.agent_id, self.jon)

    def test_who_has_a_representative_of_his_own_gets_nobody_else_for_haste(self):
        self.acme.user_id = self.ines
        self._lock_out(self.ines)
        triggers = self.env["ir.cron.trigger"].search_count([])
        session = self._ask_pushed(self.buyer_user)
        self.assertEqual(session.state, "waiting")
        self.assertEqual(self.env["ir.cron.trigger"].search_count([]), triggers + 1)
        self.assertEqual([kind for kind, _text in self._texts(session)], ["mine"])
