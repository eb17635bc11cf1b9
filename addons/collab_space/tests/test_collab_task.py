from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import CollabCommon


@tagged("post_install", "-at_install")
class TestCollabTask(CollabCommon):
    """A shared plan with owners on both sides."""

    def _create(self, **values):
        return self.env["collab.task"].create({"space_id": self.space.id, "name": "Send volumes", **values})

    def test_the_side_follows_the_owner(self):
        self.assertEqual(self._create(partner_id=self.buyer.partner_id.id).side, "buyer")
        self.assertEqual(self._create(partner_id=self.rep.partner_id.id).side, "seller")

    def test_the_side_whose_task_it_is_ticks_it_off(self):
        task = self._create(partner_id=self.buyer.partner_id.id)
        with self.assertRaisesRegex(UserError, "other side"):
            task.with_user(self.rep).action_done()
        with self.assertRaises(AccessError):
            task.with_user(self.rep).write({"is_done": True})
        task.with_user(self.buyer).action_done()
        self.assertEqual((task.is_done, task.done_by_id), (True, self.buyer.partner_id))
        task.with_user(self.buyer).action_reopen()
        self.assertFalse(task.is_done)

    def test_readers_and_strangers_change_nothing(self):
        task = self._create(side="seller")
        for user in (self.employee, self.outsider, self.buyer_outside):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                task.with_user(user).action_done()

    def test_buyers_add_tasks_to_the_plan(self):
        tasks = self.env["collab.task"].with_user(self.buyer)
        task = tasks._add(self.space.with_user(self.buyer), {"name": "Call plant 2", "partner_id": 0})
        self.assertEqual(task.side, "buyer")
        with self.assertRaisesRegex(UserError, "what is to be done"):
            tasks._add(self.space.with_user(self.buyer), {"name": ""})

    def test_owners_are_members(self):
        with self.assertRaises(ValidationError):
            self._create(partner_id=self.outsider.partner_id.id)
