"""The same question on a small invented network, simple enough that the truth of lives and returns is known exactly.

It is looked at in two ways: as its platform sees it, and as an outsider who looks every six hours and finds some late.
"""

from dataclasses import replace

import numpy as np

from cautery.effect.figure import Figure
from cautery.effect.measures import MEASURES
from cautery.effect.tables import of_takedown
from tests.effect_world import TAKEDOWN, Plan, World, play

PLAN = Plan(operators=80)
OUTSIDE = replace(PLAN, look_hours=6, found_late=0.4)
LONG = replace(PLAN, operators=6_000, people=9_000)
AT_LENGTH = ("regain", "replacement", "displacement", "insularity", "collateral")
MARKS = {"1h": 1, "24h": 24, "48h": 48, "7d": 168, "50d": 1200}


def measured(seed: int) -> tuple[dict[str, Figure], dict[str, float]]:
    """Measure one world as its platform and as an outsider see it, and give what was true in just this one."""
    world, without = play(seed, PLAN), play(seed, replace(PLAN, acts=False))
    taken = ("survival", "returns", *AT_LENGTH, "undetected")
    found = {figure.name: figure for name in taken for figure in MEASURES[name](world.seen).figures}
    outside = MEASURES["survival"](play(seed, OUTSIDE).seen).figures
    one = MEASURES["reach"](of_takedown(world.seen, TAKEDOWN)).figures
    named = {
        **found,
        **{f"outside_{figure.name}": figure for figure in outside},
        **{f"takedown_{figure.name}": figure for figure in one if figure.name.startswith("reach_")},
    }
    days = range(PLAN.at, PLAN.at + 30)
    was, would = (one.reached(world.met(), days) for one in (world, without))
    share = 1 - was / would
    own = {
        "undetected": float(world.undetected),
        "takedown_reach_lost": share,
        "takedown_reach_lost_by_mixture": share,
        "takedown_reach_days_lost": would - was,
    }
    return named, own


def at_length(seed: int) -> dict[str, float]:
    """Give what each figure is in a world of thousands of operators; lives and returns from the lives themselves."""
    world = play(seed, LONG)
    same = {figure.name: figure.value for name in AT_LENGTH for figure in MEASURES[name](world.seen).figures}
    return {name: value for name, value in same.items() if value is not None} | _lives(world) | _returns(world)


def _lives(world: World) -> dict[str, float]:
    ages = np.array([24 * (life.ends - life.created) for life in world.lives if life.created < PLAN.days])
    gone = {f"gone_{name}": float((ages <= hours).mean()) for name, hours in MARKS.items()} | {
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
