import psycopg2.errors

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .typed import read_text

MAX_CODE = 64


class EservicesCartVoucher(models.AbstractModel):
    """The voucher code of a cart, and the promotions that apply by themselves (P18).

    Odoo forgets a code as soon as its reward goes; the cart keeps the text, so that the code works again once
    the cart is large enough.
    """

    _name = "eservices.cart.voucher"
    _description = "Voucher of the cart"

    def _prepare(self, cart):
        """The code of the cart and, when it gives nothing now, why."""
        return {"code": cart.eservices_voucher or "", "hint": cart.eservices_voucher_problem or ""}

    def _apply(self, customer, text):
        """Let this be the code of the open cart.

        :param str text: the code as the customer typed it
        :raise UserError: with the reason; the cart is unchanged
        """
        code = read_text(text, MAX_CODE + 1)
        if not code:
            raise UserError(self.env._("Type a code."))
        cart = self._get_cart(customer)
        with self.env.cr.savepoint():
            self._take_out(cart)
            blocked = cart._get_eservices_blocked_lines()
            self._claim(cart.with_context(eservices_blocked_line_ids=[line.id for line in blocked]), code)
            cart.write({"eservices_voucher": code, "eservices_voucher_problem": False})
            cart._eservices_refresh()

    def _remove(self, customer):
        """Take the code out of the open cart.

        :raise UserError: when there is no cart any more
        """
        cart = self._get_cart(customer)
        if cart.eservices_voucher:
            self._take_out(cart)
            cart._eservices_refresh()

    def _get_cart(self, customer):
        cart = self.env["eservices.cart"]._get(customer)
        if not cart:
            raise UserError(self.env._("Your cart is empty."))
        cart._eservices_lock()
        customer.forget_cart()
        return cart

    def _take_out(self, cart):
        code = cart.eservices_voucher
        if not code:
            return
        rules = cart.code_enabled_rule_ids.filtered(lambda rule: rule.code == code)
        cards = cart.applied_coupon_ids.filtered(lambda card: card.code == code)
        programs = rules.program_id
        lines = cart.order_line.filtered(
            lambda line: line.coupon_id in cards or line.reward_id.program_id in programs
        )
        lines.unlink()
        cart.code_enabled_rule_ids -= rules
        cart.applied_coupon_ids -= cards
        cart.write({"eservices_voucher": False, "eservices_voucher_problem": False})
        self._recompute(cart)

    def _claim(self, cart, code):
        """Apply the code and take its reward.

        :raise UserError: when it is unknown to this customer, ended, or gives nothing on this cart
        """
        unknown = self.env._("This code is unknown. Check how it is written.")
        # sudo: loyalty.card - only whose it is; a code of another company is told from none by nobody
        card = self.env["loyalty.card"].sudo().search([("code", "=", code)], limit=1)
        owner = card.partner_id.commercial_partner_id
        if len(code) > MAX_CODE or (owner and owner != cart.partner_id.commercial_partner_id):
            raise UserError(unknown)
        try:
            found = cart._try_apply_code(code)
        except psycopg2.errors.LockNotAvailable:
            raise UserError(
                self.env._("Somebody else uses this code at this moment. Try again in a few seconds.")
            ) from None
        if found.get("not_found"):
            raise UserError(unknown)
        if found.get("error"):
            raise UserError(found["error"])
        if not self._take_reward(cart, found):
            raise UserError(self.env._("This code gives nothing on what is in your cart now."))
        self._recompute(cart)

    def _recompute(self, cart):
        """Bring promotions up to date. A code that waits in the session for a cart of an online shop is not
        for this one.
        """
        cart.with_context(eservices_no_new_code=True)._update_programs_and_rewards()

    def _take_reward(self, cart, claimable):
        """Take one of the rewards: discounts first, the dearest first.

        :param claimable: ``{loyalty.card: loyalty.reward}``
        """
        for card, rewards in claimable.items():
            ranked = rewards.sorted(
                lambda reward: (reward.reward_type != "discount", -reward.required_points)
            )
            for reward in ranked:
                # Core asks which product it shall be where there are several: the first.
                product = reward.reward_product_ids[:1]
                if not cart._apply_program_reward(reward, card, product=product).get("error"):
                    return True
        return False

    def _refresh(self, cart):
        """Recompute promotions and the code's reward after a change of the cart."""
        if not self._is_concerned(cart):
            return
        self._recompute(cart)
        automatic = {
            card: rewards
            for card, rewards in cart._get_claimable_rewards().items()
            if card.program_id.trigger == "auto" and not card.program_id.is_nominative and len(rewards) == 1
        }
        for card, rewards in automatic.items():
            if not rewards.multi_product:
                cart._apply_program_reward(rewards, card)
        if automatic:
            self._recompute(cart)
        self._refresh_code(cart)

    def _is_concerned(self, cart):
        """Whether a promotion has given this cart something, or may now.

        Most carts meet none, and core asks a dozen times before it knows. What has a product of its own for
        its rule, as gift cards have, concerns a cart that holds it. Which promotions there are, is kept.
        """
        given = cart.applied_coupon_ids or cart.code_enabled_rule_ids or cart.coupon_point_ids
        if cart.eservices_voucher or cart.eservices_voucher_problem or given or cart.order_line.reward_id:
            return True
        programs = self.env["loyalty.program"]
        automatic = programs._get_eservices_automatic(cart.company_id.id)
        if automatic is None or not automatic.isdisjoint(cart.order_line.product_id.ids):
            return True
        return programs._has_eservices_points() and self._has_points(cart.partner_id)

    def _has_points(self, contact):
        # sudo: loyalty.card - the customer's own
        cards = self.env["loyalty.card"].sudo()
        own = Domain("partner_id", "=", contact.id) & Domain("points", ">", 0)
        kept = Domain("program_id.program_type", "in", ["ewallet", "loyalty"])
        # Whether the program goes on is for core to say.
        archived = Domain("program_id.active", "in", [True, False])
        return bool(cards.search_count(own & kept & archived, limit=1))

    def _refresh_code(self, cart):
        """Take the code's reward again where it was lost, or say why it gives nothing."""
        code = cart.eservices_voucher
        if not code or self._has_reward(cart, code):
            if cart.eservices_voucher_problem:
                cart.eservices_voucher_problem = False
            return
        try:
            with self.env.cr.savepoint():
                cart.code_enabled_rule_ids -= cart.code_enabled_rule_ids.filtered(
                    lambda rule: rule.code == code
                )
                self._claim(cart, code)
        except UserError as error:
            cart.eservices_voucher_problem = error.args[0]
        else:
            cart.eservices_voucher_problem = False

    def _has_reward(self, cart, code):
        rewards = cart.order_line.filtered("is_reward_line")
        return any(
            line.coupon_id.code == code or code in line.reward_id.program_id.rule_ids.mapped("code")
            for line in rewards
        )
