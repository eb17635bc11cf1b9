from werkzeug.exceptions import NotFound

from odoo.exceptions import MissingError, UserError
from odoo.http import content_disposition, request, route

from ..const import MESSAGE_FILE_BYTES, MESSAGE_FILES, MESSAGE_MAX_TEXT
from ..services.list_query import ListQuery
from ..services.typed import read_id, read_text
from .base import PlatformController

KIND = "<any(cart,order,delivery,invoice,payment,return):kind>/<int:document_id>"


class MessageController(PlatformController):
    """Messages: the inbox, and those of a document."""

    @route("/eservices/messages", type="http", auth="eservices", methods=["GET"], readonly=True)
    def messages(self, **params):
        """What staff wrote to the customer's company, the newest first (P23)."""
        query = ListQuery(page=self._read_list_query(params).page)
        rows, total = request.env["eservices.messages.page"]._prepare_inbox(self.customer, query.page)
        return self._render_list("messages", "messages", rows, total, query, [])

    @route("/eservices/messages/read", type="http", auth="eservices", methods=["POST"])
    def read_all(self, **_params):
        """Nothing is to be unread any more (P23)."""
        request.env["eservices.messages"]._mark_all_read(self.customer)
        return request.redirect("/eservices/messages", local=True)

    @route("/eservices/messages/unread", type="jsonrpc", auth="eservices", methods=["POST"], readonly=True)
    def unread(self, **_params):
        """How many messages the customer has not seen (P23)."""
        return {"ok": True, "unread": request.env["eservices.messages"]._count_unread(self.customer)}

    @route(
        f"/eservices/messages/{KIND}/thread",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        readonly=True,
    )
    def thread(self, kind, document_id, **_params):
        """The messages of a document, drawn again (P23)."""
        document = self._find(kind, document_id)
        return {"ok": True, **self._draw_thread(kind, document)}

    @route(f"/eservices/messages/{KIND}/read", type="jsonrpc", auth="eservices", methods=["POST"])
    def mark_read(self, kind, document_id, message_id=0, **_params):
        """The page showed the messages of a document up to this one (P23)."""
        service = request.env["eservices.messages"]
        document = self._find(kind, document_id)
        unread = service._mark_read(self.customer, document, read_id(message_id))
        return {"ok": True, "unread": unread}

    @route(
        f"/eservices/messages/{KIND}/answer",
        type="http",
        auth="eservices",
        methods=["POST"],
        # Room for too large a file: it is answered in words, not with an error page.
        max_content_length=2 * MESSAGE_FILES * MESSAGE_FILE_BYTES,
    )
    def answer(self, kind, document_id, body="", key="", live="", **_params):
        """Answer on a document; the page's script asks for the messages drawn again (P23)."""
        service = request.env["eservices.messages"]
        document = self._find(kind, document_id)
        # Too long a text is refused, not cut: it comes back for its writer to shorten it.
        body = read_text(body, 10 * MESSAGE_MAX_TEXT)
        try:
            with request.env.cr.savepoint():
                service._answer(self.customer, document, body, self._read_files(), read_text(key, 32))
        except UserError as error:
            return self._refuse(kind, document, body, error.args[0], live)
        if live:
            return request.make_json_response({"ok": True, **self._draw_thread(kind, document)})
        return request.redirect(service._get_url(kind, document.id), local=True)

    @route(
        "/eservices/messages/files/<int:message_id>/<int:attachment_id>",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
    )
    def file(self, message_id, attachment_id, **_params):
        """A file of a message, always as a download (P23)."""
        attachment = request.env["eservices.messages"]._find_file(self.customer, message_id, attachment_id)
        headers = {
            "Content-Type": attachment.mimetype or "application/octet-stream",
            "Content-Disposition": content_disposition(attachment.name),
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        return request.make_response(attachment.raw, headers=headers)

    @route(
        "/eservices/payments/<int:payment_id>",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
        eservices_switch="show_invoices",
    )
    def payment(self, payment_id, **_params):
        """One recorded payment and the messages on it (P22, P23)."""
        return self._render_payment(
            request.env["eservices.messages"]._find(self.customer, "payment", payment_id)
        )

    # === HELPERS === #

    def _find(self, kind, document_id):
        """A document of the customer; 404 for any other, whatever way it is asked for."""
        try:
            return request.env["eservices.messages"]._find(self.customer, kind, document_id)
        except MissingError as error:
            raise NotFound(error.args[0]) from error

    def _draw_thread(self, kind, document):
        """The messages drawn again, and a new key for the next answer."""
        thread = request.env["eservices.messages.page"]._prepare_thread(self.customer, kind, document)
        html = request.env["ir.qweb"]._render("eservices_ecommerce.thread_content", {"thread": thread})
        return {"html": str(html), "key": thread["key"]}

    def _refuse(self, kind, document, text, error, live):
        """Say why an answer was not posted; what was typed is kept."""
        if live:
            return request.make_json_response({"ok": False, "error": error})
        page = request.env["eservices.messages.page"]
        thread = page._prepare_thread(self.customer, kind, document, text, error)
        return self._render("message_refused", "messages", {"thread": thread}, status=422)

    def _render_payment(self, payment):
        row = request.env["eservices.invoices"]._prepare_payment_row(payment)
        values = {
            "payment": row,
            "thread": request.env["eservices.messages.page"]._prepare_thread(
                self.customer, "payment", payment
            ),
            "breadcrumbs": [
                {"label": request.env._("Payments"), "url": "/eservices/payments"},
                {"label": row["amount"], "url": None},
            ],
        }
        return self._render("payment", "payments", values)
