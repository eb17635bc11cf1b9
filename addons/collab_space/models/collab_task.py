from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..const import BUYER, SELLER


class CollabTask(models.Model):
    """What one side is to do, and by when: both see who holds the ball."""

    _name = "collab.task"
    _description = "Task of a collaboration space"
    _order = "space_id, is_done, date_deadline, sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    space_id = fields.Many2one("collab.space", required=True, index=True, ondelete="cascade")
    side = fields.Selection(
        [(SELLER, "Seller"), (BUYER, "Buyer")],
        required=True,
        compute="_compute_side",
        store=True,
        readonly=False,
        precompute=True,
    )
    partner_id = fields.Many2one("res.partner", string="Owner", ondelete="restrict")
    date_deadline = fields.Date(string="Due")
    is_done = fields.Boolean(string="Done", readonly=True, copy=False)
    done_at = fields.Datetime(readonly=True, copy=False)
    done_by_id = fields.Many2one("res.partner", readonly=True, copy=False, ondelete="restrict")

    @api.depends("partner_id")
    def _compute_side(self):
        for task in self:
            # sudo: res.partner - a member's side matters even where his contact is not readable
            person_sudo = task.sudo().partner_id
            if person_sudo:
                task.side = BUYER if person_sudo.partner_share else SELLER
            else:
                task.side = task.side or SELLER

    @api.constrains("partner_id", "space_id")
    def _check_owner_is_member(self):
        for task_sudo in self.sudo():  # sudo: collab.member - the rule holds whatever the user can see
            if task_sudo.partner_id and task_sudo.partner_id not in task_sudo.space_id.member_ids.partner_id:
                raise ValidationError(
                    self.env._("%s is not a member of the space.", task_sudo.partner_id.display_name)
                )

    def write(self, vals):
        if "space_id" in vals and any(task.space_id.id != vals["space_id"] for task in self):
            raise AccessError(self.env._("A task stays in its space."))
        if not self.env.su and {"is_done", "done_at", "done_by_id"} & set(vals):
            raise AccessError(self.env._("A task is ticked off by the side whose task it is."))
        result = super().write(vals)
        self.space_id._notify_changed()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        tasks.space_id._notify_changed()
        return tasks

    def action_done(self):
        """Tick the task off; members of its side with the right to write do so."""
        self._set_done(True)

    def action_reopen(self):
        """Take the tick back."""
        self._set_done(False)

    def _set_done(self, is_done):
        """:raise UserError: for who does not belong to the side whose task it is"""
        for task in self:
            side = task.space_id._check_may_write()
            if side != task.side:
                raise UserError(self.env._("This task is the other side's."))
            # sudo: collab.task - the side that owns the task ticks it off
            task.sudo().write(
                {
                    "is_done": is_done,
                    "done_at": fields.Datetime.now() if is_done else False,
                    "done_by_id": self.env.user.partner_id.id if is_done else False,
                }
            )
            kind = "task_done" if is_done else "task_reopened"
            task.space_id._log_event(kind, text=task.sudo().name)

    def _add(self, space, values):
        """Add a task to the shared plan, as an Author of the space.

        :param dict values: ``name``, ``partner_id``, ``date_deadline``, ``side``
        :raise UserError: without a name
        """
        own_side = space._check_may_write()
        if not values.get("name"):
            raise UserError(self.env._("Say what is to be done."))
        values = {"side": own_side, **{name: value for name, value in values.items() if value}}
        # sudo: collab.task - Authors of both sides add tasks by this verb
        task = self.sudo().create({**values, "space_id": space.id})
        space._log_event("task_added", text=task.name)
        return task.sudo(False)
