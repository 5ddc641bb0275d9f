"""A way to a real server on which things go wrong when a test says so: it is between the connector and the platform."""

import http.client
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_NOT_FORWARDED = frozenset({"transfer-encoding", "connection", "content-length", "content-encoding", "accept-encoding"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question on its way to the platform."""

    method: str
    path: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong, once, with the next question that it is about."""

    status: int = 0
    """Answered in the platform's place; 0: no answer, the connection is cut."""
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b"{}"
    arrives: bool = False
    """Whether the platform is asked all the same: it did what was meant, and its answer is lost."""
    about: Callable[[Asked], bool] = lambda _: True


class Way(ThreadingHTTPServer):
    """Listens on loopback, and hands on what it hears."""

    daemon_threads = True

    def __init__(self, to: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        parts = urlsplit(to)
        self.to = (parts.hostname or "", parts.port or 80)
        self.host = f"{parts.hostname}:{parts.port}"
        self.faults: deque[Fault] = deque()
        self.asked: list[Asked] = []
        """All that arrived at the platform."""
        self.turn = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def fault_for(self, asked: Asked) -> Fault | None:
        """Take the fault that waits for such a question."""
        with self.turn:
            if self.faults and self.faults[0].about(asked):
                return self.faults.popleft()
        return None

    def told(self, asked: Asked, data: bytes) -> bytes:
        """Give what the platform answered; a way that misbehaves gives something else."""
        return data

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: whoever tests a cut connection knows that it was cut."""


@contextmanager
def way(to: str) -> Iterator[Way]:
    """Open a way to a server."""
    with Way(to) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield opened
        finally:
            opened.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Way

    def handle_any(self) -> None:
        if self.headers.get("Upgrade"):
            self._pipe()
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(method=self.command, path=self.path, body=body)
        fault = self.server.fault_for(asked)
        if fault is None or fault.arrives:
            status, headers, data = self._hand_on(asked)
        if fault is None:
            self._answer(status, headers, self.server.told(asked, data))
        elif fault.status:
            self._answer(fault.status, fault.headers, fault.body)
        else:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = handle_any

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def _hand_on(self, asked: Asked) -> tuple[int, list[tuple[str, str]], bytes]:
        self.server.asked.append(asked)
        onward = http.client.HTTPConnection(*self.server.to, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _NOT_FORWARDED}
        onward.request(asked.method, asked.path, body=asked.body, headers={**headers, "Host": self.server.host})
        answer = onward.getresponse()
        data = answer.read()
        onward.close()
        return answer.status, [one for one in answer.getheaders() if one[0].lower() not in _NOT_FORWARDED], data

    def _answer(self, status: int, headers: Sequence[tuple[str, str]], data: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _pipe(self) -> None:
        """Hand a stream on as it is, in both directions."""
        self.close_connection = True
        with socket.create_connection(self.server.to, timeout=60) as onward:
            lines = [self.requestline, *(f"{name}: {value}" for name, value in self.headers.items()), "", ""]
            onward.sendall("\r\n".join(lines).encode())
            back = threading.Thread(target=_copy, args=(onward, self.connection), daemon=True)
            back.start()
            _copy(self.connection, onward)
            back.join()


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            sink.sendall(piece)
    for one in (source, sink):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
