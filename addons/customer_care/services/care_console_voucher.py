from odoo import api, fields, models
from odoo.exceptions import MissingError, UserError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.eservices_ecommerce.services.typed import read_id

from . import moments

CARDS = 20
TEMPLATE = "loyalty.mail_template_loyalty_card"


class CareConsoleVoucher(models.AbstractModel):
    """Vouchers in the console: a code for this customer, sent to him, applied to his cart (A8)."""

    _name = "care.console.voucher"
    _description = "Vouchers in the agent console"

    def _describe(self, customer, cart):
        """What the console shows of vouchers: the cart's code, promotions, the customer's own codes."""
        programs = self.env["loyalty.program"]._find_care_available(customer.config.company_id)
        left = programs._count_care_left(self.env.user)
        return {
            **self.env["eservices.cart.voucher"]._prepare(cart),
            "programs": [
                {
                    "id": program.id,
                    "name": program.name,
                    "left": left[program],
                    "may": left[program] != 0,
                    "reason": "" if left[program] != 0 else self._explain_quota(program),
                }
                for program in programs
            ],
            "cards": [self._describe_card(card, cart) for card in self._find_cards(customer)],
        }

    def _explain_quota(self, program):
        return self.env._("You have made your %s codes of this month.", program.care_quota)

    def _find_cards(self, customer):
        """Codes that were made for this customer, the latest first."""
        return customer.env["loyalty.card"].search(
            Domain("partner_id", "=", customer.contact.id) & Domain("care_agent_id", "!=", False),
            order="id desc",
            limit=CARDS,
        )

    def _describe_card(self, card, cart):
        today = fields.Date.context_today(self)
        least = min(card.program_id.reward_ids.mapped("required_points"), default=0)
        if card.code == cart.eservices_voucher:
            state = "applied"
        elif card.points < least:
            state = "used"
        elif card.expiration_date and card.expiration_date < today:
            state = "expired"
        else:
            state = "sent" if card.care_sent_at else "new"
        return {
            "id": card.id,
            "code": card.code,
            "name": card.program_id.name,
            "state": state,
            "expires": format_date(self.env, card.expiration_date) if card.expiration_date else "",
            "sent_at": moments.iso(card.care_sent_at),
        }

    @api.model
    def generate(self, contact_id, program_id):
        """Make a code of a promotion for this customer; nobody else can use it (A8).

        :raise UserError: when the promotion is not available, or the agent's quota is used up
        """
        contact = self.env["care.contact"]._enter(contact_id)
        customer = contact._get_customer(self.env.user)
        # One agent makes one code at a time: two clicks do not pass the quota.
        self.env["care.agent"]._lock(self.env.user)
        programs = self.env["loyalty.program"]._find_care_available(customer.config.company_id)
        program = programs.filtered(lambda one: one.id == read_id(program_id))
        if not program:
            raise UserError(self.env._("This promotion is not available."))
        if program._count_care_left(self.env.user)[program] == 0:
            raise UserError(self._explain_quota(program))
        cards = customer.env["loyalty.card"].with_context(loyalty_no_mail=True)
        card = cards.create(
            {
                "program_id": program.id,
                "partner_id": customer.contact.id,
                "points": max(program.reward_ids.mapped("required_points"), default=1),
                "expiration_date": program.date_to,
                "care_agent_id": self.env.uid,
            }
        )
        contact._log(
            "voucher", self.env._("%(code)s made of %(program)s", code=card.code, program=program.name)
        )
        return {
            "code": card.code,
            "card_id": card.id,
            "text": self.env._("Only %s can use this code.", customer.contact.name),
            "vouchers": self._describe(customer, self.env["eservices.cart"]._get(customer)),
        }

    @api.model
    def send(self, contact_id, card_id):
        """E-mail one of the customer's codes to him (A8).

        :raise MissingError: for a code of another customer
        :raise UserError: when he has no e-mail address
        """
        contact = self.env["care.contact"]._enter(contact_id)
        customer = contact._get_customer(self.env.user)
        card = self._find_cards(customer).filtered(lambda one: one.id == read_id(card_id))
        if not card:
            raise MissingError(self.env._("This code is not one of this customer."))
        address = customer.contact.email
        if not address:
            raise UserError(self.env._("%s has no e-mail address.", customer.contact.name))
        template = card._get_default_template() or self.env.ref(TEMPLATE).sudo()
        template.with_context(lang=customer.contact.lang).send_mail(
            card.id,
            email_layout_xmlid="mail.mail_notification_light",
            email_values={
                "author_id": self.env.user.partner_id.id,
                "email_from": customer.config.email or self.env.user.email_formatted,
            },
        )
        card.care_sent_at = fields.Datetime.now()
        contact._log("voucher", self.env._("%(code)s sent to %(address)s", code=card.code, address=address))
        return {
            "sent_to": address,
            "vouchers": self._describe(customer, self.env["eservices.cart"]._get(customer)),
        }

    @api.model
    def apply(self, contact_id, code):
        """Apply a code to the customer's cart (A8).

        :raise UserError: when it is unknown to this customer, ended, or gives nothing on this cart
        """
        voucher = self.env["eservices.cart.voucher"]
        answer = self.env["care.console.cart"]._change(
            contact_id, lambda customer: voucher._apply(customer, code)
        )
        self.env["care.contact"]._enter(contact_id)._log(
            "voucher", self.env._("%s applied", answer["vouchers"]["code"])
        )
        return answer

    @api.model
    def remove(self, contact_id):
        """Take the code out of the cart (A8)."""
        voucher = self.env["eservices.cart.voucher"]
        return self.env["care.console.cart"]._change(contact_id, lambda customer: voucher._remove(customer))
