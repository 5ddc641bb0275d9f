"""Who comes back is named while the installation is served; what fails is kept, and the next comparison is made."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Invalid, Temporary
from cautery.events.masking import masked_events
from cautery.events.stage import EventBatch
from cautery.model.event import AnyEvent
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection import signup_screening as watching
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.last_run import last_run
from cautery.pipeline.detection.signup_screening import KNOW_ANEW_AFTER, NewcomersStage, SignupScreening
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.store import exhibits
from cautery.store.journal import START, JournalPlace
from tests.hands import back, stranger
from tests.world import person

HERE = JournalPlace(segment=1, byte=100)


class Wall:
    """A clock on the wall that somebody turns."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def arrive(app: App, watch: SignupScreening, *numbers: int) -> None:
    """Let some of the removed come back, and be kept as a door keeps them."""
    events = [back(number) for number in numbers] or [stranger()]
    with Ingestion(app) as door:
        door.accept(events)
        door.catch_up()
    watch.hear(masked_events(events, app.keyring))


def test_a_return_is_named_and_its_case_shows_what_is_known(harbour: App) -> None:
    watch = SignupScreening(harbour)
    arrive(harbour, watch, 3)

    assert watch.look().named == 1
    [case] = queue(harbour.config, harbour.clock)
    assert (case.about, case.origin) == (person("back 3"), "return")
    with harbour.reading() as connection:
        assert exhibits.of_case(connection, case.case) is not None
    assert last_run(harbour) == watch.look()


def test_what_fails_is_kept_and_the_next_one_is_made(harbour: App, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = SignupScreening(harbour)

    def fails(app: App) -> None:
        raise Invalid("the bank is away")

    with monkeypatch.context() as broken:
        broken.setattr(watching, "signup_screening", fails)
        arrive(harbour, watch)
        assert watch.look().problem == "Invalid: the bank is away"
    arrive(harbour, watch, 3)

    assert (watch.look().problem, watch.look().named) == ("", 1)


def test_who_was_removed_meanwhile_is_known_after_a_while(harbour: App, tmp_path: Path) -> None:
    harbour.wall = wall = Wall(harbour.clock.now())
    watch = SignupScreening(harbour)
    arrive(harbour, watch)
    watch.look()
    (tmp_path / "more.csv").write_text("account,label\nsomebody 7,benign\nguard 5,benign\n")
    label(harbour, tmp_path / "more.csv")
    wall.at += KNOW_ANEW_AFTER + timedelta(seconds=1)
    arrive(harbour, watch, 5)

    assert watch.look().named == 0


def test_as_a_stage_it_names_who_comes_back_in_a_batch(harbour: App) -> None:
    with Ingestion(harbour) as door:
        door.accept([back(3)])
        door.catch_up()
    NewcomersStage(harbour).follow(_batch(harbour, [back(3)]))

    assert [case.about for case in queue(harbour.config, harbour.clock)] == [person("back 3")]


def test_another_process_goes_on_watching_whom_the_first_one_watched(harbour: App) -> None:
    with Ingestion(harbour) as door:
        door.accept([stranger()])
        door.catch_up()
    first = NewcomersStage(harbour)
    assert first.resume(START) == START
    first.follow(_batch(harbour, [stranger()]))
    first.idle()

    second = NewcomersStage(harbour)
    assert second.resume(HERE) == HERE
    second.follow(_batch(harbour, [stranger()], until=HERE))
    looked = last_run(harbour)
    assert looked is not None
    assert looked.watched == 1


def test_what_could_not_be_compared_is_asked_for_again(harbour: App, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ingestion(harbour) as door:
        door.accept([back(3)])
        door.catch_up()
    stage = NewcomersStage(harbour)

    def fails(app: App) -> None:
        raise Invalid("the bank is away")

    with monkeypatch.context() as broken:
        broken.setattr(watching, "signup_screening", fails)
        with pytest.raises(Temporary, match="the bank is away"):
            stage.follow(_batch(harbour, [back(3)]))
    stage.follow(_batch(harbour, [back(3)]))

    assert [case.about for case in queue(harbour.config, harbour.clock)] == [person("back 3")]


def _batch(app: App, events: list[AnyEvent], *, until: JournalPlace = HERE) -> EventBatch:
    return EventBatch(events=masked_events(events, app.keyring), since=START, until=until)
