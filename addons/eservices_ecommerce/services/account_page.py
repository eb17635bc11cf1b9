from odoo import models
from odoo.exceptions import AccessDenied, UserError, ValidationError

from .invoices import FieldError


class EservicesAccount(models.AbstractModel):
    """The customer's own page: who he is, what is open, his language, his password (B9)."""

    _name = "eservices.account"
    _description = "Account page of the customer platform"

    def _prepare_page(self, customer, errors=None):
        """Hook: values of the page.

        :param dict errors: what was wrong with the password's form, by field
        """
        contact, company = customer.contact, customer.company
        return {
            "contact": self._describe(contact),
            "company": {
                **self._describe(company),
                "number": company.ref or "",
                "vat": company.vat or "",
                "is_private": not company.is_company,
            },
            "login": customer.user.login,
            "addresses": self._get_addresses(customer),
            "statement": self.env["eservices.statement"]._prepare(customer),
            "languages": [
                {"value": code, "label": name, "selected": code == self.env.lang}
                for code, name in self.env["res.lang"].get_installed()
            ],
            "errors": errors or {},
        }

    def _describe(self, partner):
        return {"name": partner.name or "", "email": partner.email or "", "phone": partner.phone or ""}

    def _get_addresses(self, customer):
        """Addresses of the company: its own, then those for deliveries and invoices."""
        company = customer.company
        kinds = {
            "delivery": self.env._("Delivery address"),
            "invoice": self.env._("Invoice address"),
            "other": self.env._("Other address"),
        }
        others = company.child_ids.filtered(
            lambda child: child.type in kinds and child.commercial_partner_id == company
        )
        return [
            {
                "kind": kinds.get(partner.type, "") if partner != company else self.env._("Main address"),
                "name": partner.name or "",
                "lines": [line for line in partner._display_address(True).splitlines() if line.strip()],
            }
            for partner in company | others
        ]

    def _change_language(self, customer, code):
        """Let the platform speak one of the installed languages to this user.

        :raise ValidationError: for any other language
        """
        if code not in dict(self.env["res.lang"].get_installed()):
            raise ValidationError(self.env._("This language is not available."))
        customer.user.lang = code

    def _change_password(self, customer, old, new, again):
        """Change the user's own password, with Odoo's own check of the old one and its limit of attempts.

        :raise FieldError: names the field that has to be corrected
        """
        if not old:
            raise FieldError("old", self.env._("Enter your present password."))
        if not new:
            raise FieldError("new", self.env._("Enter the new password."))
        if new != again:
            raise FieldError("again", self.env._("The new password and its repetition differ."))
        users = self.env["res.users"].with_user(customer.user.id)
        try:
            with users._assert_can_auth(user=customer.user.id):
                users.change_password(old, new)
        except AccessDenied as error:
            wrong = self.env._("This is not your present password. Nothing was changed.")
            is_plain = error.args == AccessDenied().args
            raise FieldError("old", wrong if is_plain else error.args[0]) from error
        except UserError as error:
            raise FieldError("new", error.args[0]) from error
