"""What if one looked at something else: policies on the same simulated seeds, with the same reviews, side by side.

Played on societies, where each detector is a number; `closed_loop` plays the product itself, in small.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cautery.effect.figure import Curve, Measure, Point
from cautery.effect.pictures import picture
from cautery.errors import Invalid
from cautery.kit.canonical import canonical_json
from cautery.simulator.society.dice import Floats
from cautery.simulator.society.opening import NEVER
from cautery.simulator.society.play import PlayedHistory, play
from cautery.simulator.society.pressure import Pressure
from cautery.simulator.society.priors import VIOLATING, Priors
from cautery.simulator.society.setting import SocietySize
from cautery.trials.credible import AROUND
from cautery.trials.following import half_life_h

CONTENT = frozenset({"terms", "texts"})
POLICIES: Mapping[str, frozenset[str]] = {
    "reports only": frozenset({"reports"}),
    "content only": CONTENT,
    "with banks": CONTENT | {"reports", "hashes"},
    "with networks": CONTENT | {"reports", "hashes", "networks"},
    "with operators": CONTENT | {"reports", "hashes", "networks", "operators"},
}
"""What opens cases. The first is what the others are set against; from the third on, each adds to the one before."""
SIZE = SocietySize(operators=300, bystanders=AROUND * 300, causes=5, days=60)
HEAD = ("policy", "reach-days", "less by", "among seeds", "half-life", "wrong in 1,000", "suspended", "reviews a day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a policy, over all seeds."""

    policy: str
    detectors: tuple[str, ...]
    reach_days: float
    """Followers of the network's accounts, summed over the days on which each was up; the mean of the seeds."""
    reduction: float
    """How much less that is than with the first policy; the mean of the seeds."""
    reduction_low: float
    reduction_high: float
    """The least and the most among the seeds."""
    half_life_h: float | None
    """Hours until half of those who came back were gone."""
    wrong_per_1000: float | None
    suspended: float
    reviews_a_day: float
    """What was used of the reviews, second looks included."""
    reach_by_day: tuple[float, ...]


def what_if(
    names: Sequence[str] = tuple(POLICIES),
    *,
    seeds: Sequence[int],
    reviews_a_day: int = 200,
    size: SocietySize = SIZE,
    priors: Priors | None = None,
    progress: Callable[[], None] = lambda: None,
) -> tuple[Result, ...]:
    """Play each policy on each seed; `progress` is called after each."""
    strange = [name for name in names if name not in POLICIES]
    if strange or not names:
        raise Invalid(f"There is no policy '{', '.join(strange)}'; there are: {', '.join(POLICIES)}.")
    results: list[Result] = []
    first = np.zeros(0)
    for name in names:
        pressure = Pressure(armed=POLICIES[name], reviews_a_day=reviews_a_day, second_look=True)
        lives = []
        for seed in seeds:
            lives.append(play(size, pressure, seed=seed, priors=priors, speaking=False))
            progress()
        by_day = np.array([reach_by_day(live) for live in lives])
        first = by_day.sum(axis=1) if not results else first
        results.append(_result(name, lives, by_day, 1 - by_day.sum(axis=1) / first))
    return tuple(results)


def reach_by_day(of: PlayedHistory) -> Floats:
    """Sum the followers of the network's accounts, day by day, each for the part of the day on which it was up."""
    theirs = np.flatnonzero(of.accounts["group"] == VIOLATING)
    active, closed, scale = (of.accounts[name][theirs] for name in ("active", "closed", "scale"))
    growth, told = of.priors.growth, []
    for day in range(of.size.days):
        ages = (np.maximum(0, np.minimum(closed, at) - active) / 30 for at in (day, day + 1))
        before, after = (scale * 30 * age ** (growth + 1) / (growth + 1) for age in ages)
        told.append(float((after - before).sum()))
    return np.array(told)


def pictured(results: Sequence[Result]) -> Measure:
    """Give the policies as lines that can be drawn: followers of the network, day by day."""
    curves = tuple(
        Curve(name=one.policy, points=tuple(Point(x=float(day), value=at) for day, at in enumerate(one.reach_by_day)))
        for one in results
    )
    best = max(results, key=lambda one: one.reduction)
    says = f"'{best.policy}' leaves {1 - best.reduction:.0%} of the reach-days that '{results[0].policy}' leaves."
    return Measure(name="policies", says=says, figures=(), curves=curves)


def cells(one: Result) -> tuple[str, ...]:
    """Give a policy as a row of a table, under `HEAD`."""
    half = "-" if one.half_life_h is None else f"{one.half_life_h:.0f} h"
    wrong = "-" if one.wrong_per_1000 is None else f"{one.wrong_per_1000:.1f}"
    return (
        one.policy,
        f"{one.reach_days:,.0f}",
        f"{one.reduction:.0%}",
        f"{one.reduction_low:.0%} to {one.reduction_high:.0%}",
        half,
        wrong,
        f"{one.suspended:,.0f}",
        f"{one.reviews_a_day:.0f}",
    )


def write(results: Sequence[Result], out: Path) -> tuple[Path, ...]:
    """Write the figures and the picture of them; returns the files."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        figures, drawn = out / "what-if.json", out / "what-if.svg"
        figures.write_bytes(canonical_json(results) + b"\n")
        drawn.write_text(picture(pictured(results)) or "", encoding="utf-8")
    except OSError as error:
        raise Invalid(f"'{out}' cannot be written to: {error.strerror}.") from None
    return figures, drawn


def _result(name: str, lives: Sequence[PlayedHistory], by_day: Floats, reductions: Floats) -> Result:
    suspended, wrong, looks = (sum(column) for column in zip(*map(_suspensions, lives), strict=True))
    lived = tuple(life for live in lives for life in _returns(live))
    return Result(
        policy=name,
        detectors=tuple(sorted(POLICIES[name])),
        reach_days=float(by_day.sum(axis=1).mean()),
        reduction=float(reductions.mean()),
        reduction_low=float(reductions.min()),
        reduction_high=float(reductions.max()),
        half_life_h=half_life_h(lived),
        wrong_per_1000=1000 * wrong / suspended if suspended else None,
        suspended=suspended / len(lives),
        reviews_a_day=looks / sum(live.size.days for live in lives),
        reach_by_day=tuple(by_day.mean(axis=0).tolist()),
    )


def _suspensions(of: PlayedHistory) -> tuple[int, int, int]:
    """Count suspensions, those that hit the innocent, and looks."""
    made = of.decisions
    suspended = made["measure"] == 1
    wrong = suspended & (of.accounts["group"][made["row"]] != VIOLATING)
    return int(suspended.sum()), int(wrong.sum()), int(made["looks"].sum())


def _returns(of: PlayedHistory) -> tuple[tuple[float, bool], ...]:
    """Give the hours that each account lived which continues another, and whether it has ended."""
    accounts = of.accounts
    again = np.flatnonzero(accounts["incarnation"] > 1)
    closed, active = accounts["closed"][again], accounts["active"][again]
    hours = (np.minimum(closed, of.size.days) - active) * 24
    return tuple(zip(hours.tolist(), (closed < NEVER).tolist(), strict=True))
