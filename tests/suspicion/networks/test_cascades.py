"""How close in time a group's members act on one thing is counted as by comparing everybody with everybody."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cautery.suspicion.networks.cascades import MOST_ACTORS, Acts, acts_of, cascades_of

Act = tuple[int, int, int]
"""Account, thing, time."""
acts = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 2), st.integers(0, 9000)), max_size=20)


def did(rows: Sequence[Act]) -> Acts:
    account, thing, at = (np.array([row[n] for row in rows], dtype=np.int64) for n in range(3))
    return Acts(account=account, thing=thing, at=at, source=np.full(len(rows), -1))


@given(acts)
def test_pairs_of_a_group_are_counted_as_obviously(rows: list[Act]) -> None:
    """Accounts 0 to 2 are one group, 3 and 4 another, the rest outsiders."""
    groups = np.array([0, 0, 0, 1, 1, -1, -1, -1])
    first = acts_of(did(rows))
    found, _ = cascades_of(first, groups[first.account])
    told = {(int(g), int(s), round(float(n), 6), int(o)) for g, s, n, o in zip(
        found.group, found.size, found.near, found.others, strict=True)}  # fmt: skip
    obvious = set()
    for thing in set(first.thing.tolist()):
        here = [
            (int(groups[a]), int(t)) for a, x, t in zip(first.account, first.thing, first.at, strict=True) if x == thing
        ]
        for group in (0, 1):
            times = [t for g, t in here if g == group]
            if len(times) >= 2:
                pairs = [abs(s - t) <= 3600 for n, s in enumerate(times) for t in times[:n]]
                others = sum(g == -1 for g, _ in here)
                obvious.add((group, len(times), round(sum(pairs) / len(pairs), 6), others))

    assert told == obvious


def test_only_the_first_act_on_a_thing_counts() -> None:
    first = acts_of(did([(0, 1, 500), (0, 1, 100), (1, 1, 200)]))

    assert sorted(zip(first.account.tolist(), first.at.tolist(), strict=True)) == [(0, 100), (1, 200)]


def test_a_topic_to_which_people_come_back_tells_nothing() -> None:
    """Somebody uses the same hashtag every day: when it was taken up first is no sign of haste."""
    topic = [(account, 1, day * 86_400 + account) for account in (0, 1) for day in range(5)]

    assert acts_of(did(topic)).account.size == 0


def test_what_everybody_knows_tells_nothing() -> None:
    assert acts_of(did([(n, 1, n) for n in range(MOST_ACTORS + 1)])).account.size == 0
    assert acts_of(did([(n, 1, n) for n in range(MOST_ACTORS)])).account.size == MOST_ACTORS


def test_each_act_knows_its_company() -> None:
    first = acts_of(did([(0, 1, 0), (1, 1, 30), (2, 1, 7200)]))
    _, company = cascades_of(first, np.zeros(3, dtype=np.int64))

    assert company.met.tolist() == [2, 2, 2]
    assert company.near.tolist() == [1, 1, 0]
    assert company.near_minute.tolist() == [1, 1, 0]


def test_how_much_haste_outsiders_had_is_told() -> None:
    first = acts_of(did([(0, 1, 0), (1, 1, 60), (5, 1, 600), (6, 1, 9000)]))
    found, _ = cascades_of(first, np.array([0, 0, -1, -1]))

    assert (found.others.tolist(), found.near_others.tolist()) == ([2], [0.5])


def test_where_nothing_was_done_there_is_nothing() -> None:
    found, _ = cascades_of(acts_of(did([])), np.zeros(0, dtype=np.int64))

    assert found.group.size == 0
