"""What is special about a real site of pastes: nobody has an account, and names hold what is noted."""

import hashlib
from collections.abc import Iterator

import httpx
import pytest

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
