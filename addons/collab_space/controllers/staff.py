from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from .export import send_archive
from .files import send_file


class SpaceStaff(Controller):
    """What the back office downloads of a space; noted like what buyers download (S9)."""

    @route(
        "/collab/spaces/<int:space_id>/files/<int:file_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=False,
    )
    def staff_file(self, space_id, file_id, **_params):
        """A file of a space, for its members (S9)."""
        domain = [("id", "=", file_id), ("space_id", "=", space_id)]
        file = request.env["collab.file"].search(domain)
        if not file:
            raise NotFound()
        return send_file(file, False)

    @route("/collab/spaces/<int:space_id>/export", type="http", auth="user", methods=["GET"], readonly=True)
    def staff_export(self, space_id, **_params):
        """The record of a space, for its members (B14)."""
        space = request.env["collab.space"].search([("id", "=", space_id)])
        if not space:
            raise NotFound()
        return send_archive(space)
