import hashlib

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty


class EservicesTerms(models.AbstractModel):
    """The terms and conditions under which a customer orders, and that he accepts them (P19)."""

    _name = "eservices.terms"
    _description = "Terms and conditions of the customer platform"

    def _prepare(self, customer):
        """What the cart shows of the terms; ``None`` where there are none.

        :return: ``{"text", "required", "version"}``; the version is what the customer accepts
        """
        text = self._get_text(customer)
        if not text:
            return None
        return {
            "text": text,
            "required": customer.config.terms_required,
            "version": self._get_version(text),
        }

    def _get_text(self, customer):
        """The channel's own terms, else those that the company puts on its orders; may be empty."""
        config = customer.config
        if not is_html_empty(config.terms):
            return config.terms
        if not customer.env["ir.config_parameter"].get_param("account.use_invoice_terms"):
            return ""
        company = config.company_id
        text = company.invoice_terms_html if company.terms_type == "html" else company.invoice_terms
        return "" if is_html_empty(text) else text

    def _get_version(self, text):
        return hashlib.sha256(str(text).encode()).hexdigest()[:16]

    def _check(self, customer, version):
        """What has to be recorded on an order that is validated under the terms.

        :param str version: the version that the customer accepted on his page
        :return: values of the order
        :raise UserError: when the channel asks for an acceptance that is not there, or not of these terms
        """
        terms = self._prepare(customer)
        if not terms or not terms["required"]:
            return {}
        if not version:
            raise UserError(self.env._("Accept the terms and conditions to validate the cart."))
        if version != terms["version"]:
            raise UserError(
                self.env._("The terms and conditions have changed meanwhile: read and accept them again.")
            )
        return {"eservices_terms": terms["text"], "eservices_terms_accepted_at": fields.Datetime.now()}
