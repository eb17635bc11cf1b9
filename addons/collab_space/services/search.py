from odoo import models
from odoo.fields import Domain

from odoo.addons.eservices_ecommerce.const import MAX_SEARCH
from odoo.addons.eservices_ecommerce.services.message_body import preview
from odoo.addons.eservices_ecommerce.services.text import escape_like
from odoo.addons.eservices_ecommerce.services.typed import read_text

from ..const import HIT_PAGE


class CollabSearch(models.AbstractModel):
    """Search over everything in a space that the user may read (S2)."""

    _name = "collab.search"
    _description = "Search in collaboration spaces"

    def _find(self, space, text):
        """Topics, terms, remarks, tasks, files and messages with these words, the newest of each first.

        :param space: ``collab.space`` that the user may read
        :param str text: as typed; less than two characters find nothing
        :return: list of hits
        """
        text = escape_like(read_text(text, MAX_SEARCH))
        if len(text) < 2:
            return []
        inside = Domain("space_id", "=", space.id)
        topics = self.env["collab.topic"].search(inside)
        hits = [
            self._hit("topic", topic.name, "", topic)
            for topic in topics
            if text.lower() in topic.name.lower()
        ]
        hits += self._find_terms(inside, text)
        files = self.env["collab.file"].search(
            inside & Domain("name", "ilike", text) & Domain("is_latest", "=", True), limit=HIT_PAGE
        )
        hits += [
            self._hit("file", file.name, file.topic_id.name or file.folder_id.name or "", file)
            for file in files
        ]
        return hits + self._find_messages(topics, text)

    def _find_terms(self, inside, text):
        """Terms by their name or what was ever proposed, remarks on them, and the tasks of the plan."""
        versions = Domain.OR(Domain(name, "ilike", text) for name in ("body", "summary", "note"))
        terms = self.env["collab.term"].search(
            inside & (Domain("name", "ilike", text) | Domain("version_ids", "any", versions)), limit=HIT_PAGE
        )
        remarks = self.env["collab.remark"].search(
            inside & Domain("body", "ilike", text), order="id desc", limit=HIT_PAGE
        )
        tasks = self.env["collab.task"].search(inside & Domain("name", "ilike", text), limit=HIT_PAGE)
        return [
            *[self._hit("term", term.name, preview(term.current_version_id.body), term) for term in terms],
            *[self._hit("remark", remark.term_id.name, preview(remark.body), remark) for remark in remarks],
            *[self._hit("task", task.name, "", task) for task in tasks],
        ]

    def _find_messages(self, topics, text):
        messages = topics._find_said(Domain("body", "ilike", text), limit=HIT_PAGE)
        return [
            self._hit("message", topics.browse(message.res_id).name, preview(message.body), message)
            for message in messages
        ]

    def _hit(self, kind, title, text, record):
        urls = {
            "topic": "/eservices/spaces/{0.space_id.id}/topics/{0.id}",
            "term": "/eservices/spaces/{0.space_id.id}/terms/{0.id}",
            "file": "/eservices/spaces/{0.space_id.id}/files/{0.id}",
            "task": "/eservices/spaces/{0.space_id.id}#tasks",
            "remark": "/eservices/spaces/{0.space_id.id}/terms/{0.term_id.id}"
            "?old={0.old_id.id}&new={0.new_id.id}#remark-{0.id}",
        }
        if kind == "message":
            topic = self.env["collab.topic"].browse(record.res_id)
            url = f"{urls['topic'].format(topic)}#message-{record.id}"
        else:
            url = urls[kind].format(record)
        moment = record.date if kind == "message" else record.create_date
        record_sudo = record.sudo()  # sudo: res.users, res.partner - members know each other by name
        # What is written in superuser mode names its author in a field of its own.
        own = {"message": "author_id", "file": "author_id", "remark": "partner_id"}.get(kind)
        author = record_sudo[own] if own else record_sudo.create_uid.partner_id
        return {
            "kind": kind,
            "id": record.id,
            "title": title,
            "text": text,
            "url": url,
            "date": self.env["collab.space.page"]._format_moment(moment),
            "author": author.name or "",
        }
