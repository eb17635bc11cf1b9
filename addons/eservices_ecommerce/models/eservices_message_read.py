from odoo import fields, models
from odoo.tools import SQL


class EservicesMessageRead(models.Model):
    """How far a platform user has read the messages of a document (P23).

    Core's notifications cannot tell: an external user's are e-mails, marked as read when they leave.
    """

    _name = "eservices.message.read"
    _description = "How far a platform user has read"
    _log_access = False

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    res_model = fields.Char(string="Model", required=True)
    res_id = fields.Many2oneReference(model_field="res_model", string="Document", required=True)
    last_message_id = fields.Integer(string="Last message read", required=True)

    _thread_uniq = models.UniqueIndex("(user_id, res_model, res_id)")

    def _mark(self, user, rows):
        """Remember how far a user has read; a mark never goes back.

        :param user: one ``res.users``
        :param rows: ``[(model, document id, id of the last message that he saw)]``
        :return: whether anything was new
        """
        if not rows:
            return False
        values = SQL(", ").join(SQL("(%s, %s, %s, %s)", user.id, *row) for row in rows)
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO eservices_message_read AS known (user_id, res_model, res_id, last_message_id)
                VALUES %s
                ON CONFLICT (user_id, res_model, res_id)
                DO UPDATE SET last_message_id = EXCLUDED.last_message_id
                WHERE known.last_message_id < EXCLUDED.last_message_id
                """,
                values,
            )
        )
        changed = bool(self.env.cr.rowcount)
        self.invalidate_model(flush=False)
        return changed
