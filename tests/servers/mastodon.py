"""A mock of a Mastodon: what a real one answered and streamed once, played back in the order that a test says.

Any other question fails: of another kind, about somebody else, with another parameter or value than was recorded.
"""

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import yaml
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

from tests.servers.installed import PLACE

PERSON = "117440810673731823"
_SAME = re.compile("117440810233042393|117440810532227399")
"""The recordings are of three accounts of one server; here they are one, so that answers about each fit together."""
_UNEXPECTED = 404
_BEYOND = {"limit", "min_id", "with_suspended"}
"""Documented parameters that nobody used who recorded. They may be asked with; each test says which values it expects."""
_WORDS = {"comment"}
"""What is written into a note is told by each test, and not by who recorded."""


class Played(ThreadingHTTPServer):
    """Listens on loopback, and answers as it was recorded."""

    daemon_threads = True

    def __init__(self, recorded: Sequence[tuple[str, int]], note: str, instead: Mapping[int, object]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.left = [_of(name)[number] for name, number in recorded]
        self.note, self.instead = note, instead
        self.bodies: list[str] = []
        self.beyond: list[dict[str, str]] = []
        """With each question: what it was asked with that was not recorded."""
        self.unexpected: list[str] = []
        self.fails = False
        """Whether every question is answered with 503."""
        self.has_nothing = False
        """Whether every list is empty."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def again(self, *recorded: tuple[str, int]) -> None:
        """Play more."""
        self.left += [_of(name)[number] for name, number in recorded]


@contextmanager
def played(*recorded: tuple[str, int], note: str = "", instead: Mapping[int, object] | None = None) -> Iterator[Played]:
    """Play answers back, each named by its recording and number; whatever else is asked, or is not asked, fails.

    Args:
        note: filled in where a recorded answer has an empty note, for no recording has one of ours.
        instead: what is answered instead of what was recorded, by the number of the question: nonsense.
    """
    server = Played(recorded, note, instead or {})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert not server.unexpected, f"nobody recorded an answer to {server.unexpected}"
    assert not server.left, f"nobody asked for {[_recorded(one) for one in server.left]}"


class _Handler(BaseHTTPRequestHandler):
    server: Played

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        return

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if self.server.fails:
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        asked, beyond = _question(self.command, self.path, body)
        if not self.server.left or asked != _recorded(self.server.left[0]):
            self.server.unexpected.append(asked)
            self.send_error(_UNEXPECTED)
            return
        self.server.beyond.append(beyond)
        answer, number = self.server.left.pop(0)["response"], len(self.server.bodies)
        self.server.bodies.append(body)
        text = "[]" if self.server.has_nothing else _renamed(answer["body"]["string"])
        if number in self.server.instead:
            text = json.dumps(self.server.instead[number])
        if "/relationships" in asked:
            text = text.replace('"note":""', f'"note":{json.dumps(self.server.note)}')
        data = text.encode()
        self.send_response(answer["status"]["code"])
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _question(method: str, uri: str, body: str) -> tuple[str, dict[str, str]]:
    """Write down what is asked, for whom and with what; beside it, what nobody recorded."""
    parts = urlsplit(_renamed(uri))
    told = [(name.removesuffix("[]"), value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
    form = [
        (name, "" if name in _WORDS else value) for name, value in parse_qsl(_renamed(body), keep_blank_values=True)
    ]
    asked = sorted(pair for pair in told if pair[0] not in _BEYOND)
    return f"{method} {parts.path} {asked} {sorted(form)}", {name: value for name, value in told if name in _BEYOND}


def _recorded(one: Any) -> str:
    request = one["request"]
    body = request["body"] or ""
    return _question(request["method"], request["uri"], body.decode() if isinstance(body, bytes) else body)[0]


def _renamed(text: str) -> str:
    return _SAME.sub(PERSON, text)


class Streamed:
    """Listens on loopback, and says what was recorded of a stream, and then what a test says."""

    def __init__(self, recorded: str) -> None:
        connection = _read(f"{recorded}.ws")["connections"][0]
        self._path, self._said = connection["request"]["path"], connection["interactions"]
        self._server = serve(self._speak, "127.0.0.1", 0, process_request=self._admit)
        self._open: list[ServerConnection] = []
        self.knocks = 0
        self.is_closed = False
        """Whether whoever knocks is sent away."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.socket.getsockname()[1]}"

    def say(self, *messages: bytes | str | dict[str, Any]) -> None:
        """Say it to whoever listens, as soon as somebody does."""
        give_up_at = time.monotonic() + 30
        while not self._open and time.monotonic() < give_up_at:
            time.sleep(0.01)
        for message in messages:
            self._open[-1].send(json.dumps(message) if isinstance(message, dict) else message)

    def hang_up(self) -> None:
        """End the connection that is open."""
        self._open.pop().close()

    def run(self) -> None:
        self._server.serve_forever()

    def stop(self) -> None:
        self._server.shutdown()

    def _admit(self, to: ServerConnection, asked: Request) -> Response | None:
        self.knocks += 1
        is_known = asked.path == self._path and asked.headers.get("Authorization") == "Bearer s"
        return None if is_known and not self.is_closed else to.respond(HTTPStatus.UNAUTHORIZED, "")

    def _speak(self, to: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            asked = json.loads(to.recv())
            assert {"send": asked} in self._said, f"nobody recorded what comes after {asked}"
            for one in self._said:
                if asked["stream"] in one.get("receive", {}).get("stream", ()):
                    to.send(json.dumps(one["receive"]))
            self._open.append(to)
            to.recv()


@contextmanager
def streamed(recorded: str = "test_stream_websocket_only_media") -> Iterator[Streamed]:
    """Play back what a real Mastodon streamed once."""
    server = Streamed(recorded)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


def streamed_status(number: int) -> dict[str, Any]:
    """Give a post as a real Mastodon streamed it: the first of the recorded stream is 0."""
    said = _read("test_stream_websocket_only_media.ws")["connections"][0]["interactions"]
    status: dict[str, Any] = json.loads([one["receive"]["payload"] for one in said if "receive" in one][number])
    return status


def streamed_to_a_person() -> list[dict[str, Any]]:
    """Give what a real Mastodon streamed to one of its people, over server-sent events: as messages of a WebSocket."""
    said = _of("test_stream_user_direct")[11]["response"]["body"]["string"]
    told = [dict(line.split(": ", 1) for line in one.splitlines() if ": " in line) for one in said.split("\n\n")]
    return [{"event": one["event"], "payload": one["data"]} for one in told if "event" in one]


def answered(name: str, number: int) -> Any:
    """Give what a real Mastodon answered once."""
    return json.loads(_renamed(_of(name)[number]["response"]["body"]["string"]))


def sent(
    event: str, about: object, *, secret: str, at: str = "2026-10-15T20:50:40.000Z"
) -> tuple[dict[str, str], bytes]:
    """Give a webhook as the documentation has it: its headers and its body. Nobody recorded one."""
    body = json.dumps({"event": event, "created_at": at, "object": about}).encode()
    return {"x-hub-signature": f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"}, body


def _of(name: str) -> list[Any]:
    read: list[Any] = _read(name)["interactions"]
    return read


@cache
def _read(name: str) -> Any:
    found = list(PLACE.glob(f"recordings/mastodon_py-*/tests/cassettes/{name}.yaml"))
    if not found:
        raise FileNotFoundError(f"The recorded answers of a Mastodon are not here ('{name}'); run: make servers")
    return yaml.load(found[0].read_text(), Loader=yaml.CSafeLoader)
