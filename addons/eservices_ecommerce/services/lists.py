from odoo import Command, models
from odoo.exceptions import MissingError, UserError
from odoo.fields import Domain

from ..const import LIST_LINES, LIST_NAME_MAX, LIST_PAGE, LISTS_MAX
from .quantity import is_zero
from .typed import read_text

# A text as long as this was not typed: what is beyond is not even counted.
MAX_TYPED = 5000
STEP = 10


class EservicesLists(models.AbstractModel):
    """What a customer does with his lists (B2). The owner alone changes one; who sees it may copy it."""

    _name = "eservices.lists"
    _description = "Order lists of the customer platform"

    # === FINDING === #

    def _find(self, customer, list_id):
        """A list that the customer sees.

        :raise MissingError: for any other list: to the customer it does not exist
        """
        return self._find_one(customer.env["eservices.list"], customer, list_id)

    def _find_one(self, lists, customer, list_id):
        found = lists.search(Domain("id", "=", list_id) & lists._get_eservices_domain(customer))
        if not found:
            raise MissingError(self.env._("This list does not exist."))
        return found

    def _find_own(self, customer, list_id, active_test=True):
        """A list that the customer may change.

        :raise MissingError: when he does not see it
        :raise UserError: when it is somebody else's
        """
        lists = customer.env["eservices.list"].with_context(active_test=active_test)
        found = self._find_one(lists, customer, list_id)
        if found.partner_id != customer.contact:
            raise UserError(
                self.env._("%s alone changes this list. Copy it to have your own.", found.partner_id.name)
            )
        return found.with_context(active_test=True)

    def _find_line(self, customer, list_id, line_id, active=True):
        """A line of a list that the customer may change; see ``_find_own``."""
        owned = self._find_own(customer, list_id)
        lines = customer.env["eservices.list.line"].with_context(active_test=False)
        line = lines.search(
            Domain("id", "=", line_id) & Domain("list_id", "=", owned.id) & Domain("active", "=", active)
        )
        if not line:
            raise MissingError(self.env._("This line is no longer on the list."))
        return line.with_context(active_test=True)

    def _list(self, customer, query, limit=LIST_PAGE):
        """A page of the lists that the customer sees.

        :param query: ``services.list_query.ListQuery``
        :return: ``(lists, total)``
        """
        lists = customer.env["eservices.list"]
        domain = lists._get_eservices_domain(customer)
        own = Domain("partner_id", "=", customer.contact.id)
        domain &= {"mine": own, "shared": Domain("is_shared", "=", True)}.get(query.state, Domain.TRUE)
        if query.text:
            references = self.env["eservices.references"]._get_text_domain(customer, query.text)
            domain &= (
                Domain("name", "ilike", query.text)
                | Domain("line_ids.product_id", "ilike", query.text)
                | Domain("line_ids.product_id", "any", references)
            )
        found = lists.search(domain, limit=limit, offset=(query.page - 1) * limit)
        return found, lists.search_count(domain)

    def _list_own(self, customer):
        """The lists that the customer may add to, the last changed first."""
        lists = customer.env["eservices.list"]
        own = lists._get_eservices_domain(customer) & Domain("partner_id", "=", customer.contact.id)
        return lists.search(own, order="changed_at desc, id desc", limit=LISTS_MAX)

    # === LISTS === #

    def _create(self, customer, name, is_shared=False):
        """Make a list.

        :raise UserError: when it has no name, or there are too many
        """
        name = self._read_name(name)
        lists = customer.env["eservices.list"]
        own = Domain("config_id", "=", customer.config.id) & Domain("partner_id", "=", customer.contact.id)
        if lists.search_count(own) >= LISTS_MAX:
            raise UserError(
                self.env._("You have %s lists already: delete one that you no longer need.", LISTS_MAX)
            )
        return lists.create(
            {
                "name": name,
                "partner_id": customer.contact.id,
                "config_id": customer.config.id,
                "is_shared": is_shared,
            }
        )

    def _write(self, customer, list_id, name, is_shared):
        """Rename a list, share it or take it back.

        :raise UserError: see ``_find_own`` and ``_read_name``
        """
        owned = self._find_own(customer, list_id)
        name = self._read_name(name)
        owned._eservices_touch()
        owned.write({"name": name, "is_shared": is_shared})

    def _set_active(self, customer, list_id, active):
        """Throw a list away, or bring it back.

        :raise UserError: see ``_find_own``
        """
        self._find_own(customer, list_id, active_test=False).active = active

    def _read_name(self, value):
        name = " ".join(read_text(value, MAX_TYPED).split())
        if not name:
            raise UserError(self.env._("Give the list a name."))
        if len(name) > LIST_NAME_MAX:
            raise UserError(
                self.env._(
                    "The name of a list holds %(most)s characters at most: this one has %(length)s.",
                    most=LIST_NAME_MAX,
                    length=len(name),
                )
            )
        return name

    # === LINES === #

    def _add(self, owned, rows):
        """Add products to a list; what stands there already gets more.

        :param owned: a list that the customer may change
        :param rows: list of ``{"product", "quantity", "problem", "note"}``, the note may be absent
        :return: ``(number of rows that are in, refused rows with their problem)``
        :raise UserError: when there would be too many lines; the list is unchanged
        """
        owned._eservices_touch()
        rows = [self._check_row(row) for row in rows]
        good, refused = [row for row in rows if not row["problem"]], [row for row in rows if row["problem"]]
        lines = {line.product_id: line for line in owned.line_ids}
        good, misfits = self._check_sums(lines, good)
        refused += misfits
        sequence = max(owned.line_ids.mapped("sequence"), default=0)
        new = {}
        for row in good:
            product = row["product"]
            if product in lines:
                line = lines[product]
                held = self._read_row(line)["quantity"]
                line.write({"product_uom_qty": held + row["quantity"], "product_uom_id": product.uom_id.id})
            elif product in new:
                new[product]["product_uom_qty"] += row["quantity"]
            else:
                sequence += STEP
                new[product] = {
                    "product_id": product.id,
                    "product_uom_qty": row["quantity"],
                    "product_uom_id": product.uom_id.id,
                    "note": row.get("note") or False,
                    "sequence": sequence,
                }
        if len(lines) + len(new) > LIST_LINES:
            raise UserError(self.env._("A list holds %s products at most.", LIST_LINES))
        owned.write({"line_ids": [Command.create(values) for values in new.values()]})
        return len(good), refused

    def _check_sums(self, lines, rows):
        """Part rows that, with what the list holds, are sold so from those that are not (B5).

        :param dict lines: the lines of the list by their product
        :return: ``(good rows, refused rows with their problem)``
        """
        pad = self.env["eservices.quick.order"]
        problems = {}
        for product, quantity in pad._sum(rows).items():
            held = self._read_row(lines[product])["quantity"] if product in lines else 0.0
            refusal = pad._get_refusal(product, held + quantity)
            if refusal:
                problems[product] = refusal.args[0]
        good = [row for row in rows if row["product"] not in problems]
        refused = [row for row in rows if row["product"] in problems]
        return good, [{**row, "problem": problems[row["product"]]} for row in refused]

    def _check_row(self, row):
        if row["problem"]:
            return row
        try:
            quantity = self.env["eservices.cart"]._read_quantity(row["product"], row["quantity"])
        except UserError as error:
            return {**row, "problem": error.args[0]}
        return {**row, "quantity": quantity}

    def _read_row(self, line):
        """A line as ``eservices.refill`` wants it, in the unit in which its product is sold now."""
        row = self.env["eservices.refill"]._read_line(line)
        return {**row, "note": line.note or ""}

    def _read_list(self, found, line_ids=None):
        """The lines of a list as ``eservices.refill`` wants them.

        :param line_ids: ids as the page sends them; without it all of them
        :raise UserError: when it is no list of ids, or none of them stands there
        """
        lines = found.line_ids
        if line_ids is not None:
            if not isinstance(line_ids, list) or len(line_ids) > LIST_LINES:
                raise UserError(self.env._("The form is incomplete."))
            wanted = {line_id for line_id in line_ids if isinstance(line_id, int)}
            lines = lines.filtered(lambda line: line.id in wanted)
            if not lines:
                raise UserError(self.env._("Tick the lines that you want."))
        return [self._read_row(line) for line in lines]

    def _change_line(self, customer, list_id, line_id, values):
        """Change quantity or note of a line; quantity zero takes it off.

        :param dict values: ``quantity`` or ``note`` as typed
        :return: ``{"undo": id}`` when it was taken off, else ``{}``
        :raise UserError: when something is refused; the line is unchanged
        """
        if not isinstance(values, dict) or not values.keys() & {"quantity", "note"}:
            raise UserError(self.env._("The form is incomplete."))
        line = self._find_line(customer, list_id, line_id)
        if is_zero(values.get("quantity")):
            return {"undo": self._remove_line(customer, list_id, line_id)}
        changes = {}
        if "quantity" in values:
            product = line.product_id
            changes["product_uom_qty"] = self.env["eservices.cart"]._read_fitting(product, values["quantity"])
            changes["product_uom_id"] = product.uom_id.id
        if "note" in values:
            changes["note"] = self.env["eservices.cart"]._read_line_note(values["note"])
        line.list_id._eservices_touch()
        line.write(changes)
        return {}

    def _remove_line(self, customer, list_id, line_id):
        """Take a line off its list; it can be brought back for a while.

        :return: its id
        """
        line = self._find_line(customer, list_id, line_id)
        line.list_id._eservices_touch()
        self._set_line_active(line, False)
        return line.id

    def _restore_line(self, customer, list_id, line_id):
        """Bring back a line that was taken off, unless its product stands there again.

        :raise UserError: when the list is full meanwhile
        """
        line = self._find_line(customer, list_id, line_id, active=False)
        line.list_id._eservices_touch()
        others = line.list_id.line_ids
        if line.product_id in others.product_id:
            return
        if len(others) >= LIST_LINES:
            raise UserError(self.env._("A list holds %s products at most.", LIST_LINES))
        self._set_line_active(line, True)

    def _set_line_active(self, line, active):
        line.active = active
        # The list that was read knows nothing of it.
        line.list_id.invalidate_recordset(["line_ids"])

    def _move_line(self, customer, list_id, line_id, direction):
        """Change places with the line above or below.

        :param direction: ``up`` or ``down``
        :raise UserError: when it is neither
        """
        step = {"up": -1, "down": 1}.get(read_text(direction, 4))
        if not step:
            raise UserError(self.env._("The form is incomplete."))
        line = self._find_line(customer, list_id, line_id)
        owned = line.list_id
        owned._eservices_touch()
        ids = owned.line_ids.ids
        place = ids.index(line.id)
        other = min(max(place + step, 0), len(ids) - 1)
        ids[place], ids[other] = ids[other], ids[place]
        for number, moved in enumerate(customer.env["eservices.list.line"].browse(ids), 1):
            if moved.sequence != number * STEP:
                moved.sequence = number * STEP
        owned.invalidate_recordset(["line_ids"])
