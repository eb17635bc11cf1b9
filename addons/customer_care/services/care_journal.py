from odoo import models
from odoo.fields import Domain

from . import moments
from .acting import read_contact_id


class CareJournal(models.AbstractModel):
    """The journal of a cart: what the customer did in it and what agents did for him (B10)."""

    _name = "care.journal"
    _description = "Journal of a cart"

    def _note(self, line, before, after):
        """Write down a change of a quantity, and tell who looks at the cart.

        :param line: ``sale.order.line`` as it is afterwards, or before it goes
        """
        if not line or before == after:
            return
        contact, cart = self._get_contact(line), line.order_id.sudo()
        self.env["care.log"]._add(
            cart.eservices_config_id,
            cart.partner_id,
            "cart",
            contact=contact,
            agent=contact.agent_id if contact else None,
            order=cart,
            line=line,
            product=line.product_id,
            before=before,
            after=after,
        )

    def _get_contact(self, record):
        """The contact session within which something is written; none when the customer does it himself."""
        contacts = self.env["care.contact"].sudo()  # sudo: care.contact - put there by the server only
        return contacts.browse(read_contact_id(record.env.context) or None)

    def _find(self, cart, limit=100):
        """Entries of a cart, the latest first."""
        # sudo: care.log - who reads a cart reads who changed it
        logs = self.env["care.log"].sudo()
        return logs.search(Domain("order_number", "=", cart.id or 0), limit=limit)

    def _describe(self, entry):
        """An entry in words.

        :return: ``{"at", "who", "is_agent", "text"}``
        """
        quantities = self.env["eservices.quantities"]
        values = {
            "product": entry.product_id.display_name or "",
            "before": quantities._format(entry.before),
            "after": quantities._format(entry.after),
        }
        if entry.kind != "cart":
            kinds = dict(entry._fields["kind"]._description_selection(self.env))
            text = entry.text or kinds[entry.kind]
        elif not entry.before:
            text = self.env._("%(product)s: added %(after)s", **values)
        elif not entry.after:
            text = self.env._("%(product)s: taken out", **values)
        else:
            text = self.env._("%(product)s: %(before)s to %(after)s", **values)
        return {
            "at": moments.iso(entry.create_date),
            "who": entry.agent_id.name or entry.partner_id.name or "",
            "is_agent": bool(entry.agent_id),
            "text": text,
        }

    def _get_changes(self, cart):
        """The last change of each line: ``{line id: {"by", "is_agent", "text", "at"}}``."""
        quantities = self.env["eservices.quantities"]
        changes = {}
        for entry in self._find(cart).filtered(lambda entry: entry.kind == "cart"):
            who = entry.agent_id.name or entry.partner_id.name or ""
            values = {
                "who": who,
                "before": quantities._format(entry.before),
                "after": quantities._format(entry.after),
            }
            text = (
                self.env._("%(who)s changed %(before)s to %(after)s", **values)
                if entry.before
                else self.env._("%(who)s added %(after)s", **values)
            )
            changes.setdefault(
                entry.line_number,
                {
                    "by": who,
                    "is_agent": bool(entry.agent_id),
                    "text": text,
                    "at": moments.iso(entry.create_date),
                },
            )
        return changes
