from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

# Programs of which each customer gets a code of his own.
WITH_CODES = ("coupons", "next_order_coupons")


class LoyaltyProgram(models.Model):
    """Promotions of which agents make codes for customers, within a quota (A8)."""

    _inherit = "loyalty.program"

    care_available = fields.Boolean(
        string="Available in the console", help="Agents make codes of this promotion for customers."
    )
    care_quota = fields.Integer(
        string="Codes per agent and month",
        help="How many codes one agent may make in a month. 0: as many as he likes.",
    )

    @api.constrains("care_available", "program_type", "care_quota")
    def _check_care_available(self):
        for program in self:
            if program.care_available and program.program_type not in WITH_CODES:
                raise ValidationError(
                    self.env._("“%s” has no codes for single customers: choose coupons.", program.name)
                )
            if program.care_quota < 0:
                raise ValidationError(self.env._("The quota of “%s” is less than none.", program.name))

    @api.model
    def _find_care_available(self, company):
        """Promotions of which codes can be made today."""
        today = fields.Date.context_today(self)
        # sudo: loyalty.program - those that are marked for agents
        return self.sudo().search(
            Domain("care_available", "=", True)
            & Domain("company_id", "in", [False, company.id])
            & (Domain("date_from", "=", False) | Domain("date_from", "<=", today))
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", today))
        )

    def _count_care_left(self, agent):
        """Codes that the agent may still make this month: ``{program: number}``, ``None`` for no limit."""
        month = fields.Date.context_today(self).replace(day=1)
        # sudo: loyalty.card - how many the agent made himself
        made = dict(
            self.env["loyalty.card"]
            .sudo()
            ._read_group(
                Domain("program_id", "in", self.ids)
                & Domain("care_agent_id", "=", agent.id)
                & Domain("create_date", ">=", month),
                ["program_id"],
                ["__count"],
            )
        )
        return {
            program: max(program.care_quota - made.get(program, 0), 0) if program.care_quota else None
            for program in self
        }
