from odoo import fields, models

KINDS = [
    ("queued", "Began to wait"),
    ("overflow", "Waited for too long"),
    ("accepted", "Taken"),
    ("assigned", "Assigned"),
    ("requeued", "Requeued"),
    ("returned", "Lost its representative"),
    ("offered", "Offered to a colleague"),
    ("transferred", "Transferred"),
    ("refused", "Transfer declined"),
    ("expired", "Transfer unanswered"),
    ("invited", "Invited"),
    ("joined", "Invitation accepted"),
    ("ended", "Ended"),
    ("closed", "Wrapped up"),
]


class CareEvent(models.Model):
    """What happened to a conversation, and when: for figures, and for who wants to know why (L12, L14)."""

    _name = "care.event"
    _description = "Event of a conversation"
    _order = "id"
    _rec_name = "kind"

    session_id = fields.Many2one("care.session", required=True, index=True, ondelete="cascade", readonly=True)
    company_id = fields.Many2one(related="session_id.company_id", store=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    at = fields.Datetime(required=True, default=fields.Datetime.now, readonly=True)
    queue_id = fields.Many2one("care.queue", readonly=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", readonly=True, ondelete="cascade")

    def _log(self, session, kind, user=None):
        """Keep an event.

        :param session: ``care.session``
        :param str kind: see ``KINDS``
        :param user: the representative concerned
        """
        # sudo: care.event - nobody writes them by hand
        return self.sudo().create(
            {
                "session_id": session.id,
                "kind": kind,
                "queue_id": session.queue_id.id,
                "user_id": user.id if user else False,
            }
        )
