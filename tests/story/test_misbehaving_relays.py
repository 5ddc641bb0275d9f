"""An hour behind ways that misbehave: a real data server and a real Synapse, and between them and us relays that cut frames,
turn bytes, nest, repeat, reorder, stand still, forget, refuse and ask for patience.

At its end every good item is in history once, every bad one is in quarantine, and what was not seen is said.
"""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Condition, Event, Thread

import libipld
import pytest

from cautery.app import App
from cautery.events.history import events_in
from cautery.events.redaction import redacted
from cautery.model.account import Platform
from cautery.pipeline.history.read import history_of
from cautery.pipeline.ingestion import consumer
from cautery.pipeline.ingestion.consumer import PlatformFeed
from cautery.pipeline.ingestion.quarantine import listed
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.pipeline.ingestion.sources import not_seen, states
from cautery.pipeline.installation.install import install
from cautery.platforms.connectors.atproto import AtProto, firehose
from cautery.platforms.connectors.matrix import Matrix
from cautery.platforms.reach import Reach
from cautery.store.journal import Journal
from tests.servers.atproto import Pds, Person
from tests.servers.relays import BAD_MESSAGES, ROOM_FAULTS, StreamRelay, rooms_relay, stream_relay
from tests.servers.synapse import Member, Synapse

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("relays")]
SKY, SQUARE = Platform("sky"), Platform("square")
SILENT_S = 1.0
EVERY_S = 60.0
"""How long is waited where there was nothing: a look each minute makes an hour short."""


class Hour:
    """An hour of simulated time: it passes while all that listen wait, and people act meanwhile."""

    def __init__(self, begin: datetime, acts: Callable[[], None], *, listeners: int) -> None:
        self._now, self._end, self._acts = begin, begin + timedelta(hours=1), acts
        self._turn, self._wake, self._listeners = Condition(), dict[int, datetime](), listeners

    def now(self) -> datetime:
        return self._now

    def is_over(self) -> bool:
        return self._now >= self._end

    def wait(self, listener: int, for_s: float) -> None:
        with self._turn:
            self._wake[listener] = wake = self._now + timedelta(seconds=for_s)
            while self._now < wake and not self.is_over():
                if len(self._wake) == self._listeners and min(self._wake.values()) > self._now:
                    self._acts()
                    self._now = min(*self._wake.values(), self._end)
                    self._turn.notify_all()
                else:
                    self._turn.wait(timeout=60)
            del self._wake[listener]

    def leaves(self) -> None:
        """A listener has stopped."""
        with self._turn:
            self._listeners -= 1
            self._turn.notify_all()


class Until(Event):
    """Tells one listener when the hour is over, and lets it wait in simulated time."""

    def __init__(self, hour: Hour, listener: int) -> None:
        super().__init__()
        self._hour, self._listener = hour, listener

    def is_set(self) -> bool:
        return self._hour.is_over()

    def wait(self, timeout: float | None = None) -> bool:
        self._hour.wait(self._listener, timeout or 0.0)
        return self.is_set()


class Town:
    """People on both servers, each of whom says something now and then."""

    def __init__(self, pds: Pds, matrix: Synapse) -> None:
        self._ada, self._bob = Person(pds, "ada-by-the-relay"), Member(matrix.address, "bob-by-the-relay")
        self._rooms = [self._bob.opens(name) for name in ("harbour", "market", "lighthouse")]
        self._said = 0

    def acts(self) -> None:
        for _ in range(3):
            self._said += 1
            self._ada.posts(f"the lamp burns on, {self._said}")
            self._bob.says(self._rooms[self._said % 3], f"the ferry is late, {self._said}")


@pytest.fixture
def town(pds: Pds, matrix: Synapse, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr(consumer, "PAUSE_S", EVERY_S)
    monkeypatch.setattr(firehose, "SILENT_S", SILENT_S)  # the one time here that is not simulated
    return Town(pds, matrix)


def test_an_hour_behind_misbehaving_relays_costs_no_good_item(
    pds: Pds, matrix: Synapse, town: Town, tmp_path: Path
) -> None:
    hour = Hour(datetime.now(UTC), town.acts, listeners=2)
    app = App(install(tmp_path / "home", name="story.example"), clock=hour, person="local:ada")
    with ExitStack() as opened:
        opened.callback(app.close)
        stream, address = opened.enter_context(stream_relay(pds.address, hour.now))
        rooms = opened.enter_context(rooms_relay(matrix.address, hour.now))
        door = SharedIngestion()
        opened.callback(door.close)
        sky = AtProto.connect(_reach(SKY, pds.address, pds.password, stream=address))
        square = Matrix.connect(_reach(SQUARE, rooms.address, matrix.token))
        taps = [
            PlatformFeed(app, name, one, accept=lambda events: door.accept(app, events))
            for name, one in ((SKY, sky), (SQUARE, square))
        ]
        for one in (sky, square):
            opened.callback(one.close)
        _listen(taps, hour)
        stream.is_calm = rooms.is_calm = True
        for tap, missing in zip(taps, (lambda: _missing(app, stream), lambda: False), strict=True):
            _read_to_the_end(tap, missing)

        assert hour.is_over()
        assert stream.faults == {"handshake", "swapped", "ends", "stalls", "forgotten"}
        assert rooms.answered == set(ROOM_FAULTS)
        assert (len(stream.bad), len(rooms.bad)) >= (8, len(BAD_MESSAGES))
        assert set(_posts(app, SKY).values()) == {1}
        assert _posts(app, SKY).keys() <= set(_posts_in(stream))
        assert set(_posts_in(stream, but=stream.forgotten)) <= _posts(app, SKY).keys()
        assert _posts(app, SQUARE) == Counter(list(rooms.good))
        assert _kept_apart(app, SKY, but=redacted(stream.nested)) == Counter(map(redacted, stream.bad.values()))
        assert _kept_apart(app, SQUARE) == Counter(map(redacted, rooms.bad.values()))
        assert set(Counter(_names(app)).values()) == {1}
        assert [name for name, gap in not_seen(app) if gap.since and gap.until] == [SKY]
        assert {state.source: state.problem == "" for state in states(app)} == {SKY: True, SQUARE: False}


def _listen(taps: list[PlatformFeed], hour: Hour) -> None:
    def run(number: int) -> None:
        taps[number].run(Until(hour, number))
        hour.leaves()

    threads = [Thread(target=run, args=(number,)) for number in range(len(taps))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=300)
        assert not one.is_alive()


def _missing(app: App, stream: StreamRelay) -> bool:
    """Say whether something good that the relay passed on is not there yet: a busy machine is late."""
    return not set(_posts_in(stream, but=stream.forgotten)) <= _posts(app, SKY).keys()


def _read_to_the_end(tap: PlatformFeed, missing: Callable[[], bool]) -> None:
    """Read on until nothing has come for longer than a stream may be silent; for what is missing, much longer."""
    last = time.monotonic()
    while (since := time.monotonic() - last) < 3 * SILENT_S or (since < 60 * SILENT_S and missing()):
        heard = tap.read_on()
        last = time.monotonic() if heard.read or heard.moved else last
        time.sleep(0.05)


def _reach(name: Platform, address: str, secret: str, **more: str) -> Reach:
    connector = {SKY: "atproto", SQUARE: "matrix"}[name]
    return Reach(platform=name, connector=connector, address=address, secret=secret, a_second=1000, more=more)


def _posts(app: App, platform: Platform) -> Counter[str]:
    posts = history_of(app, at=None).posts.collect()
    return Counter(post["post"] for post in posts.iter_rows(named=True) if post["platform"] == platform)


def _posts_in(stream: StreamRelay, *, but: Collection[int] = ()) -> Iterator[str]:
    """List the posts in the good frames, but for some: what was on its way when the server forgot it is in the gap."""
    for frame in (frame for seq, frame in stream.good.items() if seq not in but):
        body = libipld.decode_dag_cbor_multi(frame)[1]
        for op in body.get("ops", ()):
            if op["path"].startswith("app.bsky.feed.post/"):
                yield f"at://{body['repo']}/{op['path']}"


def _kept_apart(app: App, platform: Platform, *, but: bytes = b"") -> Counter[bytes]:
    """Count what is kept apart, but for a frame that the relay put in at more than one place."""
    return Counter(one.item.raw for one in listed(app, source=platform, most=10_000) if one.item.raw != but)


def _names(app: App) -> Iterator[tuple[str, str]]:
    journal = Journal(app.config.journal)
    for batch in journal.read():
        yield from ((event.platform, event.id) for event in events_in(batch))
    journal.close()
