"""Promises about listening. A mock plays back what a real server streamed, and then says what the test says."""

import json
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cautery.model.account import Platform
from cautery.model.event import AnyEvent, PostRemoved
from cautery.platforms.connectors.mastodon import streaming
from cautery.platforms.connectors.mastodon.streaming import Stream
from tests.servers.mastodon import Streamed, streamed, streamed_status, streamed_to_a_person
from tests.servers.process import free_port

RECORDED = ["status/117446897812086972", "status/117446897822177632"]


@pytest.fixture
def server() -> Iterator[Streamed]:
    with streamed() as opened:
        yield opened


@pytest.fixture
def stream(server: Streamed) -> Iterator[Stream]:
    opened = Stream(server.address, "s", platform=Platform("plaza"))
    yield opened
    opened.close()


def update(**more: object) -> dict[str, Any]:
    return {"stream": ["public:local"], "event": "update", "payload": json.dumps(streamed_status(0) | more)}


def heard(stream: Stream, *, most: int) -> list[AnyEvent]:
    """Listen until so much was heard, or half a minute has passed."""
    events, give_up_at = list[AnyEvent](), time.monotonic() + 30
    while len(events) < most and time.monotonic() < give_up_at:
        events += stream.read().events
    return events


def test_what_a_real_server_streamed_is_heard(stream: Stream) -> None:
    assert [event.id for event in stream.read().events] == RECORDED
    assert stream.is_open


def test_a_change_and_a_deletion_are_heard_and_letters_are_not(server: Streamed, stream: Stream) -> None:
    """As a real server said them to one of its people; between them it told of letters and of mentions."""
    stream.read()
    said = streamed_to_a_person()
    assert [one["event"] for one in said].count("notification") == 2
    server.say(*said)
    post, change, deletion = heard(stream, most=3)

    assert change.id.startswith(f"{post.id}/2026-10-14T")
    assert isinstance(deletion, PostRemoved)
    assert (f"status/{deletion.post.id}", deletion.account) == (post.id, post.account)


def test_of_a_post_that_was_never_heard_of_the_deletion_is_left_out(
    server: Streamed, stream: Stream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "REMEMBERED", 1)
    stream.read()
    server.say({"event": "delete", "payload": "4711"})
    server.say({"event": "delete", "payload": streamed_status(0)["id"]})
    server.say(update(id="9"))

    assert [event.id for event in heard(stream, most=1)] == ["status/9"]


def test_whose_an_asked_for_post_is_is_remembered_too(server: Streamed, stream: Stream) -> None:
    known = [event for event in stream.read().events if event.id == RECORDED[0]]
    later = Stream(server.address, "s", platform=Platform("plaza"))
    later.know(known)
    later.read()
    server.say({"event": "delete", "payload": streamed_status(0)["id"]})
    (deletion,) = heard(later, most=1)
    later.close()

    assert isinstance(deletion, PostRemoved)


@given(
    st.lists(
        st.binary(max_size=60)
        | st.text(max_size=60)
        | st.fixed_dictionaries(
            {"event": st.sampled_from(["update", "status.update", "delete", "announcement", ""]), "payload": st.text()}
        ),
        max_size=12,
    )
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_said_what_comes_after_it_is_heard(
    server: Streamed, stream: Stream, said: list[bytes | str | dict[str, Any]]
) -> None:
    if not stream.is_open:
        stream.read()
    server.say(*said, update(id="9"))

    assert [event.id for event in heard(stream, most=1)] == ["status/9"]


def test_what_cannot_be_read_is_kept_as_it_came(server: Streamed, stream: Stream) -> None:
    stream.read()
    bad = json.dumps({"event": "update", "payload": json.dumps({"id": "1"})})
    server.say(bad, {"event": "status.teleported", "payload": "1"}, update(id="9"))
    told, give_up_at = stream.read(), time.monotonic() + 30
    while len(told.unread) < 2 and time.monotonic() < give_up_at:
        more = stream.read()
        told.unread += more.unread

    assert told.unread[0].raw == bad.encode()
    assert "status.teleported" in told.unread[1].reason


def test_silence_is_waited_out_and_holds_up_nothing(server: Streamed, stream: Stream) -> None:
    stream.read()
    began = time.monotonic()
    assert [stream.read().events for _ in range(3)] == [[], [], []]

    assert time.monotonic() - began < 30
    assert stream.is_open
    server.say(update(id="9"))
    assert len(heard(stream, most=1)) == 1


def test_a_stream_that_ended_is_opened_again(server: Streamed, stream: Stream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "FIRST_S", 0.01)
    stream.read()
    server.say(update(id="9"))
    assert len(heard(stream, most=1)) == 1
    server.hang_up()

    assert [event.id for event in heard(stream, most=2)] == RECORDED
    assert server.knocks == 2


def test_who_is_not_let_in_knocks_less_and_less_often(
    server: Streamed, stream: Stream, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(streaming, "time", SimpleNamespace(monotonic=lambda: now[0]))
    server.is_closed = True
    knocks = []
    for second in range(40):
        now[0] = 1000.0 + second
        assert stream.read().events == []
        knocks.append(server.knocks)

    assert [knocks.index(many) for many in (1, 2, 3, 4, 5)] == [0, 2, 6, 14, 30]


def test_who_is_told_that_there_is_no_such_stream_lets_go(server: Streamed, stream: Stream) -> None:
    """As a real server said it."""
    stream.read()
    server.say({"error": "Unknown stream type", "status": 400})
    give_up_at = time.monotonic() + 30
    while stream.is_open and time.monotonic() < give_up_at:
        assert stream.read().events == []

    assert not stream.is_open


def test_where_nothing_is_streamed_nothing_is_heard() -> None:
    for address in (f"http://127.0.0.1:{free_port()}", "harbour"):
        stream = Stream(address, "s", platform=Platform("plaza"))

        assert stream.read().events == []
        assert not stream.is_open
