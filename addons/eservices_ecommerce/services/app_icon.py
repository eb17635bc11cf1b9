"""The icon of an installed application. Knows nothing of Odoo."""

import io

from PIL import Image, ImageDraw, UnidentifiedImageError

from .colour import readable_ink

# The mark of the header: a nut on a grid of 32.
_NUT = ((16, 5.5), (25, 10.7), (25, 21.3), (16, 26.5), (7, 21.3), (7, 10.7))
_HOLE = (11.8, 11.8, 20.2, 20.2)
_STROKE = 2.4
# Masks of telephones may cut a tenth of each side, and corners more.
_LOGO_SHARE = 0.6
# Drawn larger and made smaller, so that edges are smooth.
_FINER = 4


def draw_icon(size, colour):
    """The mark on a ground of the channel's colour; round masks of telephones cut nothing of it.

    :param int size: width and height
    :param str colour: ``#rrggbb``
    :return: the bytes of a PNG file

    >>> draw_icon(16, "#0f5e63")[:4]
    b'\\x89PNG'
    """
    scale = size * _FINER / 32
    image = Image.new("RGB", (size * _FINER, size * _FINER), colour)
    draw = ImageDraw.Draw(image)
    width = round(_STROKE * scale)
    corners = [(x * scale, y * scale) for x, y in _NUT]
    draw.line([*corners, *corners[:2]], fill=readable_ink(colour), width=width, joint="curve")
    draw.ellipse([edge * scale for edge in _HOLE], outline=readable_ink(colour), width=width)
    return _as_png(image.resize((size, size), Image.Resampling.LANCZOS))


def frame_logo(logo, size):
    """A logo of any form in the middle of a white square.

    :param bytes logo: an image file
    :param int size: width and height
    :return: the bytes of a PNG file; ``None`` when the logo is no picture of dots, as an SVG file
    """
    try:
        picture = Image.open(io.BytesIO(logo)).convert("RGBA")
    except (UnidentifiedImageError, OSError):
        return None
    scale = size * _LOGO_SHARE / max(picture.size)
    picture = picture.resize([max(round(side * scale), 1) for side in picture.size], Image.Resampling.LANCZOS)
    image = Image.new("RGB", (size, size), "#ffffff")
    image.paste(picture, [(size - side) // 2 for side in picture.size], picture)
    return _as_png(image)


def _as_png(image):
    output = io.BytesIO()
    image.save(output, "PNG", optimize=True)
    return output.getvalue()
