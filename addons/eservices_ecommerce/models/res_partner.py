from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, email_normalize

from odoo.addons.mail.tools.discuss import Store

from ..services.text import escape_like

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
        """Open the customer platform: make or reuse each contact's external user, invite him (P15).

        For whom it is open already nothing happens: two presses make one user and one invitation.

        :raise AccessError: for who is no officer of e-commerce
        :raise UserError: with what is in the way of each contact; then it is opened for none of them
        """
        self._check_eservices_officer()
        self._eservices_give_access()
        return True

    def _eservices_give_access(self):
        """Make or reuse each contact's external user and invite him; whether one may was asked before (P15).

        :raise UserError: with what is in the way of each contact; then it is opened for none of them
        """
        self._eservices_lock()
        users_sudo = {
            contact: contact._find_eservices_user() for contact in self if not contact.eservices_is_open
        }
        obstacles = [contact._get_eservices_obstacle(user_sudo) for contact, user_sudo in users_sudo.items()]
        obstacles += self.browse().union(*users_sudo)._get_eservices_shared_logins()
        if any(obstacles):
            raise UserError("\n".join(filter(None, obstacles)))
        for contact, user_sudo in users_sudo.items():
            contact._eservices_open(user_sudo)

    def _eservices_lock(self):
        """Let who presses the button at the same time wait; Odoo then runs his request again."""
        self.env.cr.execute(
            SQL("SELECT id FROM res_partner WHERE id IN %s ORDER BY id FOR UPDATE", tuple(self.ids) or (0,))
        )
        self.invalidate_recordset(["eservices_user_ids", "eservices_is_open"])

    def _find_eservices_user(self):
        """The user to open the platform for: the contact's own, else one who stood for him; may be none."""
        # sudo: res.users - an officer may open the platform without being able to edit users at large
        users_sudo = self.env["res.users"].sudo().with_context(active_test=False)
        found = users_sudo.search(
            Domain("eservices_contact_id", "=", self.id) | Domain("partner_id", "=", self.id)
        )
        return found.sorted(lambda user: (user.partner_id != self, not user.active))[:1]

    def _get_eservices_obstacle(self, user_sudo):
        """Why the platform cannot be opened for the contact; ``None`` when it can."""
        login = email_normalize(self.email or "")
        if not self.active:
            return self.env._("%(contact)s is archived.", contact=self.name)
        if not login:
            return self.env._("%(contact)s needs a valid e-mail address: it is his login.", contact=self.name)
        if user_sudo and user_sudo._is_internal():
            return self.env._("%(contact)s is an internal user already.", contact=self.name)
        if user_sudo.eservices_platform and user_sudo.active:
            return self.env._(
                "%(contact)s has a user who stands for %(other)s: change that on the user.",
                contact=self.name,
                other=user_sudo.eservices_contact_id.display_name,
            )
        same_login = Domain("login", "=ilike", escape_like(login))
        if not user_sudo and user_sudo.search_count(same_login, limit=1):
            return self.env._("Another user has the login %(login)s already.", login=login)
        return None

    def _get_eservices_shared_logins(self):
        """What to say of contacts that would get the same login."""
        by_login = self.grouped(lambda contact: email_normalize(contact.email or ""))
        return [
            self.env._(
                "%(contacts)s have the same e-mail address, which can be the login of one only.",
                contacts=", ".join(contacts.mapped("display_name")),
            )
            for login, contacts in by_login.items()
            if login and len(contacts) > 1
        ]

    def _eservices_open(self, user_sudo):
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
            user_sudo = user_sudo.with_context(no_reset_password=True).create(
                {
                    **values,
                    "name": self.name,
                    "login": email_normalize(self.email),
                    "partner_id": self.id,
                    "company_id": company.id,
                    "company_ids": [fields.Command.set(company.ids)],
                }
            )
        self.message_post(body=self._eservices_invite(user_sudo))

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
        """Close the customer platform for these contacts: their external users can no longer log in (P15).

        His sessions end for good. An invitation that he has not taken up yet becomes void.

        :raise AccessError: for who is no officer of e-commerce
        """
        self._check_eservices_officer()
        for contact in self:
            # sudo: res.users - an officer may close the platform without being able to edit users at large
            users_sudo = contact.sudo().eservices_user_ids.filtered("eservices_platform")
            if users_sudo:
                users_sudo.write(
                    {
                        "eservices_platform": False,
                        "active": False,
                        "eservices_closed_at": fields.Datetime.now(),
                    }
                )
                users_sudo.partner_id.signup_cancel()
                contact.message_post(body=self.env._("The customer platform was closed."))
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

    def _has_eservices_credit_limit(self):
        """Whether the company of the channel limits this customer's credit."""
        company = self.env.company
        company.fetch(["account_use_credit_limit"])
        return company.account_use_credit_limit and self.use_partner_credit_limit

    def _get_eservices_address_text(self):
        """The address in one line; what is not filled in leaves no gap."""
        self.ensure_one()
        lines = self._display_address(without_company=True).split("\n")
        return ", ".join(line.strip() for line in lines if line.strip())

    def _get_eservices_below(self):
        """Ids of the partner and of all below him, in SQL: ``child_of`` asks PostgreSQL level by level."""
        self.ensure_one()
        return SQL(
            """
            (WITH RECURSIVE below AS (
                SELECT %s::integer AS id
                 UNION
                SELECT p.id FROM res_partner p JOIN below b ON p.parent_id = b.id
             ) SELECT id FROM below)
            """,
            self.id,
        )

    def _get_eservices_reference_partners(self):
        """Whose customer references count for this contact: his own, his parent's, his company's (P14)."""
        self.ensure_one()
        return self | self.parent_id | self.commercial_partner_id
