"""How what effect tells of societies of the second make stands to what was true, scenario by scenario."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from bench.report import rounded
from bench.second_scenarios import LINKAGE, WITH, WITHOUT
from bench.second_society import Scenario, live, live_without
from bench.second_tables import ONE, tables_of
from bench.second_truth import truth_of
from cautery.effect.figure import Figure
from cautery.effect.measures import MEASURES
from cautery.effect.tables import of_takedown

OF_ONE = ("reach", "returns", "regain", "replacement", "displacement")
OF_ALL = ("survival", "undetected", "returns", "replacement")
SAME = 0.02
"""A bound that lies nearer to the truth than this holds it: a count of people is not finer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One figure of one history."""

    scenario: str
    linkage: float
    figure: str
    value: float | None
    low: float | None
    high: float | None
    true: float
    claims: bool
    """Whether it says that there was an effect."""


def judged(asked: tuple[str, int, float]) -> list[Judged]:
    """Play one history, measure it, and set each figure beside the truth: (scenario, seed, linkage)."""
    name, seed, linkage = asked
    scenario = replace(next(one for one in (*WITH, *WITHOUT) if one.name == name), linkage=linkage)
    life = live(scenario, seed)
    if not life.taken:
        return []
    true = truth_of(life, live_without(scenario, seed))
    whole = tables_of(life)
    figures: dict[str, Figure] = {}
    if whole.accounts.filter(takedown=ONE).height:
        one = of_takedown(whole, ONE)
        figures |= {figure.name: figure for name in OF_ONE for figure in MEASURES[name](one).figures}
    for name in OF_ALL:
        for figure in MEASURES[name](whole).figures:
            figures[figure.name if name in ("survival", "undetected") else f"all_{figure.name}"] = figure
    true |= _nothing_moved(scenario)
    return [beside(scenario, figures[key], key, at) for key, at in true.items() if key in figures and np.isfinite(at)]


def _nothing_moved(scenario: Scenario) -> dict[str, float]:
    still = scenario.hosts_move == 0 and scenario.handoff == scenario.handoff_after
    return {"entropy_change": 0.0, "handoff_share_change": 0.0} if still else {}


def beside(scenario: Scenario, figure: Figure, key: str, true: float) -> Judged:
    """Set one figure beside the truth."""
    claims = (figure.low is not None and figure.low > 0) or (figure.high is not None and figure.high < 0)
    return Judged(
        scenario=scenario.name,
        linkage=scenario.linkage,
        figure=key,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        true=true,
        claims=claims and key in ("reach_lost", "reach_lost_by_mixture", "entropy_change", "handoff_share_change"),
    )


def asked(seeds: int, *, first: int, linkage: Iterable[float] = LINKAGE) -> list[tuple[str, int, float]]:
    """List the histories: each scenario with all hands known, and the plain ones with fewer and fewer."""
    every = [(one.name, first + seed, 1.0) for one in (*WITH, *WITHOUT) for seed in range(seeds)]
    less = [
        (name, first + seed, recall)
        for name in ("plain", "never_back", "few", "many", "within_hours", "nothing")
        for recall in linkage
        if recall < 1
        for seed in range(seeds)
    ]
    return every + less


def summary(rows: Iterable[Judged]) -> dict[str, Mapping[str, object]]:
    """Say by figure and scenario how often the truth lay inside, what was claimed, and how often it could not be told."""
    grouped: dict[tuple[str, str], list[Judged]] = {}
    for row in rows:
        grouped.setdefault((row.figure, f"{row.scenario}@{row.linkage:g}"), []).append(row)
    told: dict[str, dict[str, object]] = {}
    for (figure, where), some in sorted(grouped.items()):
        known = [row for row in some if row.low is not None and row.high is not None]
        told.setdefault(figure, {})[where] = {
            "inside": rounded(float(np.mean([holds(row) for row in known]))) if known else None,
            "width": rounded(float(np.mean([(row.high or 0) - (row.low or 0) for row in known]))) if known else None,
            "true": rounded(float(np.mean([row.true for row in some]))),
            "value": rounded(float(np.mean([row.value for row in some if row.value is not None] or [np.nan]))),
            "claims": sum(row.claims for row in some),
            "cannot_tell": sum(row.value is None for row in some),
            "n": len(some),
        }
    return dict(told)


def in_short(rows: Iterable[Judged]) -> dict[str, object]:
    """Say of all figures how often the truth lay inside, could not be told, and was claimed where there was nothing."""
    some = list(rows)
    nothing = {one.name for one in WITHOUT}
    told: dict[str, dict[str, object]] = {}
    for figure in sorted({row.figure for row in some}):
        mine = [row for row in some if row.figure == figure]
        known = [row for row in mine if row.low is not None and row.high is not None]
        told[figure] = {
            "inside": rounded(float(np.mean([holds(row) for row in known]))) if known else None,
            "cannot_tell": rounded(float(np.mean([row.value is None for row in mine]))),
            "n": len(mine),
        }
    without = [row for row in some if row.figure == "reach_lost" and row.scenario in nothing]
    return {
        "figures": told,
        "false_claims": sum(row.low is not None and row.low > SAME for row in without),
        "without_effect": len(without),
    }


def holds(row: Judged) -> bool:
    """Tell whether the truth lies between the bounds."""
    slack = SAME if row.figure.startswith(("reach_lost", "entropy", "handoff")) else 1e-9
    return (row.low or 0.0) - slack <= row.true <= (row.high if row.high is not None else np.inf) + slack
