from odoo.http import request, route

from odoo.addons.eservices_ecommerce.const import MAX_SEARCH
from odoo.addons.eservices_ecommerce.services.typed import read_text

from .base import SPACE, SpaceController


class SpacePages(SpaceController):
    """The list of spaces, a space, and what is searched in it (S2, S8)."""

    @route("/eservices/spaces", type="http", auth="eservices", methods=["GET"], readonly=True)
    def spaces(self, **params):
        """The spaces in which the user is a member (S8)."""
        query = self._read_list_query(params)
        rows, total = self.space_page._list(query)
        states = self.space_page._get_states()
        return self._render_list("collab_space.platform_spaces", "spaces", rows, total, query, states)

    @route(SPACE, type="http", auth="eservices", methods=["GET"], readonly=True)
    def space(self, space_id, **_params):
        """One space: topics, members, files, tasks (S2, S9)."""
        space = self._find_space(space_id)
        page = self.space_page
        values = {
            "topics": page._prepare_topics(space),
            "members": page._prepare_members(space),
            "folders": page._prepare_folders(space),
            "files": page._prepare_files(page._find_files(space)),
            "tasks": page._prepare_tasks(space),
        }
        return self._render_space("platform_space", space, [(space.name, None)], values)

    @route(f"{SPACE}/search", type="http", auth="eservices", methods=["GET"], readonly=True)
    def space_search(self, space_id, q="", **_params):
        """What holds the words that are searched (S2)."""
        space = self._find_space(space_id)
        values = {"query": read_text(q, MAX_SEARCH), "hits": request.env["collab.search"]._find(space, q)}
        crumbs = [(space.name, f"/eservices/spaces/{space.id}"), (request.env._("Search"), None)]
        return self._render_space("platform_space_search", space, crumbs, values)

    @route(f"{SPACE}/notify", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_notify(self, space_id, mode="", **_params):
        """Choose when to get e-mails (S2)."""
        space = self._find_space(space_id)
        _done, refusal = self._space_answer(space.action_set_notify, read_text(mode, 10))
        return refusal or {"ok": True}

    @route(f"{SPACE}/here", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_here(self, space_id, step="", **_params):
        """Let the others see that one looks at the space (S8)."""
        return {"ok": self._find_space(space_id).action_be_here(read_text(step, 10))}
