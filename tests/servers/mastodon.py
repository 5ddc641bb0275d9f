"""Answers that a real Mastodon gave once, played back in the order that a test says; any other question fails."""

import json
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import yaml

from tests.servers.installed import PLACE

PERSON = "117440810673731823"
_SAME = re.compile("117440810233042393|117440810532227399")
"""The recordings are of three accounts of one server; here they are one, so that answers about each fit together."""
_UNEXPECTED = 404


class Played(ThreadingHTTPServer):
    """Listens on loopback, and answers as it was recorded."""

    daemon_threads = True

    def __init__(self, recorded: Sequence[tuple[str, int]], note: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.left = [_of(name)[number] for name, number in recorded]
        self.note = note
        self.bodies: list[str] = []
        self.unexpected: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def played(*recorded: tuple[str, int], note: str = "") -> Iterator[Played]:
    """Play answers back, each named by its recording and number; whatever else is asked, or is not asked, fails.

    Args:
        note: filled in where a recorded answer has an empty note, for no recording has one of ours.
    """
    server = Played(recorded, note)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert not server.unexpected, f"nobody recorded an answer to {server.unexpected}"
    assert not server.left, f"nobody asked for {[_question(one) for one in server.left]}"


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
        asked = f"{self.command} {urlsplit(self.path).path}"
        if not self.server.left or asked != _question(self.server.left[0]):
            self.server.unexpected.append(asked)
            self.send_error(_UNEXPECTED)
            return
        answer = self.server.left.pop(0)["response"]
        self.server.bodies.append(body)
        text = _renamed(answer["body"]["string"])
        if asked.endswith("/relationships"):
            text = text.replace('"note":""', f'"note":{json.dumps(self.server.note)}')
        data = text.encode()
        self.send_response(answer["status"]["code"])
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _question(one: Any) -> str:
    return f"{one['request']['method']} {_renamed(urlsplit(one['request']['uri']).path)}"


def _renamed(text: str) -> str:
    return _SAME.sub(PERSON, text)


@cache
def _of(name: str) -> list[Any]:
    found = list(PLACE.glob(f"recordings/mastodon_py-*/tests/cassettes/{name}.yaml"))
    if not found:
        raise FileNotFoundError(f"The recorded answers of a Mastodon are not here ('{name}'); run: make servers")
    read: list[Any] = yaml.load(found[0].read_text(), Loader=yaml.CSafeLoader)["interactions"]
    return read
