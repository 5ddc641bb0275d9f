"""What accounts did is read from history: once a trace, with the same number every day."""

from collections.abc import Iterable

import polars as pl

from cautery.engine.tables import TABLES, tables_of
from cautery.model.account import AccountId
from cautery.model.event import AnyEvent, MediaAttachment, Post, PostCreated, Reference, SessionStarted
from cautery.suspicion.networks.traces import ACTIONS, actions_of, numbers_of
from tests.world import HARBOUR, NOON, follow, post

LONG = "the lamps along the old pier are lit again tonight and everybody who can walk should come and look at them"


def did(events: Iterable[AnyEvent], trace: str) -> list[tuple[str, int]]:
    """Who did what: accounts and things."""
    tables = tables_of(events)
    posts, follows, sessions = (
        tables.get(name, pl.DataFrame(schema=TABLES[name])).lazy() for name in ("posts", "follows", "sessions")
    )
    found = actions_of(posts, follows, sessions)
    assert found.schema == ACTIONS
    kept = found.filter(pl.col("trace") == trace).select("account", "thing").unique().sort("account", "thing")
    return [(account, thing) for account, thing in kept.iter_rows()]


def things(events: Iterable[AnyEvent], trace: str) -> dict[str, set[int]]:
    by: dict[str, set[int]] = {}
    for account, thing in did(events, trace):
        by.setdefault(account, set()).add(thing)
    return by


def reposting(account: str, thing: str) -> PostCreated:
    said = Post(id=f"{account} {thing}", text="RT", repost_of=Reference(post=thing, account=AccountId("eva")))
    return PostCreated(id=said.id, at=NOON, platform=HARBOUR, account=AccountId(account), post=said)


def test_one_link_however_it_is_written_is_one_thing() -> None:
    events = [
        post("ana", "look", links=["https://www.lamps.example/a?utm_source=x"]),
        post("ben", "see", links=["http://lamps.example/a"]),
        post("eva", "other", links=["http://lamps.example/b"]),
    ]
    found = things(events, "link")

    assert found["ana"] == found["ben"] != found["eva"]


def test_nearly_the_same_text_shares_a_thing_and_another_text_shares_none() -> None:
    other = "fresh bread is on the table of the bakery behind the church and there is enough of it for the whole street"
    found = things([post("ana", LONG), post("ben", f"{LONG} tomorrow"), post("eva", other)], "text")

    assert found["ana"] & found["ben"]
    assert not found["ana"] & found["eva"]


def test_a_short_text_is_nobodys_own() -> None:
    assert did([post("ana", "good morning"), post("ben", "good morning")], "text") == []


def test_a_repost_is_of_a_post_and_its_words_count_for_nobody() -> None:
    events = [reposting("ana", "p1"), reposting("ben", "p1"), reposting("eva", "p2")]
    found = things(events, "repost")

    assert found["ana"] == found["ben"] != found["eva"]
    assert did(events, "text") == []


def test_hashtags_count_one_by_one_and_in_their_order() -> None:
    events = [
        post("ana", "#lamps #PIER #night"),
        post("ben", "#Lamps #pier #night here"),
        post("eva", "#night #pier #lamps"),
    ]
    one, order = things(events, "hashtag"), things(events, "hashtags")

    assert one["ana"] == one["ben"] == one["eva"]
    assert order["ana"] == order["ben"] != order["eva"]


def test_media_follows_contacts_and_sessions_are_traces_too() -> None:
    picture = MediaAttachment(id="m1", kind="image", sha256="ab" * 32)
    shown = Post(id="p9", text=None, media=(picture,))
    events: list[AnyEvent] = [
        PostCreated(id="e9", at=NOON, platform=HARBOUR, account=AccountId("ana"), post=shown),
        follow("ben", "eva"),
        post("eva", "kik me: wick.ember7"),
        SessionStarted(id="s1", at=NOON, platform=HARBOUR, account=AccountId("ida"), traits={"device": "d1"}),
    ]

    assert [len(did(events, trace)) for trace in ("media", "follow", "handoff", "session")] == [1, 1, 1, 1]


def test_a_number_is_the_same_on_every_day_and_of_every_kind_another() -> None:
    assert numbers_of(["a", "b", "a"], kind="link") == numbers_of(["a", "b", "a"], kind="link")
    assert numbers_of(["a"], kind="link") != numbers_of(["a"], kind="text")
    assert len(set(numbers_of(["a", "b", "a"], kind="link"))) == 2
    assert numbers_of(["lamp"], kind="link") == [8943763848224316030]


def test_where_nothing_happened_nothing_was_done() -> None:
    assert did([], "text") == []
