from odoo import Command, models
from odoo.exceptions import UserError


class CollabAgreement(models.AbstractModel):
    """What follows from an agreement: the quotation with its lines, prices, payment term and text (B13)."""

    _name = "collab.agreement"
    _description = "Agreements of collaboration spaces"

    def _complete(self, space):
        """Make the space's quotation of what is accepted, or bring it up to date.

        Repeating it changes nothing. A quotation that was confirmed or cancelled meanwhile stays as it is:
        a new one is made. Without an account there is nobody to quote to: the owner is told.

        :param space: ``collab.space``
        :return: ``sale.order``, in superuser mode; may be empty
        :raise UserError: as long as a term is open
        """
        open_terms = self.env["collab.space.figures"]._find_open_terms(space)
        if open_terms:
            raise UserError(space._name_open_terms(open_terms.mapped("name")))
        # sudo: sale.order - the last acceptance may be a buyer's, and the owner no salesperson
        space_sudo = space.sudo()
        terms = space_sudo.term_ids.filtered(lambda term: term.state == "accepted")
        account = space_sudo.partner_id
        if not account:
            self._tell_owner(space_sudo)
            return space_sudo.order_id
        order = self._get_order(space_sudo, account)
        self._set_lines(order, terms.filtered("is_line"))
        payment = terms.filtered(lambda term: term.kind == "payment")[-1:].accepted_version_id
        if payment:
            order.payment_term_id = payment.payment_term_id
        self._attach_text(space_sudo, order)
        space._log_event("quotation", text=order.name)
        return order

    def _get_order(self, space, account):
        order = space.order_id
        if order.state in ("draft", "sent"):
            return order
        company = order.company_id or space.user_id.company_id or self.env.company
        contact = space.member_ids.filtered("is_buyer").partner_id.filtered(
            lambda partner: partner.commercial_partner_id == account
        )[:1]
        orders = space.env["sale.order"].with_company(company).with_context(mail_create_nosubscribe=True)
        order = orders.create(
            {
                "partner_id": (contact or account).id,
                "company_id": company.id,
                "origin": space.name,
                "user_id": space.user_id.id,
            }
        )
        space.term_ids.order_line_id = False
        space.order_id = order
        return order

    def _set_lines(self, order, terms):
        """One line for each accepted price; lines that nobody negotiated stay."""
        for term in terms:
            version = term.accepted_version_id
            values = {
                "product_id": term.product_id.id,
                "product_uom_qty": version.quantity,
                "price_unit": version.currency_id._convert(
                    version.price, order.currency_id, order.company_id, version.date
                ),
                "discount": 0.0,
            }
            line = term.order_line_id or self._find_line(order, term)
            if line:
                line.write({name: value for name, value in values.items() if name != "product_id"})
                term.order_line_id = line
            else:
                order.write({"order_line": [Command.create(values)]})
                term.order_line_id = order.order_line[-1:]

    def _find_line(self, order, term):
        """A line of the quotation with the same product that no other term has settled."""
        return order.order_line.filtered(
            lambda line: line.product_id == term.product_id and not line.collab_term_ids
        )[:1]

    def _attach_text(self, space, order):
        """Put the agreed text on the quotation; one that is there already for the same text stays."""
        ending, content = self.env["collab.papers"]._render_agreement(space)
        name = self.env._(
            "Agreement %(number)s.%(ending)s", number=(space.head_hash or "")[:8], ending=ending
        )
        order.message_post(
            body=self.env._("Agreed in the space “%s”. The agreed text is attached.", space.name),
            attachments=[(name, content)],
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )

    def _tell_owner(self, space):
        if space.user_id:
            space.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("All is agreed, but the space has no account to quote to"),
                user_id=space.user_id.id,
            )
