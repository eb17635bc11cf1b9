from odoo.http import content_disposition, request, route

from odoo.addons.eservices_ecommerce.const import MESSAGE_FILE_BYTES, MESSAGE_FILES
from odoo.addons.eservices_ecommerce.services.typed import read_id

from .base import SPACE, SpaceController


def send_file(file, is_preview):
    """A file of a space, after it was noted who asked for it."""
    is_preview = is_preview and file.is_previewed
    attachment_sudo = file._open(request.env.user.partner_id, is_preview)
    stream = request.env["ir.binary"].sudo()._get_stream_from(attachment_sudo)
    response = stream.get_response(as_attachment=not is_preview, immutable=False, max_age=0)
    kind = "inline" if is_preview else "attachment"
    response.headers["Content-Disposition"] = content_disposition(file.name, kind)
    response.headers["Content-Security-Policy"] = "sandbox" if file.mimetype != "application/pdf" else ""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    return response


class SpaceFiles(SpaceController):
    """Files of a space: opened through it only, and noted (S9)."""

    @route(
        f"{SPACE}/files/upload",
        type="http",
        auth="eservices",
        methods=["POST"],
        max_content_length=2 * MESSAGE_FILES * MESSAGE_FILE_BYTES,
    )
    def space_upload(self, space_id, folder_id="", live="", **_params):
        """Add files to a folder; a name that is there already gets its next version (S9)."""
        space = self._find_space(space_id)
        added, refusal = self._space_answer(space._upload, self._read_files(), read_id(folder_id))
        if live:
            done = added and {"ok": True, "files": self.space_page._prepare_files(added)}
            return request.make_json_response(refusal or done)
        if refusal:
            request.session["eservices_flash"] = refusal["error"]
        return request.redirect(f"/eservices/spaces/{space_id}#files", local=True)

    @route(
        "/eservices/spaces/<int:space_id>/files/<int:file_id>",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=False,
    )
    def space_file(self, space_id, file_id, preview="", **_params):
        """Download a file, or look at it; either is noted (S9)."""
        return send_file(self._find_in_space("collab.file", file_id, space_id), bool(preview))

    @route(
        f"{SPACE}/files/<int:file_id>/history",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        readonly=True,
    )
    def space_file_history(self, space_id, file_id, **_params):
        """The versions of a file, and who opened them (S9)."""
        file = self._find_in_space("collab.file", file_id, space_id)
        return {"ok": True, **self.space_page._prepare_history(file)}
