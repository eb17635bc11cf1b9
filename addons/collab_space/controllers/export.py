from werkzeug.wsgi import wrap_file

from odoo.http import Response, content_disposition, request, route

from .base import SpaceController


def send_archive(space):
    """The archive of a space, without holding it in memory."""
    service = request.env["collab.export"]
    return Response(
        wrap_file(request.httprequest.environ, service._write(space)),
        direct_passthrough=True,
        headers={
            "Content-Type": "application/zip",
            "Content-Disposition": content_disposition(service._get_name(space)),
            "Cache-Control": "no-store, private",
        },
    )


class SpaceExport(SpaceController):
    """The whole record of a space with its proof (B14)."""

    @route(
        "/eservices/spaces/<int:space_id>/export",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
    )
    def space_export(self, space_id, **_params):
        """Download the record of a space (B14)."""
        return send_archive(self._find_space(space_id))
