"""In which order what waits should be looked at: one formula for every door, and the words for it.

An order that gives an hour, and a case in which somebody's life is threatened, come ahead of everything. All else is to be
looked at by a time that lies before its due time, by a share of the time that it has:

    look by = due - 0.75 (0.4 chance + 0.4 harm + 0.2 reach) (due - opened)

chance: as software puts it, 0 where only people complained; harm: as the policy puts it for the clause that an earlier decision
or a notice names, 1/2 where none is named; reach: how many digits the number of followers has, of seven. It does not change
while a case waits, so that the order is kept and not computed: what is due early and what has waited long come first, and a
case that was opened an hour before another of its kind stays an hour ahead of it.
"""

import math
from datetime import datetime, timedelta

from cautery.model.case import Case

AHEAD = 0.75
CHANCE, HARM, REACH = 0.4, 0.4, 0.2
UNKNOWN_HARM = 0.5
MUCH_HARM = 0.8
MANY = 10_000_000
"""Followers that count for all that reach can."""
ORDER = timedelta(hours=1)
FIRST = timedelta(days=366)
"""How far ahead of its due time an order stands: further than anything else may wait."""


def look_by(case: Case, *, followers: int | None = None, threatened: bool = False) -> datetime:
    """Say when a case should be looked at."""
    if threatened or _is_order(case):
        return case.due - FIRST
    harm = UNKNOWN_HARM if case.harm is None else case.harm
    weight = CHANCE * (case.chance or 0.0) + HARM * harm + REACH * _reach(followers)
    return case.due - (case.due - case.opened_at) * AHEAD * weight


def why(case: Case, *, followers: int | None = None, threatened: bool = False) -> tuple[str, ...]:
    """Say what brings a case forward, so that nobody wonders why it is first."""
    said = []
    if threatened:
        said.append("somebody's life may be in danger: ahead of everything")
    if _is_order(case):
        said.append("an order that gives an hour: ahead of everything")
    if case.chance is not None:
        said.append(f"chance {case.chance:.0%}")
    if case.harm is not None:
        said.append(f"{'much harm' if case.harm >= MUCH_HARM else 'harm'} if it is so ({case.harm:.1f} of 1)")
    if followers is not None:
        said.append(f"{followers:,} followers")
    hours = (case.due - case.opened_at).total_seconds() / 3600
    return (*said, f"had {hours:.0f} h when it was opened")


def _is_order(case: Case) -> bool:
    return case.due - case.opened_at <= ORDER


def _reach(followers: int | None) -> float:
    return min(1.0, math.log10(1 + max(0, followers or 0)) / math.log10(MANY))
