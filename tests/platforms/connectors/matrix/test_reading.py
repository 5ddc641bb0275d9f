"""What is new on a real Synapse is read once, and only what everybody may hear."""

import pytest

from cautery.kit.http import Http
from cautery.model.event import AccountCreated, AnyEvent, NoticeReceived, PostCreated
from cautery.platforms.connectors.matrix.messages import Place
from cautery.platforms.connectors.matrix.reading import Reached, read_on
from tests.servers.synapse import Member, Synapse
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("matrix")
PLACE = Place(platform=PLAZA, media="")


class Reader:
    """Reads on, from where it was."""

    def __init__(self, server: Synapse) -> None:
        self.http, self.reached = Http(server.address, headers={"Authorization": f"Bearer {server.token}"}), Reached()

    def read(self) -> list[AnyEvent]:
        events, self.reached = read_on(self.http, self.reached, PLACE)
        return events


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
