from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import AccessError

JOURNAL_FIELDS = ("head_hash", "event_count")


class CollabJournal(models.AbstractModel):
    """A record that keeps a journal of what happened to it, and lets its members' pages know (B14)."""

    _name = "collab.journal"
    _description = "Record with a journal"

    head_hash = fields.Char(readonly=True, copy=False, export_string_translation=False)
    event_count = fields.Integer(readonly=True, copy=False, export_string_translation=False)
    event_ids = fields.One2many("collab.event", "space_id", string="Journal", readonly=True)

    def write(self, vals):
        if not self.env.su and set(JOURNAL_FIELDS) & set(vals):
            raise AccessError(self.env._("The journal is written by what happens."))
        return super().write(vals)

    def _log_event(self, kind, text="", term=None, version=None, person=None):
        """Add an entry to the journal, sealed with the one before.

        Who adds another one at the same moment waits; Odoo then runs his request again.
        """
        self.ensure_one()
        person = person or self.env.user.partner_id
        term = version.term_id if version else term
        self.env.flush_all()
        space_sudo = self.sudo()  # sudo: collab.event - the journal is written by what happens
        number = space_sudo.event_count + 1
        about = " ".join(filter(None, [term and term.name, version and f"v{version.number}"]))
        event = space_sudo.env["collab.event"].create(
            {
                "space_id": self.id,
                "number": number,
                "kind": kind,
                "term_id": term.id if term else False,
                "version_id": version.id if version else False,
                "side": self._get_side(person) if self.env.uid != SUPERUSER_ID else False,
                "partner_id": person.id,
                "author_name": person.sudo().name,
                "text": text,
                "about": about,
                "previous_hash": space_sudo.head_hash or "",
            }
        )
        space_sudo.write({"event_count": number, "head_hash": event.hash})
        return event

    # === LIVE === #

    def _tell(self, event, payload):
        """Let the members' pages know: ids only, to those who are members now."""
        for space in self:
            for user in space._get_members_sudo().partner_id.user_ids:
                user._bus_send(event, {"space_id": space.id, **payload})

    def _notify_changed(self):
        self._tell("collab.space/changed", {})
