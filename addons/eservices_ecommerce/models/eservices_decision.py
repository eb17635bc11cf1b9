from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

# What only the actions write.
DECISION = frozenset({"state", "refuse_reason", "decided_by_id", "decided_at", "submission_key"})


class EservicesDecision(models.AbstractModel):
    """What a customer sends in and staff decide on: state and decision change by the actions alone."""

    _name = "eservices.decision"
    _description = "Decision on what a customer sent in"
    _inherit = ["mail.thread", "mail.activity.mixin"]

    _protected = DECISION

    partner_id = fields.Many2one("res.partner", string="Contact", required=True, index=True, tracking=True)
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", store=True, index=True
    )
    config_id = fields.Many2one(
        "eservices.config", string="Channel", index="btree_not_null", check_company=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    refuse_reason = fields.Text(readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True, copy=False)
    decided_at = fields.Datetime(string="Decided on", readonly=True, copy=False)
    submission_key = fields.Char(readonly=True, copy=False, groups="base.group_system")

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_protected(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_protected(vals)
        return super().write(vals)

    def _check_protected(self, vals):
        """State and decision change by the actions alone, whatever way somebody writes (P22).

        :raise AccessError: when somebody writes them himself
        """
        if not self.env.su and self._protected & vals.keys():
            raise AccessError(self.env._("This is decided by the buttons, the state is not typed."))

    # === DECIDING === #

    def _lock(self):
        """Hold the row until the transaction ends, so that two decisions cannot both win."""
        self.ensure_one()
        self.flush_recordset()
        self.env.cr.execute(
            SQL("SELECT id FROM %s WHERE id = %s FOR UPDATE", SQL.identifier(self._table), self.id)
        )
        self.invalidate_recordset(["state"])

    def _check_reason(self, reason):
        """The reason of a refusal, trimmed.

        :raise UserError: without one
        """
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why: the customer reads the reason."))
        return reason

    def _decide(self, values):
        """Write what nobody may write himself; the rights were checked by the action."""
        self.sudo().write(values)  # sudo: the decision - see _check_protected

    def _decision(self):
        return {"decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()}

    def _post_to_customer(self, event, body):
        """Tell the customer of the decision: on the platform, and by e-mail if his channel wants that.

        :param str event: key of the e-mail, see ``eservices.mails``
        """
        if not self.env["eservices.mails"]._notify(self, event):
            self.with_context(eservices_without_email=bool(self.config_id)).message_post(
                body=body, subtype_xmlid="mail.mt_comment", partner_ids=self.partner_id.ids
            )
