#!/usr/bin/env python3
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Draw the product pictures of the demonstration data.

One flat motif per kind of product, in the greys of the metal and the teal of the handles, on a transparent
ground so that they stand on a light and on a dark page. Run it after changing a motif::

    python3 tools/demo_images.py
"""

import math
from pathlib import Path

import demo_fashion as fashion
import demo_fasteners as fasteners
from demo_canvas import AMBER, BLACK, CLEAR, PAPER, STEEL, TEAL, TILT, WOOD, Canvas, around

TARGET = Path(__file__).resolve().parent.parent / "addons/eservices_ecommerce/demo/images"


def combination_wrench():
    drawing = Canvas(TILT)
    drawing.rect(STEEL[1], -60, -12, 60, 12)
    drawing.rect(STEEL[0], -40, -6, 40, 2, 3)
    drawing.disc(STEEL[1], -62, 0, 31)
    drawing.polygon(CLEAR, (-104, -12), (-62, -16), (-52, 0), (-62, 16), (-104, 12))
    drawing.disc(STEEL[1], 62, 0, 27)
    drawing.disc(STEEL[2], 62, 0, 19)
    drawing.polygon(CLEAR, *around(62, 0, 17, 12))
    return drawing


def torque_wrench():
    drawing = Canvas(TILT)
    drawing.rod(STEEL, -60, 30, 9)
    drawing.disc(STEEL[2], -68, 0, 24)
    drawing.disc(STEEL[0], -68, -1, 19)
    drawing.rect(BLACK[1], -76, -8, -60, 8, 2)
    drawing.rod(BLACK, 26, 90, 14)
    for x in range(34, 88, 8):
        drawing.rect(BLACK[3], x, -14, x + 2, 14)
    drawing.rod(TEAL, 14, 28, 13)
    drawing.rect(PAPER[0], -20, -4, 8, 4)
    return drawing


def socket_set():
    drawing = Canvas()
    drawing.rect(TEAL[3], -86, -58, 86, 66, 10)
    drawing.rect(TEAL[2], -86, -62, 86, 60, 10)
    drawing.rect(BLACK[3], -76, -52, 76, 50, 6)
    for row, y in enumerate((-28, 24)):
        for column in range(5):
            x = -58 + column * 29
            drawing.disc(STEEL[2], x, y, 12 - row * 2)
            drawing.disc(STEEL[0], x - 1, y - 1, 10 - row * 2)
            drawing.hexagon(BLACK[2], x, y, 6 - row)
    return drawing


def hammer():
    drawing = Canvas(TILT)
    drawing.rod(WOOD, -40, 92, 9)
    drawing.rect(STEEL[1], -66, -50, -34, 44, 5)
    drawing.rect(STEEL[0], -66, -50, -54, 44, 5)
    drawing.rect(STEEL[2], -70, 34, -30, 52, 4)
    drawing.polygon(STEEL[2], (-66, -48), (-34, -48), (-46, -74), (-54, -74))
    drawing.rect(WOOD[3], -74, -8, -66, 8)
    return drawing


def screwdriver():
    drawing = Canvas(TILT)
    drawing.rod(STEEL, -10, 76, 6)
    drawing.polygon(STEEL[2], (76, -6), (84, -9), (92, -4), (92, 4), (84, 9), (76, 6))
    drawing.rect(TEAL[2], -88, -20, -16, 20, 12)
    drawing.rect(TEAL[1], -88, -20, -16, -6, 7)
    for y in (-8, 6):
        drawing.rect(TEAL[3], -76, y, -30, y + 3)
    drawing.rod(BLACK, -18, -6, 13)
    return drawing


def hex_key():
    drawing = Canvas()
    for offset, tones in ((0, BLACK), (22, STEEL), (40, BLACK)):
        half = 9 - offset / 9
        left, bottom = -66 + offset, 66 - offset
        drawing.rect(tones[1], left - half, -76 + offset, left + half, bottom, 3)
        drawing.rect(tones[1], left - half, bottom - half, 78 - offset / 2, bottom + half, 3)
        drawing.rect(tones[0], left - half, -76 + offset, left - half / 3, bottom - half, 2)
        drawing.rect(tones[0], left + half, bottom - half, 78 - offset / 2, bottom - half / 3, 2)
    return drawing


def pliers():
    drawing = Canvas(TILT)
    for side, tone in ((-1, 1), (1, 2)):
        grip = ((6, 4), (20, 26), (92, 34), (94, 20), (34, 10))
        jaw = ((10, 20), (-24, 24), (-86, 8), (-88, 1.5), (10, 1.5))
        drawing.polygon(TEAL[tone], *((x, side * y) for x, y in grip))
        drawing.polygon(STEEL[tone], *((x, side * y) for x, y in jaw))
    drawing.disc(STEEL[3], 0, 0, 15)
    drawing.disc(STEEL[0], -1, -1, 11)
    for x in range(-80, -44, 6):
        drawing.rect(STEEL[3], x, -3, x + 2, 3)
    return drawing


def drill_bit(drawing=None, middle=0, reach=86, half=13):
    drawing = drawing or Canvas(TILT)
    drawing.rod(STEEL, -reach, -reach * 0.4, half * 0.85, middle)
    left, right = -reach * 0.4, reach * 0.86
    drawing.rod(BLACK, left, right, half, middle)
    drawing.polygon(BLACK[1], (right, middle - half), (right + half, middle), (right, middle + half))
    top, bottom = middle - half, middle + half
    x = left
    while x < right - half:
        drawing.polygon(STEEL[0], (x, bottom), (x + 6, bottom), (x + 20, top), (x + 11, top))
        x += 19
    return drawing


def drill_set():
    drawing = Canvas(TILT)
    for middle, reach, half in ((-42, 46, 6), (-16, 58, 8), (14, 70, 10), (46, 80, 12)):
        drill_bit(drawing, middle, reach, half)
    return drawing


def saw_blade(teeth=28, body=STEEL, tip=AMBER):
    drawing = Canvas()
    for x, y in around(0, 0, 80, teeth):
        angle = math.atan2(y, x)
        lean = angle + 0.14
        drawing.polygon(
            tip[1],
            (74 * math.cos(angle - 0.09), 74 * math.sin(angle - 0.09)),
            (90 * math.cos(lean), 90 * math.sin(lean)),
            (74 * math.cos(lean), 74 * math.sin(lean)),
        )
    drawing.disc(body[2], 0, 0, 79)
    drawing.disc(body[1], 0, 0, 76)
    drawing.disc(body[0], 0, 0, 50)
    drawing.disc(body[1], 0, 0, 47)
    for x, y in around(0, 0, 62, 4, 45):
        drawing.disc(body[3], x, y, 5)
    drawing.disc(body[3], 0, 0, 17)
    drawing.disc(CLEAR, 0, 0, 14)
    return drawing


def cutting_disc():
    drawing = Canvas()
    drawing.disc(BLACK[3], 2, 4, 82)
    drawing.disc(BLACK[1], 0, 0, 82)
    drawing.disc(BLACK[2], 0, 0, 74)
    drawing.disc(TEAL[2], 0, 0, 44)
    drawing.disc(PAPER[1], 0, 0, 28)
    drawing.disc(STEEL[2], 0, 0, 18)
    drawing.disc(CLEAR, 0, 0, 13)
    return drawing


def hacksaw():
    drawing = Canvas(TILT)
    drawing.rect(STEEL[2], -84, -34, 50, -24, 4)
    drawing.rect(STEEL[2], -84, -34, -75, 30, 4)
    drawing.rect(STEEL[0], -82, 22, 46, 30)
    for x in range(-78, 42, 6):
        drawing.polygon(STEEL[3], (x, 30), (x + 6, 30), (x + 4, 35))
    drawing.rect(TEAL[2], 40, -38, 88, 40, 14)
    drawing.rect(TEAL[1], 40, -38, 54, 40, 7)
    drawing.rect(CLEAR, 56, -20, 74, 20, 8)
    return drawing


def caliper():
    drawing = Canvas(TILT)
    drawing.rect(STEEL[1], -84, -12, 92, 10, 2)
    for x in range(-30, 88, 6):
        drawing.rect(STEEL[3], x, 2, x + 1.4, 9)
    drawing.polygon(STEEL[1], (-86, -34), (-76, -12), (-64, -12), (-64, 62), (-70, 62), (-86, 10))
    drawing.polygon(STEEL[2], (-62, 10), (-62, 62), (-56, 62), (-40, 10))
    drawing.polygon(STEEL[2], (-66, -12), (-62, -34), (-54, -12))
    drawing.rect(BLACK[1], -60, -24, 22, 18, 5)
    drawing.rect(PAPER[2], -44, -15, 2, 6, 2)
    drawing.disc(TEAL[1], 12, -4, 5)
    return drawing


def micrometer():
    drawing = Canvas(TILT)
    drawing.disc(BLACK[1], -36, 12, 52)
    drawing.disc(BLACK[2], -36, 12, 44)
    drawing.disc(CLEAR, -36, 10, 30)
    drawing.polygon(CLEAR, (-66, -50), (-6, -50), (-6, 4), (-66, 4))
    drawing.rod(STEEL, -84, -50, 9, -10)
    drawing.rod(STEEL, -20, 50, 9, -10)
    drawing.rod(STEEL, 34, 74, 16, -10)
    for x in range(38, 72, 5):
        drawing.rect(STEEL[3], x, -26, x + 1.4, 6)
    drawing.rod(BLACK, 74, 90, 10, -10)
    return drawing


def tape_measure():
    drawing = Canvas()
    drawing.rect(AMBER[0], 30, 46, 94, 58)
    for x in range(52, 92, 8):
        drawing.rect(BLACK[2], x, 46, x + 2, 53)
    drawing.rect(STEEL[2], 90, 44, 95, 68)
    drawing.rect(BLACK[3], -78, -58, 56, 66, 26)
    drawing.rect(AMBER[1], -78, -64, 56, 60, 26)
    drawing.disc(BLACK[2], -11, -2, 44)
    drawing.disc(TEAL[2], -11, -2, 34)
    drawing.rect(PAPER[0], -30, -10, 8, -4)
    drawing.rect(PAPER[0], -22, 2, 0, 7)
    return drawing


def spirit_level():
    drawing = Canvas(-12)
    drawing.rect(TEAL[3], -94, -16, 94, 24, 4)
    drawing.rect(TEAL[2], -94, -22, 94, 18, 4)
    drawing.rect(TEAL[1], -94, -22, 94, -12, 4)
    drawing.rect(PAPER[0], -24, -14, 24, 10, 8)
    drawing.rect("#c9e27a", -20, -9, 20, 5, 6)
    drawing.rect(PAPER[0], -8, -7, 8, 3, 5)
    for x in (-66, 66):
        drawing.disc(PAPER[0], x, -2, 13)
        drawing.disc("#c9e27a", x, -2, 9)
    return drawing


def book():
    drawing = Canvas()
    drawing.rect(BLACK[2], -58, -80, 66, 84, 5)
    drawing.rect(PAPER[1], -54, -76, 62, 78, 3)
    drawing.rect(TEAL[2], -66, -84, 56, 74, 5)
    drawing.rect(TEAL[3], -66, -84, -50, 74, 5)
    drawing.rect(PAPER[0], -34, -60, 40, -50)
    drawing.rect(PAPER[0], -34, -40, 16, -34)
    drawing.hexagon(TEAL[0], 4, 22, 30, 30)
    drawing.disc(TEAL[2], 4, 22, 13)
    return drawing


def tooltech():
    """The mark of the sample store."""
    drawing = Canvas()
    drawing.rect(TEAL[2], -92, -92, 92, 92, 30)
    for radius, fill in ((64, PAPER[0]), (50, TEAL[2])):
        drawing.hexagon(fill, 0, 0, radius, 30)
    drawing.disc(PAPER[0], 0, 0, 28)
    drawing.disc(TEAL[2], 0, 0, 15)
    return drawing


MOTIFS = {
    "hex_bolt": fasteners.hex_bolt,
    "hex_bolt_black": lambda: fasteners.hex_bolt(BLACK, 46),
    "socket_screw": fasteners.socket_screw,
    "socket_screw_black": lambda: fasteners.socket_screw(BLACK),
    "carriage_bolt": fasteners.carriage_bolt,
    "eye_bolt": fasteners.eye_bolt,
    "wood_screw": fasteners.wood_screw,
    "hex_nut": fasteners.hex_nut,
    "lock_nut": lambda: fasteners.hex_nut(TEAL[1]),
    "wing_nut": fasteners.wing_nut,
    "washer": fasteners.washer,
    "fender_washer": lambda: fasteners.washer(20),
    "spring_washer": fasteners.spring_washer,
    "wedge_anchor": fasteners.wedge_anchor,
    "wall_plug": fasteners.wall_plug,
    "cartridge": fasteners.cartridge,
    "combination_wrench": combination_wrench,
    "torque_wrench": torque_wrench,
    "socket_set": socket_set,
    "hammer": hammer,
    "screwdriver": screwdriver,
    "hex_key": hex_key,
    "pliers": pliers,
    "drill_bit": drill_bit,
    "drill_set": drill_set,
    "saw_blade": saw_blade,
    "cutting_disc": cutting_disc,
    "hacksaw": hacksaw,
    "caliper": caliper,
    "micrometer": micrometer,
    "tape_measure": tape_measure,
    "spirit_level": spirit_level,
    "book": book,
    "tooltech": tooltech,
    **fashion.MOTIFS,
}


def main():
    """Write every motif into the demonstration data of the platform."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, draw in MOTIFS.items():
        draw().save(TARGET / f"{name}.png")


if __name__ == "__main__":
    main()
