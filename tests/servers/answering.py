"""A server that answers as a test says: a mock, for what no real server can be made to answer."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answered = tuple[int, bytes]


class Answering(ThreadingHTTPServer):
    """Answers, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self, answer: Callable[[str, str, bytes], Answered]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer, self.asked = answer, list[tuple[str, str]]()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def answering(answer: Callable[[str, str, bytes], Answered]) -> Iterator[Answering]:
    """Open a server.

    Args:
        answer: is given method, path and body; gives status and body.
    """
    with Answering(answer) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server: Answering

    def do_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path))
        status, said = self.server.answer(self.command, self.path, body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = do_PUT = do_DELETE = do_any

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
