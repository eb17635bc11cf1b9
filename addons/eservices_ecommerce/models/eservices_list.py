from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# How long what a customer threw away can be brought back.
UNDO_DAYS = 1
GC_LIMIT = 1000


class EservicesList(models.Model):
    """Products that a customer orders again and again, for himself or for his company (B2)."""

    _name = "eservices.list"
    _description = "Order list of a customer"
    _order = "name, id"

    name = fields.Char(required=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Owner",
        required=True,
        index=True,
        ondelete="cascade",
        help="The contact who made the list; he alone changes it.",
    )
    commercial_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", string="Company of the owner", store=True, index=True
    )
    config_id = fields.Many2one(
        "eservices.config", string="Channel", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="config_id.company_id", string="Sold by", store=True, index=True)
    is_shared = fields.Boolean(string="Shared", help="Everybody of the owner's company may use the list.")
    active = fields.Boolean(default=True)
    changed_at = fields.Datetime(
        string="Changed", required=True, readonly=True, copy=False, default=fields.Datetime.now
    )
    line_ids = fields.One2many("eservices.list.line", "list_id", string="Lines", copy=True)

    @api.model
    def _get_eservices_domain(self, customer):
        """Lists that this customer sees: his own, and what his company shares on the same channel (B2)."""
        return Domain("config_id", "=", customer.config.id) & (
            Domain("partner_id", "=", customer.contact.id)
            | (Domain("is_shared", "=", True) & Domain("commercial_partner_id", "=", customer.company.id))
        )

    def _eservices_touch(self):
        """Note that the list changes, and hold it until the transaction ends.

        Whoever waited for another who changed it gets PostgreSQL's serialization failure, and Odoo runs his
        request again on what is there now.
        """
        self.ensure_one()
        self.flush_recordset()
        self.env.cr.execute(SQL("SELECT id FROM eservices_list WHERE id = %s FOR UPDATE", self.id))
        self.changed_at = fields.Datetime.now()

    @api.autovacuum
    def _gc_thrown_away(self):
        """Delete lists and lines that were thrown away, once nobody undoes that any more."""
        over = Domain("active", "=", False) & Domain(
            "write_date", "<", fields.Datetime.now() - timedelta(days=UNDO_DAYS)
        )
        for name in ("eservices.list.line", "eservices.list"):
            self.env[name].search(over, limit=GC_LIMIT).unlink()
