from odoo import fields, models
from odoo.tools import SQL

from .care_session import OUTCOMES, STATES


class CareReport(models.Model):
    """Waiting times, abandoned, handled, service level, per queue and person, for pivot and graph (B17)."""

    _name = "care.report"
    _description = "Customer care analysis"
    _auto = False
    _order = "date desc"
    _rec_name = "session_id"

    session_id = fields.Many2one("care.session", string="Conversation", readonly=True)
    date = fields.Datetime(readonly=True)
    hour = fields.Integer(string="Hour of the day (UTC)", readonly=True, aggregator=None)
    company_id = fields.Many2one("res.company", readonly=True)
    config_id = fields.Many2one("eservices.config", string="Channel", readonly=True)
    queue_id = fields.Many2one("care.queue", readonly=True)
    subject_id = fields.Many2one("care.subject", readonly=True)
    agent_id = fields.Many2one("res.users", string="Representative", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    lang = fields.Char(string="Language", readonly=True)
    state = fields.Selection(STATES, readonly=True)
    outcome = fields.Selection(OUTCOMES, readonly=True)
    conversations = fields.Integer(readonly=True)
    answered = fields.Integer(readonly=True)
    abandoned = fields.Integer(readonly=True)
    requeued = fields.Integer(readonly=True)
    abandon_rate = fields.Float(string="Abandoned (%)", readonly=True, aggregator="avg")
    service_level = fields.Float(string="Service level (%)", readonly=True, aggregator="avg")
    wait_minutes = fields.Float(string="Wait (min)", readonly=True, aggregator="avg")
    handle_minutes = fields.Float(string="Conversation (min)", readonly=True, aggregator="avg")
    rating = fields.Float(readonly=True, aggregator="avg")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT id, id AS session_id, create_date AS date, EXTRACT(HOUR FROM create_date)::int AS hour,
                   company_id, config_id, queue_id, subject_id, agent_id, partner_id, lang, state, outcome,
                   1 AS conversations,
                   CASE WHEN accepted_at IS NULL THEN 0 ELSE 1 END AS answered,
                   CASE WHEN state = 'abandoned' THEN 1 ELSE 0 END AS abandoned,
                   COALESCE(requeue_count, 0) AS requeued,
                   CASE WHEN waiting_since IS NULL OR state = 'waiting' THEN NULL
                        WHEN state = 'abandoned' THEN 100.0 ELSE 0.0 END AS abandon_rate,
                   CASE WHEN waiting_since IS NULL OR state = 'waiting' THEN NULL
                        WHEN within_target THEN 100.0 ELSE 0.0 END AS service_level,
                   CASE WHEN waiting_since IS NULL OR state = 'waiting' THEN NULL
                        ELSE wait_seconds / 60.0 END AS wait_minutes,
                   CASE WHEN handle_seconds > 0 THEN handle_seconds / 60.0 END AS handle_minutes,
                   NULLIF(rating, 0)::float AS rating
              FROM care_session
            """
        )
