"""Ways to real servers that misbehave for a whole hour: what they do to an item follows from which one it is.

What passes is remembered: the good items, which must all be found again, and the bad ones, which must all be kept.
"""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

import libipld
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection, serve

from tests.servers.faults import Asked, Fault, Way

Now = Callable[[], datetime]
ROUND = 41
"""Of so many items one meets each fault."""
DEPTH, FORGETS = 5_000, 3
_TIME, _TIME_BYTES = b"\x64time\x78\x18", 24
"""How the field of a frame begins that has its time, which is as long as this."""
_INFO = libipld.encode_dag_cbor({"op": 1, "t": "#info"}) + libipld.encode_dag_cbor({"name": "OutdatedCursor"})
_DEEP = libipld.encode_dag_cbor({"op": 1, "t": "#identity"}) + b"\xa1\x61a" * DEPTH + b"\x01"


def with_time(frame: bytes, time: bytes) -> bytes:
    """Write another time into a frame."""
    at = frame.index(_TIME) + len(_TIME)
    return frame[:at] + time.ljust(_TIME_BYTES)[:_TIME_BYTES] + frame[at + _TIME_BYTES :]


def _of_an_unknown_kind(frame: bytes) -> bytes:
    """Turn the first letter of its kind, whatever kind of frame passes."""
    at = frame.index(b"#") + 1
    return frame[:at] + b"z" + frame[at + 1 :]


BAD_FRAMES: dict[int, Callable[[bytes], bytes]] = {
    5: lambda frame: frame[: len(frame) // 2],
    11: lambda frame: with_time(frame, b"\xff\xfe half a letter"),
    17: lambda frame: with_time(frame, b"yesterday at noon"),
    23: _of_an_unknown_kind,
}
TWICE, SWAPPED, NESTED, ENDS, STALLS, FORGOTTEN = 3, 8, 14, 20, 26, 32


class StreamRelay:
    """Stands between a firehose and whoever listens to it. An item meets the same harm whenever it passes."""

    def __init__(self, server: str, now: Now) -> None:
        self._server, self._now = server.replace("http", "ws", 1), now
        self._times, self._done = dict[int, bytes](), set[tuple[int, int]]()
        self._answers = [HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.NOT_FOUND]
        self._is_to_forget = False
        self._overtaken = dict[int, int]()
        """Which frame came behind another one: by the number of the one that came first."""
        self.good, self.bad, self.forgotten = dict[int, bytes](), dict[int, bytes](), set[int]()
        self.is_calm, self.latest, self.nested = False, 0, _DEEP
        self.faults = set[str]()

    def answer(self, connection: ServerConnection, _: Request) -> Response | None:
        """Refuse some handshakes, as a proxy does that has enough to do."""
        if self.is_calm or not self._answers or not self.good:
            return None
        answer = connection.respond(self._answers.pop(), "<html>not now</html>")
        answer.headers["Retry-After"] = "40"
        self.faults.add("handshake")
        return answer

    def hand_on(self, connection: ServerConnection) -> None:
        """Hand a stream on, as badly as this relay does, until one of both ends goes."""
        assert connection.request is not None
        skipped = FORGETS if self._is_to_forget else 0
        self._is_to_forget = False
        self._may_be_lost(connection.request.path)
        with suppress(ConnectionClosed), connect(f"{self._server}{connection.request.path}", max_size=None) as server:
            if skipped:
                connection.send(_INFO)
            held = list[bytes]()
            while connection.close_code is None:
                frame = _next(server)
                if frame is None:
                    held = self._sent(connection, held) if self.is_calm else held
                elif skipped:
                    skipped -= 1
                    self.forgotten.add(_seq(frame))
                else:
                    held = self._one(connection, frame, held)

    def _may_be_lost(self, path: str) -> None:
        """Note what may have been on its way behind the frame that a listener has: it asks for none before that one."""
        [cursor] = parse_qs(urlsplit(path).query).get("cursor", ["0"])
        if int(cursor) in self._overtaken:
            self.forgotten.add(self._overtaken[int(cursor)])

    def _one(self, connection: ServerConnection, frame: bytes, held: list[bytes]) -> list[bytes]:
        """Hand one frame on; gives what waits until the next one has passed it."""
        seq = _seq(frame)
        fate = 0 if self.is_calm else seq % ROUND
        if fate == FORGOTTEN and self._first(FORGOTTEN, 0):
            self._is_to_forget = True
            connection.socket.shutdown(socket.SHUT_RDWR)
            return []
        told = self._turned(seq, frame)
        self.latest = max(self.latest, seq)
        if fate == SWAPPED and not held:
            self.faults.add("swapped")
            return [told]
        if held:
            self._overtaken[seq] = _seq(held[0])
        nested = [self.nested] if fate == NESTED else []
        self._sent(connection, [*nested, told, *([told] if fate == TWICE else []), *held])
        if fate == ENDS and self._first(ENDS, seq):
            connection.socket.shutdown(socket.SHUT_RDWR)
        if fate == STALLS and self._first(STALLS, seq):
            connection.recv()  # signs of life, and nothing else, until it is let go
        return []

    def _sent(self, connection: ServerConnection, frames: Sequence[bytes]) -> list[bytes]:
        for frame in frames:
            connection.send(frame)
        return []

    def _turned(self, seq: int, frame: bytes) -> bytes:
        """Give a frame its time within the hour, and do to it what this relay does to it."""
        told = with_time(frame, self._times.setdefault(seq, _written(self._now())))
        harm = BAD_FRAMES.get(seq % ROUND)
        if seq in self.bad:
            return self.bad[seq]
        if seq in self.good or self.is_calm or harm is None:
            self.good[seq] = told
            return told
        self.bad[seq] = harm(told)
        return self.bad[seq]

    def _first(self, fate: int, seq: int) -> bool:
        is_first = (fate, seq) not in self._done
        self._done.add((fate, seq))
        self.faults.add({ENDS: "ends", STALLS: "stalls", FORGOTTEN: "forgotten"}[fate])
        return is_first


@contextmanager
def stream_relay(server: str, now: Now) -> Iterator[tuple[StreamRelay, str]]:
    """Open a relay to a firehose; gives it, and its address."""
    relay = StreamRelay(server, now)
    with serve(relay.hand_on, "127.0.0.1", 0, process_request=relay.answer, max_size=None) as opened:
        threading.Thread(target=opened.serve_forever, daemon=True).start()
        yield relay, f"http://127.0.0.1:{opened.socket.getsockname()[1]}"
        opened.shutdown()


def _next(server: Any) -> bytes | None:
    try:
        frame: bytes = server.recv(timeout=0.05)
    except TimeoutError:
        return None
    return frame


def _seq(frame: bytes) -> int:
    return int(libipld.decode_dag_cbor_multi(frame)[1]["seq"])


def _written(at: datetime) -> bytes:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z").encode()


def _fraction(event: dict[str, Any]) -> bytes:
    return json.dumps(event | {"origin_server_ts": event["origin_server_ts"] + 0.5}).encode()


def _nested(event: dict[str, Any]) -> bytes:
    return json.dumps(event | {"content": "?"}).encode().replace(b'"?"', b'{"a":' * DEPTH + b"1" + b"}" * DEPTH)


def _with_body(body: bytes) -> Callable[[dict[str, Any]], bytes]:
    return lambda event: json.dumps(event | {"content": {"body": "?"}}).encode().replace(b'"?"', b'"' + body + b'"')


BAD_MESSAGES: dict[int, Callable[[dict[str, Any]], bytes]] = {
    5: _fraction,
    11: _nested,
    17: _with_body(b"half \xff a letter"),
    23: _with_body(rb"half \ud800 of a pair"),
    29: lambda event: json.dumps({name: value for name, value in event.items() if name != "sender"}).encode(),
}
PATIENCE = b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 40000}'
ROOM_FAULTS: dict[int, Fault] = {
    7: Fault(status=404, body=b'{"errcode": "M_NOT_FOUND"}'),
    13: Fault(status=500),
    19: Fault(status=429, body=PATIENCE),
    25: Fault(),
    31: Fault(status=200, body=b"<html>back soon</html>"),
    37: Fault(status=200, body=b'{"chunk": [{"event_id": "$'),
}
"""What becomes of a question for the messages of one room, by how many were asked before."""


class RoomsRelay(Way):
    """Stands between a Synapse and whoever asks it; an older one that knows no reports of accounts."""

    def __init__(self, to: str, now: Now) -> None:
        super().__init__(to)
        self._now = now
        self._numbers, self._times = dict[str, int](), dict[str, int]()
        self.good, self.bad = dict[str, str](), dict[str, bytes]()
        self.is_calm, self._asked = False, 0
        self.answered = set[int]()

    def fault_for(self, asked: Asked) -> Fault | None:
        """Take what goes wrong with a question."""
        if "user_reports" in asked.path:
            return Fault(status=404, body=b'{"errcode": "M_UNRECOGNIZED"}')
        if self.is_calm or "/messages" not in asked.path:
            return None
        self._asked += 1
        fault = ROOM_FAULTS.get(self._asked % ROUND)
        if fault is not None:
            self.answered.add(self._asked % ROUND)
        return fault

    def told(self, asked: Asked, data: bytes) -> bytes:
        """Give the messages of a room, as badly as this relay does: some twice, and the pages back to front."""
        if "/messages" not in asked.path:
            return data
        page = json.loads(data)
        events = [told for event in page.pop("chunk") for told in self._one(event)]
        around = json.dumps(page).encode()
        return b'{"chunk": [' + b", ".join(reversed(events)) + (b"], " if page else b"]") + around[1:]

    def _one(self, event: dict[str, Any]) -> list[bytes]:
        name = str(event["event_id"])
        event["origin_server_ts"] = self._times.setdefault(name, int(self._now().timestamp() * 1000))
        if event["type"] != "m.room.message":
            return [json.dumps(event).encode()]
        fate = self._numbers.setdefault(name, len(self._numbers)) % ROUND
        if name not in self.bad and (name in self.good or self.is_calm or fate not in BAD_MESSAGES):
            self.good[name] = event["content"]["body"]
            return [json.dumps(event).encode()] * (2 if fate == TWICE else 1)
        self.bad.setdefault(name, BAD_MESSAGES[fate](event) if fate in BAD_MESSAGES else b"")
        return [self.bad[name]]


@contextmanager
def rooms_relay(server: str, now: Now) -> Iterator[RoomsRelay]:
    """Open a relay to a Synapse."""
    with RoomsRelay(server, now) as relay:
        thread = threading.Thread(target=relay.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield relay
        relay.shutdown()
        thread.join()
