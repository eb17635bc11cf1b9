"""Small helpers on text. Knows nothing of Odoo."""


def escape_like(text):
    r"""Take ``%``, ``_`` and the backslash literally in an ``ilike``.

    >>> escape_like("5_%")
    '5\\_\\%'
    """
    return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
