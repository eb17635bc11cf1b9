"""Reading what a browser sent, whatever it is. Knows nothing of Odoo."""


def read_text(value, maximum):
    r"""Text as the database can keep it: without NUL and halves of character pairs, trimmed and cut.

    :param value: what was sent; anything that is neither text nor a number counts as empty
    :param int maximum: number of characters that are kept

    >>> read_text(" PO\x00 1 ", 64)
    'PO 1'
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return ""
    text = str(value).replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
    return text.strip()[:maximum].strip()


def read_id(value):
    """The id of a record, or 0, which no record has, for whatever is none.

    >>> read_id("12"), read_id("-1"), read_id(True)
    (12, 0, 0)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 < value < 2**31 else 0
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    return 0
