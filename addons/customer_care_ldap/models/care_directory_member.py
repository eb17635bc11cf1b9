from odoo import fields, models
from odoo.fields import Command, Domain

# A member who is missing is let go when a second reading misses him too: directories are edited in two steps.
RUNS = 2


class CareDirectoryMember(models.Model):
    """Somebody who has a role because the directory says so (L17). What was given by hand stays."""

    _name = "care.directory.member"
    _description = "Member of a directory group"
    _order = "group_id, user_id"
    _rec_name = "user_id"

    group_id = fields.Many2one("care.directory.group", required=True, index=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade")
    gave_role = fields.Boolean(help="He had not the role before.")
    given_queue_ids = fields.Many2many("care.queue", help="Queues in which he was not before.")
    missed = fields.Integer(help="How many readings in a row missed him.")

    _group_user_uniq = models.Constraint(
        "UNIQUE(group_id, user_id)", "This user is a member of the group already."
    )

    def _settle(self, group, users, among=None):
        """Bring roles and queues in line with what the directory says about a group.

        :param group: ``care.directory.group``
        :param users: ``res.users``, the members that the directory names
        :param among: look at these users only; empty: at all
        """
        known = self.search(Domain("group_id", "=", group.id))
        if among is not None:
            known = known.filtered(lambda member: member.user_id in among)
        for user in users - known.user_id:
            known |= self.create({"group_id": group.id, "user_id": user.id})
        for member in known:
            if member.user_id in users:
                member.missed = 0
                member._give()
            else:
                member.missed += 1
                if member.missed >= RUNS:
                    member._let_go()

    def _give(self):
        """The role, and the queues of the group."""
        self.ensure_one()
        role, user = self.group_id._get_role_group(), self.user_id
        if role not in user.all_group_ids:
            user.group_ids = [Command.link(role.id)]
            self.gave_role = True
        missing = self.group_id.queue_ids.filtered(lambda queue: user not in queue.member_ids)
        missing.write({"member_ids": [Command.link(user.id)]})
        self.given_queue_ids |= missing
        self._leave_queues(self.given_queue_ids - self.group_id.queue_ids)
        self.env["care.agent"]._ensure(user)

    def _let_go(self):
        """Take back what the group gave, unless another group of the directory gives it too."""
        self.ensure_one()
        user = self.user_id
        others = self.search(Domain("user_id", "=", user.id) & Domain("id", "!=", self.id))
        heirs = others.filtered(lambda one: one.group_id.role == self.group_id.role)
        if self.gave_role and heirs:
            heirs[0].gave_role = True
        self._leave_queues(self.given_queue_ids)
        if self.gave_role and not heirs:
            # Who loses the role leaves every queue: customer_care sees to that.
            user.group_ids = [Command.unlink(self.group_id._get_role_group().id)]
        self.unlink()

    def _leave_queues(self, queues):
        others = self.search(Domain("user_id", "=", self.user_id.id) & Domain("id", "!=", self.id))
        kept = others.group_id.queue_ids & queues
        (queues - kept).write({"member_ids": [Command.unlink(self.user_id.id)]})
        self.given_queue_ids -= queues
        for heir in others.filtered(lambda one: one.group_id.queue_ids & kept):
            heir.given_queue_ids |= heir.group_id.queue_ids & kept
