from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_amount

from odoo.addons.base_iban.models.res_partner_bank import normalize_iban, pretty_iban, validate_iban
from odoo.addons.eservices_ecommerce.services.typed import read_id, read_text

MAX_IBAN = 60
MAX_HOLDER = 70


class CareConsolePayment(models.AbstractModel):
    """How the customer pays: invoice, direct debit, cash on delivery, as the channel has them (A13).

    Direct debit stands on OCA's mandates: the order takes the mandate of the chosen account to its invoice,
    and from there it goes into the SEPA file.
    """

    _name = "care.console.payment"
    _description = "Payment in the agent console"

    # === WHAT IS OFFERED === #

    @api.model
    @api.readonly
    def get_payment(self, contact_id):
        """The methods of the channel with the reason where one cannot be used, and the saved accounts."""
        customer = self.env["care.contact"]._enter(contact_id)._get_customer(self.env.user)
        return self._describe(customer, self.env["eservices.cart"]._get(customer))

    def _describe(self, customer, cart):
        reasons = self._explain(customer, cart)
        overdue = self.env["care.console"]._get_overdue(customer)
        labels = dict(cart._fields["care_payment"]._description_selection(self.env))
        return {
            "method": self._get_method(customer, cart),
            "methods": [
                {
                    "key": key,
                    "label": labels[key],
                    "hint": cart.payment_term_id.name or "" if key == "invoice" else "",
                    "may": not reason,
                    "reason": reason,
                }
                for key, reason in reasons.items()
            ],
            "accounts": [
                self._describe_account(customer, account) for account in self._find_accounts(customer)
            ],
            "account_id": cart.mandate_id.partner_bank_id.id,
            "overdue": format_amount(self.env, overdue, customer.config.company_id.currency_id)
            if overdue > 0
            else "",
        }

    def _get_method(self, customer, cart):
        """What was chosen, else the first that is offered."""
        return cart.care_payment or next(
            (key for key, reason in self._explain(customer, cart).items() if not reason and key != "debit"),
            "",
        )

    def _explain(self, customer, cart):
        """The methods of the channel: ``{key: reason}``, empty where it can be used."""
        config = customer.config
        reasons = {}
        if config.care_pay_invoice:
            reasons["invoice"] = ""
        if config.care_debit_line_id:
            reasons["debit"] = ""
        if config.care_pay_cash:
            reasons["cash"] = self._explain_cash(customer, cart)
        return reasons

    def _explain_cash(self, customer, cart):
        """Cash on delivery as Odoo has it: by its provider, with carriers that take cash."""
        # sudo: payment.provider - whether the company takes cash on delivery
        providers = self.env["payment.provider"].sudo()
        is_on = providers.search_count(
            Domain("custom_mode", "=", "cash_on_delivery")
            & Domain("state", "in", ("enabled", "test"))
            & Domain("company_id", "=", customer.config.company_id.id),
            limit=1,
        )
        if not is_on:
            return self.env._("Cash on delivery is switched off among the payment providers.")
        carriers = cart.carrier_id | cart.order_line.care_carrier_id
        refusing = carriers.filtered(lambda carrier: not carrier.allow_cash_on_delivery)
        if refusing or not carriers:
            return self.env._("Not with %s.", ", ".join(refusing.mapped("name")) or self.env._("no carrier"))
        return ""

    def _find_problem(self, customer, cart):
        """Why the order cannot be placed with the method that is chosen; empty where it can."""
        method = self._get_method(customer, cart)
        reasons = self._explain(customer, cart)
        if not method or method not in reasons:
            return self.env._("Choose how the customer pays.") if reasons else ""
        if method == "debit":
            account = cart.mandate_id.partner_bank_id
            if not account:
                return self.env._("Choose the account for the direct debit.")
            return self._explain_account(customer, account, cart.mandate_id)
        return reasons[method]

    # === ACCOUNTS === #

    def _find_accounts(self, customer):
        """Saved accounts of the customer for direct debit: of his company, as the mandates are."""
        return customer.company.bank_ids.filtered(lambda account: account.acc_type == "iban")

    def _find_mandate(self, customer, account):
        """The mandate that counts for an account: a valid one, else the latest."""
        company = customer.config.company_id
        mandates = account.mandate_ids.filtered(lambda mandate: mandate.company_id == company)
        usable = mandates.filtered(lambda mandate: mandate.state in ("valid", "final"))
        return (usable or mandates.sorted("id", reverse=True))[:1]

    def _describe_account(self, customer, account):
        mandate = self._find_mandate(customer, account)
        reason = self._explain_account(customer, account, mandate)
        return {
            "id": account.id,
            "label": f"… {account.sanitized_acc_number[-4:]}",
            "holder": account.acc_holder_name or account.partner_id.name or "",
            "mandate": mandate.unique_mandate_reference or "",
            "mandate_state": mandate.state or "",
            "may": not reason,
            "reason": reason,
        }

    def _explain_account(self, customer, account, mandate):
        if not mandate:
            return self.env._("There is no mandate for this account.")
        if mandate.state == "draft":
            return self.env._("The mandate %s is not signed yet.", mandate.unique_mandate_reference)
        if mandate.state not in ("valid", "final"):
            return self.env._(
                "The mandate %s has ended: add the account again.", mandate.unique_mandate_reference
            )
        if account.partner_id.commercial_partner_id != customer.company:
            return self.env._("This account belongs to somebody else.")
        return ""

    # === VERBS === #

    @api.model
    @api.readonly
    def check_iban(self, contact_id, iban):
        """Whether an IBAN that is being typed can be debited."""
        self.env["care.contact"]._enter(contact_id)
        try:
            number = self._read_iban(iban)
        except UserError as error:
            return {"ok": False, "text": error.args[0], "iban": read_text(iban, MAX_IBAN)}
        return {"ok": True, "text": self.env._("IBAN valid"), "iban": pretty_iban(number)}

    def _read_iban(self, text):
        """:raise UserError: when it is none, or of a country that takes no part in SEPA"""
        number = normalize_iban(read_text(text, MAX_IBAN)).upper()
        try:
            validate_iban(number)
        except ValidationError as error:
            raise UserError(str(error.args[0])) from error
        # sudo: res.country.group - which countries take part in SEPA
        zone = self.env.ref("base.sepa_zone").sudo()
        if number[:2] not in zone.country_ids.mapped("code"):
            raise UserError(self.env._("%s takes no part in SEPA: no direct debit from there.", number[:2]))
        return number

    @api.model
    def set_method(self, contact_id, key, account_id=False):
        """Choose how the customer pays, and the account for a direct debit (A13).

        :param str key: ``invoice``, ``debit`` or ``cash``
        :raise UserError: when the channel does not have it, or it cannot be used
        """
        return self.env["care.console.cart"]._change(
            contact_id, lambda customer: self._choose(customer, key, read_id(account_id))
        )

    def _choose(self, customer, key, account_id):
        cart = self._get_cart(customer)
        reasons = self._explain(customer, cart)
        if key not in reasons:
            raise UserError(self.env._("This channel does not have this way to pay."))
        if reasons[key]:
            raise UserError(reasons[key])
        values = {"care_payment": key, "preferred_payment_method_line_id": False, "mandate_id": False}
        if key == "debit":
            values["preferred_payment_method_line_id"] = customer.config.care_debit_line_id.id
            values["mandate_id"] = self._choose_mandate(customer, account_id).id
        cart.write(values)
        cart._care_notify()

    def _choose_mandate(self, customer, account_id):
        """:raise UserError: when the account is not the customer's, or its mandate cannot be used"""
        accounts = self._find_accounts(customer)
        account = accounts.filtered(lambda one: one.id == account_id) if account_id else accounts[:1]
        if not account:
            raise UserError(self.env._("Choose one of the customer's accounts, or add one."))
        mandate = self._find_mandate(customer, account)
        reason = self._explain_account(customer, account, mandate)
        if reason:
            raise UserError(reason)
        return mandate

    @api.model
    def add_account(self, contact_id, values):
        """Save a new account with its mandate in the customer's account, and choose it (A13).

        :param dict values: ``iban``, ``holder``, ``signed_on``: the day on which the mandate was signed;
            without it the mandate waits to be signed
        :raise UserError: when the IBAN is wrong, or the day lies ahead
        """
        contact = self.env["care.contact"]._enter(contact_id)
        values = values if isinstance(values, dict) else {}
        number = self._read_iban(values.get("iban"))
        signed = self._read_day(read_text(values.get("signed_on"), 10))

        def save(customer):
            account = self._save_account(
                contact, customer, number, read_text(values.get("holder"), MAX_HOLDER)
            )
            self._save_mandate(contact, customer, account, signed)
            if self.env["eservices.cart"]._get(customer) and signed and customer.config.care_debit_line_id:
                self._choose(customer, "debit", account.id)

        return self.env["care.console.cart"]._change(contact_id, save)

    def _read_day(self, text):
        try:
            day = fields.Date.to_date(text or False)
        except ValueError:
            raise UserError(self.env._("The day of the signature is no date.")) from None
        if day and day > fields.Date.context_today(self):
            raise UserError(self.env._("The day of the signature lies ahead."))
        return day

    def _save_account(self, contact, customer, number, holder):
        accounts = self._find_accounts(customer)
        account = accounts.filtered(lambda one: one.sanitized_acc_number == number)
        if not account:
            account = customer.env["res.partner.bank"].create(
                {
                    "acc_number": pretty_iban(number),
                    "partner_id": customer.company.id,
                    "acc_holder_name": holder or customer.company.name,
                }
            )
            contact._log("payment", self.env._("Account … %s added", number[-4:]))
        return account

    def _save_mandate(self, contact, customer, account, signed):
        mandate = self._find_mandate(customer, account)
        if mandate.state in ("valid", "final"):
            return
        if mandate.state != "draft":
            mandate = mandate.create(
                {
                    "partner_id": customer.company.id,
                    "partner_bank_id": account.id,
                    "company_id": customer.config.company_id.id,
                }
            )
            contact._log("payment", self.env._("Mandate %s made", mandate.unique_mandate_reference))
        if signed:
            mandate.write({"signature_date": signed, "state": "valid"})

    def _get_cart(self, customer):
        cart = self.env["eservices.cart"]._get(customer)
        if not cart:
            raise UserError(self.env._("There is no cart yet: add a product first."))
        return cart
