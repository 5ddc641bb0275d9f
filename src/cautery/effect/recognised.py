"""What was not recognised is missing, and never nought: accounts whose hand is unknown, and returns that nobody found.

An account of unknown hand that was opened after a suspension may be the return of whoever was suspended, or a new hand: nobody
can say. So figures that rest on hands have two ends: none of these accounts is a return, and as many of them are as can be.
"""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from cautery.effect.detection import DetectionChances, finding_of, only_found
from cautery.effect.figure import Assumption, Figure, cannot_tell, told
from cautery.effect.interval import share_between
from cautery.effect.tables import OTHERS, OURS, SUSPECTED, ObservedTables

CLEAR = 0.1
"""Ends that lie nearer to each other than this are told as one figure, the less rosy one."""
VAGUE = 0.3
"""So far apart may the ends lie when what nobody found is reckoned with at its most; beyond, one figure would say too much."""
ENOUGH = 0.8
"""Recall of linkage below which figures of recognised returns alone say too little about all."""
FEW = 5
GOLDEN = (
    "Share of further accounts of hands that labels tell (column 'operator') which the links put with another one of the same "
    "hand; bounds of independent cases (Jeffreys)."
)
BETWEEN = (
    "Accounts opened after a suspension of their known hand, over these and all of unknown hand that were opened after any "
    "suspension, times the share that some detector found."
)
UNTOLD = " How many nobody found cannot be told: that takes two detectors that overlap."


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Which later accounts were recognised as somebody's return, and which may be one."""

    linked: tuple[str, ...]
    """Accounts that continue a suspended one of the same known hand."""
    loose: pl.DataFrame
    """account, opened: of unknown hand, or only suspected of being a return; opened after somebody was suspended."""
    found: tuple[float, float]
    """Which share of later accounts some detector found, and the least that it may be; 1 where that cannot be told."""
    finding: DetectionChances | None
    unfound: bool
    """Whether some may have been found by nobody, and how many cannot be told."""

    golden: tuple[int, int] | None
    hands: int
    """Known operators that were suspended."""

    @property
    def recall(self) -> Figure:
        """Give the share of returns that were recognised: measured on known ones, or between what it lies."""
        later = len(self.linked) + self.loose.height
        if self.golden:
            met, of = self.golden
            bounds = share_between(met / of, of)
            return told("linkage_recall", (met / of, *bounds), unit="share", method=GOLDEN, rows=self.linked)
        if not later:
            note = "No account was opened after a suspension that could be a return."
            return cannot_tell("linkage_recall", note, unit="share", method=BETWEEN, rows=())
        least = self.found[1] * len(self.linked) / later
        return Figure(
            name="linkage_recall",
            value=None if self.loose.height else self.found[0],
            low=least,
            high=1.0,
            unit="share",
            method=BETWEEN,
            rows=self.linked,
            note=self.says,
        )

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Say whether it holds that hands are known, and that accounts are found."""
        later = len(self.linked) + self.loose.height
        return (
            Assumption(
                name="hands_known",
                tested=later > 0 and self.loose.is_empty(),
                passed=True if later and self.loose.is_empty() else None,
                says=self.says + (" Both ends are told." if self.loose.height else ""),
            ),
            Assumption(
                name="unfound_counted",
                tested=not self.unfound,
                passed=None if self.unfound else True,
                says=UNTOLD.strip() if self.unfound else "Accounts that nobody found are reckoned with.",
            ),
        )

    @property
    def coarser(self) -> float:
        """Say how much higher a figure may be: accounts of unknown hand stand alone, although some are of one hand."""
        return 1.0 if self.loose.is_empty() else 1.0 + 1.0 / math.sqrt(max(self.hands, 1))

    @property
    def enough(self) -> bool:
        """Tell whether so many returns were recognised that those speak for all."""
        later = len(self.linked) + self.loose.height
        return not later or len(self.linked) / later >= ENOUGH

    @property
    def says(self) -> str:
        """Say how much was recognised."""
        later = len(self.linked) + self.loose.height
        if not later:
            return "No account was opened after a suspension that could be a return."
        unseen = f" Of such accounts about {self.found[0]:.0%} were found by some detector." if self.finding else ""
        unseen += UNTOLD if self.unfound else ""
        return (
            f"Of {later} accounts opened after a suspension {len(self.linked)} are known as returns; "
            f"{self.loose.height} are of unknown operators and may be returns.{unseen}"
        )


def recognised(seen: ObservedTables) -> Recognised:
    """Sort accounts that were opened after a suspension by whether their hand is known."""
    theirs = seen.accounts.filter(pl.col("group").is_in(["violating", OTHERS])).drop_nulls("created_at")
    ended = theirs.filter(pl.col("closed_by").is_in(OURS)).drop_nulls("closed_at")
    first = ended["closed_at"].min()
    known = theirs.drop_nulls("operator")
    lost = ended.drop_nulls("operator").group_by("operator").agg(lost=pl.col("closed_at").min())
    linked = known.join(lost, on="operator").filter(pl.col("created_at") >= pl.col("lost")).sort("account")
    begin = first if isinstance(first, datetime) else seen.until
    suspected = seen.accounts.filter(pl.col("group") == SUSPECTED).drop_nulls("created_at")
    unknown = pl.concat([theirs.filter(pl.col("operator").is_null()), suspected])
    loose = unknown.filter(pl.col("created_at") >= begin)
    finding = finding_of(seen)
    later = pl.concat([linked["account"], loose["account"]])
    asked = later if later.len() >= FEW else theirs["account"]
    return Recognised(
        linked=tuple(linked["account"]),
        loose=loose.select("account", opened="created_at").sort("opened", "account"),
        found=(finding.share(asked), finding.share(asked, "p_low")) if finding else (1.0, 1.0),
        finding=finding,
        unfound=finding is None and only_found(seen),
        golden=seen.golden,
        hands=lost.height,
    )


def matched(ended: Sequence[datetime], opened: Sequence[datetime], *, within: timedelta) -> list[int]:
    """Give the places of as many endings as can each have one of the openings within some time after it.

    >>> noon = datetime(2021, 3, 1, 12)
    >>> matched([noon, noon + timedelta(days=9)], [noon + timedelta(days=1)], within=timedelta(days=7))
    [0]
    """
    order = sorted(range(len(ended)), key=lambda place: ended[place])
    waiting: list[tuple[datetime, int]] = []
    met: list[int] = []
    following = iter([*order, -1])
    upcoming = next(following)
    for at in sorted(opened):
        while upcoming >= 0 and ended[upcoming] <= at:
            heapq.heappush(waiting, (ended[upcoming] + within, upcoming))
            upcoming = next(following)
        while waiting and waiting[0][0] < at:
            heapq.heappop(waiting)
        if waiting:
            met.append(heapq.heappop(waiting)[1])
    return sorted(met)


def partly(figure: Figure, most: Figure, known: Recognised, *, highest: float | None = 1.0) -> Figure:
    """Put the two ends of a figure together: as recognised, and with all that may be returns; what nobody found on top.

    Args:
        figure: from what was recognised alone: it cannot be less.
        most: had as many of the accounts of unknown hand been returns as can be.
        highest: what the figure can be at most.
    """
    if figure.value is None or most.value is None:
        return figure
    top = float("inf") if highest is None else highest
    share, least = known.found
    value = min(top, most.value / share)
    clear = most.value - figure.value <= CLEAR and min(top, most.value / least) - figure.value <= VAGUE
    high = None if most.high is None else min(top, most.high / least * known.coarser)
    if most.value - figure.value > CLEAR and highest is not None:
        high = highest
    notes = [figure.note] if figure.note else []
    if not clear:
        notes.append(
            f"It lies between {_written(figure.value, figure)} and {_written(min(top, most.value / least), figure)}: "
            f"{known.loose.height} accounts of unknown operators may be returns, and other returns may be undetected."
        )
    if known.unfound:
        notes.append("Of detected accounts; at least so many if some returned undetected.")
    return Figure(
        name=figure.name,
        value=value if clear else None,
        low=figure.low,
        high=high,
        unit=figure.unit,
        method=figure.method,
        table=figure.table,
        rows=figure.rows,
        note=" ".join(notes),
    )


def _written(value: float, figure: Figure) -> str:
    return f"{value:.0%}" if figure.unit == "share" else f"{value:.2g}"
