"""Reading quantities and amounts as a customer types them. Knows nothing of Odoo."""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple


class QuantityError(ValueError):
    """A quantity that cannot be ordered.

    :param str code: ``number``, ``positive``, ``large`` or ``decimals``
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class QuantityRule(NamedTuple):
    """In which quantities a product is sold, in its unit.

    :param float minimum: the least that is sold, 0 for any
    :param float multiple: only multiples of this are sold, 0 for any quantity
    """

    minimum: float = 0.0
    multiple: float = 0.0

    @property
    def is_any(self):
        """Whether every quantity fits, as of most products."""
        return not (self.minimum or self.multiple)

    @property
    def least(self):
        """The smallest quantity that fits, 0 for any.

        >>> QuantityRule(12, 5).least, QuantityRule(0, 5).least, QuantityRule(10, 0).least
        (15.0, 5.0, 10.0)
        """
        least, step = Decimal(f"{self.minimum:.6f}"), Decimal(f"{self.multiple:.6f}")
        if step:
            beyond = least % step
            least = max(step, least + step - beyond if beyond else least)
        return float(least)

    def get_nearest(self, quantity):
        """What fits instead of a quantity that does not; nothing where it fits.

        >>> rule = QuantityRule(10, 5)
        >>> rule.get_nearest(3), rule.get_nearest(17), rule.get_nearest(20)
        ((10.0,), (15.0, 20.0), ())
        """
        if self.is_any:
            return ()
        if quantity < self.least:
            return (self.least,)
        wanted, step = Decimal(f"{quantity:.6f}"), Decimal(f"{self.multiple:.6f}")
        if not step or not wanted % step:
            return ()
        below = wanted - wanted % step
        return float(below), float(below + step)


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


def parse_amount(text):
    """Read an amount of money, whatever its separators: as ``static/src/core/numbers.js`` does.

    The last point or comma is the decimal one, unless there are several of one kind.

    :param str text: as typed
    :rtype: float
    :raise ValueError: when it is no number

    >>> parse_amount("1.234,50 €"), parse_amount("1,234.5"), parse_amount("1.234.500")
    (1234.5, 1234.5, 1234500.0)
    """
    plain = re.sub(r"[^\w.,-]|_", "", text)
    separators = re.findall("[.,]", plain)
    if len(separators) > 1 and len(set(separators)) == 1:
        return float(re.sub("[.,]", "", plain))
    head, found, tail = re.fullmatch("(?s)(.*?)(?:([.,])([^.,]*))?", plain).groups(default="")
    if found and found in head:
        raise ValueError(text)
    return float(re.sub("[.,]", "", head) + found.replace(",", ".") + tail)


def is_zero(value):
    """Whether nothing is asked for, which takes out what was there.

    >>> is_zero("0"), is_zero(0.0), is_zero(False), is_zero("")
    (True, True, False, False)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    return str(value).strip().replace(",", ".") in ("0", "0.0", "0.00")
