"""Recent changes of a real wiki, as events."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from cautery.events.format import read_back
from cautery.model.event import (
    AccountClosed,
    AccountCreated,
    AccountMoved,
    AccountRenamed,
    AccountReopened,
    AnyEvent,
    PostCreated,
)
from cautery.platforms.connectors.mediawiki.changes import (
    ChangedPages,
    RecentChange,
    added,
    events_of,
    read_change,
    read_on,
)
from cautery.platforms.connectors.mediawiki.wiki import Wiki as Spoken
from cautery.platforms.reading import Items
from tests.platforms.connectors.mediawiki.test_wiki import reach
from tests.servers.mediawiki import Wiki, Writer, warden
from tests.shelves.drills import PLAZA

pytestmark = pytest.mark.xdist_group("wiki")


def read_to_the_end(wiki: Wiki, since: str) -> tuple[list[AnyEvent], str]:
    spoken, events = Spoken(reach(wiki, wiki.user, wiki.password)), list[AnyEvent]()
    while (read := read_on(spoken, since, platform=PLAZA))[1] != since:
        assert read[0].unread == []
        events, since = [*events, *read[0].events], read[1]
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


NAMED = {"rcid": 1, "timestamp": "2024-05-01T10:00:00Z", "title": "User:Ada", "user": "Admin"}


def told(known: ChangedPages | None = None, **said: object) -> list[AnyEvent]:
    return list(events_of(convert({**NAMED, **said}, type=RecentChange), known or ChangedPages(), platform=PLAZA))


def blocked(action: str = "block", **params: object) -> list[AnyEvent]:
    return told(type="log", logtype="block", logaction=action, logparams={"duration": "infinity", **params})


def test_only_a_block_of_the_whole_site_and_for_ever_closes_an_account() -> None:
    assert [type(event) for event in blocked()] == [AccountClosed]
    assert blocked(sitewide=False, restrictions={"pages": [{"page_title": "Lamp"}]}) == []
    assert blocked(duration="3 days") == []


@pytest.mark.parametrize("title", ["User:192.0.2.7", "User:192.0.2.0/24", "User:2001:db8::/32", "User:", ""])
def test_a_block_of_addresses_closes_no_account(title: str) -> None:
    params = {"duration": "infinity"}

    assert told(type="log", logtype="block", logaction="block", logparams=params, title=title) == []


def test_an_account_that_is_unblocked_is_open_again() -> None:
    assert [type(event) for event in blocked("unblock")] == [AccountReopened]
    assert [type(event) for event in blocked("reblock", sitewide=False)] == [AccountReopened]


def test_a_renamed_account_is_told_under_both_names() -> None:
    params = {"olduser": "Ada", "newuser": "Bea"}
    renamed, moved = told(type="log", logtype="renameuser", logaction="renameuser", logparams=params)

    assert isinstance(renamed, AccountRenamed)
    assert isinstance(moved, AccountMoved)
    assert (renamed.account, renamed.handle, moved.target) == ("Ada", "Bea", "Bea")


@pytest.mark.parametrize("who", [{"user": ""}, {"user": "Ada", "userhidden": True}, {"user": "192.0.2.7"},
                                 {"user": "ada", "anon": True}, {"user": "2001:db8::7"}])  # fmt: skip
def test_an_editor_who_is_hidden_or_known_by_an_address_is_unknown(who: dict[str, object]) -> None:
    """Or else all hidden editors are one account, and an address stands in the clear."""
    [event] = told(type="edit", revid=5, old_revid=4, **who)

    assert event.account == ""


def test_an_edit_behind_a_hidden_version_is_said_to_hold_no_words() -> None:
    """Nobody knows which lines are its author's: the whole page was laid to them."""
    known = ChangedPages(texts={5: "good 1\ngood 2\nmy fix"})
    [hidden] = told(known, type="edit", revid=5, old_revid=4)
    [first] = told(known, type="new", revid=5, old_revid=0)

    assert isinstance(hidden, PostCreated)
    assert hidden.post.text is None
    assert isinstance(first, PostCreated)
    assert first.post.text == "good 1\ngood 2\nmy fix"


FIELDS = ("type", "logtype", "logaction", "logparams", "title", "user", "timestamp", "revid")
WORDS = st.sampled_from(["edit", "log", "block", "renameuser", "newusers", "x"])
PARAMS = st.dictionaries(
    st.sampled_from(["duration", "sitewide", "olduser", "newuser"]), st.booleans() | st.just("never")
)
ODD = st.dictionaries(st.sampled_from(FIELDS), st.none() | st.integers() | WORDS | PARAMS)


@given(raw=st.binary(max_size=80) | ODD.map(lambda said: msgspec.json.encode({**NAMED, **said})))
def test_whatever_is_listed_is_read_or_kept(raw: bytes) -> None:
    items = Items()
    items.read("change", "1", raw, lambda: read_change(raw, ChangedPages(), PLAZA))

    assert len(items.unread) <= 1
    assert all(read_back(event) == event for event in items.events)


def test_a_page_whose_answer_has_no_room_is_read_to_its_end(wiki: Wiki) -> None:
    """The rest of an answer was left unread, and its lines were laid to whoever edited next."""
    _, since = read_to_the_end(wiki, "")
    ada = Writer(wiki, "Ada of long pages")
    for number in range(6):
        ada.writes(f"Long page {number}", "\n".join(f"line {line} of {number}" for line in range(9_000)))
    Writer(wiki, "Bob of one line").writes(
        "Long page 5", "\n".join([*(f"line {line} of 5" for line in range(9_000)), "my own line"])
    )
    events, _ = read_to_the_end(wiki, since)

    texts = [
        event.post.text for event in events if isinstance(event, PostCreated) and event.account == "Bob of one line"
    ]
    assert texts == ["my own line"]
