"""A fake of the DSA transparency database on loopback, written from its public rules: it stands in where no trial account is.

It takes a batch as a whole or not at all, knows each `puid` for ever, and answers 302 where it knows one.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cautery.reports.dsa_statement import judge

TOKEN = "token-of-the-quay"


class FakeDatabase:
    """What it has, and how it fails next."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.has: dict[str, Any] = {}
        self.batches: list[int] = []
        self.fails: list[tuple[int, bool]] = []
        """Answers to the next batches, each with whether it is taken nevertheless: an answer that was lost."""
        self.refuses: set[str] = set()
        """Statements that it refuses for a reason of its own."""
        self.asked_for: list[str] = []

    def take(self, said: Mapping[str, Any]) -> tuple[int, object]:
        """Take a batch, or say why not."""
        statements = said["statements"]
        self.batches.append(len(statements))
        status, taken = self.fails.pop(0) if self.fails else (201, True)
        errors: dict[str, object] = {
            f"statement_{number}": dict(judge(one).errors) or {"puid": ["refused"]}
            for number, one in enumerate(statements)
            if judge(one).errors or one["puid"] in self.refuses
        }
        if errors:
            return 422, {"message": "wrong", "errors": errors}
        there = [one["puid"] for one in statements if one["puid"] in self.has]
        if there:
            return 422, {"errors": {"puid": ["not unique"], "existing_puids": there}}
        if taken:
            self.has |= {one["puid"]: one for one in statements}
        return status, {"statements": statements}


@contextmanager
def fake_database() -> Iterator[FakeDatabase]:
    """Run the fake."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take a batch of somebody who has the token."""
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                return self._answer(401, {"message": "Unauthenticated."})
            return self._answer(*database.take(body))

        def do_GET(self) -> None:
            """Say whether a statement is known."""
            puid = self.path.rpartition("/")[2]
            database.asked_for.append(puid)
            self._answer(302 if puid in database.has else 404, {})

        def _answer(self, status: int, said: object) -> None:
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    database = FakeDatabase(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield database
    finally:
        server.shutdown()
        server.server_close()
