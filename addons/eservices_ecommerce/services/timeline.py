from odoo import fields, models


class EservicesTimeline(models.AbstractModel):
    """The six steps from the cart to the payment, the same on every page (B7)."""

    _name = "eservices.timeline"
    _description = "Timeline of an order"

    def _get_steps(self, order, with_notes=True):
        """The timeline of one order or open cart.

        :param order: ``sale.order``, in superuser mode
        :param bool with_notes: lists need the states alone
        :return: six dicts ``{"label", "state", "note", "ratio"}``; state: done, partial, now, ahead, refused
        """
        labels = [
            self.env._("Cart"),
            self.env._("Submitted"),
            self.env._("Confirmed"),
            self.env._("Delivered"),
            self.env._("Invoiced"),
            self.env._("Paid"),
        ]
        ratios = self._get_ratios(order)
        notes = self._get_notes(order) if with_notes else [""] * len(labels)
        steps = []
        reached = True
        for label, ratio, note in zip(labels, ratios, notes, strict=True):
            if ratio >= 1:
                state = "done"
            elif ratio > 0:
                state = "partial"
            else:
                state = "now" if reached else "ahead"
            if order.state == "cancel" and state in ("now", "ahead"):
                state = "refused" if reached else "ahead"
                note = self.env._("Cancelled") if reached else ""
            reached = reached and ratio > 0
            steps.append({"label": label, "state": state, "note": note, "ratio": min(ratio, 1)})
        return steps

    def _get_ratios(self, order):
        """How much of each step is done, 0 to 1."""
        if order.is_eservices_cart:
            return [0.0] * 6
        confirmed = 1.0 if order.state == "sale" else 0.0
        if not confirmed:
            return [1.0, 1.0, 0.0, 0.0, 0.0, 0.0]
        lines = order._get_eservices_product_lines()
        ordered = sum(lines.mapped("product_uom_qty")) or 1.0
        delivered = sum(min(line.qty_delivered, line.product_uom_qty) for line in lines)
        invoiced = sum(min(line.qty_invoiced, line.product_uom_qty) for line in lines)
        invoices = order._get_eservices_invoices()
        signs = {move: -1 if move.move_type == "out_refund" else 1 for move in invoices}
        billed = sum(sign * move.amount_total for move, sign in signs.items())
        unpaid = sum(sign * move._get_eservices_residual() for move, sign in signs.items())
        paid = (1 - unpaid / billed if billed else 1.0) * invoiced / ordered if invoices else 0.0
        return [1.0, 1.0, 1.0, delivered / ordered, invoiced / ordered, paid]

    def _get_notes(self, order):
        if order.is_eservices_cart:
            count = len(order._get_eservices_product_lines())
            return [self.env._("%s lines", count) if count != 1 else self.env._("1 line"), "", "", "", "", ""]
        return [
            self._format_moment(order.create_date),
            self._format_moment(order.eservices_submitted_at or order.date_order),
            self._format_moment(order.date_order) if order.state == "sale" else "",
            *self._get_progress_notes(order),
        ]

    def _get_progress_notes(self, order):
        lines = order._get_eservices_product_lines()
        ordered = sum(lines.mapped("product_uom_qty"))
        invoices = order._get_eservices_invoices()
        delivered = sum(lines.mapped("qty_delivered"))
        invoiced = sum(lines.mapped("qty_invoiced"))
        paid = sum(line._get_eservices_paid_qty() for line in lines)
        refused = invoices.eservices_payment_ids.filtered(lambda payment: payment.state == "refused")
        pending = invoices.eservices_payment_ids.filtered(lambda payment: payment.state == "submitted")
        if pending and paid < ordered:
            paid_note = self.env._("payment awaits processing")
        elif refused and paid < ordered:
            paid_note = self.env._("payment refused")
        else:
            last = self._get_payment_day(invoices) if paid >= ordered else None
            paid_note = self._format_share(paid, ordered, self.env._("paid"), last)
        left = [day for day in order._get_eservices_deliveries().mapped("date_done") if day]
        billed = [day for day in invoices.mapped("invoice_date") if day]
        return [
            self._format_share(delivered, ordered, self.env._("shipped"), max(left, default=None)),
            self._format_share(invoiced, ordered, self.env._("invoiced"), max(billed, default=None)),
            paid_note,
        ]

    def _get_payment_day(self, invoices):
        """The day of the last payment of these invoices, matched with a bank statement or not yet."""
        entries = invoices._get_reconciled_amls()
        payments = invoices.matched_payment_ids.filtered(lambda one: one.state in ("in_process", "paid"))
        return max(entries.mapped("date") + payments.mapped("date"), default=None)

    def _format_share(self, part, whole, word, last=None):
        """How much of the order, or when its last part was done."""
        if not part:
            return ""
        if part >= whole:
            return self.env["eservices.dates"]._format_day(last)
        return self.env._(
            "%(part)s of %(whole)s %(word)s",
            part=self.env["eservices.quantities"]._format(part),
            whole=self.env["eservices.quantities"]._format(whole),
            word=word,
        )

    def _format_moment(self, moment):
        if not moment:
            return ""
        dates = self.env["eservices.dates"]
        if dates._get_day(moment) == fields.Date.context_today(self):
            return dates._format_time(moment)
        return dates._format_day(moment)
