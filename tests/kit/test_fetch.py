"""Only public addresses are fetched, only so much of them, and only for so long."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cautery.errors import CauteryError, Invalid, Permanent, Refused, Temporary
from cautery.kit.fetch import MOST_REDIRECTIONS, ask, fetch, is_public


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer by what is asked."""
        status = {"/onward": 302, "/round": 302, "/gone": 404}.get(self.path, 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/round" if self.path == "/round" else "/page")
        self.end_headers()
        if self.path == "/slow":
            for _ in range(100):
                self.wfile.write(b".")
                time.sleep(0.05)
        elif self.path == "/large":
            self.wfile.write(b"a" * 5000)
        elif self.path == "/page":
            self.wfile.write(b"lit")

    def do_POST(self) -> None:
        """Say back what was said."""
        said = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(307 if self.path == "/onward" else 409)
        self.send_header("Location", "/page")
        self.send_header("X-Said", self.headers.get("X-Said", ""))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def anywhere(_: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        *((private, False) for private in ("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254")),
        *((private, False) for private in ("0.0.0.0", "100.64.0.1", "224.0.0.1", "::1", "fe80::1", "fd00::1")),
        *((hidden, False) for hidden in ("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::")),
    ],
)
def test_addresses_inside_of_networks_are_not_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_what_a_page_gives_is_fetched_through_a_redirection(site: str) -> None:
    fetched = fetch(f"{site}/onward", may=anywhere)

    assert (fetched.url, fetched.data) == (f"{site}/page", b"lit")


def test_an_address_inside_is_refused_however_it_is_written(site: str) -> None:
    port = site.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "[::ffff:127.0.0.1]"):
        with pytest.raises((Refused, Temporary)):
            fetch(f"http://{host}:{port}/page")
    with pytest.raises(Refused, match="only public addresses"):
        fetch(f"{site}/page")


def test_every_address_on_the_way_is_asked_about(site: str) -> None:
    asked: list[str] = []

    with pytest.raises(Refused):
        fetch(f"{site}/onward", may=lambda address: asked.append(address) or len(asked) < 2)  # type: ignore[func-returns-value]
    assert asked == ["127.0.0.1"] * 2


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("/slow", Temporary, "too long"),
        ("/large", Permanent, "larger than 1,000 bytes"),
        ("/gone", Permanent, "answers 404"),
        ("/round", Permanent, f"more than {MOST_REDIRECTIONS} times"),
    ],
)
def test_what_is_slow_large_gone_or_goes_round_is_told(
    site: str, path: str, error: type[CauteryError], says: str
) -> None:
    with pytest.raises(error, match=says):
        fetch(f"{site}{path}", may=anywhere, most_bytes=1000, within_s=0.5)


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "ftp://a.example/", "http://", "http://a:b@c.example/", "http://a:99999/"]
)
def test_what_is_no_address_of_the_web_is_invalid(url: str) -> None:
    with pytest.raises(Invalid, match="cannot be fetched"):
        fetch(url)


def test_a_question_is_answered_whatever_the_answer_and_leads_nowhere_else(site: str) -> None:
    for path, status in (("/there", 409), ("/onward", 307)):
        answer = ask(f"{site}{path}", method="POST", body=b"lamps", headers={"X-Said": "lit"}, may=anywhere)

        assert (answer.status, answer.data, answer.headers["x-said"]) == (status, b"lamps", "lit")


def test_a_question_is_held_to_the_same_limits(site: str) -> None:
    with pytest.raises(Refused):
        ask(f"{site}/there", method="POST", body=b"lamps")
    with pytest.raises(Permanent, match="larger"):
        ask(f"{site}/large", may=anywhere, most_bytes=1000)
    with pytest.raises(Temporary, match="too long"):
        ask(f"{site}/slow", may=anywhere, within_s=0.3)
    with pytest.raises(Temporary):
        ask(f"{site}/there", method="POST", body=b"", headers={"X-Said": "a\r\nHost: evil.example"}, may=anywhere)
