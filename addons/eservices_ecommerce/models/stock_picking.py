from odoo import api, fields, models
from odoo.fields import Domain


class StockPicking(models.Model):
    """Deliveries of the platform (P20), and transfers of what customers give back (B18)."""

    _inherit = "stock.picking"

    eservices_return_id = fields.Many2one(
        "eservices.return",
        string="Return of the customer",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
    )

    def _has_field_access(self, field, operation):
        """The note on a transfer is the warehouse's own (P16)."""
        allowed = super()._has_field_access(field, operation)
        return allowed and not (field.name == "note" and not self.env.su and self.env.user.eservices_platform)

    @api.model
    def _get_eservices_domain(self, customer):
        """Deliveries that this customer sees: outgoing, of orders of his company (P20)."""
        return (
            Domain("picking_type_id.code", "=", "outgoing")
            & Domain("state", "not in", ("draft", "cancel"))
            & Domain("company_id", "=", customer.config.company_id.id)
            & (
                Domain("sale_id.partner_id", "child_of", customer.scope.id)
                | (Domain("sale_id", "=", False) & Domain("partner_id", "child_of", customer.scope.id))
            )
        )

    def _create_backorder_picking(self):
        backorder = super()._create_backorder_picking()
        backorder.eservices_return_id = self.eservices_return_id
        return backorder

    def _action_done(self):
        result = super()._action_done()
        # sudo: eservices.return - see there
        self.sudo().eservices_return_id._follow_transfers()
        return result

    def _send_confirmation_email(self):
        result = super()._send_confirmation_email()
        # By now the carrier has given the tracking number.
        shipped = self.filtered(
            lambda picking: picking.picking_type_id.code == "outgoing" and picking.state == "done"
        )
        self.env["eservices.mails"]._notify(shipped, "delivery_shipped")
        return result

    @api.private
    def message_post_with_source(self, source_ref, **kwargs):
        # Core's e-mail of a shipment, which the company may have switched on, would be the second one.
        others = self
        if isinstance(source_ref, models.BaseModel):
            mails = self.env["eservices.mails"]
            others -= self.filtered(
                lambda picking: (
                    source_ref == picking.company_id.stock_mail_confirmation_template_id
                    and mails._is_wanted(picking, "delivery_shipped")
                )
            )
        return super(StockPicking, others).message_post_with_source(source_ref, **kwargs)
