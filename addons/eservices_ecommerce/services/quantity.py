"""Reading a quantity as a customer types it. Knows nothing of Odoo."""

from decimal import Decimal, InvalidOperation


class QuantityError(ValueError):
    """A quantity that cannot be ordered.

    :param str code: ``number``, ``positive``, ``large`` or ``decimals``
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def parse_quantity(value, decimals, maximum):
    """Read a quantity from what the browser sent.

    :param value: a number, or text with a comma or a point as decimal separator
    :param int decimals: how many decimals the unit allows, 0 for pieces
    :param maximum: the largest quantity that is taken
    :return: the quantity
    :rtype: float
    :raise QuantityError: when it is no number, not above zero, too large, or has too many decimals

    >>> parse_quantity("12,5", 2, 999)
    12.5
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise QuantityError("number")
    text = str(value).strip().replace("\u202f", "").replace("\xa0", "").replace(",", ".")
    if len(text) > 30:
        raise QuantityError("number")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise QuantityError("number") from None
    if not number.is_finite():
        raise QuantityError("number")
    if number <= 0:
        raise QuantityError("positive")
    if number > maximum:
        raise QuantityError("large")
    if -number.normalize().as_tuple().exponent > decimals:
        raise QuantityError("decimals")
    return float(number)
