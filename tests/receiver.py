"""Somebody's program that is told what happens, on loopback: it checks signatures with the standard's own library."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks.webhooks import Webhook


class Receiver:
    """What was told, and how it answers."""

    def __init__(self, url: str) -> None:
        self.url, self.secret = url, ""
        self.answers: list[tuple[int, dict[str, str]]] = []
        """What it answers next; 204 when there is nothing here."""
        self.heard: list[tuple[str, Any]] = []
        """Message ids and bodies, each checked."""
        self.tried: list[str] = []
        """Message ids, also of what it did not take."""


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run a receiver."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take a message, if it is signed."""
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            said = Webhook(receiver.secret).verify(body, dict(self.headers.items()))
            receiver.tried.append(self.headers["webhook-id"])
            status, headers = receiver.answers.pop(0) if receiver.answers else (204, {})
            if status < 300:
                receiver.heard.append((self.headers["webhook-id"], said))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(f"http://127.0.0.1:{server.server_port}/cautery")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
