"""Records of people become events, and whatever somebody writes there breaks nothing."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.events.format import plausible, read_back
from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountUpdated, FollowCreated, PostCreated, PostRemoved, ReactionCreated, Reference
from cautery.platforms.connectors.atproto.records import (
    FOLLOW,
    LIKE,
    POST,
    PROFILE,
    REPOST,
    RepoRecord,
    event_of,
    removal_of,
    sha256_of,
)

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
ADA = "did:plc:ada"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)
FIELDS = (
    "text",
    "facets",
    "features",
    "uri",
    "did",
    "embed",
    "images",
    "image",
    "ref",
    "subject",
    "reply",
    "createdAt",
)


def written(collection: str) -> RepoRecord:
    return RepoRecord(
        platform=Platform("plaza"),
        account=AccountId(ADA),
        path=f"{collection}/k1",
        id="e1",
        at=NOON,
        blobs="https://plaza.example/blob?cid=",
    )


def test_a_post_keeps_what_it_says_and_where_it_leads() -> None:
    features = [{"uri": "https://lamp.example"}, {"did": "did:plc:eve"}]
    picture = {"image": {"ref": "bafy1", "mimeType": "image/png", "size": 9}}
    event = event_of(
        written(POST),
        {
            "text": "the lamp burns on",
            "langs": ["en"],
            "facets": [{"features": features}],
            "reply": {"parent": {"uri": "at://did:plc:bob/app.bsky.feed.post/1"}},
            "embed": {"media": {"images": [picture]}, "record": {"record": {"uri": "at://did:plc:cat/x/2"}}},
        },
    )

    assert isinstance(event, PostCreated)
    post = event.post
    assert (post.id, post.text, post.lang) == (f"at://{ADA}/{POST}/k1", "the lamp burns on", "en")
    assert (post.links, post.mentions) == (("https://lamp.example",), ("did:plc:eve",))
    assert post.reply_to == Reference(post="at://did:plc:bob/app.bsky.feed.post/1", account=AccountId("did:plc:bob"))
    assert post.quote_of == Reference(post="at://did:plc:cat/x/2", account=AccountId("did:plc:cat"))
    assert [(one.id, one.url) for one in post.media] == [
        (f"at://{ADA}/blob/bafy1", "https://plaza.example/blob?cid=bafy1")
    ]


@given(data=st.binary(max_size=99))
def test_a_file_is_named_by_its_hash(data: bytes) -> None:
    named = bytes.fromhex("01551220") + hashlib.sha256(data).digest()
    cid = "b" + base64.b32encode(named).decode().lower().rstrip("=")

    assert sha256_of(cid) == hashlib.sha256(data).hexdigest()
    assert sha256_of(cid[:-1]) is None
    assert sha256_of("zb2rhe5P4gXftAwvA4eXQ5HJwsER2owDyS9sKaQRRVQPn93bA") is None


def test_a_card_that_leads_elsewhere_is_a_link() -> None:
    event = event_of(written(POST), {"text": "", "embed": {"external": {"uri": "https://lamp.example/card"}}})

    assert isinstance(event, PostCreated)
    assert event.post.links == ("https://lamp.example/card",)


def test_the_other_kinds_of_records_are_events_too() -> None:
    uri = "at://did:plc:bob/app.bsky.feed.post/1"
    kinds = {
        REPOST: (PostCreated, {"subject": {"uri": uri}}),
        LIKE: (ReactionCreated, {"subject": {"uri": uri}}),
        FOLLOW: (FollowCreated, {"subject": "did:plc:bob"}),
        PROFILE: (AccountUpdated, {"displayName": "Ada", "description": "at the harbour"}),
    }
    for collection, (kind, record) in kinds.items():
        assert isinstance(event_of(written(collection), record), kind)
    assert event_of(written("app.bsky.feed.threadgate"), {}) is None


def test_only_posts_are_removed() -> None:
    """Who was followed is not said when a follow goes."""
    assert isinstance(removal_of(written(POST)), PostRemoved)
    assert removal_of(written(FOLLOW)) is None


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("2019-05-01T10:00:00+02:00", datetime(2019, 5, 1, 8, tzinfo=UTC)),
        ("2030-01-01T00:00:00Z", NOON),
        ("2019-05-01T10:00:00", NOON),
        ("yesterday", NOON),
        ("0001-01-01T00:00:00+14:00", NOON),
    ],
)
def test_nobody_posts_later_than_the_server_took_it(said: str, at: datetime) -> None:
    event = event_of(written(POST), {"text": "x", "createdAt": said})

    assert event is not None
    assert (event.at, event.received) == (at, NOON)
    assert event.at.utcoffset() == timedelta(0)


@pytest.mark.parametrize("said", ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "1969-07-20T20:17:40Z"])
def test_a_post_that_is_dated_back_is_kept_and_counts_when_the_server_took_it(said: str) -> None:
    """Or else an author hides every post by a date before 1970."""
    event = event_of(written(POST), {"text": "x", "createdAt": said})

    assert event is not None
    assert (plausible(read_back(event)).taken_at, event.at) == (NOON, datetime.fromisoformat(said))


def test_a_card_is_words_of_others_and_its_picture_and_alt_texts_come_too() -> None:
    blob = {
        "$type": "blob",
        "ref": "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku",
        "mimeType": "image/png",
    }
    card = {"uri": "https://lamp.example", "title": "A title", "description": "Of a page", "thumb": blob}
    shown = {
        "images": [{"image": blob, "alt": "a lamp"}, {"image": {"cid": "bafkold", "mimeType": "image/png"}, "alt": ""}]
    }
    posted = event_of(written(POST), {"text": "look", "tags": ["boats", 7, "harbour"], "embed": {"external": card}})
    pictures = event_of(written(POST), {"text": "look", "embed": shown})

    assert isinstance(posted, PostCreated)
    assert (posted.post.text, posted.post.quoted) == ("look\n#boats #harbour", "A title\nOf a page")
    assert len(posted.post.media) == 1
    assert isinstance(pictures, PostCreated)
    assert [one.alt for one in pictures.post.media] == ["a lamp", None]


@given(record=JSON | st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
def test_whatever_is_written_gives_an_event_that_can_be_kept_or_none(record: object) -> None:
    for collection in (POST, REPOST, LIKE, FOLLOW, PROFILE):
        event = event_of(written(collection), record)
        if event is not None:
            assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event
