"""Recent changes of a real wiki, as events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.model.event import AccountClosed, AccountCreated, AnyEvent, PostCreated
from cautery.platforms.connectors.mediawiki.changes import added, read_on
from cautery.platforms.connectors.mediawiki.wiki import Wiki as Spoken
from tests.platforms.connectors.mediawiki.test_wiki import reach
from tests.servers.mediawiki import Wiki, Writer, warden
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("wiki")


def read_to_the_end(wiki: Wiki, since: str) -> tuple[list[AnyEvent], str]:
    spoken, events = Spoken(reach(wiki, wiki.user, wiki.password)), list[AnyEvent]()
    while (read := read_on(spoken, since, platform=PLAZA))[1] != since:
        events, since = [*events, *read[0]], read[1]
    spoken.close()
    return events, since


def test_a_life_on_the_wiki_is_told_in_order(wiki: Wiki) -> None:
    _, since = read_to_the_end(wiki, "")
    ada = Writer(wiki, "Ada of the changes")
    first = ada.writes("Pier of the changes", "the ferry is late")
    second = Writer(wiki, "Bob of the changes").writes("Pier of the changes", "the ferry is late\nthe lamp burns on")
    file = ada.uploads("Lamp-of-the-changes.txt", b"a lamp")
    warden(wiki).does("block", user=ada.name, expiry="never", reason="enough")
    events, _ = read_to_the_end(wiki, since)
    posts = [event.post for event in events if isinstance(event, PostCreated)]

    assert [event.account for event in events if isinstance(event, AccountCreated)] == [
        "Ada of the changes",
        "Bob of the changes",
    ]
    assert [(post.id, post.text) for post in posts[:2]] == [(first, "the ferry is late"), (second, "the lamp burns on")]
    assert [one.id for post in posts for one in post.media] == [file]
    assert [(event.account, event.reason) for event in events if isinstance(event, AccountClosed)] == [
        (ada.name, "enough")
    ]


def test_many_changes_in_one_second_are_each_read_once(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cautery.platforms.connectors.mediawiki.changes._PAGE", 3)
    _, since = read_to_the_end(wiki, "")
    ada = Writer(wiki, "Ada of many changes")
    written = [ada.writes(f"Light {number}", f"light {number}") for number in range(8)]
    events, _ = read_to_the_end(wiki, since)

    assert [event.post.id for event in events if isinstance(event, PostCreated)] == written


@given(before=st.lists(st.sampled_from("abc")), more=st.lists(st.sampled_from("xyz"), unique=True))
def test_only_what_was_not_there_is_added(before: list[str], more: list[str]) -> None:
    assert added("\n".join([*before, *more]), "\n".join(before)) == "\n".join(more)
    assert added("\n".join(before), "\n".join(before)) == ""
