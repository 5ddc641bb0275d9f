"""A stream is read as far as it has come, and what does not answer is said."""

import socket
import time
from collections.abc import Iterator
from http import HTTPStatus
from threading import Thread

import pytest
from websockets.http11 import Request, Response
from websockets.server import ServerProtocol
from websockets.sync.server import ServerConnection, serve

from cautery.errors import CauteryError, Invalid, RateLimited, Refused, Temporary
from cautery.kit import wire as wires
from cautery.kit.wire import StreamConnection
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
    wire = StreamConnection()
    wire.open(f"{stream}/long")

    assert list(wire.frames(2)) == [b"one", b"two"]
    assert list(wire.frames(9)) == [b"three"]
    assert list(wire.frames(9)) == []
    assert wire.is_open
    wire.close()


def test_a_stream_that_ends_is_closed(stream: str) -> None:
    wire = StreamConnection()
    wire.open(f"{stream}/short")

    assert list(wire.frames(9)) == [b"one", b"two", b"three"]
    assert not wire.is_open


def test_who_is_not_there_may_be_asked_later() -> None:
    with pytest.raises(Temporary):
        StreamConnection().open(f"ws://127.0.0.1:{process.free_port()}/stream")


def test_what_is_no_stream_is_refused_or_invalid(pastes: str) -> None:
    with pytest.raises(Refused):
        StreamConnection().open(pastes.replace("http", "ws"))
    with pytest.raises(Invalid):
        StreamConnection().open("https://plaza.example/stream")


@pytest.mark.parametrize(("status", "error"), [(429, RateLimited), (503, Temporary), (403, Refused), (404, Refused)])
def test_what_a_server_answers_to_a_handshake_is_understood(status: int, error: type[CauteryError]) -> None:
    """A server that is only busy is asked again, and no sooner than it says."""

    def busy(to: ServerConnection, _: Request) -> Response:
        answer = to.respond(HTTPStatus(status), "not now")
        answer.headers["Retry-After"] = "7"
        return answer

    with serve(_speaks, "127.0.0.1", 0, process_request=busy) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(error) as caught:
            StreamConnection().open(f"ws://127.0.0.1:{server.socket.getsockname()[1]}")
        server.shutdown()

    assert getattr(caught.value, "retry_after_s", 7) == 7


def test_how_long_a_stream_is_silent_is_told(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wire = StreamConnection()
    wire.open(f"{stream}/long")
    assert len(list(wire.frames(9))) == 3
    later = time.monotonic() + 60
    monkeypatch.setattr(wires.time, "monotonic", lambda: later)

    assert 59 < wire.silent_s < 75
    wire.close()


def test_what_a_platform_wants_to_be_told_first_is_said() -> None:
    with serve(lambda to: to.send(to.recv()), "127.0.0.1", 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        wire = StreamConnection()
        wire.open(f"ws://127.0.0.1:{server.socket.getsockname()[1]}", say="the harbour, please")

        assert list(wire.frames(1)) == [b"the harbour, please"]
        wire.close()
        server.shutdown()


def test_no_redirection_is_followed(stream: str) -> None:
    """Whoever listens shows a secret, and it is for the address that was configured."""

    def elsewhere(to: ServerConnection, _: Request) -> Response:
        answer = to.respond(HTTPStatus.FOUND, "")
        answer.headers["Location"] = f"{stream}/long"
        return answer

    with serve(_speaks, "127.0.0.1", 0, process_request=elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        wire = StreamConnection()
        with pytest.raises(Refused, match="redirect"):
            wire.open(f"ws://127.0.0.1:{server.socket.getsockname()[1]}", headers={"Authorization": "Bearer 4711"})
        server.shutdown()

    assert not wire.is_open


def test_a_stream_behind_which_nobody_is_any_more_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long silence is no reason to leave; that nobody answers when asked is."""
    monkeypatch.setattr(wires, "STILL_THERE_S", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_greets_and_falls_silent, args=[listening], daemon=True)
        thread.start()
        wire = StreamConnection()
        wire.open(f"ws://127.0.0.1:{listening.getsockname()[1]}")
        give_up_at = time.monotonic() + 30
        while wire.is_open and time.monotonic() < give_up_at:
            assert list(wire.frames(1)) == []
        thread.join()

    assert not wire.is_open


def _greets_and_falls_silent(listening: socket.socket) -> None:
    """Shake hands as a stream does, and then take what comes and answer nothing."""
    with listening.accept()[0] as to:
        protocol = ServerProtocol()
        protocol.receive_data(to.recv(4096))
        asked = protocol.events_received()[0]
        assert isinstance(asked, Request)
        protocol.send_response(protocol.accept(asked))
        to.sendall(b"".join(protocol.data_to_send()))
        while to.recv(4096):
            pass
