"""Plots as plain SVG, readable on light and dark ground."""

from html import escape
from math import ceil, floor, log10

from benchmarks.results import short

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 20, 56, 40
COLOURS = ("#0f8a8f", "#d07a2d", "#7a7f8a", "#5b6cc4")
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


class _Scale:
    """Where a value stands, from zero upwards."""

    def __init__(self, values):
        step = 10 ** floor(log10(max(values)))
        self.marks = [step * number for number in range(ceil(max(values) / step) + 1)]

    def y(self, value):
        """The height of a value."""
        return HEIGHT - BOTTOM - self._share(value) * (HEIGHT - TOP - BOTTOM)

    def _share(self, value):
        return value / self.marks[-1]

    def grid(self):
        """The lines of the scale with their figures."""
        lines = []
        for mark in self.marks:
            y = self.y(mark)
            lines.append(
                f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{TEXT}" '
                f'stroke-opacity=".25"/>'
                f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{short(mark)}</text>'
            )
        return "".join(lines)


class _ScaleOfTens(_Scale):
    """For figures that differ a hundredfold: each line upwards is ten times more."""

    def __init__(self, values):
        low = floor(log10(min(values)))
        high = max(ceil(log10(max(values))), low + 1)
        self.marks = [10.0**power for power in range(low, high + 1)]

    def _share(self, value):
        return log10(value / self.marks[0]) / log10(self.marks[-1] / self.marks[0])


def bars(title, names, groups, tens=False):
    """Bars side by side, with the spread of each.

    :param names: what the bars of each group stand for
    :param groups: ``{label: [Figure]}``
    :param bool tens: each line of the scale is ten times more than the one below
    """
    figures = [figure for group in groups.values() for figure in group]
    scale = (_ScaleOfTens if tens else _Scale)([end for one in figures for end in (one.low, one.high)])
    room = (WIDTH - LEFT - RIGHT) / len(groups)
    width = min(0.7 * room / len(names), 56)
    body = [scale.grid()]
    for place, (label, group) in enumerate(groups.items()):
        middle = LEFT + room * (place + 0.5)
        body.append(f'<text x="{middle:.1f}" y="{HEIGHT - 14}" text-anchor="middle">{escape(label)}</text>')
        for number, figure in enumerate(group):
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
        f"{short(figure.median)}</text>"
    )
