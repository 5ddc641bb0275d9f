"""A portrait drawn from history is the portrait that was drawn live, event by event."""

import random
from collections.abc import Iterable

import polars as pl

from cautery.engine.tables import TABLES, tables_of
from cautery.model.account import Account
from cautery.model.event import AnyEvent
from cautery.simulator.world import World, WorldSize
from cautery.suspicion.operators.portrait import AccountPortrait
from cautery.suspicion.operators.traits import ComparedColumns, portraits_of
from tests.world import neighbourhood, person


def trails_of(events: Iterable[AnyEvent]) -> ComparedColumns:
    tables = tables_of(events)
    profiles, posts, follows, sessions = (
        tables.get(name, pl.DataFrame(schema=TABLES[name])).lazy()
        for name in ("profiles", "posts", "follows", "sessions")
    )
    return ComparedColumns(profiles=profiles, posts=posts, follows=follows, sessions=sessions)


def live(events: Iterable[AnyEvent]) -> dict[Account, AccountPortrait]:
    drawn: dict[Account, AccountPortrait] = {}
    for event in sorted(events, key=lambda one: (one.at, one.id)):
        about = Account(platform=event.platform, id=event.account)
        drawn.setdefault(about, AccountPortrait(about=about)).see(event)
    return drawn


def test_history_draws_what_was_drawn_live() -> None:
    events = list(World(WorldSize(people=40, operators=4), seed=3).live(72))
    expected = live(events)

    assert len(expected) > 40
    assert portraits_of(trails_of(events), sorted(expected)) == expected


def test_the_order_in_which_history_holds_it_changes_nothing() -> None:
    events = list(neighbourhood().events)
    shuffled = random.Random(1).sample(events, len(events))
    known = sorted(live(events))

    assert portraits_of(trails_of(shuffled), known) == portraits_of(trails_of(events), known) == live(events)


def test_only_those_asked_for_are_drawn_also_when_history_does_not_know_them() -> None:
    events = neighbourhood().events
    asked = [person("guard 1"), person("nobody")]
    drawn = portraits_of(trails_of(events), asked)

    assert list(drawn) == asked
    assert drawn[person("nobody")] == AccountPortrait(about=person("nobody"))
    assert drawn[person("guard 1")].written
