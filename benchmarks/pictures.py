"""Product pictures: drawn, so that none has to be kept here."""

import base64
import io
import random

from PIL import Image, ImageDraw

SIDE = 1024


def draw(number):
    """A picture as heavy as a product's photograph of that size: shapes on a gradient with grain.

    :return: the picture as an Odoo image field takes it
    """
    chance = random.Random(number)
    grain = Image.frombytes("L", (SIDE, SIDE), chance.randbytes(SIDE * SIDE))
    ground = Image.linear_gradient("L").resize((SIDE, SIDE))
    picture = Image.blend(ground, grain, 0.08).convert("RGB")
    pencil = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y, size = chance.randrange(SIDE), chance.randrange(SIDE), chance.randrange(60, 400)
        colour = tuple(chance.randrange(256) for _ in range(3))
        pencil.ellipse((x - size, y - size, x + size, y + size // 3), fill=colour)
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=85)
    return base64.b64encode(content.getvalue())
