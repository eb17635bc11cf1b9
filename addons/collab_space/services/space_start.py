from datetime import timedelta

from odoo import fields, models


class CollabSpaceStart(models.AbstractModel):
    """What a new space begins with: the contents of its template (S3)."""

    _name = "collab.space.start"
    _description = "Beginning of a collaboration space"

    def _fill(self, spaces):
        """Add the template's folders, topics, tasks and terms, in the creator's name."""
        for space in spaces:
            # sudo: collab.template - what a space begins with does not depend on who made it
            template = space.sudo().template_id
            if template:
                self._add_deadline(space, template)
                self._add_folders(space, template)
                self._add_topics(space, template)
                self._add_tasks(space, template)
                self._add_terms(space, template)

    def _add_deadline(self, space, template):
        if template.days and not space.date_deadline:
            space.sudo().date_deadline = fields.Date.context_today(space) + timedelta(days=template.days)

    def _add_folders(self, space, template):
        rows = [{"name": row.name, "sequence": row.sequence} for row in template.folder_ids]
        self.env["collab.folder"].create([{"space_id": space.id, **row} for row in rows])

    def _add_topics(self, space, template):
        rows = [{"name": row.name, "sequence": row.sequence} for row in template.topic_ids]
        self.env["collab.topic"].create([{"space_id": space.id, **row} for row in rows])

    def _add_tasks(self, space, template):
        today = fields.Date.context_today(space)
        rows = [
            {
                "name": row.name,
                "sequence": row.sequence,
                "side": row.side,
                "date_deadline": today + timedelta(days=row.days) if row.days else False,
            }
            for row in template.task_ids
        ]
        self.env["collab.task"].create([{"space_id": space.id, **row} for row in rows])

    def _add_terms(self, space, template):
        rows = [
            {
                "name": row.clause_id.name,
                "clause_id": row.clause_id.id,
                "sequence": row.sequence,
                "limit_text": row.clause_id.limit_text,
                "requires_signature": row.requires_signature,
                "first_proposal": {
                    "summary": row.clause_id.summary,
                    "body": row.clause_id.body or "",
                    "note": self.env._("From the template"),
                },
            }
            for row in template.term_ids
        ]
        self.env["collab.term"].create([{"space_id": space.id, **row} for row in rows])
