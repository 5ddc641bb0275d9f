"""What reach a takedown cost its accounts, against what they would have reached; and how much they post.

By a rule that was fixed before looking: the one figure is the comparison with like ones. It is told when what it rests on was
tested and did not fail, and an effect is claimed when its interval leaves none out; the mixture beside it can only take a claim
away.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from cautery.effect.baseline import NEAREST, ComparedAccounts, Difference, beside_each, difference
from cautery.effect.figure import Assumption, Curve, Figure, Measure, cannot_tell, point, span, told
from cautery.effect.interval import FEWEST, parts_of, rate_between, share_between
from cautery.effect.panel import ClusterPanel, panel_of, reach_in, reach_is
from cautery.effect.placebo import drift, tested
from cautery.effect.power import power_of
from cautery.effect.recognised import CLEAR, Recognised, recognised
from cautery.effect.synthetic import FEWEST_SERIES, event
from cautery.effect.tables import OTHERS, SUSPECTED, TIME, ObservedTables, clustered

DAYS = 30
ENOUGH = 10
"""How many at least must stand beside."""
DRIFTS_ON = 2.5
"""Weeks, on the middle day of a month: as far may those who violate no policy drift apart, week by week, as they did before."""
METHOD = (
    "Reach ({reach}) of suspended operators, with their later accounts, in the {days} days from the first suspension, against "
    "as many days before times what the {nearest} of {beside} did meanwhile that had gone most nearly alike, week by week "
    "(difference in differences on ratios); 95 % as wide as like ones go apart to whom nothing was done. Accounts of unknown "
    "hand, and those that nobody found, widen it."
)
ALONE = (
    "Reach ({reach}) in the {days} days from the first suspension against as many before, with nobody to compare: whatever "
    "else changed counts too."
)
MIXED = (
    "Reach ({reach}) in up to {days} days from the takedown, against the mixture of groups of other operators who violate "
    "policy and went like it before (synthetic control); 95 % as wide as such mixtures err where nothing was done."
)
FOUND_BEFORE = "other operators who violate policy, were known by then and were not acted upon"
LIKE = "other operators who violate policy"
NO_CLAUSE = "operators who violate no policy"
POSTS = "Posts over days on which the operator was watched, {when}; 95 % by leaving out one operator after another."
STAYED = Assumption(
    name="would_have_stayed",
    tested=False,
    passed=None,
    says="Without the takedown, the suspended accounts would have left no more often than those that they are compared with. "
    "No data of one platform can test this.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachComparison:
    """Those acted upon beside others, and what that rests on."""

    found: Difference
    whom: str
    assumptions: tuple[Assumption, ...]

    @property
    def failed(self) -> tuple[Assumption, ...]:
        """Give what did not pass its test."""
        return tuple(assumption for assumption in self.assumptions if assumption.passed is False)


def reach(seen: ObservedTables) -> Measure:
    """Say which reach was lost, and how much operators post."""
    beside, known = compared(seen), recognised(seen)
    posts = (_posts(seen, "before", known), _posts(seen, "after", known))
    if beside is None:
        note = "Nobody was suspended with days before and after, and somebody like them to compare with."
        lost = cannot_tell(
            "reach_lost", note, unit="share", method=ALONE.format(reach=reach_is(seen), days=DAYS), rows=()
        )
        return Measure(name="reach", says=f"What was lost cannot be told. {note}", figures=(lost, *posts))
    found = beside.found
    lost, amount = _figures(seen, beside, known)
    mixed = (_mixed(seen, beside, known),) if seen.takedown else ()
    lost, amount = (_not_against(one, mixed) for one in (lost, amount))
    return Measure(
        name="reach",
        says=_says(lost, found.days, beside.whom),
        figures=(lost, amount, *mixed, *posts),
        curves=tuple(_curves(found)),
        assumptions=beside.assumptions,
        compared_with=f"{len(found.controls)} {beside.whom}",
    )


def compared(seen: ObservedTables) -> ReachComparison | None:
    """Compare those who were suspended with others who break the clauses; where there are too few, with those who do not.

    Of one takedown the question is what had come had only this not been done, and else, had nothing been done to anybody. Those
    who had been found by then and were left are the most like: whoever was found later is in the tables because it went on.
    """
    panel = panel_of(seen, what="reach")
    treated = list(seen.first_suspended()["cluster"])
    alone = seen.takedown is None
    like, others = beside(panel, but=() if alone else treated)
    ways = [(like, LIKE), (others, NO_CLAUSE)]
    if not alone:
        lived, waiting = _lived(seen)
        ways = [
            ([name for name in like if name in waiting], FOUND_BEFORE),
            ([name for name in like if name in lived], LIKE),
            (others, NO_CLAUSE),
        ]
    for controls, whom in ways:
        found = difference(panel, treated=treated, controls=controls, days=DAYS, untouched=alone)
        stood = beside_each(panel, treated=treated, controls=controls, days=DAYS, untouched=alone)
        if found is not None and stood is not None and len(found.controls) >= ENOUGH:
            kept = _drifting(found, stood) if whom == NO_CLAUSE else found
            return ReachComparison(found=kept, whom=whom, assumptions=(*tested(stood), *_topic(whom), STAYED))
    return None


def beside(panel: ClusterPanel, *, but: Collection[str]) -> tuple[list[str], list[str]]:
    """Name who may stand beside: others that break the clauses; and those who do not."""
    named = [pair for pair in zip(panel.clusters, panel.groups, strict=True) if pair[0] not in but]
    like = [name for name, group in named if group in ("violating", OTHERS)]
    return like, [name for name, group in named if group not in ("violating", OTHERS, SUSPECTED)]


def _lived(seen: ObservedTables) -> tuple[frozenset[str], frozenset[str]]:
    """Name other clusters with an account that lived when the takedown came; and those of them that had been found by then."""
    begin = seen.suspended()["closed_at"].min()
    found = seen.detections.drop_nulls("at").group_by("account").agg(pl.col("at").min())
    others = clustered(seen.accounts.filter(pl.col("group") == OTHERS)).join(found, on="account", how="left")
    living = others.filter(
        (pl.col("created_at") < begin) & (pl.coalesce("closed_at", pl.lit(seen.until, dtype=TIME)) > begin)
    )
    return frozenset(living["cluster"]), frozenset(living.filter(pl.col("at") < begin)["cluster"])


def _topic(whom: str) -> tuple[Assumption, ...]:
    if whom != NO_CLAUSE:
        return ()
    says = "Operators who violate no policy need not follow the topic: the interval allows a drift as fast as before."
    return (Assumption(name="same_topic", tested=False, passed=None, says=says),)


def _drifting(found: Difference, stood: ComparedAccounts) -> Difference:
    """Let those who break no clause drift apart as fast as they did at most in the weeks before (Rambachan and Roth 2023)."""
    would, low, high = found.would
    apart = float(np.exp(DRIFTS_ON * drift(stood)))
    return replace(found, would=(would, low / apart, high * apart))


def _figures(seen: ObservedTables, beside: ReachComparison, known: Recognised) -> tuple[Figure, Figure]:
    """Give the share and the amount that was lost: from the same bounds of what would have been, so that they agree."""
    found = beside.found
    middle, most, loose = _unseen(seen, found, known)
    share, amount = found.lost_with(middle, most, loose), found.amount_with(middle, most, loose)
    if found.was + most <= 0:
        none = share_between(0.0, len(found.treated))[1]
        share = (share[0], min(share[1], 1 - none), share[2])
    clear = loose <= CLEAR * found.would[0]
    note = _note(share, found, known, loose)
    return (
        _told(seen, beside, "reach_lost", share, unit="share", clear=clear, note=note),
        _told(seen, beside, "reach_days_lost", amount, unit=reach_is(seen), clear=clear, note=note),
    )


def _told(
    seen: ObservedTables,
    beside: ReachComparison,
    name: str,
    values: tuple[float, float, float],
    *,
    unit: str,
    clear: bool,
    note: str,
) -> Figure:
    found, whom = beside.found, beside.whom
    method = METHOD.format(reach=reach_is(seen), days=found.days, nearest=NEAREST, beside=whom)
    if beside.failed:
        note = " ".join([*(one.says for one in beside.failed), "So nothing is claimed."])
        return cannot_tell(name, note, unit=unit, method=method, rows=found.treated, table="operators")
    figure = told(name, values, unit=unit, method=method, rows=found.treated, table="operators", note=note)
    return figure if clear else replace(figure, value=None)


def _unseen(seen: ObservedTables, found: Difference, known: Recognised) -> tuple[float, float, float]:
    """Say how much more may have been reached than was recognised: in the middle, at most; and by accounts of unknown hand."""
    first = seen.first_suspended()
    daily = seen.reach.with_columns(value=reach_in(seen)).select("account", "day", "value")
    opened = known.loose.with_columns(begin=pl.col("opened").dt.date())
    later = clustered(seen.accounts).filter(pl.col("account").is_in(list(known.linked)))
    theirs = later.join(first, on="cluster").filter(
        pl.col("cluster").is_in(list(found.treated)) & (pl.col("created_at").dt.date() >= pl.col("acted"))
    )
    loose = _reached(daily, opened.select("account", "begin"), found.days)
    new = _reached(daily, theirs.select("account", begin="acted"), found.days)
    share, least = known.found
    return (loose + new) / share - new, (loose + new) / least - new, loose


def _reached(daily: pl.DataFrame, begun: pl.DataFrame, days: int) -> float:
    since = (pl.col("day") - pl.col("begin")).dt.total_days()
    rows = daily.join(begun, on="account").filter(since.is_between(0, days - 1))
    return float(rows["value"].sum())


def _note(share: tuple[float, float, float], found: Difference, known: Recognised, loose: float) -> str:
    notes = [power_of(share, clusters=len(found.treated), of="operators").says]
    if loose > 0:
        notes.append(
            f"Accounts of unknown hand, which may be returns, reached {loose / max(found.would[0], 1e-9):.0%} of what would be."
        )
    if known.unfound:
        notes.append(
            "Undetected returns are not counted: at most so much was lost if some operators returned undetected."
        )
    return " ".join(note for note in notes if note)


def _not_against(figure: Figure, mixed: tuple[Figure, ...]) -> Figure:
    """Claim nothing where the mixture says the opposite."""
    for other in mixed:
        if _side(figure) * _side(other) < 0:
            note = "Two ways of comparing say the opposite of each other, so nothing is claimed."
            return replace(figure, value=None, low=None, high=None, note=note)
    return figure


def _side(figure: Figure) -> int:
    """Say on which side of nought a figure's interval lies; 0: on both."""
    if figure.low is None or figure.high is None:
        return 0
    return int(figure.low > 0) - int(figure.high < 0)


def _says(lost: Figure, days: int, whom: str) -> str:
    if lost.low is None or lost.high is None:
        return f"What was lost cannot be told. {lost.note}"
    if lost.low > 0 and lost.value is None:
        return f"At least {lost.low:.0%} of the reach of {days} days was lost, compared with {whom}."
    if lost.low > 0:
        return f"{lost.value:.0%} of the reach of {days} days was lost{span(lost)}, compared with {whom}."
    if lost.high < 0:
        return f"Nothing was lost: the reach of {days} days is {-lost.high:.0%} or more above what would have been."
    return lost.note if lost.note else f"Whether reach was lost cannot be told{span(lost)}."


def _mixed(seen: ObservedTables, beside_: ReachComparison, known: Recognised) -> Figure:
    """Say what one takedown cost by another way: against a mixture of groups of others, as large as the group that it met."""
    panel = panel_of(seen, what="reach")
    met = list(seen.first_suspended()["cluster"])
    method = MIXED.format(reach=reach_is(seen), days=DAYS)
    rows, others = panel.where(met), panel.where(beside(panel, but=met)[0])
    at = min((panel.place(panel.acted[name]) for name in met), default=0)
    days = slice(max(0, at - DAYS), at + DAYS)
    groups = max(FEWEST_SERIES, len(others) // max(1, len(rows)))
    mixed = np.array([panel.values[others[nth::groups], days].sum(axis=0) for nth in range(groups)])
    found = event(panel.values[rows, days].sum(axis=0), mixed, at=at - days.start)
    note = " ".join(one.says for one in beside_.failed)
    if found is None or note:
        note = note or "There are too few days before it, or too few others to mix."
        return cannot_tell(
            "reach_lost_by_mixture", note, unit="share", method=method, rows=tuple(met), table="operators"
        )
    middle, most, loose = _unseen(seen, beside_.found, known)
    was = max(beside_.found.was, 1e-9)
    value, low, high = found.lost
    bounds = (1 - (1 - value) * (1 + middle / was), 1 - (1 - low) * (1 + most / was), high)
    figure = told("reach_lost_by_mixture", bounds, unit="share", method=method, rows=tuple(met), table="operators")
    return figure if loose <= CLEAR * beside_.found.would[0] else replace(figure, value=None)


def _curves(found: Difference) -> list[Curve]:
    actual = [point(float(day - found.before), (value, np.nan, np.nan)) for day, value in enumerate(found.actual)]
    otherwise = [point(float(day), one) for day, one in enumerate(found.otherwise)]
    return [Curve(name="reached", points=tuple(actual)), Curve(name="would have reached", points=tuple(otherwise))]


def _posts(seen: ObservedTables, when: str, known: Recognised) -> Figure:
    """Say how much operators post on a day, before their first suspension or after it."""
    name, method = f"posts_per_operator_day_{when}", POSTS.format(when=f"{when} its first suspension")
    days = posting_days(seen, when)
    keys = tuple(days["operator"])
    if days.height < FEWEST:
        return cannot_tell(
            name,
            f"{days.height} operators were watched {when}.",
            unit="posts a day",
            method=method,
            rows=keys,
            table="operators",
        )
    if when == "after" and not known.enough:
        return cannot_tell(name, known.says, unit="posts a day", method=method, rows=keys, table="operators")
    parts = parts_of(keys)
    rate = (parts.weights @ days["posts"].to_numpy()) / (parts.weights @ days["days"].to_numpy())
    return told(
        name,
        rate_between(rate, clusters=parts.clusters),
        unit="posts a day",
        method=method,
        rows=keys,
        table="operators",
    )


def posting_days(seen: ObservedTables, when: str) -> pl.DataFrame:
    """Count for each operator the days on which it was watched, before or after its first suspension, and its posts on them."""
    known = seen.violating().with_columns(operator="cluster")
    acted = seen.first_suspended().rename({"cluster": "operator"})
    begun = known.group_by("operator").agg(begun=pl.col("first_seen_at").min().dt.date()).join(acted, on="operator")
    last: date = seen.until.date() - timedelta(days=1)
    begin, end = (
        (pl.col("begun"), pl.col("acted").dt.offset_by("-1d"))
        if when == "before"
        else (pl.col("acted").dt.offset_by("1d"), pl.lit(last))
    )
    spans = (
        begun.select("operator", begin=begin, end=end)
        .with_columns(days=(pl.col("end") - pl.col("begin")).dt.total_days() + 1)
        .filter(pl.col("days") > 0)
    )
    daily = seen.reach.join(known.select("account", "operator"), on="account").join(spans, on="operator")
    posts = daily.filter(pl.col("day").is_between("begin", "end")).group_by("operator").agg(posts=pl.col("posts").sum())
    return spans.join(posts, on="operator", how="left").with_columns(pl.col("posts").fill_null(0)).sort("operator")
