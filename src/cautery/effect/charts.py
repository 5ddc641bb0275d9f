"""The pictures of effect, as SVG: how long accounts live, who comes back, what reach was lost, where links lead."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import altair as alt
import vl_convert

from cautery.effect.figure import Curve, Measure

WIDTH, HEIGHT = 640, 260
INK, SOFT, LINE = "#1b2226", "#59656c", "#d9dee1"
MARKED, BESIDE = "#b4532a", "#2a7f6f"
HOSTS = ("#1f5f78", "#b4532a", "#2a7f6f", "#8a5200", "#6b4e8a", "#4a7a2a", "#a8201a", "#59656c", "#b9c2c7")
"""Colours that are told apart in light and dark, and when two look alike to somebody."""


def picture(measure: Measure) -> str | None:
    """Draw a measure; None where there is nothing to draw."""
    draw = _DRAWN.get(measure.name)
    if draw is None or not any(curve.points for curve in measure.curves):
        return None
    chart = draw(measure).properties(width=WIDTH, height=HEIGHT, background="white")
    told = (
        chart.configure(font="system-ui, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(gridColor=LINE, labelColor=SOFT, titleColor=INK, domainColor=SOFT, tickColor=SOFT)
        .configure_legend(symbolOpacity=1, labelColor=INK)
    )
    return str(vl_convert.vegalite_to_svg(told.to_dict()))


def _survival(measure: Measure) -> Any:
    """Days on an axis that gives hours room: how many still live."""
    rows = [row | {"x": row["x"] / 24} for row in _rows(measure.curves) if row["x"] > 0]
    scale = alt.Scale(type="log", nice=False)
    hour = "datum.value < 1 ? round(24 * datum.value) + ' h' : datum.value"
    axis = alt.Axis(values=[1 / 24, 0.25, 1, 2, 7, 30, 50, 120, 365], labelExpr=hour)
    x = alt.X("x:Q", scale=scale, title="days since then", axis=axis)
    return _banded(rows, x, title="share still up", shares=True)


def _returns(measure: Measure) -> Any:
    rows = [row | {"x": row["x"] / 24} for row in _rows(measure.curves)]
    return _banded(rows, alt.X("x:Q", title="days after the suspension"), title="share of operators back", shares=True)


def _reach(measure: Measure) -> Any:
    rows = _rows(measure.curves)
    zero = alt.Chart(_data([{"x": 0}])).mark_rule(color=SOFT, strokeDash=[4, 4]).encode(x="x:Q")
    x = alt.X("x:Q", title="days since the first suspension")
    return _banded(rows, x, title="reach a day", shares=False) + zero


def _displacement(measure: Measure) -> Any:
    """Weeks side by side, each host's share of that week's links; the order is that of the legend."""
    names = [curve.name for curve in measure.curves]
    rows = [row | {"place": names.index(str(row["name"]))} for row in _rows(measure.curves)]
    colour = alt.Color(
        "name:N", sort=names, title="links lead to", scale=alt.Scale(domain=names, range=_colours(names))
    )
    return (
        alt.Chart(_data(rows))
        .mark_area(interpolate="monotone")
        .encode(
            x=alt.X("x:T", title="week", scale=alt.Scale(type="utc")),
            y=alt.Y("value:Q", stack="normalize", title="share of links", axis=alt.Axis(format="%")),
            color=colour,
            order=alt.Order("place:Q"),
        )
    )


def _regrowth(measure: Measure) -> Any:
    """Each takedown's days after it, one line each: what part of the reach before has come back."""
    rows = _rows(measure.curves)
    x = alt.X("x:Q", title="days since the takedown")
    return _banded(rows, x, title="reach, of what it was before", shares=True)


def _policies(measure: Measure) -> Any:
    """Policies on the same seeds, one line each."""
    return _banded(_rows(measure.curves), alt.X("x:Q", title="day"), title="followers of the network", shares=False)


def _banded(rows: Sequence[Mapping[str, Any]], x: Any, *, title: str, shares: bool) -> Any:
    """Draw lines, with bands where there are intervals."""
    names = list(dict.fromkeys(str(row["name"]) for row in rows))
    colour = alt.Color(
        "name:N", title=None, sort=names, scale=alt.Scale(domain=names, range=_colours(names)), legend=_legend(names)
    )
    axis = alt.Axis(format="%") if shares else alt.Axis(format="~s")
    base = alt.Chart(_data(rows))
    band = base.mark_area(opacity=0.18, interpolate="monotone").encode(
        x=x, y=alt.Y("low:Q", title=title, axis=axis), y2="high:Q", color=colour
    )
    line = base.mark_line(strokeWidth=2).encode(x=x, y=alt.Y("value:Q", title=title, axis=axis), color=colour)
    return band.transform_filter("isValid(datum.low)") + line


def _data(rows: Sequence[Mapping[str, Any]]) -> Any:
    return alt.InlineData(values=list(rows))


def _rows(curves: Sequence[Curve]) -> list[dict[str, Any]]:
    return [
        {"name": curve.name, "x": point.x, "value": point.value, "low": point.low, "high": point.high}
        for curve in curves
        for point in curve.points
    ]


def _colours(names: Sequence[str]) -> list[str]:
    few = (MARKED, BESIDE) if len(names) <= 2 else HOSTS
    return [few[place % len(few)] for place in range(len(names))]


def _legend(names: Sequence[str]) -> Any:
    return alt.Legend(orient="top", symbolType="stroke") if len(names) > 1 else None


_DRAWN: Mapping[str, Callable[[Measure], Any]] = {
    "survival": _survival,
    "returns": _returns,
    "reach": _reach,
    "displacement": _displacement,
    "regrowth": _regrowth,
    "policies": _policies,
}
