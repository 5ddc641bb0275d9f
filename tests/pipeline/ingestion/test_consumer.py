"""A platform is listened to from where it was left, and nothing that it says stops that."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Event, Thread

import pytest

from cautery.app import App
from cautery.errors import Refused, Temporary
from cautery.events.intake import IngestReport
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.event import AnyEvent
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion import consumer as tapping
from cautery.pipeline.ingestion.consumer import ConsumedBatch, PlatformFeed
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.platforms.connector import Connector, PlatformBatch, State
from cautery.worker.stages import follow_all
from tests.world import NOON, created, notice, post

LIFE: tuple[AnyEvent, ...] = (
    created("ada"),
    post("ada", "first light", id="p1"),
    notice("ada", at=NOON + timedelta(hours=1)),
    post("ada", "second light", id="p2"),
)


class Told(Connector):
    """A platform that tells two events at a time, and fails when a test says so."""

    measures = frozenset({"suspend"})

    def __init__(self, events: Sequence[AnyEvent] = LIFE) -> None:
        self.events, self.fails = events, list[Exception]()

    def read_events(self, cursor: str | None) -> PlatformBatch:
        if self.fails:
            raise self.fails.pop()
        since = int(cursor or 0)
        return PlatformBatch(events=self.events[since : since + 2], cursor=str(min(since + 2, len(self.events))))

    def look_up(self, about: Account) -> State:
        return State(handle=about.id, measures=frozenset())

    def act(self, action: Action) -> str:
        return action.key

    def undo(self, action: Action, token: str) -> None:
        return None

    def in_effect(self, action: Action) -> bool:
        return False


def kept(app: App) -> int:
    return sum(lake_of(app).scan(table).collect().height for table in ("posts", "profiles", "notices"))


def test_all_comes_in_once_and_is_read_on_from_there(app: App) -> None:
    with Ingestion(app) as door:
        tap = PlatformFeed(app, "plaza", Told(), accept=door.accept_at_once)
        assert tap.read_on() == ConsumedBatch(platform="plaza", read=2, accepted=2)
        assert tap.catch_up() == ConsumedBatch(platform="plaza", read=2, accepted=2, notices=1)
        assert tap.catch_up() == ConsumedBatch(platform="plaza")
    with Ingestion(app) as door:
        again = PlatformFeed(app, "plaza", Told(), accept=door.accept_at_once).catch_up()

    assert (again.read, kept(app)) == (0, 4)


def test_a_report_opens_a_case(app: App) -> None:
    with Ingestion(app) as door:
        PlatformFeed(app, "plaza", Told(), accept=door.accept_at_once).catch_up()
    follow_all(app)

    assert [case.about.id for case in queue(app.config, app.clock)] == ["ada"]


def test_who_crashed_before_the_place_was_kept_hears_it_again_and_keeps_it_once(app: App) -> None:
    with Ingestion(app) as door:
        PlatformFeed(app, "plaza", Told(), accept=door.accept_at_once).catch_up()
        (app.config.cursors / "plaza").write_text("1")
        again = PlatformFeed(app, "plaza", Told(), accept=door.accept_at_once).catch_up()

    assert (again.accepted, again.duplicate, kept(app)) == (0, 3, 4)


def test_a_place_is_not_kept_before_its_events_are(app: App) -> None:
    def full(_: Sequence[AnyEvent]) -> IngestReport:
        raise Temporary("the disk is full")

    with pytest.raises(Temporary):
        PlatformFeed(app, "plaza", Told(), accept=full).read_on()

    assert not (app.config.cursors / "plaza").exists()


def test_what_cannot_be_an_event_is_left_out_and_nothing_else_is(app: App) -> None:
    endless = (*LIFE[:1], post("ada", "x", id="y" * 600), *LIFE[1:])
    with Ingestion(app) as door:
        heard = PlatformFeed(app, "plaza", Told(endless), accept=door.accept_at_once).catch_up()

    assert (heard.read, heard.accepted, heard.rejected) == (5, 4, 1)


@pytest.mark.parametrize("error", [Temporary("later", retry_after_s=0.0), Refused("who are you"), OSError("no disk")])
def test_a_platform_that_fails_is_asked_again(app: App, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tapping, "PAUSE_S", 0.001)
    platform = Told()
    platform.fails = [error] * 3
    with Ingestion(app) as door:
        assert (
            _hears(
                lambda ends, told: PlatformFeed(app, "plaza", platform, accept=door.accept_at_once).run(ends, told=told)
            )
            == 4
        )


def _hears(run: Callable[[Event, Callable[[ConsumedBatch], None]], None]) -> int:
    """Let it run until four events are there, or half a minute has passed."""
    ends, enough, heard = Event(), Event(), list[ConsumedBatch]()

    def told(one: ConsumedBatch) -> None:
        heard.append(one)
        if sum(part.accepted for part in heard) == len(LIFE):
            enough.set()

    thread = Thread(target=run, args=[ends, told])
    thread.start()
    enough.wait(30)
    ends.set()
    thread.join()
    return sum(part.accepted for part in heard)
