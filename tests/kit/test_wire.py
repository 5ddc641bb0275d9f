"""A stream is read as far as it has come, and what does not answer is said."""

from collections.abc import Iterator
from threading import Thread

import pytest
from websockets.sync.server import ServerConnection, serve

from cautery.errors import Invalid, Refused, Temporary
from cautery.kit.wire import Wire
from tests.servers import process


def _speaks(to: ServerConnection) -> None:
    for word in (b"one", "two", b"three"):
        to.send(word)
    if (to.request.path if to.request else "") != "/short":
        to.recv()


@pytest.fixture
def stream() -> Iterator[str]:
    with serve(_speaks, "127.0.0.1", 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        server.shutdown()


def test_a_stream_is_read_until_it_pauses_and_on_from_there(stream: str) -> None:
    wire = Wire()
    wire.open(f"{stream}/long")

    assert list(wire.frames(2)) == [b"one", b"two"]
    assert list(wire.frames(9)) == [b"three"]
    assert list(wire.frames(9)) == []
    assert wire.is_open
    wire.close()


def test_a_stream_that_ends_is_closed(stream: str) -> None:
    wire = Wire()
    wire.open(f"{stream}/short")

    assert list(wire.frames(9)) == [b"one", b"two", b"three"]
    assert not wire.is_open


def test_who_is_not_there_may_be_asked_later() -> None:
    with pytest.raises(Temporary):
        Wire().open(f"ws://127.0.0.1:{process.free_port()}/stream")


def test_what_is_no_stream_is_refused_or_invalid(pastes: str) -> None:
    with pytest.raises(Refused):
        Wire().open(pastes.replace("http", "ws"))
    with pytest.raises(Invalid):
        Wire().open("https://plaza.example/stream")
