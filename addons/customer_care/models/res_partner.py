from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.sql import column_exists, create_column


class ResPartner(models.Model):
    """Who is a customer of the platform is kept on the contact: agents search among very many (A1 to A3)."""

    _inherit = "res.partner"

    care_is_customer = fields.Boolean(
        string="Customer of the platform",
        compute="_compute_care_is_customer",
        store=True,
        groups="base.group_user",
    )

    def _auto_init(self):
        """One statement for all who are there already, in place of a million records in memory."""
        if not column_exists(self.env.cr, "res_partner", "care_is_customer"):
            create_column(self.env.cr, "res_partner", "care_is_customer", "boolean")
            self.env.cr.execute(
                SQL(
                    "UPDATE res_partner SET care_is_customer = TRUE WHERE id IN"
                    " (SELECT eservices_contact_id FROM res_users"
                    " WHERE active AND share AND eservices_platform)"
                )
            )
        return super()._auto_init()

    @api.depends(
        "eservices_user_ids.eservices_platform", "eservices_user_ids.active", "eservices_user_ids.share"
    )
    def _compute_care_is_customer(self):
        # sudo: res.users - whether a contact has the platform is no secret to who may read the contact
        for partner in self.sudo():
            partner.care_is_customer = any(
                user.active and user.share and user.eservices_platform for user in partner.eservices_user_ids
            )
