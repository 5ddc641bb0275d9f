"""What is counted in columns, day by day, is what portraits of everybody would say: the slow way judges the fast one."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby

import numpy as np
import polars as pl
import pytest

from cautery.engine.tables import TABLES, tables_of
from cautery.model.account import Account
from cautery.model.event import AccountUpdated, AnyEvent, Profile
from cautery.simulator.world import World, WorldSize
from cautery.suspicion.operators.bank import Bank, Keys, OtherAccounts, Removed, bank_beside, build_bank
from cautery.suspicion.operators.traces import DayTraits, count, traces_of, who_is
from cautery.suspicion.operators.traits import ComparedColumns, portraits_of
from tests.hands import GUARD, REMOVED_AT, guard, people
from tests.world import HARBOUR, NOON, person


def trails_of(events: Iterable[AnyEvent]) -> ComparedColumns:
    tables = tables_of(events)
    of = {name: tables.get(name, pl.DataFrame(schema=TABLES[name])).lazy() for name in ComparedColumns.__slots__}
    return ComparedColumns(**of)


def accounts_in(events: Iterable[AnyEvent]) -> list[Account]:
    return sorted({Account(platform=event.platform, id=event.account) for event in events})


def by_days(events: Sequence[AnyEvent]) -> DayTraits:
    """Keep traces a day at a time, as it is done while a platform lives."""
    ordered = sorted(events, key=lambda event: event.at)
    days = [(f"{day}", list(some)) for day, some in groupby(ordered, key=lambda event: event.at.date())]
    kept = [traces_of(portraits_of(trails_of(some), accounts_in(some)).values(), day=day) for day, some in days]
    return DayTraits(**{name: pl.concat([getattr(one, name) for one in kept]) for name in DayTraits.__slots__})


def both_ways(events: Sequence[AnyEvent], removed: Sequence[Account]) -> tuple[Bank, Bank]:
    portraits = portraits_of(trails_of(events), accounts_in(events))
    gone = [Removed(portrait=portraits[about], at=REMOVED_AT) for about in removed]
    others = {about: one for about, one in portraits.items() if about not in removed}

    def counted(keys: Keys) -> OtherAccounts:
        found = count(by_days(events), keys=keys, among=others)
        strangers = [one for about, one in others.items() if who_is(about) in found.cohort]
        return OtherAccounts(
            users=found.users,
            having=found.having,
            names=found.names,
            strangers=strangers,
            accounts=len(others),
            held=found.held,
        )

    return build_bank(gone, others.values()), bank_beside(gone, counted)


def assert_same(slow: Bank, fast: Bank) -> None:
    assert np.array_equal(slow.users, fast.users)
    assert slow.spelling == fast.spelling
    assert {name: one.having for name, one in slow.coincidence.items()} == {
        name: one.having for name, one in fast.coincidence.items()
    }
    for name, one in slow.coincidence.items():
        assert np.array_equal(one.pairs, fast.coincidence[name].pairs)
    for name, sides in slow.writers.strangers.items():
        for side, other in zip(sides, fast.writers.strangers[name], strict=True):
            assert np.array_equal(side, other)


@pytest.mark.parametrize("seed", [3, 4])
def test_a_platform_s_life_is_counted_as_portraits_of_everybody_count_it(seed: int) -> None:
    world = World(WorldSize(people=150, operators=6), seed=seed)
    events = list(world.live(24 * 8))
    hands = [one.id for one in world.people.values() if one.operator]
    removed = [about for about in accounts_in(events) if about.id in hands[: len(hands) // 2]]
    slow, fast = both_ways(events, removed)

    assert len(removed) > 5
    assert slow.users.max() > 5
    assert_same(slow, fast)


def test_a_name_that_was_given_up_counts_no_more_and_what_one_did_still_does() -> None:
    said = (("lamp_keeper", "keeps the lamps of the pier"), ("mill_hand", None), (None, "grinds the corn of the mill"))
    events: list[AnyEvent] = [
        AccountUpdated(
            id=f"{name} {day}",
            at=NOON + timedelta(days=day),
            platform=HARBOUR,
            account=person(name).id,
            profile=Profile(handle=handle, bio=bio),
            traits={"device": f"device of {day}"},
        )
        for name in ("ana", "ben")
        for day, (handle, bio) in enumerate(said)
    ]
    slow, fast = both_ways(events, [person("ana")])

    assert_same(slow, fast)
    assert set(fast.users.tolist()) == {1, 2}


def test_who_is_not_asked_about_is_not_counted() -> None:
    traces = traces_of([*people()[:50], *(guard(number) for number in range(GUARD))], day="2020-01-01")
    among = [one.about for one in people()[:20]]
    found = count(traces, keys=np.zeros(0, dtype=np.int64), among=among)

    assert found.having["device"] == 20
    assert len(found.names) == 40
    assert set(found.cohort) <= set(map(who_is, among))
