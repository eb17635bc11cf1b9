from odoo import release
from odoo.exceptions import AccessDenied
from odoo.http import Controller, db_list, request, route

from ..services.connection import holds_platform
from ..services.typed import read_text


class ConnectionController(Controller):
    """What another server's login page may ask this one before anybody logs in."""

    @route(
        "/eservices/connection",
        type="http",
        auth="none",
        methods=["GET"],
        readonly=True,
        cors="*",
        save_session=False,
    )
    def connection(self, db="", **_params):
        """Say that this is the platform, and whether the named database, or this one, holds it (P17)."""
        name = read_text(db, 64)
        is_found = not name or name == request.db or holds_platform(name, request.httprequest.host)
        try:
            databases = db_list()
        except AccessDenied:
            databases = []
        answer = {
            "product": "eservices",
            "series": release.series,
            "database": is_found,
            "databases": databases,
        }
        return request.make_json_response(answer, headers={"Cache-Control": "no-store"})
