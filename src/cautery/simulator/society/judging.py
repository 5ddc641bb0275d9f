"""Moderators: a queue whose order among equally justified cases is drawn, so many reviews a day, and decisions that err."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cautery.simulator.society.columns import Column, Columns
from cautery.simulator.society.dice import Flags, Floats, Integers, Keys, bells, shares
from cautery.simulator.society.opening import NEVER
from cautery.simulator.society.pressure import Pressure
from cautery.simulator.society.priors import VIOLATING, Priors

MEASURES = ("none", "suspend", "observe")
CASE = {"row": np.int64, "opened": np.float64, "ready": np.float64, "done": np.bool_}
DECISION = {
    "row": np.int64,
    "measure": np.int64,
    "opened": np.float64,
    "at": np.float64,
    "chance": np.float64,
    "appealed": np.bool_,
    "upheld": np.bool_,
    "reversed": np.float64,
    "takedown": np.int64,
    "looks": np.int64,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A part of a day, in days from the beginning."""

    since: float
    until: float


def open_cases(accounts: Columns, pressure: Pressure, span: Span) -> Columns:
    """Open cases about those whom an armed detector saw since the last decision about them."""
    cases = Columns(CASE)
    free = (accounts["closed"] == NEVER) & ~accounts["waits"]
    opened = first_seen(accounts, pressure.armed, since=accounts["decided"])
    observed = accounts["observed"]
    opened = np.where(np.isfinite(observed), observed, np.maximum(opened, pressure.begins))
    rows = np.flatnonzero(free & (opened < span.until))
    keys, again = accounts["key"][rows], accounts["looks"][rows]
    waits = -pressure.wait_d * np.log(_shares_each(keys, "waits", again)) if pressure.wait_d else np.zeros(len(rows))
    accounts["waits"][rows] = True
    cases.add(row=rows, opened=opened[rows], ready=opened[rows] + waits, done=np.zeros(len(rows)))
    return cases


def first_seen(accounts: Columns, detectors: Iterable[str], *, since: Floats | None = None) -> Floats:
    """Say when the first of some detectors saw each account, after a time; never, where none did."""
    first = np.full(len(accounts), NEVER)
    for name in sorted(detectors):
        seen = accounts[f"seen_{name}"]
        first = np.minimum(first, seen if since is None else np.where(seen > since, seen, NEVER))
    return first


def review(waiting: Columns, accounts: Columns, pressure: Pressure, priors: Priors, span: Span) -> Columns:
    """Decide as many cases as there are reviews in this part of a day, in the queue's order."""
    decisions = Columns(DECISION)
    waiting["done"][~accounts["waits"][waiting["row"]]] = True
    open_still = np.flatnonzero(~waiting["done"] & (waiting["ready"] < span.until))
    order = open_still[np.argsort(waiting["ready"][open_still], kind="stable")]
    rows, opened, ready = (waiting[name][order] for name in ("row", "opened", "ready"))
    asks_second, suspends = _judged(rows, accounts, pressure)
    places = pressure.reviews_a_day * (span.until - span.since)
    step = (span.until - span.since) / max(places, 1e-9)
    first = np.maximum(np.ceil((ready - span.since) / step - 0.5), 0)
    costs = 1.0 + asks_second
    before = np.cumsum(costs) - costs
    turn = before + np.maximum.accumulate(first - before) if len(rows) else first
    done = turn + costs <= places
    waiting["done"][order[done]] = True
    rows, opened, suspends = rows[done], opened[done], suspends[done]
    at = span.since + (turn[done] + costs[done] - 0.5) * step
    measure = np.where(suspends & _observes(rows, accounts, pressure), 2, suspends.astype(np.int64))
    decisions.add(
        row=rows,
        measure=measure,
        opened=opened,
        at=at,
        chance=chances(rows, accounts),
        takedown=np.full(len(rows), -1),
        looks=costs[done],
        **appeals(rows, at, measure == 1, accounts=accounts, error=pressure.error, priors=priors),
    )
    _note(decisions, accounts, pressure)
    return decisions


def appeals(
    rows: Integers, at: Floats, suspended: Flags, *, accounts: Columns, error: float, priors: Priors
) -> dict[str, Column]:
    """Draw who objects to a suspension, and whether it stands; a hand would rather come back than be heard, and never wins."""
    keys, guilty = accounts["key"][rows], accounts["group"][rows] == VIOLATING
    innocent_appeals, hand_appeals = priors.appeals
    appealed = suspended & (shares(keys, "appeals") < np.where(guilty, hand_appeals, innocent_appeals))
    wrong_again = shares(keys, "appeal judged") < error
    upheld = appealed & (guilty | wrong_again)
    reversed_at = np.where(appealed & ~upheld, at + 1 + 6 * shares(keys, "appeal takes"), NEVER)
    return {"appealed": appealed, "upheld": upheld, "reversed": reversed_at}


def chances(rows: Integers, accounts: Columns) -> Floats:
    """Draw how suspicious each account looked when its case was opened; the guilty rather more than the innocent."""
    centre = np.where(accounts["group"][rows] == VIOLATING, 2.0, -1.0)
    return np.asarray(1 / (1 + np.exp(-centre - bells(accounts["key"][rows], "chance"))))


def _judged(rows: Integers, accounts: Columns, pressure: Pressure) -> tuple[Flags, Flags]:
    """Say for which a second person is asked, and which are suspended in the end."""
    keys, again = accounts["key"][rows], accounts["looks"][rows]
    guilty = accounts["group"][rows] == VIOLATING
    error = pressure.error * np.where(accounts["language"][rows] == 0, 2.0, 1.0)
    first = guilty ^ (_shares_each(keys, "first look", again) < error)
    if not pressure.second_look:
        return np.zeros(len(rows), dtype=np.bool_), np.asarray(first)
    return np.asarray(first), np.asarray(first & (guilty ^ (_shares_each(keys, "second look", again) < error)))


def _observes(rows: Integers, accounts: Columns, pressure: Pressure) -> Flags:
    """Put off a suspension to observe, once."""
    fresh = accounts["observed"][rows] == NEVER
    return np.asarray(fresh & (shares(accounts["key"][rows], "observes") < pressure.observed))


def _note(decisions: Columns, accounts: Columns, pressure: Pressure) -> None:
    rows, at = decisions["row"], decisions["at"]
    accounts["waits"][rows] = False
    accounts["decided"][rows] = at
    accounts["looks"][rows] += 1
    observed = accounts["observed"][rows]
    again = np.where(observed < NEVER, -NEVER, observed)
    accounts["observed"][rows] = np.where(decisions["measure"] == 2, at + pressure.observed_d, again)


def _shares_each(keys: Keys, what: str, times: Integers) -> Floats:
    """Draw for each key and how often it was drawn for before."""
    drawn = np.zeros(len(keys))
    for nth in np.unique(times):
        of = times == nth
        drawn[of] = shares(keys[of], what, int(nth))
    return drawn
