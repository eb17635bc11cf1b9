from odoo import api, fields, models
from odoo.exceptions import AccessError

KINDS = [
    ("opened", "Contact session opened"),
    ("closed", "Contact session closed"),
    ("handed", "Handed over"),
    ("request", "Request"),
    ("cart", "Cart"),
    ("taken", "Cart taken over"),
    ("back", "Cart handed back"),
    ("placed", "Order placed"),
    ("address", "Address"),
    ("payment", "Payment"),
    ("voucher", "Voucher"),
    ("view", "Customer's view"),
    ("ghost", "Ghost view"),
    ("consent", "Consent"),
    ("proposal", "Proposal"),
    ("mended", "Right mended"),
]


class CareLog(models.Model):
    """Who did what for which customer, and what the customer did himself in a cart (A16, A17, B10).

    It grows and does not change: nobody edits it, not even the superuser.
    """

    _name = "care.log"
    _description = "Log of customer care"
    _order = "id desc"
    _rec_name = "text"

    config_id = fields.Many2one("eservices.config", string="Channel", readonly=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="restrict")
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True, ondelete="restrict"
    )
    contact_id = fields.Many2one(
        "care.contact", string="Contact session", readonly=True, index=True, ondelete="restrict"
    )
    agent_id = fields.Many2one(
        "res.users",
        readonly=True,
        ondelete="restrict",
        help="Empty: the customer himself.",
    )
    # Ids without a key: an emptied cart may go, what was done in it stays written down.
    order_number = fields.Integer(string="Order id", readonly=True, index=True)
    line_number = fields.Integer(string="Line id", readonly=True)
    product_id = fields.Many2one("product.product", readonly=True, ondelete="set null")
    before = fields.Float(string="Quantity before", readonly=True, digits="Product Unit")
    after = fields.Float(string="Quantity after", readonly=True, digits="Product Unit")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    text = fields.Char(readonly=True)

    @api.model
    def _add(self, config, partner, kind, text="", contact=None, agent=None, **about):
        """Write something down.

        :param str kind: one of ``KINDS``
        :param contact: ``care.contact`` within which it was done
        :param agent: who did it for the customer; none: the customer himself
        :param about: ``order``, ``line``, ``product`` as records, ``before`` and ``after`` as quantities
        """
        # sudo: care.log - nobody adds to it but this
        return self.sudo().create(
            {
                "config_id": config.id,
                "company_id": config.company_id.id,
                "partner_id": partner.id,
                "contact_id": contact.id if contact else False,
                "agent_id": agent.id if agent else False,
                "order_number": about["order"].id if "order" in about else False,
                "line_number": about["line"].id if "line" in about else False,
                "product_id": about["product"].id if "product" in about else False,
                "before": about.get("before", 0),
                "after": about.get("after", 0),
                "kind": kind,
                "text": text[:500],
            }
        )

    @api.private
    @api.model_create_multi
    def create(self, vals_list):
        """Not by RPC, whatever rights somebody has: see ``_add``."""
        return super().create(vals_list)

    def write(self, vals):
        """:raise AccessError: always: what is written down stays as it is"""
        if self:
            raise AccessError(self.env._("The log of customer care cannot be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("The log of customer care cannot be changed."))
