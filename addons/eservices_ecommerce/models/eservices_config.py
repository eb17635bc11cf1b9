import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import email_normalize, ormcache

from ..services.reports import KINDS

# A name of one part or several, of letters, digits and hyphens, as a browser sends it.
HOST = re.compile(r"(?!-)[a-z0-9-]+(?<!-)(\.(?!-)[a-z0-9-]+(?<!-))*", re.IGNORECASE)


class EservicesConfig(models.Model):
    """A channel: one customer platform of one company, its name, contact data and switches (P8 to P13)."""

    _name = "eservices.config"
    _description = "E-services configuration"
    _inherit = ["eservices.cached", "mail.thread"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(
        required=True,
        translate=True,
        tracking=True,
        help="Header of the application and name under which it installs.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    type = fields.Selection([("ecommerce", "E-commerce")], required=True, default="ecommerce")
    host = fields.Char(
        string="Host name",
        help="Requests to this host name belong to this configuration. Empty: any host name.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        domain="[('share', '=', False)]",
        default=lambda self: self.env.user,
        help="Is told about new orders, payments and returns of customers who have no salesperson.",
    )
    superfamily_ids = fields.Many2many(
        "eservices.family",
        string="Super-families sold here",
        domain="[('level', '=', 1)]",
        help="The assortment of this channel. Empty: every product.",
    )
    email = fields.Char(help="Shown on every page and on the login page.")
    phone = fields.Char(help="Shown on every page and on the login page.")
    address = fields.Char(help="Shown on every page and on the login page.")
    logo = fields.Image(
        max_width=512,
        max_height=512,
        help="Stands in the header and on the login page, and becomes the icon of the installed application.",
    )
    brand_color = fields.Char(string="Brand colour", default="#0f5e63", help="As #rrggbb.")

    show_cart = fields.Boolean(string="Show cart", default=True)
    show_orders = fields.Boolean(string="Show orders", default=True)
    show_deliveries = fields.Boolean(string="Show deliveries", default=True)
    show_returns = fields.Boolean(
        string="Show returns",
        default=True,
        help="Customers ask to return or claim what was delivered, and follow what becomes of it.",
    )
    show_invoices = fields.Boolean(string="Show invoices", default=True)
    send_emails = fields.Boolean(
        string="E-mail the customer",
        default=True,
        help="Tell the contact of an order by e-mail when it is received, confirmed, shipped and invoiced, "
        "when his payment is processed or refused, and when his return is accepted or refused. "
        "Invitations, new passwords and messages that staff write are always e-mailed.",
    )
    send_invoice_emails = fields.Boolean(
        string="E-mail invoices when they are posted",
        default=True,
        help="Take this off when your staff send invoices themselves: "
        "the customer would hear of each one twice.",
    )
    document_scope = fields.Selection(
        [("company", "Of his whole company"), ("contact", "Only his own")],
        string="Documents that a customer sees",
        required=True,
        default="company",
        help="Orders, deliveries, returns and invoices: those of all colleagues, "
        "or those of the contact alone.",
    )
    terms = fields.Html(
        string="Terms and conditions",
        translate=True,
        help="Shown where the cart is validated. Empty: those that the company puts on its orders, if any.",
    )
    terms_required = fields.Boolean(
        string="Ask the customer to accept them",
        help="Carts are validated with the terms accepted only; the order keeps the text and the moment.",
    )
    order_report_id = fields.Many2one(
        "ir.actions.report", string="Order report", domain="[('model', '=', 'sale.order')]"
    )
    delivery_report_id = fields.Many2one(
        "ir.actions.report", string="Delivery report", domain="[('model', '=', 'stock.picking')]"
    )
    invoice_report_id = fields.Many2one(
        "ir.actions.report", string="Invoice report", domain="[('model', '=', 'account.move')]"
    )
    payment_journal_id = fields.Many2one(
        "account.journal",
        string="Payment journal",
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash'))]",
        help="Where recorded payments are posted. Empty: the first bank journal of the company.",
    )

    _host_uniq = models.UniqueIndex(
        "(lower(host)) WHERE host IS NOT NULL AND active",
        "This host name belongs to another configuration already.",
    )

    @api.constrains("brand_color")
    def _check_brand_color(self):
        for config in self:
            if config.brand_color and not re.fullmatch(r"#[0-9a-fA-F]{6}", config.brand_color):
                raise ValidationError(
                    self.env._("“%(value)s” is no colour: write it as #0f5e63.", value=config.brand_color)
                )

    @api.constrains("email")
    def _check_email(self):
        for config in self:
            if config.email and email_normalize(config.email) != config.email.strip().lower():
                raise ValidationError(
                    self.env._(
                        "“%(value)s” is no e-mail address: write it alone, as orders@tooltech.example.",
                        value=config.email,
                    )
                )

    @api.constrains("host")
    def _check_host(self):
        for config in self:
            if config.host and not HOST.fullmatch(config.host):
                raise ValidationError(
                    self.env._(
                        "“%(value)s” is no host name: write it alone, as orders.tooltech.example.",
                        value=config.host,
                    )
                )

    @api.constrains("order_report_id", "delivery_report_id", "invoice_report_id")
    def _check_reports(self):
        for config in self:
            for kind, (model, _domain) in KINDS.items():
                report = config[f"{kind}_report_id"]
                if report and report.model != model:
                    raise ValidationError(
                        self.env._("The report “%s” prints other documents: choose another one.", report.name)
                    )

    def action_preview_report(self):
        """Open the PDF of the newest document of this company, as its customers get it (P13).

        The context says of which kind, as ``eservices_document``.

        :raise AccessError: for who may not read configurations
        :raise UserError: when there is no report, or nothing to print
        """
        self.ensure_one()
        self.check_access("read")
        kind = self.env.context.get("eservices_document")
        report = self[f"{kind}_report_id"] if kind in KINDS else False
        if not report:
            raise UserError(self.env._("Choose the report first."))
        document = self.env["eservices.reports"]._find_latest(self, kind)
        if not document:
            raise UserError(
                self.env._("%s has no such document yet that could be shown.", self.company_id.name)
            )
        url = f"/report/pdf/{report.report_name}/{document.id}"
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    @api.model
    def _resolve(self, user, host):
        """The channel of a request: among those the user may use, the one of the host name, else the first.

        :param user: the platform user (``res.users``)
        :param str host: the host name of the request, without port
        :return: one ``eservices.config``, or none when the user has no channel (P8)
        """
        return self.browse(self._resolve_id(user.id, host.lower()))

    @api.model
    @ormcache("user_id", "host")
    def _resolve_id(self, user_id, host):
        user = self.env["res.users"].sudo().browse(user_id)
        configs = user.eservices_config_ids.filtered("active") or self.sudo().search(
            Domain("company_id", "in", user.company_ids.ids) & Domain("type", "=", "ecommerce")
        )
        of_host = configs.filtered(lambda config: config.host and config.host.lower() == host)
        return (of_host or configs.filtered(lambda config: not config.host) or configs)[:1].id

    @api.model
    @ormcache("config_id")
    def _get_superfamily_ids(self, config_id):
        """The assortment of a channel as ids of super-families; empty for every product."""
        # sudo: eservices.config - the assortment decides what a customer sees, he sees nothing of it
        return tuple(sorted(self.sudo().browse(config_id).superfamily_ids.ids))

    @api.model
    @ormcache("config_id")
    def _get_logo_version(self, config_id):
        """What tells the channel's logo from its next one; empty when it has none."""
        # sudo: ir.attachment - the logo is on every page, the login page included
        logo = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                Domain("res_model", "=", self._name)
                & Domain("res_field", "=", "logo")
                & Domain("res_id", "=", config_id),
                limit=1,
            )
        )
        return (logo.checksum or "")[:8]

    def _get_responsible(self, partner):
        """Who is told what this customer does: his salesperson, else the configuration's responsible."""
        self.ensure_one()
        return partner.user_id or partner.commercial_partner_id.user_id or self.user_id

    def _get_payment_journal(self):
        """The journal of recorded payments, or an empty recordset when the company has none (P22)."""
        self.ensure_one()
        return self.payment_journal_id or self.env["account.journal"].search(
            Domain("company_id", "=", self.company_id.id) & Domain("type", "=", "bank"), limit=1
        )
