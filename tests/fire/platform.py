"""A platform in a process of its own, over HTTP, that fails as platforms fail, and counts every suspension that it carried out.

Of what it is asked, one in ten goes wrong: it answers 429 or 500 and does nothing, cuts the line before or after it did it, or
does it and answers too late. It does not know keys: whoever is suspended twice was asked for twice.
"""

import json
import random
import sys
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import ClassVar

LATE_S = 1.0
"""Longer than its clients wait."""


class Answers(BaseHTTPRequestHandler):
    """Answers one request after the other on a connection."""

    protocol_version = "HTTP/1.1"
    times: ClassVar[Counter[str]] = Counter()
    """How often each account was suspended."""
    up: ClassVar[set[str]] = set()
    faults: ClassVar[Counter[str]] = Counter()
    share: ClassVar[float] = 0.1
    chance: ClassVar[random.Random] = random.Random(0)
    lock: ClassVar[Lock] = Lock()

    def do_POST(self) -> None:
        """Suspend an account, or fail."""
        length = int(self.headers["Content-Length"])
        said = self.rfile.read(length)
        if len(said) < length:  # whoever asked was killed in the middle of it: that names nobody
            self.close_connection = True
            return None
        account = said.decode()
        fault = self._fault()
        if fault in ("429", "500"):
            return self._say(int(fault), {"says": "not now"})
        if fault == "cut before":
            return self._cut()
        with self.lock:
            self.times[account] += 1
            self.up.add(account)
        if fault == "late":
            time.sleep(LATE_S)
        if fault == "cut after":
            return self._cut()
        return self._say(200, {"suspended": account})

    def do_GET(self) -> None:
        """Say whether an account is suspended, or fail; or give all counts."""
        if self.path == "/counts":
            with self.lock:
                return self._say(200, {"times": dict(self.times), "faults": dict(self.faults)})
        if self.path == "/count":
            return self._say(200, sum(self.times.values()))
        if self._fault() != "":
            return self._say(500, {"says": "not now"})
        with self.lock:
            return self._say(200, {"suspended": self.path.removeprefix("/accounts/") in self.up})

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def _fault(self) -> str:
        with self.lock:
            fault = ""
            if self.chance.random() < self.share:
                fault = self.chance.choice(("429", "500", "cut before", "cut after", "late"))
                self.faults[fault] += 1
        return fault

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _say(self, status: int, said: object) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if status == 429:
            self.send_header("Retry-After", "0.05")
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Listens for many at a time."""

    request_queue_size = 512
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever hangs up is no error here."""


def main() -> None:
    """Serve until killed; the first line on stdout is the port."""
    Answers.chance, Answers.share = random.Random(int(sys.argv[1])), float(sys.argv[2])
    server = Server(("127.0.0.1", 0), Answers)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
