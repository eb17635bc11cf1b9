from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools import ormcache


class EservicesConfig(models.Model):
    """Live customer care is switched on per channel (L7, L18)."""

    _inherit = "eservices.config"

    care_enabled = fields.Boolean(
        string="Live customer care", help="Customers of this channel can talk to representatives."
    )
    care_queue_id = fields.Many2one(
        "care.queue",
        string="Default queue",
        help="Where customers wait whom neither a rule nor a subject leads elsewhere.",
    )
    care_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Opening hours",
        help="Outside of them customers leave a message. Empty: always open.",
    )
    care_push = fields.Selection(
        [("auto", "Opens by itself"), ("ask", "The customer is asked")],
        string="Pages shown by a representative",
        required=True,
        default="auto",
        help="A page never opens by itself over a form that the customer is filling.",
    )
    care_monitor = fields.Boolean(
        string="Who is on the platform",
        default=True,
        help="Otherwise representatives see only those who ask for a conversation.",
    )
    care_monitor_page = fields.Boolean(string="On which page", default=True)
    care_monitor_cart = fields.Boolean(string="What is in the cart", default=True)
    care_livechat_id = fields.Many2one(
        "im_livechat.channel", string="Live chat channel", readonly=True, copy=False, ondelete="restrict"
    )

    care_agent_ids = fields.Many2many(
        "res.users",
        "eservices_config_care_agent_rel",
        string="Agents of the console",
        domain="[('share', '=', False)]",
        help="Who may serve customers of this channel in the console. Empty: every representative.",
    )
    care_edit = fields.Selection(
        [("direct", "Change the cart at once"), ("propose", "Are proposals to the customer")],
        string="Changes by an agent",
        required=True,
        default="direct",
        help="Proposals wait in the cart until the customer accepts or declines each of them.",
    )
    care_consent = fields.Selection(
        [("never", "Is not told"), ("told", "Is told"), ("ask", "Must agree")],
        string="When an agent takes his view, the customer",
        required=True,
        default="told",
    )

    care_pay_invoice = fields.Boolean(string="On invoice", default=True)
    care_debit_line_id = fields.Many2one(
        "account.payment.method.line",
        string="Direct debit",
        domain="[('payment_type', '=', 'inbound'), ('company_id', '=', company_id),"
        " ('payment_method_id.mandate_required', '=', True)]",
        help="The payment method with mandates by which agents arrange direct debits. Empty: they do not.",
    )
    care_pay_cash = fields.Boolean(
        string="Cash on delivery",
        help="With carriers that take cash, where the provider “Cash on delivery” is switched on.",
    )

    @api.constrains("care_debit_line_id")
    def _check_care_debit(self):
        for config in self:
            line = config.care_debit_line_id
            if line and (not line.payment_method_id.mandate_required or line.company_id != config.company_id):
                raise ValidationError(
                    self.env._("Direct debit needs a payment method with mandates, of the same company.")
                )

    @api.constrains("care_enabled", "care_queue_id")
    def _check_care_queue(self):
        """:raise ValidationError: when customers would have nowhere to wait"""
        for config in self.filtered("care_enabled"):
            queue = config.care_queue_id
            if not queue:
                raise ValidationError(
                    self.env._("Choose the default queue before switching live customer care on.")
                )
            if not queue._serves(config):
                raise ValidationError(
                    self.env._(
                        "The default queue “%(queue)s” does not serve the channel “%(channel)s”.",
                        queue=queue.name,
                        channel=config.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        configs = super().create(vals_list)
        configs._ensure_livechat()
        return configs

    def write(self, vals):
        result = super().write(vals)
        if vals.get("care_enabled"):
            self._ensure_livechat()
        return result

    def _ensure_livechat(self):
        """The channel of Odoo's live chat under which conversations, ratings and reports of ours stand."""
        for config in self.filtered(lambda config: config.care_enabled and not config.care_livechat_id):
            # sudo: im_livechat.channel - whoever configures the platform need not administer live chat
            config.care_livechat_id = (
                self.env["im_livechat.channel"]
                .sudo()
                .create({"name": config.name, "user_ids": [fields.Command.clear()]})
            )

    # === THE CONSOLE === #

    @api.model
    def _get_care_channels(self):
        """The channels whose customers the user may serve in the console (A1)."""
        # sudo: eservices.config - of these channels an agent sees what the console shows
        return self.sudo().browse(self._get_care_channel_ids())

    @ormcache("self.env.uid", "tuple(self.env.companies.ids)")
    def _get_care_channel_ids(self):
        # sudo: eservices.config - which agents a channel has is asked for every agent
        configs_sudo = self.sudo().search(
            Domain("type", "=", "ecommerce") & Domain("company_id", "in", self.env.companies.ids)
        )
        served = configs_sudo.filtered(
            lambda config: not config.care_agent_ids or self.env.user in config.care_agent_ids
        )
        return tuple(served.ids)

    def _check_care_agent(self):
        """:raise AccessError: when the user does not serve the customers of this channel"""
        self.ensure_one()
        if self not in self._get_care_channels():
            # sudo: eservices.config - its name, which is on its login page
            raise AccessError(self.env._("You do not serve the channel “%s”.", self.sudo().name))
