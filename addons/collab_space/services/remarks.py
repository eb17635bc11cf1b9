import re
import uuid

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.eservices_ecommerce.services.typed import read_text

MAX_REMARK = 2000
MAX_ABOUT = 60
_KEY = re.compile("[0-9a-f]{32}")


class CollabRemarks(models.AbstractModel):
    """Remarks that hang on single changes of a redline (B14)."""

    _name = "collab.remarks"
    _description = "Remarks on changes"

    def _add(self, term, old_id, new_id, change, text, key=None):
        """Keep what a member says to a change, once, however often it is sent; the journal has it too.

        :param term: ``collab.term`` that the user may read
        :param int old_id: version that was compared
        :param int new_id: version that it was compared with
        :param int change: number of the change between the two
        :param str key: 32 hexadecimal digits, or nothing
        :return: ``collab.remark``, in superuser mode
        :raise AccessError: for Readers and strangers
        :raise UserError: without words, or for a change that there is not
        """
        side = term.space_id._check_may_write()
        term._lock()
        key = key if key and _KEY.fullmatch(str(key)) else None
        remarks_sudo = self.env["collab.remark"].sudo()  # sudo: collab.remark - the role was asked above
        if key and (known := remarks_sudo.search([("term_id", "=", term.id), ("key", "=", key)])):
            return known
        text = read_text(text, MAX_REMARK + 1)
        if not text:
            raise UserError(self.env._("Write what you remark."))
        if len(text) > MAX_REMARK:
            raise UserError(self.env._("This is too long: at most %s characters.", MAX_REMARK))
        old, new = (term.version_ids.filtered(lambda one, i=i: one.id == i) for i in (old_id, new_id))
        words = self._find_change(old, new, change) if old and new else None
        if words is None:
            raise UserError(self.env._("There is no such change between these versions."))
        person = self.env.user.partner_id
        remark = remarks_sudo.create(
            {
                "term_id": term.id,
                "space_id": term.space_id.id,
                "old_id": old.id,
                "new_id": new.id,
                "change": change,
                "about": words,
                "body": text,
                "side": side,
                "partner_id": person.id,
                "author_name": person.name,
                "key": key,
            }
        )
        term.space_id._log_event("remarked", version=new, text=f"{words}: {text}")
        term._notify_changed()
        return remark

    def _find_change(self, old, new, number):
        paragraphs, _count = self.env["collab.term.page"]._compare(old, new)
        return self._list_changes(paragraphs).get(number if isinstance(number, int) else 0)

    def _list_changes(self, paragraphs):
        """The words of each change: ``{number: "five → four"}``."""
        found = {}
        for paragraph in paragraphs:
            for op, text, change in paragraph:
                if change:
                    found.setdefault(change, {})[op] = " ".join(text.split())
        return {number: self._name_change(parts) for number, parts in found.items()}

    def _name_change(self, parts):
        words = [self._shorten(parts[op]) for op in ("del", "ins") if parts.get(op)]
        return " → ".join(words) if len(words) > 1 else f"{'−' if 'del' in parts else '+'} {words[0]}"

    def _shorten(self, text):
        return text if len(text) <= MAX_ABOUT else f"{text[: MAX_ABOUT - 1].rstrip()}…"

    def _prepare(self, term, old, new, paragraphs):
        """What the page of a redline shows of remarks.

        :param paragraphs: of ``redline.compare``
        :return: ``{"choices": [{number, words}], "rows", "elsewhere", "can_write", "key"}``
        """
        remarks = self.env["collab.remark"].search([("term_id", "=", term.id)])
        here = remarks.filtered(lambda one: one.old_id == old and one.new_id == new)
        choices = self._list_changes(paragraphs)
        return {
            "choices": [{"number": number, "words": words} for number, words in choices.items()],
            "rows": [self._prepare_remark(remark) for remark in here],
            "elsewhere": [
                {
                    "old_id": before.id,
                    "new_id": after.id,
                    "old": before.number,
                    "new": after.number,
                    "count": len(group),
                }
                for (before, after), group in (remarks - here)
                .grouped(lambda one: (one.old_id, one.new_id))
                .items()
            ],
            "key": uuid.uuid4().hex,
            "can_write": bool(choices) and self.env["collab.space.page"]._can_write(term.space_id),
        }

    def _prepare_remark(self, remark):
        name = remark.author_name or ""
        return {
            "id": remark.id,
            "change": remark.change,
            "about": remark.about or "",
            "author": name,
            "initials": "".join(word[0] for word in name.split()[:2]).upper(),
            "side": remark.side or "",
            "company": remark.space_id._get_side_name(remark.side) if remark.side else "",
            "date": self.env["collab.space.page"]._format_moment(remark.date),
            "body": remark.body,
        }
