"""Whether the truth lies within the intervals of effect as often as they say, over as many worlds as SEEDS (200 unless told).

The truth of a figure is what the same world does at length: thousands of operators whose every day is on record. Of reach, it
is what the same operators reach in the same world without the takedown; of the undetected, those whom no detector found. A
world is looked at in two ways: as its platform sees it, and as an outsider who looks every six hours and finds some late.
"""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import numpy as np

from bench.report import doing, rounded, tell
from cautery.effect.figure import Figure
from cautery.effect.measures import MEASURES
from cautery.effect.tables import of_takedown
from tests.effect_world import TAKEDOWN, Plan, World, play

SEEDS = int(os.environ.get("SEEDS", "200"))
FIRST_SEED, LONG_SEED = 1_000_000, 1
PLAN = Plan(operators=80)
OUTSIDE = replace(PLAN, look_hours=6, found_late=0.4)
LONG = replace(PLAN, operators=6_000, people=9_000)
GOALS = {"coverage": [0.9, 0.99], "coverage over 2,000 seeds": [0.93, 0.97], "undetected_error": 0.2}
Told = dict[str, tuple[float, float, float]]
"""A figure's value and bounds."""


def main() -> None:
    """Measure, and print the line."""
    doing(f"the truth, in a world of {LONG.operators} operators")
    truths = _truths()
    doing(f"{SEEDS} worlds of {PLAN.operators} operators")
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        worlds = list(pool.map(_one, range(FIRST_SEED, FIRST_SEED + SEEDS), chunksize=5))
    names = sorted({name for found, _ in worlds for name in found})
    rows = {
        name: [(found[name], own.get(name, truths.get(name))) for found, own in worlds if name in found]
        for name in names
    }
    judged = {name: [(told, true) for told, true in pairs if true is not None] for name, pairs in rows.items()}
    tell(
        "effect",
        {
            "coverage": {name: _coverage(pairs) for name, pairs in judged.items()},
            "width": {name: _width(pairs) for name, pairs in judged.items()},
            "bias": {name: _bias(pairs) for name, pairs in judged.items()},
            "told": {name: len(pairs) for name, pairs in judged.items()},
            "undetected_error": _error(judged["undetected"]),
            "seeds": SEEDS,
        },
        beside={},
        limit=GOALS,
        seed=FIRST_SEED,
    )


def _one(seed: int) -> tuple[Told, dict[str, float]]:
    """Measure one world as its platform and as an outsider see it, and give what was true in just this one."""
    world, without = play(seed, PLAN), play(seed, replace(PLAN, acts=False))
    found = {figure.name: figure for name, take in MEASURES.items() for figure in take(world.seen).figures}
    outside = MEASURES["survival"](play(seed, OUTSIDE).seen).figures
    one = MEASURES["reach"](of_takedown(world.seen, TAKEDOWN)).figures
    named = {
        **found,
        **{f"outside_{figure.name}": figure for figure in outside},
        **{f"takedown_{figure.name}": figure for figure in one if figure.name in ("reach_lost", "reach_days_lost")},
    }
    days = range(PLAN.at, PLAN.at + 30)
    was, would = (one.reached(world.met(), days) for one in (world, without))
    own = {
        "undetected": float(world.undetected),
        "takedown_reach_lost": 1 - was / would,
        "takedown_reach_days_lost": would - was,
    }
    return dict(_told(named)), own


def _told(figures: Mapping[str, Figure]) -> Iterator[tuple[str, tuple[float, float, float]]]:
    for name, figure in figures.items():
        if figure.value is not None and figure.low is not None and figure.high is not None:
            yield name, (figure.value, figure.low, figure.high)


def _truths() -> dict[str, float]:
    """Give what each figure is in a world at length; lives and returns from the lives themselves."""
    world = play(LONG_SEED, LONG)
    same = {figure.name: figure.value for name in _AT_LENGTH for figure in MEASURES[name](world.seen).figures}
    found = {name: value for name, value in same.items() if value is not None}
    return found | _lives(world) | _returns(world)


_AT_LENGTH = ("regain", "replacement", "reach", "displacement", "insularity", "collateral")


def _lives(world: World) -> dict[str, float]:
    ages = np.array([24 * (life.ends - life.created) for life in world.lives if life.created < PLAN.days])
    marks = {"1h": 1, "24h": 24, "48h": 48, "7d": 168, "50d": 1200}
    gone = {f"gone_{name}": float((ages <= hours).mean()) for name, hours in marks.items()} | {
        "median": float(np.median(ages))
    }
    sides = ("", "outside_")
    return {
        f"{side}{name}_from_{since}": value
        for name, value in gone.items()
        for side in sides
        for since in ("creation", "first_violation")
    }


def _returns(world: World) -> dict[str, float]:
    lives = {(life.operator, life.nth): life for life in world.lives}
    ended = [life for life in world.lives if life.ends < PLAN.days]
    after = [lives.get((life.operator, life.nth + 1)) for life in ended]
    hours = np.array([24 * (new.created - old.ends) if new else np.inf for old, new in zip(ended, after, strict=True)])
    first = np.array([life.nth == 1 for life in ended])
    back = {f"returned_{name}": float((hours <= h).mean()) for name, h in (("7d", 168), ("30d", 720))}
    whose = {f"operators_returned_{name}": float((hours[first] <= h).mean()) for name, h in (("7d", 168), ("30d", 720))}
    return back | whose | {"time_to_return": float(np.median(hours[hours <= 720]))}


Pairs = list[tuple[tuple[float, float, float], float]]


def _coverage(pairs: Pairs) -> float:
    return rounded(float(np.mean([low <= true <= high for (_, low, high), true in pairs]))) if pairs else float("nan")


def _width(pairs: Pairs) -> float:
    finite = [high - low for (_, low, high), _ in pairs if np.isfinite(high - low)]
    return rounded(float(np.mean(finite))) if finite else float("nan")


def _bias(pairs: Pairs) -> float:
    return rounded(float(np.mean([value - true for (value, *_), true in pairs]))) if pairs else float("nan")


def _error(pairs: Pairs) -> float:
    return rounded(float(np.median([abs(value / true - 1) for (value, *_), true in pairs if true > 0])))


if __name__ == "__main__":
    main()
