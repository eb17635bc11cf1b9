from odoo.http import content_disposition, request, route

from odoo.addons.eservices_ecommerce.const import MESSAGE_FILE_BYTES, MESSAGE_FILES
from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

from .base import CareController

SESSION = "/eservices/care/sessions/<int:session_id>"


class ConversationController(CareController):
    """A customer asks for a conversation, waits, talks, and leaves (L1, L2, L13)."""

    @route(
        "/eservices/care/state",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        readonly=True,
        eservices_switch="care_enabled",
    )
    def care_state(self, **_params):
        """What is offered, and what is going on (L1, L2)."""
        return {"ok": True, "care": self.care_desk._prepare_state(self.customer)}

    @route(
        "/eservices/care/start",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_start(self, **params):
        """Ask for a conversation (L1, L12)."""
        session, refusal = self._care_answer(
            self.care_desk._start, self.customer, self._care_read_typed(params)
        )
        if refusal:
            return refusal
        if not session:
            state = self.care_desk._prepare_state(self.customer)
            closed = {"opens_at": state["opens_at"], "text": state["closed_text"]}
            return {"ok": False, "error": state["closed_text"], "closed": closed}
        return {**self._care_describe(session), "messages": self.care_desk._get_messages(session)}

    @route(
        f"{SESSION}/messages",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        readonly=True,
        eservices_switch="care_enabled",
    )
    def care_messages(self, session_id, after=0, **_params):
        """What was said after a message (L2)."""
        session = self._care_find(session_id)
        return {
            **self._care_describe(session),
            "messages": self.care_desk._get_messages(session, read_id(after)),
        }

    @route(
        f"{SESSION}/say",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_say(self, session_id, **params):
        """Say something, once (L1, L2)."""
        return self._care_say(self._care_find(session_id), self._care_read_typed(params))

    @route(
        f"{SESSION}/attach",
        type="http",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
        # Room for too large a file: it is answered in words, not with an error page.
        max_content_length=MESSAGE_FILES * 3 * MESSAGE_FILE_BYTES,
    )
    def care_attach(self, session_id, **params):
        """Say something with files (L1)."""
        return request.make_json_response(
            self._care_say(self._care_find(session_id), self._care_read_typed(params), self._read_files())
        )

    @route(
        f"{SESSION}/typing",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_typing(self, session_id, is_typing=False, **_params):
        """The customer is writing, or not any more (L1)."""
        self.care_desk._set_typing(self.customer, self._care_find(session_id), is_typing is True)
        return {"ok": True}

    @route(
        f"{SESSION}/accept",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_accept(self, session_id, **_params):
        """Take the invitation of a representative (L16)."""
        session = self._care_find(session_id)
        self.care_desk._accept(self.customer, session)
        return self._care_describe(session)

    @route(
        [f"{SESSION}/leave", f"{SESSION}/decline"],
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_leave(self, session_id, **_params):
        """End it: a wait, a talk, an invitation (L1, L16)."""
        session = self._care_find(session_id)
        self.care_desk._leave(self.customer, session)
        return self._care_describe(session)

    @route(
        f"{SESSION}/rate",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_rate(self, session_id, rating=0, text="", **_params):
        """Say how it was (L1)."""
        session = self._care_find(session_id)
        value = rating if isinstance(rating, int) and not isinstance(rating, bool) else 0
        _done, refusal = self._care_answer(
            self.care_desk._rate, self.customer, session, value, read_text(text, 1000)
        )
        return refusal or self._care_describe(session)

    @route(
        f"{SESSION}/transcript",
        type="jsonrpc",
        auth="eservices",
        methods=["POST"],
        eservices_switch="care_enabled",
    )
    def care_transcript(self, session_id, **_params):
        """Have the conversation sent to one's own address (L1)."""
        session = self._care_find(session_id)
        email, refusal = self._care_answer(self.care_desk._send_transcript, self.customer, session)
        return refusal or {"ok": True, "email": email}

    @route(
        "/eservices/care/files/<int:message_id>/<int:attachment_id>",
        type="http",
        auth="eservices",
        methods=["GET"],
        readonly=True,
    )
    def care_file(self, message_id, attachment_id, **_params):
        """A file of a conversation, always as a download (L1)."""
        file = self._care_or_missing(self.care_desk._find_file, self.customer, message_id, attachment_id)
        headers = {
            "Content-Type": file.mimetype or "application/octet-stream",
            "Content-Disposition": content_disposition(file.name),
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        return request.make_response(file.raw, headers=headers)

    # === HELPERS === #

    def _care_say(self, session, typed, files=()):
        message, refusal = self._care_answer(
            self.care_desk._say, self.customer, session, typed["text"], typed["key"], files
        )
        return refusal or {"ok": True, "message": self.care_desk._describe_message(session, message)}
