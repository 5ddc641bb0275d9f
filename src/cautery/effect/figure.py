"""A figure with its interval, its method and its rows, and the measure that it is part of."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number, between which bounds it lies at 95 %, how it was made, and from which rows."""

    name: str
    value: float | None
    """None: the rows do not tell; `note` says why."""
    low: float | None = None
    high: float | None = None
    unit: str
    """share, hours, days, times, accounts, posts a day, ..."""
    method: str
    """One sentence."""
    table: str = "accounts"
    """Where the rows stand."""
    rows: tuple[str, ...] = ()
    """Keys of the rows in their table: accounts, cases, hosts or days."""
    note: str = ""
    """What a reader must know before believing it."""

    @property
    def interval(self) -> tuple[float | None, float | None]:
        """The bounds between which the truth lies in 95 of 100 such cases."""
        return self.low, self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on a curve, with its band; `x` is hours, days, or a date."""

    x: float | str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A line of a picture."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """What a figure rests on, and whether it was tested. What failed its test lets nothing be claimed."""

    name: str
    tested: bool
    passed: bool | None
    """None: it was not tested."""
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One question about the effect: what came out in a sentence, its figures, the one that matters most first."""

    name: str
    says: str
    figures: tuple[Figure, ...]
    curves: tuple[Curve, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    compared_with: str = ""
    """Who stood beside; empty where the measure compares with nobody."""

    @property
    def headline(self) -> Figure:
        """The figure that the measure is about."""
        return self.figures[0]

    def figure(self, name: str) -> Figure:
        """Give a figure by its name."""
        return next(one for one in self.figures if one.name == name)


def told(
    name: str,
    found: tuple[float, float, float],
    *,
    unit: str,
    method: str,
    rows: tuple[str, ...],
    table: str = "accounts",
    note: str = "",
) -> Figure:
    """Make a figure of a value and its bounds; what is not a number was not found."""
    value, low, high = (None if math.isnan(one) else float(one) for one in found)
    return Figure(
        name=name, value=value, low=low, high=high, unit=unit, method=method, table=table, rows=rows, note=note
    )


def point(x: float | str, found: tuple[float, float, float]) -> Point:
    """Make a point of a value and its bounds."""
    value, low, high = (None if math.isnan(one) else float(one) for one in found)
    return Point(x=x, value=value or 0.0, low=low, high=high)


def cannot_tell(
    name: str, note: str, *, unit: str, method: str, rows: tuple[str, ...], table: str = "accounts"
) -> Figure:
    """Make a figure that the rows do not tell, with the reason."""
    return Figure(name=name, value=None, unit=unit, method=method, table=table, rows=rows, note=note)


def span(figure: Figure, form: str = ".0%") -> str:
    """Write a figure's bounds; empty when it has none."""
    if figure.low is None or figure.high is None:
        return ""
    return f" ({figure.low:{form}} to {figure.high:{form}})"
