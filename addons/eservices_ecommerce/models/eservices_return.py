from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .eservices_decision import DECISION


class EservicesReturn(models.Model):
    """What a customer wants to give back, or complains of, from one delivery; staff decide (B18)."""

    _name = "eservices.return"
    _description = "Return or claim of a customer"
    _inherit = ["eservices.decision"]
    _order = "id desc"
    _check_company_auto = True
    # What the customer asked for is as little to be typed as what became of it.
    _protected = DECISION | {
        "name",
        "partner_id",
        "config_id",
        "company_id",
        "picking_id",
        "line_ids",
        "wish",
        "goods_come_back",
        "received_at",
        "closed_at",
    }

    name = fields.Char(string="Number", required=True, readonly=True, copy=False, index="trigram")
    picking_id = fields.Many2one(
        "stock.picking",
        string="Delivery",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    order_id = fields.Many2one(related="picking_id.sale_id", string="Order")
    line_ids = fields.One2many("eservices.return.line", "return_id", string="Lines", readonly=True)
    wish = fields.Selection(
        [("credit", "A credit note"), ("replacement", "A replacement"), ("repair", "Repair or advice")],
        string="What the customer wants",
        required=True,
        default="credit",
        readonly=True,
    )
    state = fields.Selection(
        [
            ("requested", "Requested"),
            ("accepted", "Accepted"),
            ("received", "Received"),
            ("closed", "Closed"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="requested",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    goods_come_back = fields.Boolean(
        string="Goods come back",
        readonly=True,
        copy=False,
        help="Off for a claim that was accepted while the customer keeps the goods.",
    )
    transfer_ids = fields.One2many(
        "stock.picking", "eservices_return_id", string="Return transfers", readonly=True
    )
    received_at = fields.Datetime(string="Received on", readonly=True, copy=False)
    closed_at = fields.Datetime(string="Closed on", readonly=True, copy=False)

    _submission_key_uniq = models.UniqueIndex(
        "(submission_key) WHERE submission_key IS NOT NULL", "This return was asked for already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["name"] = self.env["ir.sequence"].next_by_code("eservices.return")
        return super().create(vals_list)

    # === ACTIONS === #

    def action_accept(self):
        """Accept, and expect the goods: Odoo's own return transfer for what was asked.

        :raise UserError: when no decision is awaited
        """
        self._accept(goods_come_back=True)
        return True

    def action_accept_claim(self):
        """Accept while the customer keeps the goods: there is nothing to transfer.

        :raise UserError: when no decision is awaited
        """
        self._accept(goods_come_back=False)
        return True

    def action_refuse(self, reason):
        """Refuse with a reason that the customer reads; what was asked for may be asked for again.

        :param str reason: in words for the customer
        :raise UserError: without a reason, or when no decision is awaited
        """
        self.check_access("write")
        reason = self._check_reason(reason)
        for request in self:
            request._lock()
            request._check_is_requested()
            request._decide({"state": "refused", "refuse_reason": reason, **request._decision()})
            request.activity_feedback(["mail.mail_activity_data_todo"])
            request._post_to_customer("return_refused", self.env._("Your return was refused: %s", reason))
        return True

    def action_close(self):
        """Nothing is left to do: the credit note, the replacement or the repair is on its way.

        :raise UserError: when it was not accepted
        """
        self.check_access("write")
        for request in self:
            request._lock()
            if request.state not in ("accepted", "received"):
                raise UserError(self.env._("Only what was accepted can be closed."))
            request._decide({"state": "closed", "closed_at": fields.Datetime.now()})
        return True

    def _withdraw(self):
        """Take a request back before it is decided.

        :raise UserError: when it is decided already
        """
        self._lock()
        self._check_is_requested()
        self._decide({"state": "withdrawn", "closed_at": fields.Datetime.now()})
        self.activity_unlink(["mail.mail_activity_data_todo"])
        self.message_post(
            body=self.env._("The customer withdrew this request."), subtype_xmlid="mail.mt_note"
        )

    def _follow_transfers(self):
        """The goods are back once no transfer of them is open any more."""
        # sudo: eservices.return - whoever receives goods need not decide on returns
        for request in self.sudo().filtered(lambda one: one.state == "accepted"):
            states = set(request.transfer_ids.mapped("state"))
            if "done" in states and states <= {"done", "cancel"}:
                request._decide({"state": "received", "received_at": fields.Datetime.now()})

    # === HELPERS === #

    @api.model
    def _get_returnable(self, picking):
        """How much of each move of a delivery may still be asked for.

        What was asked for before counts, unless it was refused or withdrawn, and so does what staff took back
        by themselves.

        :return: ``{move: quantity}`` of what reached the customer, in the unit of the move
        """
        moves = picking.move_ids.filtered(
            lambda move: move.state == "done" and move.quantity and move.location_dest_id.usage == "customer"
        )
        lines = self.env["eservices.return.line"]._read_group(
            Domain("move_id", "in", moves.ids)
            & Domain("return_id.state", "not in", ("refused", "withdrawn")),
            ["move_id"],
            ["quantity:sum"],
        )
        taken = dict(lines)
        own = self.env["stock.move"].search(
            Domain("origin_returned_move_id", "in", moves.ids)
            & Domain("state", "!=", "cancel")
            & Domain("picking_id.eservices_return_id", "=", False)
        )
        for back in own:
            move = back.origin_returned_move_id
            quantity = back.quantity if back.state == "done" else back.product_uom_qty
            taken[move] = taken.get(move, 0) + back.product_uom._compute_quantity(quantity, move.product_uom)
        return {move: move.product_uom.round(max(move.quantity - taken.get(move, 0), 0)) for move in moves}

    @api.model
    def _lock_delivery(self, picking):
        """Hold a delivery until the transaction ends, so that two requests share what may be returned.

        The row is written: whoever waited for it has not seen the other request and gets PostgreSQL's
        serialization failure, whereupon Odoo runs his own again.
        """
        self.env.cr.execute(SQL("UPDATE stock_picking SET write_date = write_date WHERE id = %s", picking.id))

    def _check_is_requested(self):
        if self.state != "requested":
            raise UserError(self.env._("%s does not wait for a decision.", self.name))

    def _accept(self, goods_come_back):
        self.check_access("write")
        for request in self:
            request._lock()
            request._check_is_requested()
            if goods_come_back:
                request._create_transfer()
            request._decide({"state": "accepted", "goods_come_back": goods_come_back, **request._decision()})
            request.activity_feedback(["mail.mail_activity_data_todo"])
            request._post_to_customer("return_accepted", self.env._("Your return was accepted."))

    def _create_transfer(self):
        wizard = self.env["stock.return.picking"].create({"picking_id": self.picking_id.id})
        wanted = {line.move_id: line.quantity for line in self.line_ids}
        for row in wizard.product_return_moves:
            row.quantity = wanted.get(row.move_id, 0)
            # What is replaced or repaired stays delivered: the order has nothing to credit.
            row.to_refund = self.wish == "credit"
        transfer = wizard._create_return()
        transfer.write({"eservices_return_id": self.id, "origin": f"{self.name}, {transfer.origin}"})

    def _get_return_address(self):
        """Where the customer sends the goods (``res.partner``); empty where nothing is sent."""
        self.ensure_one()
        partners = self.env["res.partner"]
        if self.state != "accepted" or not self.goods_come_back:
            return partners
        return self.transfer_ids[:1].picking_type_id.warehouse_id.partner_id or self.company_id.partner_id

    def _notify_requested(self):
        responsible = self.config_id._get_responsible(self.partner_id)
        if responsible:
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=responsible.id,
                summary=self.env._("Decide on the return"),
            )
