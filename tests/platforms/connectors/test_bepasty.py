"""What is special about a real site of pastes: nobody has an account, and names hold what is noted."""

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import httpx
import pytest

from cautery.kit.fields import undecided
from cautery.model.account import Account, AccountId
from cautery.model.action import Action
from cautery.model.decision import DecisionId
from cautery.model.event import PostCreated
from cautery.platforms.connectors.bepasty import Bepasty
from cautery.platforms.reach import Reach
from tests.servers.atproto import PASSWORD
from tests.servers.bepasty import lock, paste
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("pastes")
PNG = b"\x89PNG\r\n\x1a\nnot really a picture"


@pytest.fixture
def site(pastes: str) -> Iterator[Bepasty]:
    opened = Bepasty.connect(Reach(platform=PLAZA, connector="bepasty", address=pastes, secret=PASSWORD, a_second=9))
    yield opened
    opened.close()


def remove(name: str, *, key: str = "k1") -> Action:
    about = Account(platform=PLAZA, id=AccountId(name))
    return Action(key=key, decision=DecisionId("d"), about=about, measure="remove", post=name)


def test_nobody_sees_a_locked_paste_until_it_is_given_back(pastes: str, site: Bepasty) -> None:
    name = paste(pastes, b"the lamp burns on", name="lamp.txt")

    def shown() -> int:
        return httpx.get(f"{pastes}/{name}/+download").status_code

    assert shown() == 200
    site.act(remove(name))
    assert shown() == 403
    site.undo(remove(name), "k1")
    assert shown() == 200
    assert site.look_up(remove(name).about).handle == "lamp.txt"


def test_texts_come_in_with_what_they_say_and_files_with_their_hash(pastes: str, site: Bepasty) -> None:
    cursor = site.read_events(None).cursor
    text, picture = paste(pastes, "die Lampe, مصباح".encode()), paste(pastes, PNG, kind="image/png", name="lamp.png")
    events = {event.account: event.post for event in site.read_events(cursor).events if isinstance(event, PostCreated)}

    assert (events[AccountId(text)].text, events[AccountId(text)].media) == ("die Lampe, مصباح", ())
    [media] = events[AccountId(picture)].media
    assert (media.kind, media.mime, media.bytes) == ("image", "image/png", len(PNG))
    assert media.sha256 == hashlib.sha256(PNG).hexdigest()


def test_pastes_of_the_same_second_are_each_read_once(pastes: str, site: Bepasty) -> None:
    cursor, read, pasted = site.read_events(None).cursor, list[str](), list[str]()
    for number in range(9):
        pasted.append(paste(pastes, f"light {number}".encode()))
        batch = site.read_events(cursor)
        cursor, read = batch.cursor, [*read, *(event.account for event in batch.events)]

    assert read == pasted


def test_a_name_that_is_as_long_as_it_may_be_still_holds_what_is_noted(pastes: str, site: Bepasty) -> None:
    name = paste(pastes, b"the lamp burns on", name="x" * 250)
    for key in ("a" * 32, "b" * 32):
        site.act(remove(name, key=key))
    site.undo(remove(name, key="a" * 32), "a" * 32)
    assert site.in_effect(remove(name))
    site.undo(remove(name, key="b" * 32), "b" * 32)

    assert not site.in_effect(remove(name))


def test_a_lock_of_theirs_is_told_from_ours(pastes: str, site: Bepasty) -> None:
    name = paste(pastes, b"the lamp burns on")
    lock(pastes, name)
    site.act(remove(name))
    site.undo(remove(name), "k1")

    assert site.in_effect(remove(name))


GOOD = {
    "filename": "a",
    "type": "text/plain",
    "size": 3,
    "complete": True,
    "hash": "ab",
    "timestamp-upload": 1_700_000_000,
}


class OddSite(BaseHTTPRequestHandler):
    """A site of ours with pastes that no bepasty lists, stands for one that is broken or newer: a mock."""

    listed: ClassVar[dict[str, object]] = {}
    refuses: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        name = path.removeprefix("/apis/rest/items").strip("/").removesuffix("/download")
        status = 500 if name in self.refuses else 200
        body = b"a lamp" if path.endswith("/download") else json.dumps(self.listed).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def odd() -> Iterator[Bepasty]:
    OddSite.listed, OddSite.refuses = {}, set()
    with ThreadingHTTPServer(("127.0.0.1", 0), OddSite) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        opened = Bepasty.connect(Reach(platform=PLAZA, connector="bepasty", address=address, secret="x", a_second=9))
        yield opened
        opened.close()
        server.shutdown()


@pytest.mark.parametrize(
    "bad",
    [7, None, {"file-meta": {**GOOD, "size": "much"}}, {"file-meta": {**GOOD, "timestamp-upload": 1.5}},
     {"file-meta": {**GOOD, "timestamp-upload": 10**18}}, {"file-meta": {**GOOD, "timestamp-upload": "now"}}],
)  # fmt: skip
def test_a_paste_that_cannot_be_read_is_kept_once_and_stops_none_of_the_others(odd: Bepasty, bad: object) -> None:
    OddSite.listed = {"a": {"file-meta": GOOD}, "bad": bad}
    first = odd.read_events(None)
    OddSite.listed["b"] = {"file-meta": {**GOOD, "timestamp-upload": GOOD["timestamp-upload"] + 1}}
    second = odd.read_events(first.cursor)

    assert [event.account for event in first.events] == ["a"]
    assert [(one.reader, one.place) for one in first.unread] == [("paste", "bad")]
    assert ([event.account for event in second.events], list(second.unread)) == (["b"], [])


def test_a_paste_that_cannot_be_had_now_waits_and_stops_none_of_the_others(odd: Bepasty) -> None:
    OddSite.listed, OddSite.refuses = {name: {"file-meta": GOOD} for name in ("a", "b")}, {"a"}
    first = odd.read_events(None)
    OddSite.refuses = set()
    second = odd.read_events(first.cursor)

    assert ([event.account for event in first.events], len(first.problems)) == (["b"], 1)
    assert [event.account for event in second.events] == ["a"]


def test_every_field_that_a_site_tells_is_decided(pastes: str, site: Bepasty) -> None:
    paste(pastes, b"the lamp burns on")
    told = httpx.get(f"{pastes}/apis/rest/items", auth=("admin", PASSWORD)).json()

    assert undecided(next(iter(told.values()))["file-meta"], "paste", Bepasty.fields) == []
