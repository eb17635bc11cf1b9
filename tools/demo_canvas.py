# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The drawing board of the product pictures: flat shapes, materials, a cylinder and a thread.

Coordinates run from -100 to 100 on both axes, x to the right and y downwards, before the motif is turned.
"""

import math

from PIL import Image, ImageDraw

SIZE = 256
OVERSAMPLING = 2  # enough for smooth edges; more only makes bigger files
TILT = -35  # degrees: long things point to the upper right

CLEAR = (0, 0, 0, 0)
# Each material from its lit side to its shaded side, the last one for edges and grooves.
STEEL = ("#d3dadd", "#b4bec3", "#8f9ba1", "#66727a")
BLACK = ("#77838a", "#5a656b", "#434c51", "#2c3337")
BRASS = ("#ecd9a0", "#d6b968", "#b18f3d", "#80672a")
TEAL = ("#3f9297", "#1f757b", "#0f5e63", "#0a4347")
AMBER = ("#f2c869", "#e0a94a", "#bd8428", "#8a5f1a")
PAPER = ("#ffffff", "#eef2f3", "#d3dadd", "#8f9ba1")
WOOD = ("#e0bf94", "#c99f6c", "#a67c4a", "#7d5a31")


class Canvas:
    """A square drawing, turned by `angle` degrees around its centre."""

    def __init__(self, angle=0):
        self.pixels = SIZE * OVERSAMPLING
        self.image = Image.new("RGBA", (self.pixels, self.pixels), CLEAR)
        self.pen = ImageDraw.Draw(self.image)
        self.cos, self.sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def _place(self, x, y):
        half = self.pixels / 2
        return (
            half + (x * self.cos - y * self.sin) * half / 100,
            half + (x * self.sin + y * self.cos) * half / 100,
        )

    def polygon(self, fill, *points):
        self.pen.polygon([self._place(*point) for point in points], fill=fill)

    def rect(self, fill, left, top, right, bottom, radius=0):
        corners = ((right, bottom, 0), (left, bottom, 90), (left, top, 180), (right, top, 270))
        points = []
        for x, y, start in corners:
            cx = x - math.copysign(radius, x - (left + right) / 2)
            cy = y - math.copysign(radius, y - (top + bottom) / 2)
            for step in range(0, 91, 10) if radius else (0,):
                turn = math.radians(start + step)
                points.append((cx + radius * math.cos(turn), cy + radius * math.sin(turn)))
        self.polygon(fill, *points)

    def disc(self, fill, x, y, radius):
        cx, cy = self._place(x, y)
        reach = radius * self.pixels / 200
        self.pen.ellipse((cx - reach, cy - reach, cx + reach, cy + reach), fill=fill)

    def hexagon(self, fill, x, y, radius, turn=0):
        self.polygon(fill, *around(x, y, radius, 6, turn))

    def rod(self, tones, left, right, half, middle=0):
        """A cylinder seen from the side: light above, shade below."""
        lit, plain, shade, _edge = tones
        self.rect(plain, left, middle - half, right, middle + half)
        self.rect(lit, left, middle - half, right, middle - half * 0.35)
        self.rect(shade, left, middle + half * 0.45, right, middle + half)

    def thread(self, tones, left, right, half, pitch=7.5):
        """A threaded cylinder with a chamfered end on the right."""
        self.rod(tones, left, right, half)
        x = left + pitch / 2
        while x < right - pitch / 2:
            self.polygon(tones[3], (x, half), (x + 2.2, half), (x + 5.2, -half), (x + 3, -half))
            x += pitch
        self.polygon(CLEAR, (right - 5, -half - 1), (right + 1, -half - 1), (right + 1, -half + 5))
        self.polygon(CLEAR, (right - 5, half + 1), (right + 1, half + 1), (right + 1, half - 5))

    def save(self, path):
        """Write the picture in full colour mode, which scales down well."""
        image = self.image.resize((SIZE, SIZE), Image.Resampling.BOX)
        image.save(path, optimize=True)


def around(x, y, radius, count, turn=0):
    """Corners of a regular polygon."""
    angles = (math.radians(turn + step * 360 / count) for step in range(count))
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]
