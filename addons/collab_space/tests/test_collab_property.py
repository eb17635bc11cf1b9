import random

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .negotiation import NegotiationCommon

STEPS = 60
SEEDS = (1, 2, 3)


@tagged("post_install", "-at_install")
class TestCollabProperty(NegotiationCommon):
    """Whatever people do, in whatever order: nobody reads what his role forbids, and the chains hold."""

    def setUp(self):
        super().setUp()
        self.people = [
            self.user,
            self.author,
            self.rep,
            self.rep_author,
            self.employee,
            self.buyer,
            self.buyer_outside,
            self.outsider,
            self.app_manager,
        ]
        # Who may do much does much, else little happens.
        self.busy = 2 * [self.rep, self.user, self.buyer, self.author]
        self.signed = self._create_term("Penalties", requires_signature=True, body="<p>0.5 % a day.</p>")

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.sql_db")
    def test_random_sequences(self):
        for seed in SEEDS:
            with self.subTest(seed=seed), self.env.cr.savepoint() as savepoint:
                self._run(random.Random(seed))
                savepoint.rollback()
                self.env.invalidate_all()

    def _run(self, dice):
        steps = [
            self._step_say,
            self._step_upload,
            self._step_topic,
            self._step_member,
            self._step_remove,
            self._step_role,
            self._step_answer,
            self._step_sign,
            self._step_task,
            self._step_state,
        ]
        done = 0
        for number in range(STEPS):
            step, user = dice.choice(steps), dice.choice(self.people + self.busy)
            try:
                with self.env.cr.savepoint():
                    step(dice, user)
                    self.env.flush_all()
                done += 1
            except (AccessError, UserError, IntegrityError):
                self.env.invalidate_all()
            if number % 6 == 5:
                self._check(f"{step.__name__} by {user.login}")
        self._check("the end")
        self.assertGreater(done, STEPS // 6, "nearly every step was refused: nothing was tried")

    # === STEPS === #

    def _step_say(self, dice, user):
        topic = dice.choice(self.space.topic_ids)
        topic.with_user(user).sudo().message_post(
            body=f"Words of {topic.name}", message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    def _step_upload(self, dice, user):
        self.space.with_user(user)._upload([(f"file{dice.randint(1, 3)}.txt", b"text")])

    def _step_topic(self, dice, user):
        self.env["collab.topic"].with_user(user).create(
            {"space_id": self.space.id, "name": "Topic", "is_internal": dice.random() < 0.5}
        )

    def _step_member(self, dice, user):
        person = dice.choice(self.people).partner_id
        role = dice.choice(("reader", "author", "manager"))
        self.env["collab.member"].with_user(user).create(
            {"space_id": self.space.id, "partner_id": person.id, "role": role}
        )

    def _step_remove(self, dice, user):
        dice.choice(self.space.member_ids).with_user(user).unlink()

    def _step_role(self, dice, user):
        dice.choice(self.space.member_ids).with_user(user).role = dice.choice(("reader", "author", "manager"))

    def _step_answer(self, dice, user):
        term = dice.choice(self.space.term_ids)
        verb = dice.choice((self._accept, self._decline, self._counter_somehow))
        verb(user, term)

    def _counter_somehow(self, user, term):
        self._counter(user, term, price=120, body="<p>Another text</p>")

    def _step_sign(self, dice, user):
        if dice.random() < 0.3:
            self.signed.with_user(user).action_unsign()
        else:
            self._sign(user, self.signed)

    def _step_task(self, dice, user):
        self.env["collab.task"].with_user(user)._add(self.space.with_user(user), {"name": "Task"})

    def _step_state(self, dice, user):
        space = self.space.with_user(user)
        dice.choice((space.action_reopen, space.action_reopen, space.action_reopen, space.action_close))()

    # === WHAT ALWAYS HOLDS === #

    def _check(self, moment):
        self.env.invalidate_all()
        roles = {member.partner_id: member.role for member in self.space.member_ids}
        self.assertIn("manager", roles.values(), moment)
        for user in self.people:
            is_in = user.partner_id in roles or user == self.app_manager
            is_house = user._is_internal()
            for record in self._get_everything():
                may_read = is_in and (is_house or not self._is_internal_only(record))
                self.assertEqual(
                    record.with_user(user).has_access("read"), may_read, f"{moment}: {user.login}, {record}"
                )
            self._check_found(user, is_in, is_house, moment)
        for term in self.space.term_ids:
            self.assertEqual(term.version_ids._find_breaks(), [], moment)
        self.assertEqual(self.space.event_ids._find_breaks(), [], moment)
        self.assertEqual(self.space.event_ids[:1].hash, self.space.head_hash, moment)

    def _get_everything(self):
        space = self.space
        yield from (space, *space.topic_ids, *space.file_ids, *space.term_ids, *space.task_ids)
        yield from (*space.term_ids.version_ids, *space.term_ids.signature_ids, *space.event_ids[:3])

    def _is_internal_only(self, record):
        return record._name in ("collab.topic", "collab.file") and record.is_internal

    def _check_found(self, user, is_in, is_house, moment):
        """What searching, counting and the list say is the same."""
        listed = (
            self.env["collab.space.page"].with_user(user)._prepare_topics(self.space.with_user(user))
            if is_in
            else []
        )
        internal = self.space.topic_ids.filtered("is_internal")
        if not is_house:
            self.assertFalse({row["id"] for row in listed} & set(internal.ids), moment)
        hits = self.env["collab.search"].with_user(user)._find(self.space.with_user(user), "Words")
        topics = {hit["title"] for hit in hits}
        self.assertTrue(is_in or not topics, moment)
        for follower in (internal if not is_house else self.space.topic_ids.browse()).message_partner_ids:
            self.assertNotEqual(follower, user.partner_id, moment)
