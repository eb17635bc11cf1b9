from markupsafe import Markup

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, plaintext2html

from ..services import columns
from ..services.overrides import is_own

CART_NAME = "/"

# What a cart's page and its changes read of the order; the rest of this wide table stays where it is.
CART_READ = (
    "amount_tax",
    "amount_total",
    "amount_untaxed",
    "carrier_id",
    "client_order_ref",
    "commitment_date",
    "company_id",
    "currency_id",
    "currency_rate",
    "date_order",
    "eservices_carrier_problem",
    "eservices_config_id",
    "eservices_note",
    "eservices_voucher",
    "eservices_voucher_problem",
    "fiscal_position_id",
    "is_eservices_cart",
    "locked",
    "partner_id",
    "partner_shipping_id",
    "payment_term_id",
    "picking_policy",
    "pricelist_id",
    "state",
    "user_id",
)

# What only the platform writes: by them a cart is a cart, and an order was validated once.
CART_FIELDS = {
    "is_eservices_cart",
    "eservices_config_id",
    "eservices_submission_key",
    "eservices_submitted_at",
    "eservices_terms",
    "eservices_terms_accepted_at",
}


class SaleOrder(models.Model):
    """A cart is a draft order with a flag; validating it takes the number and clears the flag (P18, P19)."""

    _inherit = "sale.order"

    eservices_config_id = fields.Many2one(
        "eservices.config",
        string="E-services configuration",
        index="btree_not_null",
        copy=False,
        readonly=True,
        help="The channel on which the customer ordered.",
    )
    is_eservices_cart = fields.Boolean(string="Open cart of the platform", copy=False, readonly=True)
    eservices_submission_key = fields.Char(copy=False, readonly=True, groups="base.group_system")
    eservices_submitted_at = fields.Datetime(string="Validated on the platform", copy=False, readonly=True)
    eservices_terms = fields.Html(string="Terms that the customer accepted", copy=False, readonly=True)
    eservices_terms_accepted_at = fields.Datetime(string="Terms accepted", copy=False, readonly=True)
    eservices_note = fields.Text(string="Customer's note", copy=False)
    eservices_voucher = fields.Char(string="Voucher code", copy=False, readonly=True)
    eservices_carrier_problem = fields.Char(copy=False, readonly=True)
    eservices_voucher_problem = fields.Char(copy=False, readonly=True)

    _eservices_submission_key_uniq = models.UniqueIndex(
        "(eservices_submission_key) WHERE eservices_submission_key IS NOT NULL",
        "This cart was validated already.",
    )
    _eservices_open_cart_uniq = models.UniqueIndex(
        "(partner_id, eservices_config_id) WHERE is_eservices_cart AND state = 'draft'",
        "This contact has an open cart on this channel already.",
    )

    # === CRUD METHODS === #

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_eservices_fields({name for name, value in vals.items() if value})
            if vals.get("is_eservices_cart"):
                # Any name but core's "New" keeps the sequence untouched until the cart is validated.
                vals["name"] = CART_NAME
        return super().create(vals_list)

    def write(self, vals):
        self._check_eservices_fields(vals.keys())
        return super().write(vals)

    @api.model
    def _check_eservices_fields(self, names):
        """:raise AccessError: when somebody writes himself what only the platform writes"""
        if not self.env.su and CART_FIELDS & names:
            raise AccessError(
                self.env._("A cart becomes an order by being validated, not by writing its flags.")
            )

    @api.constrains("is_eservices_cart", "state", "eservices_config_id")
    def _check_eservices_cart(self):
        for order in self.filtered("is_eservices_cart"):
            if order.state not in ("draft", "cancel"):
                raise ValidationError(
                    self.env._(
                        "An open cart of the platform can only be validated: it cannot be sent or confirmed."
                    )
                )
            if not order.eservices_config_id:
                raise ValidationError(self.env._("An open cart needs the channel it belongs to."))

    # === CART === #

    def _eservices_lock(self):
        """Hold the row of the cart until the transaction ends, waiting for who holds it.

        Whoever waited while another transaction changed the cart gets PostgreSQL's serialization failure, and
        Odoo runs his request again on what is there now.
        """
        self.ensure_one()
        self.flush_recordset()
        self.env.cr.execute(SQL("SELECT id FROM sale_order WHERE id = %s FOR UPDATE", self.id))

    @api.model
    def _get_eservices_read(self):
        """Hook: names of the fields that are read of a cart at once."""
        return CART_READ

    def action_eservices_submit(self):
        """Validate open carts: each becomes a numbered draft order (P19).

        :return: ``True``
        :raise UserError: when a cart holds nothing that can be ordered
        """
        self.check_access("write")
        for cart in self:
            cart._eservices_submit()
        return True

    def _eservices_submit(self, key=None):
        """Turn the cart into a draft order; what is one already is left alone, so repeats are harmless.

        Lines without right move to a new cart of the same contact and stay there.

        :param str key: what the customer's page sends along to tell a repeated request from a new one
        :raise UserError: when nothing in the cart can be ordered
        """
        self.ensure_one()
        self._eservices_lock()
        if not self.is_eservices_cart:
            return
        blocked = self._get_eservices_blocked_lines()
        lines = self._get_eservices_product_lines()
        if not lines - self.env["sale.order.line"].union(*blocked):
            raise UserError(self._get_eservices_refusal(blocked))
        sequence = self.env["ir.sequence"].with_company(self.company_id)
        kept = [
            Command.create(
                {
                    "product_id": line.product_id.id,
                    "product_uom_qty": line.product_uom_qty,
                    "eservices_note": line.eservices_note,
                }
            )
            for line in blocked
        ]
        self.env["sale.order.line"].union(*blocked).unlink()
        if blocked:
            # What stays behind earns nothing.
            self._eservices_refresh()
        # sudo: sale.order - what makes a cart an order is written here and nowhere else
        order_sudo = self.sudo()
        order_sudo.write(
            {
                "name": sequence.next_by_code("sale.order"),
                "is_eservices_cart": False,
                "eservices_submission_key": key,
                "eservices_submitted_at": fields.Datetime.now(),
                "date_order": fields.Datetime.now(),
            }
        )
        order_sudo.flush_recordset()
        if kept:
            order_sudo.create(
                self._prepare_eservices_cart_values(self.partner_id, self.eservices_config_id, kept)
            )
        self._eservices_notify_submitted()

    def _eservices_refresh(self, allowed_ids=None):
        """Hook: bring what depends on the goods up to date, after they changed.

        :param set allowed_ids: products of the cart that the customer may order, where nothing but goods
            changed and that is known already
        """
        self.ensure_one()
        if not self.is_eservices_cart:
            blocked = ()
        elif allowed_ids is None:
            blocked = self._get_eservices_blocked_lines()
        else:
            lines = self._get_eservices_product_lines()
            refused_ids = set(lines.product_id.ids) - allowed_ids
            blocked = lines.filtered(lambda line: line.product_id.id in refused_ids) if refused_ids else ()
        blocked_ids = [line.id for line in blocked]
        cart = self.with_context(eservices_blocked_line_ids=blocked_ids) if blocked_ids else self
        self.env["eservices.cart.voucher"]._refresh(cart)
        self.env["eservices.cart.carrier"]._refresh(cart, only_goods=allowed_ids is not None)

    def _compute_amounts(self):
        """Carts change often, and most have taxes for which a sum will do: see ``account.tax``."""
        others = self.browse()
        for order in self:
            lines = order._get_priced_lines()
            totals = order._sum_up_eservices(lines, with_groups=False) if order.is_eservices_cart else None
            if totals:
                order.amount_untaxed = totals["base_amount_currency"]
                order.amount_tax = totals["tax_amount_currency"]
                order.amount_total = totals["total_amount_currency"]
            else:
                others |= order
        return super(SaleOrder, others)._compute_amounts()

    def _sum_up_eservices(self, lines, with_groups=True):
        """See ``account.tax``.

        :param lines: those that count
        """
        if self.payment_term_id.early_discount:
            # Core adds lines of its own to those of the order.
            return None
        taxes = self.env["account.tax"]
        return taxes._sum_up_eservices(lines, self.company_id, self.currency_id, with_groups)

    def _get_estimated_weight(self):
        """What is counted in its product's own unit, as most is, needs no conversion."""
        own = is_own(self, ["_get_estimated_weight"], ["delivery", "eservices_ecommerce"])
        if not (own and self.is_eservices_cart):
            return super()._get_estimated_weight()
        products = self.order_line.product_id
        templates = products.product_tmpl_id
        kinds = dict(zip(templates._ids, columns.read(templates, ("type", "uom_id")), strict=True))
        goods = zip(products._ids, columns.read(products, ("product_tmpl_id", "weight")), strict=True)
        goods = {product_id: (*kinds[template_id], each) for product_id, (template_id, each) in goods}
        names = ("product_id", "is_delivery", "product_uom_id", "product_uom_qty")
        weight = 0.0
        for product_id, is_delivery, unit_id, quantity in columns.read(self.order_line, names):
            kind, own_unit_id, each = goods.get(product_id, (None, None, 0.0))
            if kind == "consu" and not is_delivery and quantity > 0:
                if unit_id != own_unit_id:
                    return super()._get_estimated_weight()
                weight += quantity * each
        return weight

    def _try_apply_code(self, code):
        """A cart takes the code that its customer typed, and none while it is brought up to date (P18)."""
        if self.env.context.get("eservices_no_new_code"):
            return {"error": self.env._("This code was not typed in the cart.")}
        return super()._try_apply_code(code)

    def _get_eservices_uncounted_lines(self):
        """Blocked lines, while the cart is brought up to date: they earn nothing and reach no threshold."""
        blocked = self.env.context.get("eservices_blocked_line_ids", ())
        return self.order_line.filtered(lambda line: line.id in blocked)

    def _get_no_effect_on_threshold_lines(self):
        return super()._get_no_effect_on_threshold_lines() | self._get_eservices_uncounted_lines()

    def _get_not_rewarded_order_lines(self):
        return super()._get_not_rewarded_order_lines() - self._get_eservices_uncounted_lines()

    def _compute_amount_total_without_delivery(self):
        total = super()._compute_amount_total_without_delivery()
        return total - sum(self._get_eservices_uncounted_lines().mapped("price_total"))

    @api.model
    def _prepare_eservices_cart_values(self, contact, config, lines=()):
        """Hook: values of a new open cart."""
        return {
            "partner_id": contact.id,
            "company_id": config.company_id.id,
            "eservices_config_id": config.id,
            "is_eservices_cart": True,
            "order_line": list(lines),
        }

    def _get_eservices_refusal(self, blocked):
        if not blocked:
            return self.env._("The cart is empty.")
        return self.env._(
            "Nothing in the cart can be ordered: %(reasons)s", reasons=" ".join(sorted(set(blocked.values())))
        )

    def _get_eservices_product_lines(self, product=None):
        """Lines that the customer put in: no carrier, no reward, no section or note.

        :param product: those of this ``product.product`` only
        """
        lines = self.order_line
        kinds = columns.read(lines, ("product_id", "display_type", "is_delivery", "reward_id"))
        return lines.browse(
            line_id
            for line_id, (product_id, *others) in zip(lines._ids, kinds, strict=True)
            if product_id and not any(others) and (product is None or product_id == product.id)
        )

    def _get_eservices_blocked_lines(self):
        """Lines of the cart whose product the customer may no longer order (P14).

        :return: ``{line: reason}``
        """
        lines = self._get_eservices_product_lines()
        verdicts = self.env["eservices.rights"]._check(
            lines.product_id, self.partner_id, self.eservices_config_id
        )
        return {line: verdicts[line.product_id][1] for line in lines if not verdicts[line.product_id][0]}

    def _eservices_notify_submitted(self):
        """Tell staff: a note on the order and an activity for the one who looks after the customer (P19)."""
        responsible = self.eservices_config_id._get_responsible(self.partner_id)
        body = Markup("<p>%s</p>") % self._get_eservices_submitted_text()
        if self.eservices_note:
            # No quotation, which the chatter folds.
            note = plaintext2html(self.eservices_note, container_tag="p")
            body += Markup("<p>%s</p>%s") % (self.env._("Note of the customer:"), note)
        self.message_post(body=body, subtype_xmlid="mail.mt_note", partner_ids=responsible.partner_id.ids)
        if responsible:
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=responsible.id,
                summary=self.env._(
                    "Confirm the order of %s", self.partner_id.commercial_partner_id.display_name
                ),
            )
        self.env["eservices.mails"]._notify(self, "order_received")

    def _get_eservices_submitted_text(self):
        """Hook: who placed this order."""
        return self.env._(
            "%(contact)s placed this order on %(channel)s.",
            contact=self.partner_id.display_name,
            channel=self.eservices_config_id.name,
        )

    # === CONFIRMATION === #

    def _action_confirm(self):
        result = super()._action_confirm()
        self.env["eservices.mails"]._notify(self, "order_confirmed")
        return result

    def _send_order_confirmation_mail(self):
        # Core's e-mail of a confirmation would be the second one.
        mails = self.env["eservices.mails"]
        others = self.filtered(lambda order: not mails._is_wanted(order, "order_confirmed"))
        return super(SaleOrder, others)._send_order_confirmation_mail()

    # === CORE'S PORTAL === #

    def _has_to_be_signed(self):
        """Staff confirm what comes from the platform, unless they sent it out to be signed (P20)."""
        return super()._has_to_be_signed() and not self._is_eservices_waiting()

    def _has_to_be_paid(self):
        """See ``_has_to_be_signed``."""
        return super()._has_to_be_paid() and not self._is_eservices_waiting()

    def _is_eservices_waiting(self):
        """Whether it is an open cart, or an order that staff have not touched yet."""
        return self.state == "draft" and bool(self.eservices_config_id)

    # === DOCUMENTS OF A CUSTOMER === #

    @api.model
    def _get_eservices_domain(self, customer):
        """Orders that this customer sees: of his company and channel company, no carts (P20)."""
        return (
            Domain("partner_id", "child_of", customer.scope.id)
            & Domain("company_id", "=", customer.config.company_id.id)
            & Domain("is_eservices_cart", "=", False)
            & (Domain("state", "!=", "draft") | Domain("eservices_submitted_at", "!=", False))
        )

    def _get_eservices_invoices(self):
        """Posted customer invoices and credit notes of these orders."""
        return self.invoice_ids.filtered(lambda move: move.state == "posted")

    def _get_eservices_deliveries(self):
        """Outgoing deliveries of these orders, cancelled ones left out."""
        return self.picking_ids.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing" and picking.state != "cancel"
        )
