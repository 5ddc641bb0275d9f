"""A line that is kept open for nothing is cut, whatever it is that does not come; and who is refused hears it."""

import socket
import threading
import time
from collections.abc import Iterator
from http.client import HTTPResponse

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from cautery.gate import wire
from cautery.gate.lines import OpenConnections
from cautery.gate.wire import wire_with

HEAD = b"POST / HTTP/1.1\r\nHost: a\r\n"
LARGE = 20_000_000


async def refuses(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer at once, and read nothing of what is sent; or a lot, to who asks for it."""
    body = "a" * LARGE if scope["path"] == "/large" else "no"
    await PlainTextResponse(body, 401)(scope, receive, send)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Serve with little patience."""
    for name in ("HEADERS_WITHIN_S", "DISCARDED_WITHIN_S", "READ_WITHIN_S"):
        monkeypatch.setattr(wire, name, 0.4)
    listening = socket.create_server(("127.0.0.1", 0))
    kind = wire_with(OpenConnections(each=5))
    config = uvicorn.Config(refuses, http=kind, ws="none", lifespan="off", log_level="error", timeout_keep_alive=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(timeout=10)


def ends(line: socket.socket, *, reads: bool = True) -> bytes:
    """Give what is answered until the line is cut; fail when it is not."""
    line.settimeout(10)
    said = b""
    try:
        while piece := line.recv(65536):
            said += piece
    except ConnectionResetError:
        pass
    return said


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHos", b""),
        (HEAD + b"Content-Length: 100\r\n\r\nabc", b"401"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", b"401"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"401"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HT", b"401"),
    ],
)
def test_what_does_not_come_is_not_waited_for(sent: bytes, answered: bytes, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(sent)
        assert answered in ends(line)


def test_who_reads_nothing_is_cut(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(1.5)
        assert len(ends(line)) < LARGE


def status_of(line: socket.socket) -> int:
    """Read one whole answer, in however many pieces it comes."""
    answer = HTTPResponse(line)
    answer.begin()
    answer.read()
    return answer.status


def test_who_is_refused_while_sending_hears_it_and_the_line_goes_on(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "DISCARDED_WITHIN_S", 30)
    monkeypatch.setattr(wire, "HEADERS_WITHIN_S", 30)
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(HEAD + b"Content-Length: 3000000\r\n\r\n" + b"a" * 3_000_000)
        assert status_of(line) == 401
        time.sleep(0.1)
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert status_of(line) == 401


def test_a_body_of_tiny_chunks_that_nobody_reads_is_cut(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MOST_CHUNKED_DISCARDED", 1000)
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        line.recv(65536)
        chunks = b"1\r\na\r\n" * 4_000_000
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            line.sendall(chunks)


def test_a_household_has_so_many_lines_and_no_more(port: int) -> None:
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(5)]
    time.sleep(0.1)
    with socket.create_connection(("127.0.0.1", port)) as sixth:
        assert ends(sixth) == b""
    for line in held:
        line.close()
