"""Figures: how they are summed up, compared and kept."""

import json
from dataclasses import asdict, dataclass, field
from statistics import median


def short(value):
    """A figure with as many digits as mean something."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


@dataclass(frozen=True)
class Figure:
    """Several measurements of the same thing: their median, and between what they lie.

    :param int count: how many single requests stand behind it
    :param float cpu: milliseconds of the server's processors per request, where that was measured
    """

    median: float
    low: float
    high: float
    count: int
    cpu: float | None = None

    def tell(self, unit):
        """The figure with its spread, in words."""
        spread = f" ({short(self.low)} to {short(self.high)})" if self.low != self.high else ""
        cpu = f", CPU {short(self.cpu)} ms" if self.cpu else ""
        return f"{short(self.median)} {unit}{spread}{cpu}"

    @classmethod
    def of(cls, values, count=None, cpu=None):
        """Sum up measurements."""
        values = list(values)
        count = len(values) if count is None else count
        return cls(median(values), min(values), max(values), count, cpu)

    @classmethod
    def of_rates(cls, bursts):
        """Requests per second of bursts."""
        return cls.of((burst.rate for burst in bursts), *_sums(bursts))

    @classmethod
    def of_times(cls, bursts):
        """Milliseconds per request: the median of each burst."""
        return cls.of((1000 * median(burst.durations) for burst in bursts), *_sums(bursts))


def _sums(bursts):
    """Requests of bursts, and milliseconds of the processors per request."""
    count = sum(len(burst.durations) for burst in bursts)
    return count, 1000 * sum(burst.cpu for burst in bursts) / count


@dataclass(frozen=True)
class Target:
    """What a ratio has to be: at least or at most this."""

    limit: float
    at_least: bool

    def is_met(self, value):
        """Tell whether a value is good enough."""
        return value >= self.limit if self.at_least else value <= self.limit

    @property
    def sign(self):
        """Which way it is meant."""
        return "≥" if self.at_least else "≤"


@dataclass
class Row:
    """One line of the report: a figure of ours beside what it is compared with.

    :param str what: what was measured
    :param int size: products in the catalogue
    :param str unit: of the figures
    :param str against: what the other figure is
    :param target: :class:`Target` of the value, or None where it is only told
    """

    key: str
    what: str
    size: int
    unit: str
    ours: Figure
    other: Figure | None = None
    against: str = ""
    target: Target | None = None
    notes: dict = field(default_factory=dict)

    @property
    def value(self):
        """What the target is about."""
        return self.ours.median if not self.other else self.ours.median / self.other.median

    @property
    def verdict(self):
        """Met, missed, or nothing where there is no target."""
        return "" if self.target is None else "met" if self.target.is_met(self.value) else "missed"


def at_least(limit):
    """A target for what should be large."""
    return Target(limit, True)


def at_most(limit):
    """A target for what should be small."""
    return Target(limit, False)


def save(path, rows):
    """Keep rows as JSON, so that the report can be drawn again."""
    path.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")


def read(path):
    """Rows that were kept."""
    return [_row(values) for values in json.loads(path.read_text(encoding="utf-8"))]


def _row(values):
    ours, other, target = values.pop("ours"), values.pop("other"), values.pop("target")
    return Row(
        **values,
        ours=Figure(**ours),
        other=Figure(**other) if other else None,
        target=Target(**target) if target else None,
    )
