from odoo import models
from odoo.tools import SQL

from ..const import QUOTA_MB


class CollabSpaceFigures(models.AbstractModel):
    """Counts of what is in spaces: one statement for any number of them."""

    _name = "collab.space.figures"
    _description = "Figures of collaboration spaces"

    def _get_default_quota(self):
        # sudo: ir.config_parameter - a setting that holds for everybody
        value = self.env["ir.config_parameter"].sudo().get_param("collab_space.quota_mb", str(QUOTA_MB))
        return int(value) if value.isdigit() else QUOTA_MB

    def _count_terms(self, spaces):
        """How far the terms of spaces are; those that were dropped do not count.

        :return: ``{space id: {"term_count", "accepted_count", "round"}}``
        """
        if not spaces.ids:
            return {}
        self.env["collab.term"].flush_model(["space_id", "state", "round"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT space_id, count(*), count(*) FILTER (WHERE state = 'accepted'), max(round)
                  FROM collab_term WHERE space_id IN %s AND state != 'dropped' GROUP BY space_id
                """,
                tuple(spaces.ids),
            )
        )
        return {
            space_id: {"term_count": total, "accepted_count": accepted, "round": round_ or 0}
            for space_id, total, accepted, round_ in rows
        }

    def _find_open_terms(self, spaces):
        """Terms that are neither accepted nor dropped."""
        # sudo: collab.term - what is open does not depend on who asks
        return (
            self.env["collab.term"]
            .sudo()
            .search([("space_id", "in", spaces.ids), ("state", "not in", ("accepted", "dropped"))])
        )

    def _count_contents(self, spaces):
        """Messages, unread messages and files that the user sees.

        :return: ``{space id: {"message_count", "unread_count", "file_count"}}``
        """
        topics = self.env["collab.topic"].search([("space_id", "in", spaces.ids)])
        figures = {}
        for topic_id, (count, unread, _last) in self._count_messages(topics).items():
            row = figures.setdefault(topics.browse(topic_id).space_id.id, {})
            row["message_count"] = row.get("message_count", 0) + count
            row["unread_count"] = row.get("unread_count", 0) + unread
        files = self.env["collab.file"]._read_group(
            [("space_id", "in", spaces.ids), ("is_latest", "=", True)], ["space_id"], ["__count"]
        )
        for space, count in files:
            figures.setdefault(space.id, {})["file_count"] = count
        return {
            space_id: {"message_count": 0, "unread_count": 0, "file_count": 0, **row}
            for space_id, row in figures.items()
        }

    def _count_messages(self, topics):
        """Messages of topics, those that the user has not read, and the last one.

        :param topics: ``collab.topic`` that the user may read
        :return: ``{topic id: (messages, unread, id of the last message)}``
        """
        if not topics.ids:
            return {}
        self.env["mail.message"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT m.res_id, count(*), max(m.id),
                       count(*) FILTER (
                           WHERE m.id > COALESCE(r.last_message_id, 0)
                             AND m.author_id IS DISTINCT FROM %(person)s)
                  FROM mail_message m
                  LEFT JOIN eservices_message_read r
                    ON r.user_id = %(user)s AND r.res_model = m.model AND r.res_id = m.res_id
                 WHERE m.model = 'collab.topic' AND m.res_id = ANY(%(topics)s)
                   AND m.message_type IN ('comment', 'email') AND NOT COALESCE(m.is_internal, FALSE)
                   AND m.subtype_id = %(comment)s
                 GROUP BY m.res_id
                """,
                person=self.env.user.partner_id.id,
                user=self.env.uid,
                topics=topics.ids,
                comment=self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment"),
            )
        )
        return {topic_id: (count, unread, last) for topic_id, count, last, unread in rows}
