from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import email_normalize

from odoo.addons.mail.tools.discuss import Store

# Fields without groups of their own in which staff write what the customer is not told.
STAFF_NOTES = {
    "comment",
    "sale_warn_msg",
    "picking_warn_msg",
    "invoice_warn_msg",
    "purchase_warn_msg",
    "trust",
}


class ResPartner(models.Model):
    """The contact for whom the platform is opened (P15)."""

    _inherit = "res.partner"

    eservices_user_ids = fields.One2many("res.users", "eservices_contact_id", string="Platform users")
    eservices_is_open = fields.Boolean(
        compute="_compute_eservices_is_open", string="Has the customer platform"
    )
    eservices_po_required = fields.Boolean(
        string="PO number required",
        help="Carts of this company are validated on the platform with a PO number only.",
    )
    eservices_is_customer = fields.Boolean(
        compute="_compute_eservices_is_customer",
        string="Of a customer with the platform",
        groups="base.group_user",
    )

    def _has_field_access(self, field, operation):
        """What staff note about a customer is not for him, although the contact is his own (P16)."""
        allowed = super()._has_field_access(field, operation)
        is_note = field.name in STAFF_NOTES and not self.env.su
        return allowed and not (is_note and self.env.user.eservices_platform)

    @api.depends("eservices_user_ids.eservices_platform", "eservices_user_ids.active")
    def _compute_eservices_is_open(self):
        # sudo: res.users - whether a contact has the platform is no secret to who may read the contact
        for partner in self.sudo():
            partner.eservices_is_open = any(partner.eservices_user_ids.mapped("eservices_platform"))

    @api.depends("commercial_partner_id")
    def _compute_eservices_is_customer(self):
        served = self.env["eservices.message.audience"]._get_platform_partners(self.ids)
        for partner in self:
            partner.eservices_is_customer = partner.id in served.ids

    def _get_store_mention_fields(self):
        # The composer says in time that a customer is not told of a note (P23). Of others nothing is said.
        names = super()._get_store_mention_fields()
        if not self.env.user._is_internal():
            return names
        is_customer = Store.Attr(
            "eservices_is_customer", predicate=lambda partner: partner.eservices_is_customer
        )
        return [*names, is_customer]

    def action_eservices_open(self):
        """Open the customer platform: make or reuse the contact's external user, invite him (P15).

        :raise AccessError: for who is no officer of e-commerce
        :raise UserError: without a valid e-mail, or when the contact's user is an internal one
        """
        self.ensure_one()
        self._check_eservices_officer()
        login = email_normalize(self.email or "")
        if not login:
            raise UserError(
                self.env._("%(contact)s needs a valid e-mail address: it is his login.", contact=self.name)
            )
        # sudo: res.users - an officer may open the platform without being able to edit users at large
        users_sudo = self.env["res.users"].sudo().with_context(active_test=False)
        user_sudo = users_sudo.search(
            Domain("eservices_contact_id", "=", self.id) | Domain("partner_id", "=", self.id), limit=1
        )
        if user_sudo and user_sudo._is_internal():
            raise UserError(self.env._("%(contact)s is an internal user already.", contact=self.name))
        if not user_sudo and users_sudo.search_count(Domain("login", "=", login), limit=1):
            raise UserError(self.env._("Another user has the login %(login)s already.", login=login))
        values = {
            "active": True,
            "eservices_platform": True,
            "eservices_contact_id": self.id,
            "group_ids": [
                fields.Command.set(self.env.ref("eservices_ecommerce.group_eservices_customer").ids)
            ],
        }
        if user_sudo:
            user_sudo.write(values)
        else:
            company = self.company_id or self.env.company
            user_sudo = users_sudo.with_context(no_reset_password=True).create(
                {
                    **values,
                    "name": self.name,
                    "login": login,
                    "partner_id": self.id,
                    "company_id": company.id,
                    "company_ids": [fields.Command.set(company.ids)],
                }
            )
        self.message_post(body=self._eservices_invite(user_sudo))
        return True

    def _eservices_invite(self, user_sudo):
        """Send the invitation. Where no e-mail can leave, the platform is open all the same.

        :return: what happened, in words for the contact's chatter
        """
        try:
            self.env["eservices.mails"]._invite(user_sudo)
        except UserError as error:
            return self.env._(
                "The customer platform was opened for %(login)s, but the invitation was not sent: %(reason)s",
                login=user_sudo.login,
                reason=error.args[0],
            )
        return self.env._("The customer platform was opened; the invitation went to %s.", user_sudo.login)

    def action_eservices_close(self):
        """Close the customer platform for this contact: his external users can no longer log in (P15).

        :raise AccessError: for who is no officer of e-commerce
        """
        self.ensure_one()
        self._check_eservices_officer()
        # sudo: res.users - an officer may close the platform without being able to edit users at large
        self.sudo().eservices_user_ids.write({"eservices_platform": False, "active": False})
        self.message_post(body=self.env._("The customer platform was closed."))
        return True

    def _check_eservices_officer(self):
        if not self.env.user.has_group("eservices_ecommerce.group_eservices_officer"):
            raise AccessError(
                self.env._("Only an officer of e-commerce opens or closes the customer platform.")
            )
        self.check_access("write")

    @api.model
    def _get_sale_order_domain_count(self):
        return [*super()._get_sale_order_domain_count(), ("is_eservices_cart", "=", False)]

    def _get_eservices_address_text(self):
        """The address in one line; what is not filled in leaves no gap."""
        self.ensure_one()
        lines = self._display_address(without_company=True).split("\n")
        return ", ".join(line.strip() for line in lines if line.strip())

    def _get_eservices_reference_partners(self):
        """Whose customer references count for this contact: his own, his parent's, his company's (P14)."""
        self.ensure_one()
        return self | self.parent_id | self.commercial_partner_id
