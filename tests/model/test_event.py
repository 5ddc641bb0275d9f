"""The contract's events: what is read is checked and typed, and says the same when written again."""

import json
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
import pytest

from cautery.model.event import AccountClosed, AnyEvent, NoticeReceived, PostCreated, Reference

WHO = {"id": "e1", "at": "2020-01-01T10:00:00Z", "platform": "harbour", "account": "a1"}
EVERY_TYPE: dict[str, dict[str, Any]] = {
    "account.created": {
        "profile": {"handle": "ada", "avatar": {"id": "m1", "kind": "image"}},
        "traits": {"asn": 64500},
    },
    "account.updated": {"profile": {"bio": "boats", "followers": 3, "created_at": "2019-05-01T00:00:00Z"}},
    "account.closed": {"by": "platform", "reason": "spam"},
    "account.reopened": {"by": "owner", "reason": "a mistake"},
    "account.renamed": {"handle": "ada_l"},
    "account.moved": {"target": "a2"},
    "post.updated": {"post": {"id": "p1", "text": "boats"}},
    "post.created": {"post": {"id": "p1", "text": "قارب", "links": ["https://e.example/1"], "mentions": ["a2"]}},
    "post.removed": {"post": {"id": "p1"}, "by": "owner"},
    "follow.created": {"target": "a2"},
    "follow.removed": {"target": "a2"},
    "reaction.created": {"post": {"id": "p1"}, "kind": "like"},
    "session.started": {"traits": {"ip": "k1", "vpn": True, "lag": 0.5, "asn": None}},
    "notice.received": {"notice": {"id": "n1", "about": {"post": "p1"}, "from": {"kind": "user", "id": "u1"}}},
}


def read(kind: str, **changed: object) -> AnyEvent:
    said = {"type": kind, **WHO, **EVERY_TYPE[kind], **changed}
    event: AnyEvent = msgspec.json.decode(json.dumps(said), type=AnyEvent)
    return event


def test_the_types_are_those_of_the_contract() -> None:
    assert {kind.__struct_config__.tag for kind in get_args(AnyEvent)} == set(EVERY_TYPE)


@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_every_type_reads_and_writes_back_what_was_said(kind: str) -> None:
    event = read(kind)

    assert json.loads(msgspec.json.encode(event)) == {"type": kind, **WHO, **EVERY_TYPE[kind]}


@pytest.mark.parametrize("kind", EVERY_TYPE)
@pytest.mark.parametrize("field", ["id", "at", "platform", "account"])
def test_no_event_goes_without_its_common_fields(kind: str, field: str) -> None:
    said = {"type": kind, **WHO, **EVERY_TYPE[kind]}
    del said[field]
    with pytest.raises(msgspec.ValidationError, match=f"missing required field `{field}`"):
        msgspec.json.decode(json.dumps(said), type=AnyEvent)


def test_a_field_that_the_contract_does_not_know_is_never_kept() -> None:
    """It may hold a telephone number. Formats drop such fields and count them before they read an event."""
    with pytest.raises(msgspec.ValidationError, match="unknown field `mood`"):
        read("follow.created", mood="sunny")


def test_a_time_without_a_zone_is_refused() -> None:
    """It could be any of 24."""
    with pytest.raises(msgspec.ValidationError, match=r"\$\.at"):
        read("follow.created", at="2020-01-01T10:00:00")


def test_a_time_in_any_zone_is_the_same_instant() -> None:
    assert read("follow.created", at="2020-01-01T12:00:00+02:00").at == datetime(2020, 1, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("views", [-1, 2**63, 1.5, "3"])
def test_a_count_is_a_whole_number_that_a_column_can_hold(views: object) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.post\.views"):
        read("post.created", post={"id": "p1", "views": views})


@pytest.mark.parametrize("name", ["", "x" * 513])
def test_an_id_is_neither_empty_nor_endless(name: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.id"):
        read("post.created", id=name)


def test_a_repost_may_name_only_the_account() -> None:
    event = read("post.created", post={"id": "p2", "repost_of": {"account": "a9"}})

    assert isinstance(event, PostCreated)
    assert event.post.repost_of == Reference(account="a9")


def test_who_complains_is_called_from_on_the_wire() -> None:
    event = read("notice.received")

    assert isinstance(event, NoticeReceived)
    assert (event.notice.notifier.kind, event.notice.notifier.id) == ("user", "u1")


def test_only_known_hands_close_an_account() -> None:
    assert isinstance(read("account.closed", by="us"), AccountClosed)
    with pytest.raises(msgspec.ValidationError, match=r"\$\.by"):
        read("account.closed", by="nobody")


def test_an_event_is_never_edited() -> None:
    with pytest.raises(AttributeError):
        read("follow.created").account = "a9"  # type: ignore[misc]
