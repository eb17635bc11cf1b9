"""Plots as plain SVG, readable on light and dark ground."""

from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 20, 56, 40
COLOURS = ("#0f8a8f", "#d07a2d", "#7a7f8a")
TEXT = "#6b7280"


def _frame(title, body, names):
    legend = "".join(
        f'<rect x="{LEFT + 150 * number}" y="34" width="10" height="10" fill="{COLOURS[number]}"/>'
        f'<text x="{LEFT + 150 * number + 16}" y="43">{escape(name)}</text>'
        for number, name in enumerate(names)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="sans-serif" font-size="12" fill="{TEXT}" role="img">'
        f"<title>{escape(title)}</title>"
        f'<text x="{LEFT}" y="22" font-size="14" font-weight="600">{escape(title)}</text>'
        f"{legend}{body}</svg>\n"
    )


class _LogScale:
    """Figures that differ a hundredfold in one picture: each step upwards is ten times more."""

    def __init__(self, values):
        positive = [value for value in values if value > 0]
        self.low = floor(log10(min(positive)))
        self.high = max(ceil(log10(max(positive))), self.low + 1)

    def y(self, value):
        share = (log10(max(value, 10**self.low)) - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def grid(self):
        lines = []
        for power in range(self.low, self.high + 1):
            y = self.y(10**power)
            lines.append(
                f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{TEXT}" '
                f'stroke-opacity=".25"/>'
                f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:g}</text>'
            )
        return "".join(lines)


def bars(title, names, groups):
    """Bars side by side, on a scale of tens.

    :param names: what the bars of each group stand for
    :param groups: ``{label: [Figure or None]}``
    """
    figures = [figure for group in groups.values() for figure in group if figure]
    scale = _LogScale([value for figure in figures for value in (figure.median, figure.low, figure.high)])
    room = (WIDTH - LEFT - RIGHT) / len(groups)
    width = min(0.7 * room / len(names), 56)
    body = [scale.grid()]
    for place, (label, group) in enumerate(groups.items()):
        middle = LEFT + room * (place + 0.5)
        body.append(f'<text x="{middle:.1f}" y="{HEIGHT - 14}" text-anchor="middle">{escape(label)}</text>')
        for number, figure in enumerate(group):
            if figure:
                x = middle + (number - len(names) / 2) * width
                body.append(_bar(x, width - 4, figure, scale, COLOURS[number]))
    return _frame(title, "".join(body), names)


def _bar(x, width, figure, scale, colour):
    top, centre = scale.y(figure.median), x + width / 2
    return (
        f'<rect x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" height="{HEIGHT - BOTTOM - top:.1f}" '
        f'fill="{colour}"/>'
        f'<line x1="{centre:.1f}" x2="{centre:.1f}" y1="{scale.y(figure.low):.1f}" '
        f'y2="{scale.y(figure.high):.1f}" stroke="{TEXT}"/>'
        f'<text x="{centre:.1f}" y="{scale.y(figure.high) - 6:.1f}" text-anchor="middle">'
        f"{figure.median:.3g}</text>"
    )
