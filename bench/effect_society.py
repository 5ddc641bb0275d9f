"""The same question on the simulated society: whether its truth lies within the intervals of effect.

The truth of a figure is what a society forty times as large says, moderated as closely; of a takedown's reach, what the same
hands reach when the same seed is replayed without it; of the undetected, whom no detector saw. Hands here run several accounts
at once, come back into the same place, and a few accounts have most of the reach.
"""

from dataclasses import replace
from datetime import timedelta

import polars as pl

from bench.seen import Lens, observed, truth
from cautery.effect.figure import Figure
from cautery.effect.measures import MEASURES
from cautery.effect.tables import ObservedTables, of_takedown, seen
from cautery.simulator.society.play import PlayedHistory, otherwise, play
from cautery.simulator.society.pressure import Pressure, SimulatedTakedown
from cautery.simulator.society.setting import SocietySize

AT = 60
PRESSED = Pressure(
    armed=frozenset({"reports", "terms", "texts", "hashes", "networks"}),
    wait_d=2.0,
    observed=0.05,
    takedowns=(SimulatedTakedown(id="one", day=AT),),
)
TIMES = 40
SMALL = SocietySize(operators=120, bystanders=600, days=120)
LARGE = replace(SMALL, operators=TIMES * SMALL.operators, bystanders=TIMES * SMALL.bystanders)
LOOKS = Lens(looks_every_d=0.25)
AT_LENGTH = ("survival", "returns", "regain", "replacement", "displacement", "insularity", "collateral", "sooner")


def measured(seed: int) -> tuple[dict[str, Figure], dict[str, float]]:
    """Measure one society, and give what was true in just this one."""
    played = play(SMALL, PRESSED, seed=seed)
    as_seen = _tables(played)
    one = of_takedown(as_seen, "one")
    outside = observed(played, LOOKS)
    crawled = MEASURES["survival"](seen(outside.tables, until=outside.until)).figures
    reach = [figure for figure in MEASURES["reach"](one).figures if figure.name.startswith("reach_")]
    figures = [figure for name in (*AT_LENGTH, "undetected") for figure in MEASURES[name](as_seen).figures]
    named = {figure.name: figure for figure in figures}
    named |= {f"outside_{figure.name}": figure for figure in crawled if figure.name.endswith("creation")}
    named |= {f"takedown_{figure.name}": figure for figure in reach}
    return named, _true_here(played, one)


def at_length(seed: int) -> dict[str, float]:
    """Give what each figure is in a large society."""
    whole = _tables(play(LARGE, replace(PRESSED, reviews_a_day=TIMES * PRESSED.reviews_a_day), seed=seed))
    found = {figure.name: figure.value for name in AT_LENGTH for figure in MEASURES[name](whole).figures}
    told = {name: value for name, value in found.items() if value is not None}
    return told | {f"outside_{name}": value for name, value in told.items() if name.endswith("creation")}


def _tables(played: PlayedHistory) -> ObservedTables:
    told = observed(played)
    return seen(told.tables, until=told.until)


def _true_here(played: PlayedHistory, one: ObservedTables) -> dict[str, float]:
    hands = one.first_suspended()["cluster"]
    was, would = (_reached(each, hands) for each in (played, otherwise(played)))
    lost = {"takedown_reach_lost": 1 - was / would, "takedown_reach_lost_by_mixture": 1 - was / would}
    return lost | {
        "takedown_reach_days_lost": would - was,
        "undetected": float(truth(played).tables["undetected"].height),
    }


def _reached(played: PlayedHistory, hands: pl.Series) -> float:
    """Add up what some hands reached in the thirty days from the takedown on."""
    told = truth(played)
    first = told.begin.date() + timedelta(days=AT)
    theirs = told.tables["accounts"].filter(pl.col("operator").is_in(hands.to_list())).select("account")
    days = told.tables["reach"].filter(pl.col("day").is_between(first, first + timedelta(days=29)))
    return float(days.join(theirs, on="account")["views"].sum())
