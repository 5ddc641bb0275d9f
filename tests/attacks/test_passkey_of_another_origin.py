"""A site on the same host and another port has a passkey sign our question."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.attacks.authenticator import Authenticator
from tests.attacks.site import Site

KIND = "passkeys"


def test_it_does_not_work(site: Site, ada: Authenticator) -> None:
    with other_site() as elsewhere:
        ada.page.goto(elsewhere)
        answer = ada.enters(ada.answer(ada.question()))

    assert answer.status_code == 403


@contextmanager
def other_site() -> Iterator[str]:
    """Serve a page on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>win a lamp</title>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""
