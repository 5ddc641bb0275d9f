"""The stream of a real data server, as events."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime

import libipld
import pytest
from websockets.sync.server import ServerConnection, serve

from cautery.errors import Invalid
from cautery.kit.wire import MOST_BYTES
from cautery.model.event import (
    AccountClosed,
    AccountCreated,
    AccountRenamed,
    AccountReopened,
    AccountUpdated,
    PostCreated,
    PostRemoved,
)
from cautery.platforms.connectors.atproto.firehose import Firehose, StreamBatch
from cautery.platforms.connectors.atproto.frames import readable
from tests.platforms.connectors.atproto.test_blocks import DEEP, archive_of
from tests.platforms.connectors.atproto.test_blocks import named as named_block
from tests.servers.atproto import Pds, Person
from tests.shelves.drills import PLAZA

NOON = datetime(2024, 5, 1, 9, tzinfo=UTC)
pytestmark = pytest.mark.xdist_group("pds")


def test_a_life_on_the_server_is_told_in_order(pds: Pds) -> None:
    _, since = _read(pds, 0)
    ada = Person(pds, "ada-of-the-stream")
    post = ada.posts("first light")
    ada.deletes(post)
    events, _ = _read(pds, since)

    assert [type(event) for event in events] == [AccountUpdated, AccountCreated, PostCreated, PostRemoved]
    assert {event.account for event in events} == {ada.did}
    assert isinstance(events[0], AccountUpdated)
    assert events[0].profile.handle == ada.handle
    assert isinstance(events[2], PostCreated)
    assert (events[2].post.id, events[2].post.text) == (post, "first light")


def test_an_account_that_goes_by_itself_is_closed_by_its_owner(pds: Pds) -> None:
    ada = Person(pds, "ada-who-goes")
    _, since = _read(pds, 0)
    ada.leaves()
    events, _ = _read(pds, since)

    assert [(event.by, event.reason) for event in events if isinstance(event, AccountClosed)] == [
        ("owner", "deactivated")
    ]


def test_an_account_that_comes_back_is_open_again(pds: Pds) -> None:
    ada = Person(pds, "ada-who-comes-back")
    _, since = _read(pds, 0)
    ada.leaves()
    ada.comes_back()
    events, _ = _read(pds, since)

    assert [type(event) for event in events if not isinstance(event, AccountUpdated)] == [
        AccountClosed,
        AccountReopened,
    ]


def test_a_server_that_begins_anew_is_read_from_its_beginning_and_leaves_a_gap(pds: Pds) -> None:
    firehose = Firehose(pds.address, platform=PLAZA)
    heard = firehose.read(10**9, most=1, seen_at=NOON)
    firehose.close()

    assert heard.place == 0
    assert [(gap.since, gap.until) for gap in heard.gaps] == [(NOON, None)]


@pytest.fixture
def stream() -> Iterator[Callable[..., list[StreamBatch]]]:
    """Give a server that streams some frames, in as many turns as there are lists of them."""
    with ExitStack() as opened:

        def served(*turns: list[bytes], since: int = 0, seen_at: datetime | None = None) -> list[StreamBatch]:
            left = list(turns)

            def told(connection: ServerConnection) -> None:
                for frame in left.pop(0) if left else []:
                    connection.send(frame)
                connection.recv()

            server = opened.enter_context(serve(told, "127.0.0.1", 0))
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            firehose = Firehose(f"http://127.0.0.1:{server.socket.getsockname()[1]}", platform=PLAZA)
            opened.callback(firehose.close)
            heard, place = [], since
            for turn in turns:
                heard.append(_all_of(firehose, place, len(turn), seen_at))
                place = heard[-1].place
                firehose.close()
            server.shutdown()
            return heard

        yield served


def _all_of(firehose: Firehose, since: int, frames: int, seen_at: datetime | None) -> StreamBatch:
    """Read until something came of each frame that says more than where the stream is; a large one takes a while."""
    heard = firehose.read(since, most=100, seen_at=seen_at)
    for _ in range(50):
        if len(heard.events) + len(heard.unread) + len(heard.gaps) >= frames:
            break
        more = firehose.read(heard.place, most=100, seen_at=seen_at)
        heard = replace(
            more, events=heard.events + more.events, unread=heard.unread + more.unread, gaps=heard.gaps + more.gaps
        )
    return heard


def frame(kind: str, **body: object) -> bytes:
    return libipld.encode_dag_cbor({"op": 1, "t": kind}) + libipld.encode_dag_cbor(
        {"time": "2024-05-01T10:00:00Z", **body}
    )


def named(seq: int) -> bytes:
    return frame("#identity", seq=seq, did=f"did:plc:{seq}", handle=f"h{seq}.test")


BAD = (
    b"", b"\xff\xff", b"\xa0", libipld.encode_dag_cbor({"op": 1, "t": "#identity"}), libipld.encode_dag_cbor([1]) * 2,
    frame("#identity", seq=2, did="did:plc:x", handle="x", time="yesterday"), frame("#identity", seq=2, did=7, handle="x"),
    frame("#commit", seq=2, repo="did:plc:x", rev="r", since="q", blocks=b"cut", ops=[]),
    frame("#commit", seq=2, repo="did:plc:x", rev="r", since="q", ops=[{"action": "create"}]),
    frame("#newkind", seq=2, did="did:plc:x"), frame("#account", seq="x", did="did:plc:x", active=False, status="deleted"),
)  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_a_frame_that_cannot_be_read_is_kept_and_costs_none_of_the_others(
    stream: Callable[..., list[StreamBatch]], bad: bytes
) -> None:
    [heard] = stream([named(1), bad, named(3)])

    assert [event.account for event in heard.events] == ["did:plc:1", "did:plc:3"]
    assert [(one.place, one.raw) for one in heard.unread] == [("after 1", bad)]
    assert heard.place == 3


def test_one_record_that_cannot_be_read_hides_none_of_its_commit(stream: Callable[..., list[StreamBatch]]) -> None:
    """Whoever wants to hide posts would only have to write one such record with them."""
    posts = [libipld.encode_dag_cbor({"text": text, "createdAt": "2024-05-01T10:00:00Z"}) for text in ("one", "two")]
    written = [posts[0], DEEP, posts[1]]
    ops = [
        {"action": "create", "path": f"app.bsky.feed.post/{number}", "cid": named_block(one)}
        for number, one in enumerate(written)
    ]
    bad = frame("#commit", seq=2, repo="did:plc:a", rev="r", since="q", blocks=archive_of(*written), ops=ops)
    [heard] = stream([named(1), bad, named(3)])

    assert [event.post.text for event in heard.events if isinstance(event, PostCreated)] == ["one", "two"]
    assert [one.raw for one in heard.unread] == [bad]


def test_a_frame_that_is_too_large_ends_no_stream_twice(stream: Callable[..., list[StreamBatch]]) -> None:
    first, second = stream([named(1), bytes(MOST_BYTES + 1)], [named(3)])

    assert [len(one.events) for one in (first, second)] == [1, 1]
    assert "larger than" in first.unread[0].reason
    assert (first.place, second.place) == (2, 3)


def test_what_a_server_has_forgotten_is_a_gap(stream: Callable[..., list[StreamBatch]]) -> None:
    info = libipld.encode_dag_cbor({"op": 1, "t": "#info"}) + libipld.encode_dag_cbor({"name": "OutdatedCursor"})
    [heard] = stream([info, named(9)], since=5, seen_at=NOON)

    assert [(gap.since, gap.until) for gap in heard.gaps] == [(NOON, datetime(2024, 5, 1, 10, tzinfo=UTC))]
    assert "OutdatedCursor" in heard.gaps[0].reason
    assert heard.seen_at == datetime(2024, 5, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (frame("#tombstone", seq=1, did="did:plc:a"), AccountClosed),
        (frame("#account", seq=1, did="did:plc:a", active=False, status="takendown"), AccountClosed),
        (frame("#account", seq=1, did="did:plc:a", active=True), AccountReopened),
        (frame("#handle", seq=1, did="did:plc:a", handle="new.test"), AccountRenamed),
        (frame("#account", seq=1, did="did:plc:a", active=False, status="throttled"), None),
        (frame("#sync", seq=1, did="did:plc:a", rev="r"), None),
    ],
)
def test_how_an_account_stands_is_told(told: bytes, kind: type | None) -> None:
    events = Firehose("http://plaza.example", platform=PLAZA).read_again(told)

    assert [type(event) for event in events] == ([kind] if kind else [])
    assert all(event.received == datetime(2024, 5, 1, 10, tzinfo=UTC) for event in events)


def test_a_frame_that_still_cannot_be_read_says_why() -> None:
    for bad in BAD:
        with pytest.raises(Invalid):
            Firehose("http://plaza.example", platform=PLAZA).read_again(bad)


def test_links_between_blocks_are_written_as_people_write_them() -> None:
    """The text form of a CID is read back to the bytes that it stands for."""
    raw = bytes.fromhex("0171122091f2667e53ad6cab5692b83a0a5b2e418859896a096d640feb388146693943" + "07")
    text = readable({"ref": [raw]})

    assert isinstance(text, dict)
    assert text["ref"][0].startswith("bafyrei")
    assert libipld.decode_cid(text["ref"][0])["hash"]["digest"] == raw[4:]


def _read(pds: Pds, since: int) -> tuple[list[object], int]:
    firehose = Firehose(pds.address, platform=PLAZA)
    events: list[object] = []
    while (heard := firehose.read(since, most=1000)).events or heard.place != since:
        assert heard.unread == []
        events, since = [*events, *heard.events], heard.place
    firehose.close()
    return events, since
