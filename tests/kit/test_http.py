"""What a configured server answers, and what it costs to wait for it."""

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import msgspec
import pytest
import zstandard

from cautery.errors import Invalid, Missing, Permanent, RateLimited, Refused, Temporary
from cautery.kit.http import Http
from tests.servers import process

LONG_AGO = "Wed, 21 Oct 2015 07:28:00 GMT"
ADA = b'{"name": "Ada"}'
PACKED = {
    "gzip": ({"Content-Encoding": "gzip"}, gzip.compress(ADA)),
    "deflate": ({"Content-Encoding": "deflate"}, zlib.compress(ADA)),
    "in-capitals": ({"Content-Encoding": "GZIP"}, gzip.compress(ADA)),
    "bomb": ({"Content-Encoding": "gzip"}, gzip.compress(bytes(200 * 2**20), 9)),
    "zstd": ({"Content-Encoding": "zstd"}, zstandard.compress(bytes(200 * 2**20))),
    "twice": ({"Content-Encoding": "gzip, gzip"}, gzip.compress(gzip.compress(ADA))),
    "broken": ({"Content-Encoding": "gzip"}, gzip.compress(ADA)[:12] + bytes(30)),
}
"""What a server says of how its answer is packed, and the answer."""


class Told(msgspec.Struct):
    name: str


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        kind, _, value = self.path.strip("/").partition("/")
        headers = {"retry-after": LONG_AGO if value == "long-ago" else value} if kind in ("429", "503") else {}
        if kind == "302":
            headers = {"Location": "http://127.0.0.1:1/inner"}
        deep = b'{"name": "Ada", "chunk": [1, ' + b"[" * 5000 + b"]" * 5000 + b", 3]}"
        odd = {"deep": deep, "half": b'{"name": "Ada", "chunk": [1, ', "html": b"<html>"}
        data = {**odd, "large": b"x" * 5000, "bad": b"{", "auth": self.headers.get("Authorization", "").encode()}.get(
            kind, b'{"name": "Ada"}'
        )
        self.send_response(int(kind) if kind.isdigit() else 200)
        if kind == "packed":
            headers, data = PACKED[value]
        self.send_header("Content-Length", str(len(data)))
        for name, said in headers.items():
            self.send_header(name, said)
        self.end_headers()
        for piece in [data[n : n + 1] for n in range(len(data))] if kind == "slow" else [data]:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(0.2 if kind == "slow" else 0)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as opened:
        opened.daemon_threads = True
        Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{opened.server_address[1]}"
        opened.shutdown()


def test_an_answer_is_read_as_what_was_asked_for(server: str) -> None:
    assert Http(server).ask("GET", "/person").read(Told) == Told(name="Ada")


def test_one_item_that_no_parser_takes_costs_none_of_the_others(server: str) -> None:
    items, page = Http(server).ask("GET", "/deep").read_items(Told, "chunk")

    assert (items[0], items[2], page) == (b"1", b"3", Told(name="Ada"))


@pytest.mark.parametrize("asked", ["/person", "/bad", "/half", "/html"])
def test_an_answer_without_the_list_is_no_empty_list(server: str, asked: str) -> None:
    with pytest.raises(Permanent):
        Http(server).ask("GET", asked).read_items(Told, "chunk")


def test_what_a_server_does_not_know_how_to_do_is_not_asked_again(server: str) -> None:
    with pytest.raises(Permanent, match="501"):
        Http(server).ask("GET", "/501").read(Told)


def test_what_is_no_answer_is_said(server: str) -> None:
    with pytest.raises(Permanent, match="cannot be read"):
        Http(server).ask("GET", "/bad").read(Told)


@pytest.mark.parametrize(("status", "error"), [(401, Refused), (403, Refused), (404, Missing), (400, Permanent)])
def test_what_a_server_says_no_to_is_our_error(server: str, status: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        Http(server).ask("GET", f"/{status}").read(Told)


@pytest.mark.parametrize(("said", "waits_s"), [("7", 7.0), ("", None), ("soon", None)])
def test_a_server_says_how_long_it_wants_to_be_left_alone(server: str, said: str, waits_s: float | None) -> None:
    for status, error in ((429, RateLimited), (503, Temporary)):
        with pytest.raises(error) as caught:
            Http(server).ask("GET", f"/{status}/{said}")
        assert caught.value.retry_after_s == waits_s


def test_a_time_to_wait_for_may_be_a_date_that_has_passed(server: str) -> None:
    with pytest.raises(RateLimited) as caught:
        Http(server).ask("GET", "/429/long-ago")

    assert caught.value.retry_after_s == 0


def test_no_redirection_is_followed(server: str) -> None:
    """A server that was taken over must not lead us into our own network."""
    with pytest.raises(Permanent, match=r"redirects to http://127\.0\.0\.1:1/inner"):
        Http(server).ask("GET", "/302").read(Told)


def test_what_is_too_large_is_not_read(server: str) -> None:
    with pytest.raises(Permanent, match="more than 4,000 bytes"):
        Http(server, most_bytes=4000).ask("GET", "/large")


@pytest.mark.parametrize("path", ["/users/..", "/users/../admin", "/./users"])
def test_a_name_that_leads_above_its_place_is_not_asked_for(path: str, server: str) -> None:
    with pytest.raises(Missing, match="no place there"):
        Http(server).ask("POST", path)


@pytest.mark.parametrize("packing", ["gzip", "deflate", "in-capitals"])
def test_what_is_packed_is_unpacked(packing: str, server: str) -> None:
    assert Http(server).ask("GET", f"/packed/{packing}").read(Told) == Told(name="Ada")


@pytest.mark.parametrize(
    ("packing", "says"),
    [
        ("bomb", "more than 1,000,000 bytes"),
        ("zstd", "packed as 'zstd'"),
        ("twice", "packed as 'gzip, gzip'"),
        ("broken", "cannot be unpacked"),
    ],
)
def test_a_hostile_server_does_not_fill_memory_with_what_it_packed(packing: str, says: str, server: str) -> None:
    """Two hundred megabytes of nothing fit into a few kilobytes; they are not held to find that they are too many."""
    tracemalloc.start()
    with pytest.raises(Permanent, match=says):
        Http(server, most_bytes=1_000_000).ask("GET", f"/packed/{packing}")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 4 * 2**20


def test_who_answers_a_letter_at_a_time_is_not_waited_for(server: str) -> None:
    with pytest.raises(Temporary, match="too long"):
        Http(server, within_s=0.5).ask("GET", "/slow")


def test_who_is_not_there_may_be_asked_later() -> None:
    with pytest.raises(Temporary, match="ConnectError"):
        Http(f"http://127.0.0.1:{process.free_port()}").ask("GET", "/")


@pytest.mark.parametrize("address", ["plaza.example", "ftp://plaza.example", "http://[half"])
def test_what_is_no_address_is_invalid(address: str) -> None:
    with pytest.raises(Invalid, match="address"):
        Http(address)


def test_credentials_go_out_and_are_not_shown(server: str) -> None:
    http = Http(server, headers={"Authorization": "Bearer 4711"})

    assert http.ask("GET", "/auth").data == b"Bearer 4711"
    assert "4711" not in repr(http)
