"""A stage gets every event, in order, whatever goes wrong; what it cannot follow is set aside, and nothing else is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import structs

from cautery.app import App
from cautery.errors import Permanent, Temporary
from cautery.events.stage import EventBatch, Stage
from cautery.kit.canonical import canonical_json
from cautery.kit.clock import FrozenClock
from cautery.pipeline.history.follower import TRIES, Follower
from cautery.pipeline.installation.install import install
from cautery.store import failed_events, places
from cautery.store.journal import START, Journal, JournalPlace
from tests.world import NOON, created

NOTHING: Callable[[EventBatch], None] = lambda _: None  # noqa: E731


class Told(Stage):
    """Keeps the ids that it was told."""

    name, most_events = "told", 4

    def __init__(self, trouble: Callable[[EventBatch], None] = NOTHING) -> None:
        self.told: list[str] = []
        self.known: list[str] = []
        self.trouble = trouble

    def follow(self, batch: EventBatch) -> None:
        self.trouble(batch)
        (self.known if batch.known else self.told).extend(event.id for event in batch.events)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = App(install(tmp_path / "home", name="test.example"), clock=FrozenClock(NOON), person="cautery")
    yield opened
    opened.close()


def accepted(app: App, *batches: int) -> list[JournalPlace]:
    """Write batches of so many events to the journal."""
    journal, number, marks = Journal(app.config.journal), 0, []
    for size in batches:
        lines = b"".join(line(number + place) for place in range(size))
        number += size
        marks.append(journal.append(lines, size))
    journal.close()
    return marks


def line(number: int) -> bytes:
    return canonical_json(structs.replace(created("ada"), id=f"e{number}")) + b"\n"


def kept_place(app: App) -> JournalPlace:
    with app.reading() as connection:
        return places.place_of(connection, "told")


def test_a_stage_is_told_everything_in_order_and_its_place_is_kept(app: App) -> None:
    marks = accepted(app, 1, 2, 3)
    stage = Told()
    assert Follower(app, stage).through() == 6

    assert stage.told == [f"e{number}" for number in range(6)]
    assert kept_place(app) == marks[-1]
    assert Follower(app, stage).through() == 0


def test_a_batch_is_as_large_as_the_stage_takes_it_and_never_parts_what_was_accepted_together(app: App) -> None:
    accepted(app, 1, 2, 3, 9)
    sizes: list[int] = []
    Follower(app, Told(lambda batch: sizes.append(len(batch.events)))).through()

    assert sizes == [3, 3, 9]


def test_what_comes_in_later_is_followed_on_the_next_turn(app: App) -> None:
    stage = Told()
    follower = Follower(app, stage)
    assert follower.turn() > 0
    accepted(app, 2)
    follower.turn()

    assert stage.told == ["e0", "e1"]


def test_a_stage_that_lets_events_gather_is_handed_none_before_however_often_it_is_woken(app: App) -> None:
    stage = Told()
    stage.every_s = 60.0
    follower = Follower(app, stage)
    accepted(app, 1)
    assert follower.turn() == 60.0
    accepted(app, 1)

    assert 0 < follower.turn() <= 60.0
    assert stage.told == ["e0"]


def test_a_stage_that_is_behind_lets_nothing_gather(app: App) -> None:
    stage = Told()
    stage.every_s = 60.0
    follower = Follower(app, stage)
    accepted(app, 4, 4)

    assert follower.turn() == 0.0
    follower.turn()
    assert len(stage.told) == 8


def test_an_event_that_a_stage_cannot_follow_is_set_aside_and_all_others_are_followed(app: App) -> None:
    def trouble(batch: EventBatch) -> None:
        if any(event.id == "e2" for event in batch.events):
            raise ZeroDivisionError("nobody foresaw this")

    accepted(app, 4, 4)
    stage = Told(trouble)
    follower = Follower(app, stage)
    for _ in range(TRIES - 1):
        with pytest.raises(ZeroDivisionError):
            follower.turn()
    follower.through()
    with app.reading() as connection:
        [failed] = failed_events.latest(connection, most=10)

    assert stage.told == ["e0", "e1", "e3", "e4", "e5", "e6", "e7"]
    assert (failed.stage, failed.event, failed.place) == ("told", "harbour:e2", START)
    assert "nobody foresaw this" in failed.reason


def test_a_database_that_is_busy_costs_no_event(app: App) -> None:
    """However often it is busy."""
    left = [20]

    def busy(_: EventBatch) -> None:
        left[0] -= 1
        if left[0] > 0:
            raise Temporary("busy")

    accepted(app, 3)
    stage = Told(busy)
    follower = Follower(app, stage)
    for _ in range(19):
        with pytest.raises(Temporary):
            follower.turn()
    follower.turn()

    assert stage.told == ["e0", "e1", "e2"]


def test_a_stage_that_moves_its_own_place_leaves_nothing_out(app: App) -> None:
    def trouble(_: EventBatch) -> None:
        raise ZeroDivisionError

    accepted(app, 1)
    stage = Told(trouble)
    stage.keeps_place = True
    follower = Follower(app, stage)
    for _ in range(TRIES + 2):
        with pytest.raises(ZeroDivisionError):
            follower.turn()

    assert kept_place(app) == START


def test_a_stage_follows_only_what_the_one_before_it_has_followed(app: App) -> None:
    marks = accepted(app, 1, 1, 1)
    stage = Told()
    stage.after, stage.most_events = "history", 1
    Follower(app, stage, reached=lambda _: marks[1]).through()

    assert stage.told == ["e0", "e1"]


def test_a_stage_that_kept_something_in_memory_is_reminded_of_it_after_a_restart(app: App) -> None:
    accepted(app, 2, 2)
    Follower(app, Told()).through()
    again = Told()
    again.resume = lambda place: START  # type: ignore[method-assign]
    follower = Follower(app, again)
    follower.through()

    assert (again.known, again.told) == (["e0", "e1", "e2", "e3"], [])


def test_a_stage_that_knows_more_than_the_journal_holds_says_so(app: App) -> None:
    """The journal was put back from an older backup: to go on would leave out what comes in now."""
    accepted(app, 1)
    with app.noting() as connection:
        places.move(connection, "told", JournalPlace(segment=1, byte=10**6), at_s=0)

    with pytest.raises(Permanent, match="older backup"):
        Follower(app, Told()).turn()
