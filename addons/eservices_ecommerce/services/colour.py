"""Which ink is readable on a colour. Knows nothing of Odoo."""

LIGHT = "#ffffff"
DARK = "#101a1d"


def readable_ink(colour):
    """White or a dark ink, whichever stands out more from a background.

    >>> readable_ink("#0f5e63")
    '#ffffff'
    >>> readable_ink("#ffd21f")
    '#101a1d'
    """
    return max((LIGHT, DARK), key=lambda ink: _contrast(ink, colour))


def _contrast(one, other):
    """The contrast ratio of WCAG: 1 for two equal colours, 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel):
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
