"""How many accounts nobody found, from what several detectors found of the same, and each alone (capture and recapture)."""

import math
from datetime import timedelta

import numpy as np
import polars as pl

from cautery.effect.detection import finding_of
from cautery.effect.figure import Figure, Measure, cannot_tell, span, told
from cautery.effect.interval import Floats
from cautery.effect.loglinear import UnseenEstimate, unseen_by
from cautery.effect.tables import ObservedTables

MOST_LISTS = 6
FEWEST_FOUND = 15
"""Accounts that a detector must have found to be a list of its own; smaller ones are put together."""
FEWEST_TWICE = 7
YOUNG_D = 14
"""Accounts opened so lately are counted apart: detectors have had less time with them."""
UNSURE = 1.0
"""Standard error of the logarithm beyond which the answer says nothing: a factor of seven up or down."""
SPREAD = 1.96
METHOD = (
    "Capture and recapture: log-linear models of which detectors found which accounts, with terms for detectors that find the "
    "same ones and for accounts that all find more easily, weighed by BIC, for young accounts and others apart; 95 % "
    "log-normal, over models too."
)
TWO = (
    "Capture and recapture with two detectors (Chapman): it holds only if they find accounts independently of each other, "
    "which two alone cannot show."
)

TIMED = (
    "Joint model of being found and living on: rates of finding by detector that go with activity, with a frailty, given "
    "that an account was found in the time there was (truncated likelihood); 95 % from the likelihood, made wider."
)
BEYOND = "Who cannot be found by any of these detectors is not counted, whatever the model."


def undetected(seen: ObservedTables) -> Measure:
    """Say how many accounts that break the clauses no detector has found."""
    figure = _remainder(seen)
    says = (
        f"How many went undetected cannot be told. {figure.note}"
        if figure.value is None
        else f"About {figure.value:.0f} accounts were found by no detector{span(figure, '.0f')}."
    )
    return Measure(name="undetected", says=says, figures=(figure,))


def lists_of(seen: ObservedTables) -> tuple[tuple[str, ...], tuple[str, ...], Floats]:
    """Give accounts, detectors, and which found which; the small ones, and those beyond the largest, are put together."""
    found = (
        seen.detections.join(seen.violating().select("account"), on="account").select("account", "detector").unique()
    )
    sizes = found.group_by("detector").len().sort(["len", "detector"], descending=[True, False])
    alone = [name for name, size in sizes.iter_rows() if size >= FEWEST_FOUND][:MOST_LISTS]
    if sizes.height > len(alone) == MOST_LISTS:
        alone = alone[:-1]
    named = found.with_columns(pl.when(pl.col("detector").is_in(alone)).then("detector").otherwise(pl.lit("others")))
    lists = tuple(sorted(set(named["detector"])))
    accounts = tuple(sorted(set(named["account"])))
    rows, columns = ({name: place for place, name in enumerate(names)} for names in (accounts, lists))
    caught = np.zeros((len(accounts), len(lists)))
    for account, detector in named.iter_rows():
        caught[rows[account], columns[detector]] = 1.0
    return accounts, lists, caught


def _remainder(seen: ObservedTables) -> Figure:
    accounts, lists, caught = lists_of(seen)
    twice = int((caught.sum(axis=1) > 1).sum())
    if len(lists) < 2 or twice < FEWEST_TWICE:
        note = (
            f"{len(lists)} detectors found {len(accounts)} accounts, {twice} of them more than once: too few to tell."
        )
        return cannot_tell("undetected", note, unit="accounts", method=METHOD, rows=accounts)
    timed = finding_of(seen)
    if timed is not None and (len(lists) == 2 or timed.stops):
        return told("undetected", timed.unfound, unit="accounts", method=TIMED, rows=accounts, note=BEYOND)
    if len(lists) == 2:
        return _of_two(accounts, caught)
    found = _in_layers(seen, accounts, caught) or unseen_by(caught)
    if found is None or found.error > UNSURE:
        note = "The detectors depend on each other too much, or share too few accounts: no model holds."
        return cannot_tell("undetected", note, unit="accounts", method=METHOD, rows=accounts)
    bounds = (found.count * math.exp(step * SPREAD * found.error) for step in (-1, 1))
    low, high = bounds
    told_by = ", ".join(_words(term, lists) for term in found.terms)
    note = f"Found together more often than by chance, or less: {told_by}." if told_by else ""
    return told("undetected", (found.count, low, high), unit="accounts", method=METHOD, rows=accounts, note=note)


def _in_layers(seen: ObservedTables, accounts: tuple[str, ...], caught: Floats) -> UnseenEstimate | None:
    """Count young accounts and others apart, and add up; None where one of the two does not hold a model."""
    opened = dict(seen.accounts.select("account", "created_at").iter_rows())
    since = seen.until - timedelta(days=YOUNG_D)
    young = np.array([opened[name] is not None and opened[name] > since for name in accounts])
    layers = [unseen_by(caught[chosen]) for chosen in (young, ~young) if int(chosen.sum()) > caught.shape[1]]
    told_by = [layer for layer in layers if layer is not None]
    if len(told_by) < 2:
        return None
    count = sum(one.count for one in told_by)
    variance = sum(one.count**2 * math.expm1(one.error**2) for one in told_by)
    return UnseenEstimate(count=count, error=math.sqrt(math.log1p(variance / count**2)), terms=told_by[-1].terms)


def _of_two(accounts: tuple[str, ...], caught: Floats) -> Figure:
    first, second = caught.sum(axis=0)
    both = float((caught.sum(axis=1) == 2).sum())
    only_first, only_second = first - both, second - both
    count = only_first * only_second / (both + 1)
    whole = (first + 1) * (second + 1) / ((both + 1) ** 2)
    variance = whole * only_first * only_second / (both + 2)
    spread = math.exp(SPREAD * math.sqrt(math.log1p(variance / max(count, 0.5) ** 2)))
    return told(
        "undetected",
        (count, count / spread, count * spread),
        unit="accounts",
        method=TWO,
        rows=accounts,
        note="With two detectors nobody can tell whether they depend on each other; if they find the same ones, it is too low.",
    )


def _words(term: str, lists: tuple[str, ...]) -> str:
    return "all detectors" if term == "all" else " and ".join(lists[int(place)] for place in term.split("+"))
