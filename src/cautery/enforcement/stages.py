"""Stages: a takedown goes on only while what it did so far holds. Given counts, says which stage may go, or why it stops."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cautery.enforcement.guards import Limits
from cautery.model.plan import Tally

SETTLED = ("confirmed", "parked", "gone", "called_off", "drifted", "recalled", "undone")
LEAST_APPEALS = 2
"""One objection alone stops nothing: a person hears it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a takedown goes on."""

    stage: int | None
    """The last stage that may be sent now; None: nothing may."""
    stop: str = ""
    """Why it must stop for a person; '': it need not."""
    until: datetime | None = None
    """When the next stage may begin, where a verified one is still watched."""
    finished: bool = False


def way_on(
    tallies: Sequence[Tally],
    *,
    appeals: int,
    settled_at: datetime | None,
    minded: bool,
    at: datetime,
    limits: Limits,
) -> Way:
    """Say how far a takedown may go.

    Args:
        tallies: its actions by stage and state.
        appeals: how many account holders object to what was done.
        settled_at: when the last thing happened to one of its actions.
        minded: whether a person looked at why it stopped, and let it go on.
    """
    if not minded and (stop := _objected(tallies, appeals=appeals, limits=limits)):
        return Way(stage=None, stop=stop)
    stages = sorted({one.stage for one in tallies})
    for stage in stages:
        of_stage = [one for one in tallies if one.stage == stage]
        if any(one.state not in SETTLED for one in of_stage):
            return Way(stage=stage)
        if not minded and (stop := _unverified(of_stage, stage, limits=limits)):
            return Way(stage=None, stop=stop)
        begun = any(one.stage > stage and one.state not in ("meant", "called_off") for one in tallies)
        until = (settled_at or at) + timedelta(minutes=limits.stage_wait_minutes)
        if stage != stages[-1] and not begun and at < until:
            return Way(stage=None, until=until)
    return Way(stage=None, finished=True)


def _objected(tallies: Sequence[Tally], *, appeals: int, limits: Limits) -> str:
    done = sum(one.actions for one in tallies if one.state in ("sent", "confirmed", "drifted", "parked"))
    if appeals < LEAST_APPEALS or appeals <= limits.stop_above_appeals * done:
        return ""
    return f"{appeals} of {done} account holders object; above {limits.stop_above_appeals:.0%} a person looks first."


def _unverified(of_stage: Sequence[Tally], stage: int, *, limits: Limits) -> str:
    meant = sum(one.actions for one in of_stage if one.state in ("confirmed", "parked", "drifted"))
    held = sum(one.actions for one in of_stage if one.state == "confirmed")
    gone = sum(one.actions for one in of_stage if one.state == "gone")
    if gone > meant:
        return f"Of stage {stage}, {gone} of {gone + meant} do not exist any more; a person looks first whether they moved."
    if not meant or held >= limits.stop_below_verified * meant:
        return ""
    return f"Of stage {stage}, {held} of {meant} are in force; below {limits.stop_below_verified:.0%} a person looks first."
