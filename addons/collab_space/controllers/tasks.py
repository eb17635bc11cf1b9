from odoo.http import request, route

from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

from .base import SPACE, SpaceController


class SpaceTasks(SpaceController):
    """The shared plan of a space."""

    @route(f"{SPACE}/tasks/add", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_task_add(self, space_id, **params):
        """Add a task."""
        space = self._find_space(space_id)
        values = {
            "name": read_text(params.get("name"), 200),
            "partner_id": read_id(params.get("partner_id")),
            "date_deadline": read_text(params.get("deadline"), 10),
            "side": read_text(params.get("side"), 10),
        }
        _task, refusal = self._space_answer(request.env["collab.task"]._add, space, values)
        return refusal or {"ok": True, "tasks": self.space_page._prepare_tasks(space)}

    @route(f"{SPACE}/tasks/<int:task_id>/done", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_task_done(self, space_id, task_id, done=True, **_params):
        """Tick a task off, or take the tick back."""
        task = self._find_in_space("collab.task", task_id, space_id)
        verb = task.action_reopen if done is False else task.action_done
        _done, refusal = self._space_answer(verb)
        return refusal or {"ok": True, "tasks": self.space_page._prepare_tasks(task.space_id)}
