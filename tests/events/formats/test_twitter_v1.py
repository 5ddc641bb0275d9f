"""Tweets of API v1.1, field by field."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from cautery.errors import Invalid
from cautery.events.formats.twitter_v1 import TwitterV1
from cautery.model.event import (
    AccountClosed,
    AccountReopened,
    AccountUpdated,
    AnyEvent,
    MediaAttachment,
    PostCreated,
    PostRemoved,
    Reference,
)

WHEN = datetime(2018, 10, 10, 20, 19, 24, tzinfo=UTC)
ADA = {
    "id_str": "7",
    "screen_name": "ada",
    "name": "Ada of Elm Row",
    "description": "boats",
    "followers_count": 12,
    "friends_count": 3,
    "created_at": "Mon Jan 01 10:00:00 +0000 2018",
}


def a_tweet(**changed: Any) -> dict[str, Any]:
    return {
        "created_at": "Wed Oct 10 20:19:24 +0000 2018",
        "id_str": "100",
        "text": "boats at noon",
        "lang": "en",
        "user": ADA,
        **changed,
    }


def parse(said: dict[str, Any]) -> tuple[AnyEvent, ...]:
    return tuple(TwitterV1().parse(json.dumps(said).encode()))


def post_of(said: dict[str, Any]) -> PostCreated:
    [post] = [event for event in parse(said) if isinstance(event, PostCreated)]
    return post


def test_a_tweet_is_its_post() -> None:
    event = post_of(a_tweet())

    assert (event.platform, event.account, event.id, event.at) == ("twitter", "7", "tweet-100", WHEN)
    assert (event.post.id, event.post.text, event.post.lang) == ("100", "boats at noon", "en")


def test_a_tweet_carries_its_authors_profile() -> None:
    [profile] = [event for event in parse(a_tweet()) if isinstance(event, AccountUpdated)]

    assert (profile.account, profile.at) == ("7", WHEN)
    assert (profile.profile.handle, profile.profile.bio) == ("ada", "boats")
    assert (profile.profile.followers, profile.profile.following) == (12, 3)
    assert profile.profile.created_at == datetime(2018, 1, 1, 10, tzinfo=UTC)


def test_a_profile_that_did_not_change_is_one_event_however_many_tweets_carry_it() -> None:
    first, again = parse(a_tweet())[0], parse(a_tweet(id_str="101"))[0]
    changed = parse(a_tweet(id_str="102", user={**ADA, "description": "trains"}))[0]

    assert first.id == again.id != changed.id


def test_a_long_tweet_is_read_whole() -> None:
    whole = {"full_text": "boats at noon and trains at night", "entities": {"user_mentions": [{"id_str": "9"}]}}
    event = post_of(a_tweet(text="boats at noon and…", extended_tweet=whole))

    assert event.post.text == "boats at noon and trains at night"
    assert event.post.mentions == ("9",)


def test_links_are_where_they_lead_and_mentions_are_accounts() -> None:
    links = [{"url": "https://t.example/1", "expanded_url": "https://boats.example"}, {"url": "https://t.example/2"}]
    mentions = [{"id_str": "8", "screen_name": "ben"}, {"id_str": None, "screen_name": "gone"}]
    event = post_of(a_tweet(entities={"urls": links, "user_mentions": mentions}))

    assert event.post.links == ("https://boats.example", "https://t.example/2")
    assert event.post.mentions == ("8",)


def test_what_a_tweet_answers_repeats_and_quotes_is_kept_apart() -> None:
    event = post_of(
        a_tweet(
            in_reply_to_status_id_str="90",
            in_reply_to_user_id_str="8",
            retweeted_status={"id_str": "80", "user": {"id_str": "9"}},
            quoted_status_id_str="70",
        )
    )

    assert event.post.reply_to == Reference(post="90", account="8")  # type: ignore[arg-type]
    assert event.post.repost_of == Reference(post="80", account="9")  # type: ignore[arg-type]
    assert event.post.quote_of == Reference(post="70")


def test_media_of_every_kind_are_pictures_or_films() -> None:
    media = [
        {"id_str": kind, "type": kind, "media_url_https": f"https://m.example/{kind}"} for kind in ("photo", "video")
    ]
    media.append({"id_str": "gif", "type": "animated_gif"})
    event = post_of(a_tweet(entities={"media": media[:1]}, extended_entities={"media": media}))

    assert event.post.media == (
        MediaAttachment(id="photo", kind="image", url="https://m.example/photo"),
        MediaAttachment(id="video", kind="video", url="https://m.example/video"),
        MediaAttachment(id="gif", kind="video"),
    )


def test_a_deletion_removes_the_post_when_it_says() -> None:
    status = {"id_str": "100", "user_id_str": "7"}
    [event] = parse({"delete": {"status": status, "timestamp_ms": "1539202764500"}})

    assert isinstance(event, PostRemoved)
    assert (event.account, event.post.id) == ("7", "100")
    assert event.at == datetime(2018, 10, 10, 20, 19, 24, 500_000, tzinfo=UTC)


def test_a_deletion_that_says_no_time_is_as_old_as_its_tweet() -> None:
    """The id of a tweet carries its time: this one is of 21 March 2016, ten years after the first."""
    [event] = parse({"delete": {"status": {"id_str": "711883837404209152", "user_id_str": "7"}}})

    assert (event.at.year, event.at.month, event.at.day) == (2016, 3, 21)


def test_a_deletion_at_an_impossible_time_is_refused() -> None:
    """The system's own clock functions answer such a number with an OSError."""
    status = {"id_str": "100", "user_id_str": "7"}
    with pytest.raises(Invalid, match="no tweet"):
        parse({"delete": {"status": status, "timestamp_ms": "1" + "0" * 20}})


def test_what_is_no_tweet_is_told_what_it_has_instead() -> None:
    with pytest.raises(Invalid, match="has no 'user' and 'id_str' but limit"):
        parse({"limit": {"track": 5}})


@pytest.mark.parametrize("field", ["created_at", "user", "id_str"])
def test_a_tweet_without_what_makes_it_one_is_refused_by_name(field: str) -> None:
    with pytest.raises(Invalid, match=field):
        parse({name: value for name, value in a_tweet().items() if name != field})


def test_a_retweet_has_the_words_and_links_of_what_it_passes_on() -> None:
    whole = {
        "full_text": "first &amp; last https://t.co/a",
        "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://lamp.example"}]},
    }
    other = {"id_str": "1", "user": {"id_str": "88"}, "text": "first…", "truncated": True, "extended_tweet": whole}
    said = {
        "created_at": "Fri Nov 18 00:04:50 +0000 2022",
        "id_str": "5",
        "user": {"id_str": "77"},
        "text": "RT @b: fi…",
    }
    [post] = [
        e
        for e in TwitterV1().parse(json.dumps({**said, "retweeted_status": other}).encode())
        if isinstance(e, PostCreated)
    ]

    assert (post.post.text, post.post.links) == ("first & last https://t.co/a", ("https://lamp.example",))


@pytest.mark.parametrize(
    ("kind", "event"),
    [("user_delete", AccountClosed), ("user_suspend", AccountClosed), ("user_undelete", AccountReopened),
     ("user_unsuspend", AccountReopened)],
)  # fmt: skip
def test_an_account_that_is_closed_or_opened_again_is_told(kind: str, event: type[AnyEvent]) -> None:
    line = json.dumps({kind: {"id": 771136850, "timestamp_ms": "1375038999954"}}).encode()
    [found] = TwitterV1().parse(line)

    assert TwitterV1().recognises(line)
    assert isinstance(found, event)
    assert (found.account, found.at.year) == ("771136850", 2013)


@pytest.mark.parametrize("kind", ["scrub_geo", "status_withheld", "user_withheld", "user_protect"])
def test_what_closes_and_removes_nothing_is_no_event_and_no_reject(kind: str) -> None:
    assert tuple(TwitterV1().parse(json.dumps({kind: {"id": 7}}).encode())) == ()


def test_an_archives_tweets_are_of_whoever_its_account_says() -> None:
    tweet = {"tweet": {"id_str": "5", "created_at": "Fri Nov 18 00:04:50 +0000 2022", "full_text": "the lamp"}}
    reader = TwitterV1()
    with pytest.raises(Invalid, match=r"account\.js"):
        reader.parse(json.dumps(tweet).encode())

    assert tuple(reader.parse(b'{"account": {"accountId": "77", "username": "lamp"}}')) == ()
    [event] = reader.parse(json.dumps(tweet).encode())
    assert (event.account, event.id) == ("77", "tweet-5")
