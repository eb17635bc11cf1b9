from datetime import datetime

from odoo.tests import tagged

from .live import LiveCase


@tagged("post_install", "-at_install")
class TestBoard(LiveCase):
    """The board on the wall (B17)."""

    def test_the_wallboard_counts_who_waits_and_who_is_there(self):
        self._accept(self._ask(self.buyer_user), self.ines)
        self._ask(self.rival_user)
        board = self.env["care.board"].with_user(self.ines).get_wallboard()
        self.assertEqual((board["waiting"], board["level"], board["today"]["answered"]), (1, 100, 1))
        self.assertEqual(board["places"], 8)
        tile = next(one for one in board["queues"] if one["id"] == self.queue.id)
        self.assertEqual((tile["waiting"], tile["free"], tile["state"]), (1, 2, "longest"))
        self.assertIn(self.config.name, board["channels"])

    def test_the_plots_of_the_wallboard_begin_with_the_days_first_customer(self):
        first = self._ask(self.buyer_user)
        now = datetime(2026, 10, 6, 14, 5, 30)
        first.waiting_since = datetime(2026, 10, 6, 8, 40)
        self.env.flush_all()
        self.env.cr.execute("UPDATE care_session SET create_date = waiting_since WHERE id = %s", (first.id,))
        self.env.invalidate_all()
        waits = self.env["care.board"]._get_waits(first, now)
        self.assertEqual(
            [waits[0], waits[3], waits[-1][0]],
            [["2026-10-06T08:00:00Z", 0], ["2026-10-06T08:45:00Z", 1], "2026-10-06T14:05:30Z"],
        )
