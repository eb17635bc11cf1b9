# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The motifs of the second sample store: clothes as they hang, shoes from the side, bags, scarves."""

from demo_canvas import CLEAR, PAPER, STEEL, WOOD, Canvas

# Each fabric from its lit side to its shaded side, the last one for seams and openings.
SAND = ("#efe3cd", "#e0cfb0", "#c8b38f", "#94805c")
BURGUNDY = ("#b0637f", "#933a5d", "#7a2e4d", "#4f1b31")
CREAM = ("#f6efe1", "#ebe1cd", "#d6c9b0", "#a0927a")
SKY = ("#c3dcef", "#a5c8e2", "#82a9c8", "#557b99")
OLIVE = ("#a3aa72", "#858d52", "#69703d", "#464b27")
CHARCOAL = ("#7d8288", "#61666c", "#4a4f55", "#303439")
NAVY = ("#5d6f94", "#425476", "#30405e", "#1d2940")
WHITE = ("#eef2f3", "#dde4e7", "#c2ccd1", "#8493a0")
ROSE = ("#f0c4c4", "#e3a5a7", "#ca8588", "#965a5e")
LEATHER = ("#c99a6b", "#ab784a", "#875a34", "#5c3b20")


def mirrored(drawing, fill, *points):
    """Draw a shape of the right half, and the same on the left."""
    drawing.polygon(fill, *points)
    drawing.polygon(fill, *((-x, y) for x, y in points))


def sleeves(drawing, tones, reach, hem):
    """Two sleeves from the shoulders down to `hem`, `reach` away from the middle."""
    armpit = min(-14, hem - 10)
    drawing.polygon(
        tones[1], (-28, -74), (-44, -66), (-reach, hem - 6), (-reach + 22, hem + 4), (-34, armpit)
    )
    drawing.polygon(tones[2], (28, -74), (44, -66), (reach, hem - 6), (reach - 22, hem + 4), (34, armpit))


def body(drawing, tones, hem=80, waist=38):
    """The front of a top: light from the left."""
    drawing.polygon(
        tones[1], (-30, -76), (30, -76), (42, -62), (waist, 10), (42, hem), (-42, hem), (-waist, 10)
    )
    drawing.polygon(tones[0], (-30, -76), (-18, -76), (-24, hem), (-42, hem), (-waist, 10), (-42, -62))
    drawing.polygon(tones[2], (30, -76), (42, -62), (waist, 10), (42, hem), (30, hem), (26, 0))


def dress(tones, sleeve=-34, belt=None, wrapped=False):
    """A midi dress: bodice, waist, wide skirt."""
    drawing = Canvas()
    sleeves(drawing, tones, 62, sleeve)
    drawing.polygon(
        tones[1], (-28, -78), (28, -78), (38, -64), (26, -12), (60, 88), (-60, 88), (-26, -12), (-38, -64)
    )
    drawing.polygon(
        tones[0], (-28, -78), (-16, -78), (-14, -12), (-36, 88), (-60, 88), (-26, -12), (-38, -64)
    )
    drawing.polygon(tones[2], (28, -78), (38, -64), (26, -12), (60, 88), (44, 88), (16, -12))
    for x in (-22, 2, 24):
        drawing.polygon(tones[2], (x * 0.5, -4), (x + 1.5, 88), (x - 1.5, 88))
    if wrapped:
        drawing.polygon(tones[3], (-17, -78), (17, -78), (4, -38))
        drawing.polygon(tones[3], (20, -74), (-26, -14), (-23, -12), (23, -73))
        drawing.polygon(tones[2], (-24, -10), (8, 88), (12, 88), (-20, -10))
    else:
        drawing.polygon(tones[3], (-16, -78), (16, -78), (9, -66), (-9, -66))
    drawing.rect((belt or tones)[3], -26, -16, 26, -8)
    return drawing


def shirt(tones, cuff=46, stripes=None, pocket=True):
    """A shirt with collar and buttons; `stripes` is the colour of stripes along it."""
    drawing = Canvas()
    sleeves(drawing, tones, 82, cuff)
    body(drawing, tones)
    for x in range(-32, 38, 10) if stripes else ():
        drawing.rect(stripes, x, -60, x + 3, 80)
    drawing.rect(tones[0], -5, -62, 5, 80)
    drawing.rect(tones[3], 5, -62, 6.5, 80)
    for y in range(-44, 80, 24):
        drawing.disc(tones[3], 0, y, 2.6)
    if pocket:
        drawing.rect(tones[2], 12, -32, 32, -8, 2)
        drawing.rect(tones[1], 13.5, -30, 30.5, -10, 2)
    drawing.polygon(tones[3], (-18, -80), (18, -80), (0, -58))
    mirrored(drawing, tones[0], (17, -82), (25, -72), (12, -52), (0, -60))
    mirrored(drawing, tones[3], (12, -52), (0, -60), (0, -58), (11, -50))
    return drawing


def blouse(tones):
    """A loose top with wide sleeves and a slit below the neck."""
    drawing = Canvas()
    sleeves(drawing, tones, 86, 16)
    body(drawing, tones, 68, 44)
    mirrored(drawing, tones[3], (86, 8), (86, 12), (62, 22), (62, 18))
    drawing.polygon(tones[3], (-16, -77), (16, -77), (3, -62), (2, -36), (-2, -36), (-3, -62))
    for x in (-20, -8, 8, 20):
        drawing.polygon(tones[2], (x, -60), (x * 1.4 + 1, 60), (x * 1.4 - 1, 60))
    drawing.rect(tones[2], -43, 62, 43, 65)
    return drawing


def jumper(tones, buttons=None):
    """A jumper with ribbed hems, or with `buttons` a cardigan."""
    drawing = Canvas()
    sleeves(drawing, tones, 84, 54)
    body(drawing, tones, 72, 40)
    for x in range(-41, 42, 6):
        drawing.rect(tones[2], x, 60, x + 3, 74)
    mirrored(drawing, tones[3], (82, 40), (82.5, 43), (58, 53), (57, 50))
    if buttons:
        drawing.polygon(tones[3], (-18, -77), (18, -77), (4, -20), (-4, -20))
        drawing.polygon(PAPER[1], (-12, -77), (12, -77), (0, -36))
        mirrored(drawing, tones[0], (18, -77), (23, -75), (6, -18), (4, 74), (0, 74), (0, -16))
        drawing.rect(tones[3], -0.8, -18, 0.8, 74)
        for y in range(-8, 70, 18):
            drawing.disc(buttons, 0, y, 3.4)
    else:
        drawing.polygon(tones[2], (-21, -77), (21, -77), (13, -59), (-13, -59))
        drawing.polygon(tones[3], (-15, -77), (15, -77), (9, -65), (-9, -65))
    return drawing


def trousers(tones):
    """Chinos with turned-up legs."""
    drawing = Canvas()
    drawing.polygon(tones[1], (-34, -86), (34, -86), (46, 88), (10, 88), (0, -22), (-10, 88), (-46, 88))
    drawing.polygon(tones[0], (-34, -86), (-22, -86), (-32, 88), (-46, 88))
    drawing.polygon(tones[2], (34, -86), (22, -86), (30, 88), (46, 88))
    drawing.polygon(tones[2], (0, -22), (10, 88), (16, 88), (6, -40))
    drawing.rect(tones[2], -34, -86, 34, -76)
    for x in (-24, -2, 20):
        drawing.rect(tones[3], x, -88, x + 4, -74)
    drawing.rect(tones[3], -0.8, -76, 0.8, -22)
    mirrored(drawing, tones[3], (32, -70), (35, -50), (33, -50), (21, -70))
    drawing.disc(PAPER[2], 0, -81, 3)
    mirrored(drawing, tones[0], (10, 78), (45, 78), (46, 90), (10, 90))
    return drawing


def sneaker(tones, sole=CREAM):
    """A trainer from the side, its toe to the right."""
    drawing = Canvas(-8)
    upper = ((-80, -40), (-46, -46), (-22, -34), (8, -12), (52, 2), (78, 16), (84, 34), (-84, 34))
    drawing.polygon(tones[1], *upper)
    drawing.polygon(tones[0], (-80, -40), (-46, -46), (-40, -10), (-60, 34), (-84, 34))
    drawing.polygon(tones[2], (52, 2), (78, 16), (84, 34), (40, 34))
    drawing.polygon(tones[3], (-78, -40), (-46, -46), (-42, -39), (-70, -32))
    for step in range(4):
        x, y = -34 + step * 14, -34 + step * 10
        drawing.polygon(tones[3], (x, y), (x + 4, y + 1), (x - 8, y + 20), (x - 12, y + 19))
    drawing.rect(BURGUNDY[1], -84, -18, -68, 2, 3)
    drawing.rect(sole[3], -88, 32, 90, 52, 9)
    drawing.rect(sole[1], -88, 30, 90, 46, 8)
    return drawing


def pump(tones):
    """A flat shoe with a bow, its toe to the right."""
    drawing = Canvas(-6)
    drawing.polygon(tones[3], (-78, -16), (-66, -18), (-34, 14), (24, 14), (34, 4), (30, 26), (-70, 26))
    drawing.polygon(
        tones[1], (-84, -18), (-76, -20), (-48, 16), (20, 18), (36, 0), (64, 6), (84, 22), (88, 34), (-80, 34)
    )
    drawing.polygon(tones[0], (-84, -18), (-76, -20), (-54, 10), (-62, 34), (-80, 34))
    drawing.polygon(tones[2], (64, 6), (84, 22), (88, 34), (56, 34))
    drawing.polygon(tones[3], (36, 0), (22, -10), (22, 8), (38, 4), (56, 12), (54, -8))
    drawing.disc(tones[2], 38, 2, 4)
    drawing.rect(LEATHER[3], -82, 33, 88, 39, 3)
    drawing.rect(LEATHER[3], -80, 35, -52, 46)
    return drawing


def tote_bag(tones):
    """A canvas bag with two long handles and the store's mark."""
    drawing = Canvas()
    drawing.rect(tones[3], -36, -88, 36, 0, 30)
    drawing.rect(CLEAR, -28, -80, 28, 0, 24)
    drawing.polygon(tones[1], (-62, -28), (62, -28), (70, 86), (-70, 86))
    drawing.polygon(tones[0], (-62, -28), (-44, -28), (-50, 86), (-70, 86))
    drawing.polygon(tones[2], (62, -28), (48, -28), (54, 86), (70, 86))
    drawing.rect(tones[2], -62, -28, 62, -20)
    mirrored(drawing, tones[3], (28, -30), (36, -30), (36, 4), (28, 4))
    drawing.disc(BURGUNDY[2], 0, 36, 24)
    drawing.polygon(
        tones[0],
        (-12, 26),
        (12, 22),
        (10, 28),
        (-5, 31),
        (-5, 37),
        (6, 35),
        (5, 41),
        (-5, 43),
        (-6, 52),
        (-12, 54),
    )
    return drawing


def shoulder_bag(tones):
    """A leather bag with flap, strap and buckle."""
    drawing = Canvas()
    drawing.disc(tones[3], 0, -22, 66)
    drawing.disc(CLEAR, 0, -22, 59)
    drawing.rect(tones[2], -78, -22, 78, 76, 18)
    drawing.rect(tones[1], -78, -22, 66, 72, 18)
    drawing.rect(tones[3], -78, -26, 78, 34, 22)
    drawing.rect(tones[1], -78, -30, 78, 30, 22)
    drawing.rect(tones[0], -72, -26, 64, -8, 9)
    drawing.rect(tones[3], -9, 10, 9, 46, 4)
    drawing.rect(STEEL[0], -12, 26, 12, 42, 4)
    drawing.rect(tones[3], -7, 30, 7, 38, 2)
    return drawing


def scarf(tones, checks=None):
    """A scarf laid around a neck, with fringes; `checks` are the tones of the bands across it."""
    drawing = Canvas()
    for x in range(-36, -3, 6):
        drawing.rect(tones[2], x, 74, x + 3, 92)
    for x in range(8, 43, 6):
        drawing.rect(tones[3], x, 60, x + 3, 78)
    drawing.polygon(tones[2], (4, -30), (38, -36), (44, 64), (6, 64))
    drawing.polygon(tones[1], (-34, -30), (0, -36), (-2, 78), (-38, 78))
    drawing.polygon(tones[0], (-34, -30), (-22, -32), (-26, 78), (-38, 78))
    for y in range(-8, 70, 26) if checks else ():
        drawing.polygon(checks[2], (5, y - 12), (42, y - 16), (42.5, y - 8), (5, y - 4))
        drawing.polygon(checks[1], (-36, y), (-1, y - 3), (-1, y + 6), (-36, y + 9))
    if checks:
        drawing.polygon(checks[1], (-14, -33), (-8, -34), (-10, 78), (-16, 78))
        drawing.polygon(checks[2], (22, -33), (28, -34), (33, 64), (27, 64))
    drawing.polygon(tones[2], (-62, -66), (-30, -84), (30, -84), (62, -66), (44, -50), (-44, -50))
    drawing.polygon(tones[3], (-40, -68), (-20, -76), (20, -76), (40, -68), (24, -56), (-24, -56))
    drawing.polygon(
        tones[1], (-64, -68), (-40, -56), (40, -56), (64, -68), (58, -32), (22, -18), (-22, -18), (-58, -32)
    )
    drawing.polygon(tones[0], (-64, -68), (-40, -56), (-24, -56), (-34, -22), (-58, -32))
    if checks:
        drawing.polygon(
            checks[1],
            (-60, -46),
            (-20, -36),
            (20, -36),
            (60, -46),
            (59, -40),
            (20, -29),
            (-20, -29),
            (-59, -40),
        )
    return drawing


MOTIFS = {
    "linen_dress": lambda: dress(SAND),
    "wrap_dress": lambda: dress(BURGUNDY, 4, wrapped=True),
    "linen_blouse": lambda: blouse(CREAM),
    "striped_shirt": lambda: shirt(CREAM, stripes=SKY[2], pocket=False),
    "merino_jumper": lambda: jumper(ROSE),
    "cardigan": lambda: jumper(SAND, WOOD[3]),
    "oxford_shirt": lambda: shirt(SKY),
    "linen_shirt": lambda: shirt(OLIVE, -12),
    "lambswool_jumper": lambda: jumper(CHARCOAL),
    "chinos": lambda: trousers(NAVY),
    "leather_sneaker": lambda: sneaker(WHITE),
    "ballet_pump": lambda: pump(BURGUNDY),
    "tote_bag": lambda: tote_bag(CREAM),
    "shoulder_bag": lambda: shoulder_bag(LEATHER),
    "linen_scarf": lambda: scarf(SKY),
    "checked_scarf": lambda: scarf(CHARCOAL, ROSE),
}
