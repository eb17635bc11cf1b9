from odoo.http import request, route

from odoo.addons.eservices_ecommerce.const import MESSAGE_FILE_BYTES, MESSAGE_FILES, MESSAGE_MAX_TEXT
from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

from .base import SPACE, SpaceController

TOPIC = f"{SPACE}/topics/<int:topic_id>"


class SpaceTopics(SpaceController):
    """Messages of a topic: read, written, quoted (S2)."""

    @property
    def topic_page(self):
        """How messages are shown; see ``collab.topic.page``."""
        return request and request.env["collab.topic.page"]

    @route(f"{TOPIC}", type="http", auth="eservices", methods=["GET"], readonly=True)
    def space_topic(self, space_id, topic_id, before="", **_params):
        """A topic with its newest messages, or those before one (S2)."""
        topic = self._find_in_space("collab.topic", topic_id, space_id)
        space = topic.space_id
        rows = self.space_page._prepare_topics(space)
        values = {
            "topic": next(row for row in rows if row["id"] == topic.id),
            "topics": rows,
            "thread": self.topic_page._prepare_thread(topic, read_id(before)),
            "members": self.space_page._prepare_members(space),
        }
        crumbs = [(space.name, f"/eservices/spaces/{space.id}"), (topic.name, None)]
        return self._render_space("platform_space_topic", space, crumbs, values)

    @route(f"{TOPIC}/messages", type="jsonrpc", auth="eservices", methods=["POST"], readonly=True)
    def space_messages(self, space_id, topic_id, before=0, after=0, **_params):
        """Messages before or after one (S2)."""
        topic = self._find_in_space("collab.topic", topic_id, space_id)
        messages, more = self.topic_page._get_messages(topic, read_id(before), read_id(after))
        return {"ok": True, **self.topic_page._prepare_messages(topic, messages, more)}

    @route(
        f"{TOPIC}/say",
        type="http",
        auth="eservices",
        methods=["POST"],
        # Room for too large a file: it is answered in words, not with an error page.
        max_content_length=2 * MESSAGE_FILES * MESSAGE_FILE_BYTES,
    )
    def space_say(self, space_id, topic_id, live="", **params):
        """Write in a topic (S2)."""
        topic = self._find_in_space("collab.topic", topic_id, space_id)
        typed = self._read_space_message(params)
        message, refusal = self._space_answer(self.topic_page._say, topic, typed, self._read_files())
        if live:
            done = message and {"ok": True, "message": self.topic_page._prepare_message(topic, message)}
            return request.make_json_response(refusal or done)
        if refusal:
            request.session["eservices_flash"] = refusal["error"]
        return request.redirect(f"/eservices/spaces/{space_id}/topics/{topic_id}#messages", local=True)

    @route(f"{TOPIC}/read", type="jsonrpc", auth="eservices", methods=["POST"])
    def space_read(self, space_id, topic_id, message_id=0, **_params):
        """The page showed the messages up to this one (S2)."""
        topic = self._find_in_space("collab.topic", topic_id, space_id)
        self.topic_page._mark_read(topic, read_id(message_id))
        return {"ok": True, "unread": self.space_page._count_waiting() or 0}

    def _read_space_message(self, params):
        mentions = read_text(params.get("mentions"), 500).split(",")
        return {
            "text": read_text(params.get("text"), MESSAGE_MAX_TEXT + 1),
            "key": read_text(params.get("key"), 33),
            "parent_id": read_id(params.get("parent_id")),
            "mentions": [number for number in map(read_id, mentions) if number],
        }
