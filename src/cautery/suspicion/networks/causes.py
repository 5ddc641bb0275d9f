"""What else would explain that a group meets so often: an interest, an event, a habit, one source. What is left is a hand.

Fans, newsrooms, congregations and protesters meet far beyond chance, because one thing moves them all. Each such cause leaves a
mark of its own in time, and a group is named only when none of them explains it:

- **An interest.** Whoever cares for the same things shares them too, but over hours and days. What counts is how close in time
  they act *given that both act*: of two people who share the same thing, about half do so within an hour at most; and where
  everybody hurries, outsiders do too. A group must be closer than that, from one day to another, beyond doubt.
- **An event.** Newsrooms and protesters are close in time on the few days on which something happens.
- **A habit.** A congregation meets at the same few hours of each day.
- **One source.** Those who follow one account or site learn of the same things at the same time.

People who merely share an interest or a source do not act within the same minute day after day: behind that is a hand, or a
tool.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import t as student

from cautery.suspicion.networks.cascades import Cascades
from cautery.suspicion.networks.chance import Floats
from cautery.suspicion.networks.pairs import DAY_S, Integers

ORDINARY = 0.6
"""Of two people who share the same thing, how often within an hour of each other: more than was measured of any crowd."""
ORDINARY_MINUTE = 0.1
"""The same, within a minute: five times what was measured of any crowd."""
MOST_LOG10 = -2.0
FEWEST_OUTSIDERS = 3
"""Others who act on a thing, below which they tell nothing of how much haste there was; nor when members outnumber them."""
FEWEST_THINGS = 3
"""Things of a day, below which it says nothing by itself."""
FEWEST_DAYS = 7
"""Days in step, none next to another, below which it is an event, or a few."""
FEWEST_HOURS = 3.0
FEWEST_SOURCES = 4.0
Cause = Literal["interest", "event", "habit", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTimes:
    """What the meetings of groups look like in time, one entry a group."""

    days: Integers
    """Days on which at least two members acted on the same thing."""
    in_step: Integers
    """Of these, days on which they were closer in time than an interest explains, none next to another."""
    near: Floats
    """Of two members who acted on the same thing, how often within an hour."""
    near_minute: Floats
    minutes: Integers
    """Days on which they acted within the same minute more often than others do."""
    hours: Floats
    """Hours of the day at which they meet, by how often two days have the same ones: one hour every day is 1."""
    sources: Floats
    """Sources of their things, as many as would be equally large: two large ones and many tiny ones are little more than 2."""
    log10_p: Floats
    """How likely an interest would bring them as close in time."""
    log10_p_minute: Floats
    """The same for the minute."""

    def by_minute(self, group: int) -> bool:
        """Tell whether a group acts within the same minute beyond doubt."""
        return bool(self.log10_p_minute[group] <= MOST_LOG10)

    def cause(self, group: int) -> Cause | None:
        """Name what explains a group without any hand behind it; None when nothing does."""
        in_step = self.by_minute(group)
        days = self.minutes[group] if in_step else self.in_step[group]
        checks: tuple[tuple[Cause, bool], ...] = (
            ("interest", not in_step and self.log10_p[group] > MOST_LOG10),
            ("event", days < FEWEST_DAYS),
            ("habit", self.hours[group] < FEWEST_HOURS),
            ("source", not in_step and self.sources[group] < FEWEST_SOURCES),
        )
        return next((cause for cause, explains in checks if explains), None)


def marks_of(found: Cascades, *, groups: int) -> MeetingTimes:
    """Hold each group's closeness in time against what an interest explains, and see how its meetings are spread."""
    weight = (found.size - 1).astype(np.float64)
    told = np.where(found.others >= np.maximum(FEWEST_OUTSIDERS, found.size), weight, 0.0)
    day = found.begin // DAY_S
    of_day, which = _slots(found.group, day)
    weights = np.asarray(np.bincount(which, weight), dtype=np.float64)
    near = np.bincount(which, weight * found.near) / np.maximum(weights, 1e-9)
    haste = np.bincount(which, told * found.near_others) / np.maximum(np.bincount(which, told), 1e-9)
    ahead = np.asarray(near - np.maximum(haste, ORDINARY), dtype=np.float64)
    near_minute = np.bincount(which, weight * found.near_minute) / np.maximum(weights, 1e-9)
    ahead_minute = np.asarray(near_minute - ORDINARY_MINUTE, dtype=np.float64)
    things = np.bincount(which)
    in_step = (ahead > 0) & (things >= FEWEST_THINGS)
    meetings = weight * found.near
    return MeetingTimes(
        days=np.bincount(of_day[0], minlength=groups),
        in_step=_apart(of_day[0][in_step], of_day[1][in_step], groups),
        near=_share(found.group, meetings, weight, groups),
        near_minute=_share(found.group, weight * found.near_minute, weight, groups),
        minutes=np.bincount(of_day[0][near_minute > ORDINARY_MINUTE], minlength=groups),
        hours=_hours(found, meetings, groups),
        sources=_as_many(found.group, found.source, meetings, groups),
        log10_p=_log10_ahead(of_day[0], ahead, weights, groups),
        log10_p_minute=_log10_ahead(of_day[0], ahead_minute, np.asarray(np.sqrt(weights), dtype=np.float64), groups),
    )


def _slots(group: Integers, over: Integers) -> tuple[Integers, Integers]:
    """Number the distinct (group, value) pairs: the pairs as two rows, sorted, and which pair each entry is."""
    many = int(over.max(initial=0)) + 1
    slots, which = np.unique(group * many + over, return_inverse=True)
    return np.stack([slots // many, slots % many]), which


def _share(group: Integers, part: Floats, whole: Floats, groups: int) -> Floats:
    return np.asarray(np.bincount(group, part, groups) / np.maximum(np.bincount(group, whole, groups), 1e-9))


def _log10_ahead(group: Integers, ahead: Floats, weight: Floats, groups: int) -> Floats:
    """Say how unlikely it is that a group is ahead by accident: Student's t over its days, by what happened on each."""
    total, count = np.bincount(group, weight, groups), np.bincount(group, minlength=groups)
    mean = np.bincount(group, weight * ahead, groups) / np.maximum(total, 1e-9)
    spread = np.sqrt(np.bincount(group, (weight * (ahead - mean[group])) ** 2, groups)) / np.maximum(total, 1e-9)
    enough = count > 2
    score = np.where(enough, mean / np.maximum(spread, 1e-3), 0.0)
    tail = student.logsf(score, np.maximum(count - 1, 1)) / np.log(10)
    return np.asarray(np.where(enough & (mean > 0), np.maximum(tail, -20.0), 0.0), dtype=np.float64)


def _apart(group: Integers, day: Integers, groups: int) -> Integers:
    """Count days of which none is next to another; both are sorted."""
    counts = np.zeros(groups, dtype=np.int64)
    last = np.full(groups, -2, dtype=np.int64)
    for one, when in zip(group.tolist(), day.tolist(), strict=True):
        if when - last[one] > 1:
            counts[one] += 1
            last[one] = when
    return counts


def _hours(found: Cascades, meetings: Floats, groups: int) -> Floats:
    """Give one over the chance that two meetings of different days are at the same hour of the day."""
    day, which = _slots(found.group, found.begin // DAY_S)
    by_hour = np.bincount(which * 24 + found.begin % DAY_S // 3600, meetings, day.shape[1] * 24).reshape(-1, 24)
    shares = by_hour / np.maximum(by_hour.sum(axis=1, keepdims=True), 1e-9)
    whole = np.stack([np.bincount(day[0], shares[:, hour], groups) for hour in range(24)])
    within = np.bincount(day[0], (shares**2).sum(axis=1), groups)
    days = np.bincount(day[0], by_hour.sum(axis=1) > 0, groups)
    same = ((whole**2).sum(axis=0) - within) / np.maximum(days * (days - 1), 1)
    return np.asarray(1 / np.maximum(same, 1 / 24), dtype=np.float64)


def _as_many(group: Integers, over: Integers, weight: Floats, groups: int) -> Floats:
    """Count over how many values a group's weight is spread, as many as would be equally large (inverse Simpson)."""
    order = np.lexsort((over, group))
    group, over, weight = group[order], over[order], weight[order]
    if not group.size:
        return np.zeros(groups)
    starts = np.flatnonzero(np.concatenate(([True], (group[1:] != group[:-1]) | (over[1:] != over[:-1]))))
    sums = np.add.reduceat(weight, starts)
    total = np.bincount(group[starts], sums, groups)
    return np.asarray(total**2 / np.maximum(np.bincount(group[starts], sums**2, groups), 1e-9), dtype=np.float64)
