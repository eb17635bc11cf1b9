# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The motifs that hold things together: bolts, nuts, washers, anchors."""

from demo_canvas import BLACK, BRASS, CLEAR, PAPER, STEEL, TEAL, TILT, Canvas, around


def hex_bolt(tones=STEEL, shaft=0):
    """A hexagon bolt; `shaft` is how much of it carries no thread."""
    drawing = Canvas(TILT)
    drawing.rod(tones, -42, -40 + shaft, 17)
    drawing.thread(tones, -42 + shaft, 82, 17)
    drawing.rect(tones[1], -80, -34, -46, 34, 4)
    drawing.rect(tones[0], -80, -34, -46, -14, 4)
    drawing.rect(tones[2], -80, 15, -46, 34, 4)
    drawing.rect(tones[3], -48, -36, -42, 36)
    return drawing


def socket_screw(tones=STEEL):
    drawing = Canvas(TILT)
    drawing.thread(tones, -40, 80, 17)
    drawing.rod(tones, -82, -38, 32)
    for x in range(-76, -42, 6):
        drawing.rect(tones[3], x, -32, x + 1.6, 32)
    drawing.rect(tones[3], -86, -24, -80, 24, 2)
    return drawing


def carriage_bolt():
    drawing = Canvas(TILT)
    drawing.thread(STEEL, -44, 82, 16)
    drawing.rect(STEEL[2], -56, -18, -36, 18)
    dome = [(-56, -40), (-68, -34), (-78, -20), (-82, 0), (-78, 20), (-68, 34), (-56, 40)]
    drawing.polygon(STEEL[1], *dome)
    drawing.polygon(STEEL[0], (-56, -40), (-68, -34), (-78, -20), (-82, 0), (-56, -8))
    drawing.polygon(STEEL[2], (-56, 40), (-68, 34), (-76, 24), (-56, 16))
    return drawing


def eye_bolt():
    drawing = Canvas(TILT)
    drawing.thread(STEEL, 0, 86, 15)
    drawing.rect(STEEL[3], -6, -24, 4, 24, 2)
    drawing.disc(STEEL[2], -42, 0, 42)
    drawing.disc(STEEL[1], -43, -2, 39)
    drawing.disc(STEEL[0], -45, -5, 33)
    drawing.disc(STEEL[2], -42, 0, 26)
    drawing.disc(CLEAR, -42, 0, 23)
    return drawing


def wood_screw():
    drawing = Canvas(TILT)
    drawing.polygon(BRASS[1], (-60, -12), (50, -12), (88, 0), (50, 12), (-60, 12))
    drawing.polygon(BRASS[0], (-60, -12), (50, -12), (70, -6), (-60, -4))
    for x in range(-34, 66, 11):
        reach = 17 if x < 44 else 13
        drawing.polygon(BRASS[2], (x, reach), (x + 4, reach), (x + 9, -reach), (x + 5, -reach))
    drawing.polygon(BRASS[1], (-82, -34), (-74, -34), (-50, -12), (-50, 12), (-74, 34), (-82, 34))
    drawing.polygon(BRASS[0], (-82, -34), (-74, -34), (-50, -12), (-82, -12))
    drawing.rect(BRASS[3], -86, -34, -80, 34, 2)
    return drawing


def hex_nut(collar=None):
    """A nut from above; `collar` is the colour of a locking ring."""
    drawing = Canvas()
    drawing.hexagon(STEEL[2], 4, 8, 76, 30)
    drawing.hexagon(STEEL[1], 0, 0, 76, 30)
    drawing.polygon(STEEL[0], (0, 0), *around(0, 0, 76, 6, 30)[3:6])
    drawing.disc(STEEL[0], 0, 0, 56)
    drawing.disc(collar or STEEL[1], 0, 0, 46)
    drawing.disc(STEEL[3], 0, 0, 36)
    drawing.disc(STEEL[2], 0, 0, 33)
    drawing.disc(CLEAR, 0, 0, 28)
    return drawing


def wing_nut():
    drawing = Canvas()
    for side in (-1, 1):
        drawing.polygon(STEEL[1], (side * 18, -4), (side * 70, -58), (side * 88, -40), (side * 34, 30))
        drawing.polygon(STEEL[0], (side * 18, -4), (side * 70, -58), (side * 76, -52), (side * 24, 8))
        drawing.disc(STEEL[1], side * 78, -48, 14)
    drawing.polygon(STEEL[1], (-26, -16), (26, -16), (38, 44), (-38, 44))
    drawing.polygon(STEEL[0], (-26, -16), (-6, -16), (-14, 44), (-38, 44))
    drawing.polygon(STEEL[2], (14, -16), (26, -16), (38, 44), (22, 44))
    drawing.rect(STEEL[3], -38, 42, 38, 48)
    return drawing


def washer(hole=34, tones=STEEL):
    drawing = Canvas()
    drawing.disc(tones[3], 3, 6, 76)
    drawing.disc(tones[1], 0, 0, 76)
    drawing.disc(tones[0], -4, -5, 69)
    drawing.disc(tones[1], 0, 0, 64)
    drawing.disc(tones[3], 0, 0, hole + 3)
    drawing.disc(CLEAR, 2, 3, hole)
    return drawing


def spring_washer():
    drawing = washer(44, BLACK)
    drawing.polygon(CLEAR, (30, -10), (100, -22), (100, -8), (30, 2))
    return drawing


def wedge_anchor():
    drawing = Canvas(TILT)
    drawing.rod(STEEL, -20, 50, 15)
    drawing.thread(STEEL, -86, -16, 14)
    drawing.rod(STEEL, 28, 66, 18)
    drawing.rect(STEEL[3], 34, -2, 62, 2)
    drawing.polygon(STEEL[2], (64, -11), (88, -20), (88, 20), (64, 11))
    drawing.polygon(STEEL[1], (64, -11), (88, -20), (88, 2), (64, 2))
    drawing.rect(STEEL[3], -34, -32, -29, 32)
    drawing.rect(STEEL[1], -56, -26, -34, 26, 3)
    drawing.rect(STEEL[0], -56, -26, -34, -10, 3)
    return drawing


def wall_plug():
    drawing = Canvas(TILT)
    tones = (*TEAL[:3], TEAL[3])
    drawing.polygon(tones[1], (-70, -20), (60, -20), (88, -8), (88, 8), (60, 20), (-70, 20))
    drawing.polygon(tones[0], (-70, -20), (60, -20), (88, -8), (-70, -8))
    for x in range(-50, 56, 18):
        drawing.polygon(tones[2], (x, -26), (x + 10, -20), (x, -20))
        drawing.polygon(tones[2], (x, 26), (x + 10, 20), (x, 20))
    drawing.rect(tones[3], -20, -2, 88, 2)
    drawing.rect(tones[2], -82, -28, -70, 28, 3)
    return drawing


def cartridge():
    drawing = Canvas(TILT)
    drawing.rect(STEEL[2], 46, -8, 92, 8, 3)
    drawing.rod(BLACK, 36, 52, 20)
    drawing.rod(PAPER, -72, 40, 30)
    drawing.rect(TEAL[2], -50, -30, 18, 30)
    drawing.rect(TEAL[1], -50, -30, 18, -10)
    drawing.rect(PAPER[0], -38, -4, 4, 2)
    drawing.rect(PAPER[0], -38, 8, -12, 13)
    drawing.rect(BLACK[1], -82, -33, -70, 33, 4)
    return drawing
