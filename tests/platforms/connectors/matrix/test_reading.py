"""What is new on a real Synapse is read once, and only what everybody may hear."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import quote

import pytest

from cautery.errors import Temporary
from cautery.kit.http import Http
from cautery.model.event import AccountCreated, AnyEvent, NoticeReceived, PostCreated
from cautery.platforms.connectors.matrix.messages import RoomServer
from cautery.platforms.connectors.matrix.reading import MatrixCursor, MatrixReader
from tests.servers.faults import Fault, Way, way
from tests.servers.process import free_port
from tests.servers.synapse import Member, Synapse
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("matrix")
PLACE = RoomServer(platform=PLAZA, media="")


class Reader:
    """Reads on, from where it was."""

    def __init__(self, server: Synapse, address: str = "") -> None:
        headers = {"Authorization": f"Bearer {server.token}"}
        self.http, self.reached = Http(address or server.address, headers=headers), MatrixCursor()
        self.last: MatrixReader | None = None

    def read(self) -> list[AnyEvent]:
        self.last = MatrixReader(self.http, self.reached, PLACE, now=datetime.now(UTC))
        events, self.reached = self.last.read(), self.last.reached
        return events


@pytest.fixture
def bad_way(matrix: Synapse) -> Iterator[Way]:
    with way(matrix.address) as opened:
        yield opened


@pytest.mark.parametrize("status", [404, 500, 0])
def test_a_room_that_does_not_answer_stops_no_other_room_and_no_report(
    matrix: Synapse, bad_way: Way, status: int
) -> None:
    ada = Member(matrix.address, f"ada-of-two-rooms-{status}")
    bad, good = ada.opens("bad"), ada.opens("good")
    said = ada.says(good, "heard all the same")
    ada.does("POST", f"rooms/{good}/report/{said}", {"reason": "a lamp"})
    bad_way.faults.append(Fault(status=status, about=lambda asked: quote(bad, safe="") in asked.path))
    reader = Reader(matrix, bad_way.address)
    events = reader.read()

    assert "heard all the same" in [event.post.text for event in events if isinstance(event, PostCreated)]
    assert said in [event.notice.about.post for event in events if isinstance(event, NoticeReceived)]
    assert reader.last is not None
    assert [said.startswith(f"Room '{bad}'") for said in reader.last.parts.problems] == [True]


def test_a_server_without_one_list_of_reports_is_read_all_the_same(matrix: Synapse, bad_way: Way) -> None:
    """Older ones have no reports of accounts."""
    ada = Member(matrix.address, "ada-of-an-older-server")
    ada.says(ada.opens("old square"), "heard on an older server")
    bad_way.faults.append(Fault(status=404, about=lambda asked: "user_reports" in asked.path))
    reader = Reader(matrix, bad_way.address)

    assert "heard on an older server" in [e.post.text for e in reader.read() if isinstance(e, PostCreated)]
    assert reader.last is not None
    assert ["user_reports" in said for said in reader.last.parts.problems] == [True]


def test_a_server_that_does_not_answer_at_all_is_an_error(matrix: Synapse) -> None:
    with pytest.raises(Temporary):
        Reader(matrix, f"http://127.0.0.1:{free_port()}").read()


class OddRooms(BaseHTTPRequestHandler):
    """A server of ours, of which some items are no items and one room has an odd name: stands for one that is written to by
    strangers' servers, which a real Synapse does not let us play.
    """

    asked: ClassVar[list[str]] = []
    good: ClassVar[dict[str, object]] = {
        "event_id": "$1", "type": "m.room.message", "sender": "@ada:plaza.example", "origin_server_ts": 1714557600000,
        "content": {"msgtype": "m.text", "body": "x"},
    }  # fmt: skip

    def do_GET(self) -> None:
        self.asked.append(self.path)
        bad = {**self.good, "event_id": "$2", "origin_server_ts": 1.5}
        answers = {
            "/v2/users": {"users": [{"name": "@ada:plaza.example", "creation_ts": 0.5}, 7]},
            "/v1/rooms": {"rooms": [{"room_id": "!a/b?c:evil.example", "join_rules": "public"}, {"room_id": 7}]},
            "/messages": {"chunk": [self.good, bad, "x"], "end": "t2"},
            "/v1/event_reports": {"event_reports": [{"id": 1, "received_ts": "now", "user_id": "@a:b"}]},
            "/v1/user_reports": {"user_reports": []},
        }
        path = self.path.partition("?")[0]
        said = next((answers[name] for name in answers if path.endswith(name)), {"errcode": "M_UNRECOGNIZED"})
        body = json.dumps(said if "messages" not in path or "from=" not in self.path else {"chunk": []}).encode()
        self.send_response(200 if "errcode" not in said else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


def test_items_that_cannot_be_read_are_kept_and_cost_none_of_the_others() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), OddRooms) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        reading = MatrixReader(
            Http(f"http://127.0.0.1:{server.server_address[1]}"), MatrixCursor(), PLACE, now=datetime.now(UTC)
        )
        events = reading.read()
        server.shutdown()

    assert [event.id for event in events] == ["$1"]
    assert [one.reader for one in reading.items.unread] == [
        "account",
        "account",
        "room",
        "message",
        "message",
        "event_reports",
    ]
    assert reading.reached.rooms == {"!a/b?c:evil.example": "t2"}
    assert reading.reached.event_reports == 1
    assert any("/rooms/%21a%2Fb%3Fc%3Aevil.example/messages" in path for path in OddRooms.asked)


def test_what_people_report_of_messages_and_of_each_other_is_read_once(matrix: Synapse) -> None:
    ada, bob = Member(matrix.address, "ada-who-reports"), Member(matrix.address, "bob-who-lights")
    room = bob.opens("lamps")
    ada.joins(room)
    said = bob.says(room, "the lamp burns on")
    reader = Reader(matrix)
    reader.read()
    ada.does("POST", f"rooms/{room}/report/{said}", {"reason": "a lamp"})
    ada.does("POST", f"users/{bob.id}/report", {"reason": "a keeper"})
    notices = [event.notice for event in reader.read() if isinstance(event, NoticeReceived)]

    assert [(one.about.account, one.about.post, one.text) for one in notices] == [
        (bob.id, said, "a lamp"),
        (bob.id, None, "a keeper"),
    ]
    assert reader.read() == []


def test_accounts_that_were_opened_in_the_same_second_are_all_read_once(matrix: Synapse) -> None:
    reader = Reader(matrix)
    reader.read()
    opened, told = [], []
    for number in range(12):
        opened.append(Member(matrix.address, f"one-of-many-{number}").id)
        told += [event.account for event in reader.read() if isinstance(event, AccountCreated)]

    assert sorted(told) == sorted(opened)


def test_what_is_said_where_one_must_be_let_in_is_not_read(matrix: Synapse) -> None:
    ada = Member(matrix.address, "ada-with-a-room")
    closed = str(ada.does("POST", "createRoom", {"preset": "private_chat"})["room_id"])
    ada.says(closed, "only for us")
    ada.says(ada.opens("square"), "for everybody")
    said = [event.post.text for event in Reader(matrix).read() if isinstance(event, PostCreated)]

    assert "for everybody" in said
    assert "only for us" not in said


def test_a_long_talk_is_read_a_part_at_a_time_and_whole(matrix: Synapse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cautery.platforms.connectors.matrix.reading.PAGES", 1)
    monkeypatch.setattr("cautery.platforms.connectors.matrix.reading._PAGE", 10)
    ada = Member(matrix.address, "ada-who-talks")
    room = ada.opens("long evening")
    words = [f"word {number}" for number in range(40)]
    for word in words:
        ada.says(room, word)
    reader, heard = Reader(matrix), list[str | None]()
    while events := reader.read():
        heard += [event.post.text for event in events if isinstance(event, PostCreated) and event.account == ada.id]

    assert heard == words
