"""A group is named only when neither an interest, an event, a habit nor one source explains how close in time it is."""

import random
from collections.abc import Callable, Iterable

import numpy as np

from cautery.suspicion.networks.cascades import Acts, acts_of, cascades_of
from cautery.suspicion.networks.causes import Cause, MeetingTimes, marks_of

DAY_S, MEMBERS = 86_400, range(8)
Delay = Callable[[random.Random], float]


def within_the_hour(chance: random.Random) -> float:
    return chance.uniform(0, 3000)


def over_days(chance: random.Random) -> float:
    return chance.lognormvariate(9.2, 1.5)


def life(
    *, delay: Delay, days: Iterable[int] = range(30), hours: range = range(7, 22), sources: int = 0, outsiders: int = 0
) -> MeetingTimes:
    """Let a group act on four things a day; outsiders do so within the hour."""
    chance, rows = random.Random(3), []
    for day in days:
        for turn in range(4):
            thing, begin = day * 10 + turn, day * DAY_S + chance.choice(hours) * 3600
            source = thing % sources if sources else -1
            rows += [(who, thing, begin + int(delay(chance)), source) for who in MEMBERS if chance.random() < 0.7]
            rows += [(100 + n, thing, begin + int(within_the_hour(chance)), source) for n in range(outsiders)]
    account, thing_, at, source_ = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    acts = acts_of(Acts(account=account, thing=thing_, at=at, source=source_))
    found, _ = cascades_of(acts, np.where(acts.account < 100, 0, -1))
    return marks_of(found, groups=1)


def cause(marks: MeetingTimes) -> Cause | None:
    return marks.cause(0)


def test_who_acts_within_the_hour_day_after_day_on_unrelated_things_acts_together() -> None:
    marks = life(delay=within_the_hour)

    assert cause(marks) is None
    assert marks.near[0] > 0.95


def test_who_shares_an_interest_acts_over_hours_and_days() -> None:
    assert cause(life(delay=over_days)) == "interest"


def test_where_everybody_hurries_an_interest_explains_the_haste() -> None:
    assert cause(life(delay=within_the_hour, outsiders=20)) == "interest"


def test_a_few_days_are_an_event() -> None:
    assert cause(life(delay=within_the_hour, days=(3, 4, 5, 12, 13, 20))) == "event"


def test_the_same_hours_every_day_are_a_habit() -> None:
    assert cause(life(delay=within_the_hour, hours=range(9, 10))) == "habit"


def test_things_of_one_hand_are_a_source() -> None:
    assert cause(life(delay=within_the_hour, sources=1)) == "source"
    assert cause(life(delay=within_the_hour, sources=12)) is None


def test_within_the_same_minute_day_after_day_no_source_explains_it() -> None:
    marks = life(delay=lambda chance: chance.uniform(0, 50), sources=1)

    assert marks.by_minute(0)
    assert cause(marks) is None


def test_within_the_same_minute_on_a_few_days_is_an_event_all_the_same() -> None:
    assert cause(life(delay=lambda chance: chance.uniform(0, 50), days=(3, 4, 5))) == "event"


def test_days_next_to_each_other_count_once() -> None:
    assert life(delay=within_the_hour, days=(1, 2, 3, 7, 8)).in_step[0] == 3


def test_a_group_that_did_nothing_together_is_an_interest_at_most() -> None:
    none = np.zeros(0, dtype=np.int64)
    nothing = Acts(account=none, thing=none, at=none, source=none)
    found, _ = cascades_of(nothing, nothing.account)

    assert marks_of(found, groups=1).cause(0) == "interest"
