"""Events become rows: every field has its column, and what is left out is null."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.engine.tables import TABLES, tables_of
from cautery.model.event import AnyEvent

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
maybe = st.none() | texts
counts = st.none() | st.integers(0, 2**63 - 1)
media = st.fixed_dictionaries({"id": st.just("m\x00"), "kind": st.just("image"), "url": maybe, "bytes": counts})
traits = st.dictionaries(
    texts, st.none() | texts | st.booleans() | st.integers() | st.floats(allow_nan=False), max_size=3
)


def an_event(kind: str, /, **said: Any) -> AnyEvent:
    who = {"type": kind, "id": "e1", "at": "2020-01-01T12:00:00Z", "platform": "harbour", "account": "a1"}
    event: AnyEvent = msgspec.convert({**who, **said}, AnyEvent, strict=False)
    return event


def row_of(event: AnyEvent, table: str) -> dict[str, Any]:
    [row] = tables_of([event])[table].to_dicts()
    return row


def said_in(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what every row has, and what is null or empty."""
    who = {"platform", "account", "id", "at", "claimed"}
    return {name: value for name, value in row.items() if name not in who and value not in (None, [])}


def test_every_row_says_who_where_and_when() -> None:
    row = row_of(an_event("follow.created", target="a2", at="2020-01-01T14:00:00+02:00"), "follows")

    assert (row["platform"], row["account"], row["id"], row["at"]) == ("harbour", "a1", "e1", NOON)
    assert row["claimed"] is None, "the same time is not kept twice"


def test_what_counts_is_when_the_platform_took_it_and_what_was_claimed_is_kept() -> None:
    """An author may claim any time, and is met where the platform met them."""
    row = row_of(an_event("follow.created", target="a2", at="1969-01-01T00:00:00Z", received=NOON), "follows")
    early = row_of(an_event("follow.created", target="a2", at="0001-01-01T00:00:00Z", received=NOON), "follows")

    assert (row["at"], row["claimed"]) == (NOON, datetime(1969, 1, 1, tzinfo=UTC))
    assert (early["at"], early["claimed"].year) == (NOON, 1)


@pytest.mark.parametrize(
    ("event", "table", "row"),
    [
        (an_event("account.closed", by="us", reason="r"), "closures",
         {"type": "account.closed", "by": "us", "reason": "r"}),
        (an_event("account.reopened", reason="r"), "closures",
         {"type": "account.reopened", "by": "platform", "reason": "r"}),
        (an_event("account.renamed", handle="bea"), "profiles", {"type": "account.renamed", "handle": "bea"}),
        (an_event("account.moved", target="a9"), "moves", {"target": "a9"}),
        (an_event("post.updated", post={"id": "p1", "text": "t"}), "posts",
         {"post": "p1", "text": "t", "edited": True}),
        (an_event("post.removed", post={"id": "p1"}, by="edit"), "removals", {"post": "p1", "by": "edit"}),
        (an_event("follow.created", target="a2"), "follows", {"type": "follow.created", "target": "a2"}),
        (an_event("follow.removed", target="a2"), "follows", {"type": "follow.removed", "target": "a2"}),
        (an_event("reaction.created", post={"id": "p1"}, kind="like"), "reactions", {"post": "p1", "kind": "like"}),
        (an_event("session.started", traits={"b": True, "a": 7, "c": None}), "sessions",
         {"traits": [{"name": "a", "value": "7"}, {"name": "b", "value": "True"}]}),
        (an_event("account.updated", profile={"handle": "ada", "followers": 3, "avatar": {"id": "m", "kind": "image"}}),
         "profiles", {"type": "account.updated", "handle": "ada", "followers": 3, "avatar": {
             "id": "m", "kind": "image", "sha256": None, "pdq": None, "path": None, "url": None, "bytes": None,
             "mime": None, "alt": None}}),
        (an_event("notice.received", notice={"id": "n1", "about": {"post": "p1", "account": "a2"}, "category": "c",
                                             "from": {"kind": "authority", "id": "u"}, "text": "t"}), "notices",
         {"notice": "n1", "about_account": "a2", "about_post": "p1", "notifier_kind": "authority", "notifier": "u",
          "category": "c", "text": "t"}),
        (an_event("post.created", post={"id": "p1", "text": "قارب", "links": ["l"], "mentions": ["a2"], "views": 4,
                                        "reply_to": {"post": "p0"}, "repost_of": {"account": "a3"}}), "posts",
         {"post": "p1", "text": "قارب", "links": ["l"], "mentions": ["a2"], "views": 4, "reply_post": "p0",
          "repost_account": "a3", "edited": False}),
    ],
)  # fmt: skip
def test_each_kind_of_event_has_its_table_and_columns(event: AnyEvent, table: str, row: dict[str, Any]) -> None:
    assert said_in(row_of(event, table)) == row


@pytest.mark.parametrize("kind", ["links", "mentions", "media"])
def test_a_list_that_is_left_out_is_empty_and_not_null(kind: str) -> None:
    """So that counting its items needs no second case."""
    assert row_of(an_event("post.created", post={"id": "p1"}), "posts")[kind] == []


def test_a_profile_says_whether_it_was_made_or_changed() -> None:
    events = [an_event("account.created", id="c"), an_event("account.updated", id="u")]

    rows = tables_of(events)["profiles"].sort("id").to_dicts()
    assert [(row["id"], row["type"]) for row in rows] == [("c", "account.created"), ("u", "account.updated")]


def test_tables_without_an_event_are_left_out() -> None:
    assert set(tables_of([an_event("follow.created", target="a2")])) == {"follows"}
    assert tables_of([]) == {}


def events_of(profile: dict[str, Any], said: dict[str, Any], more: dict[str, Any]) -> Iterable[AnyEvent]:
    yield an_event("account.created", profile=profile, traits=more)
    yield an_event("session.started", traits=more)
    yield an_event("post.created", post={"id": "p1", **said})


@given(
    st.fixed_dictionaries({"handle": maybe, "bio": maybe, "avatar": st.none() | media, "followers": counts}),
    st.fixed_dictionaries({"text": maybe, "links": st.lists(texts, max_size=3), "media": st.lists(media, max_size=2)}),
    traits,
)
@settings(max_examples=150)
def test_whatever_the_contract_lets_in_becomes_columns_unchanged(
    profile: dict[str, Any], said: dict[str, Any], more: dict[str, Any]
) -> None:
    """Lists and structs take the way through JSON: no text may get lost there. And no accepted event may stop history."""
    tables = tables_of(events_of(profile, said, more))
    assert all(frame.schema == TABLES[table] for table, frame in tables.items())
    [account], [post] = tables["profiles"].to_dicts(), tables["posts"].to_dicts()
    pictures = [*(post["media"]), *([account["avatar"]] if account["avatar"] else [])]

    assert (account["handle"], account["bio"], account["followers"]) == tuple(
        profile[name] for name in ("handle", "bio", "followers")
    )
    assert (post["text"], post["links"]) == (said["text"], said["links"])
    assert [(m["id"], m["url"], m["bytes"]) for m in pictures] == [
        (m["id"], m["url"], m["bytes"]) for m in [*said["media"], profile["avatar"]] if m
    ]
    expected = [{"name": name, "value": str(value)} for name, value in sorted(more.items()) if value is not None]
    assert account["traits"] == tables["sessions"].to_dicts()[0]["traits"] == expected
