"""Small helpers on text. Knows nothing of Odoo."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")


def escape_like(text):
    r"""Take ``%``, ``_`` and the backslash literally in an ``ilike``.

    >>> escape_like("5_%")
    '5\\_\\%'
    """
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def fold(text):
    """Text as the catalogue's index has it: lower case, without accents (SQL function ``eservices_fold``).

    >>> fold("Clé à fourche")
    'cle a fourche'
    """
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.lower()))
