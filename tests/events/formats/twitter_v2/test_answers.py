"""Answers of API v2, field by field; compliance lines; errors in the stream."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cautery.errors import Invalid
from cautery.events.format import FileLine
from cautery.events.formats.twitter_v2 import TwitterV2
from cautery.kit.fields import undecided
from cautery.model.event import (
    AccountClosed,
    AccountUpdated,
    AnyEvent,
    MediaAttachment,
    PostCreated,
    PostRemoved,
    Reference,
)

ADA = {
    "id": "7",
    "username": "Ada",
    "name": "Ada of Elm Row",
    "description": "boats",
    "public_metrics": {"followers_count": 12, "following_count": 3},
}


def a_tweet(**changed: Any) -> dict[str, Any]:
    return {"id": "100", "text": "boats", "author_id": "7", "created_at": "2021-03-01T10:00:00.000Z", **changed}


def parse(said: Any) -> tuple[AnyEvent, ...]:
    return tuple(TwitterV2().parse(json.dumps(said).encode()))


def posts_of(said: Any) -> list[PostCreated]:
    return [event for event in parse(said) if isinstance(event, PostCreated)]


def lines_of(path: Path) -> list[FileLine]:
    return [
        FileLine(number=number, raw=raw) for number, raw in enumerate(path.read_bytes().split(b"\n"), 1) if raw.strip()
    ]


def test_an_answer_may_hold_one_tweet_or_several() -> None:
    assert [event.id for event in posts_of({"data": a_tweet()})] == ["tweet-100"]
    assert [event.id for event in posts_of({"data": [a_tweet(), a_tweet(id="101")]})] == ["tweet-100", "tweet-101"]


def test_a_tweet_is_its_post() -> None:
    [event] = posts_of({"data": a_tweet(lang="en", public_metrics={"impression_count": 40})})

    assert (event.platform, event.account, event.at) == ("twitter", "7", datetime(2021, 3, 1, 10, tzinfo=UTC))
    assert (event.post.text, event.post.lang, event.post.views) == ("boats", "en", 40)


def test_profiles_come_with_the_newest_tweet_of_the_answer() -> None:
    later = a_tweet(id="101", created_at="2021-03-01T11:00:00Z")
    [profile] = [
        e for e in parse({"data": [a_tweet(), later], "includes": {"users": [ADA]}}) if isinstance(e, AccountUpdated)
    ]

    assert (profile.account, profile.at) == ("7", datetime(2021, 3, 1, 11, tzinfo=UTC))
    assert (profile.profile.handle, profile.profile.followers, profile.profile.following) == ("Ada", 12, 3)


def test_a_mention_by_name_is_the_account_that_has_the_name() -> None:
    """Mentions say names; who that is stands beside, in whatever case."""
    mentions = [{"username": "aDA"}, {"username": "stranger"}, {"username": "ben", "id": "8"}]
    [event] = posts_of({"data": a_tweet(entities={"mentions": mentions}), "includes": {"users": [ADA]}})

    assert event.post.mentions == ("7", "8")


def test_what_a_tweet_answers_repeats_and_quotes_has_its_author_where_the_answer_says_so() -> None:
    kinds = ("replied_to", "retweeted", "quoted")
    to = [{"type": kind, "id": str(number)} for number, kind in enumerate(kinds)]
    [event] = posts_of({"data": a_tweet(referenced_tweets=to), "includes": {"tweets": [{"id": "1", "author_id": "9"}]}})

    assert event.post.reply_to == Reference(post="0")
    assert event.post.repost_of == Reference(post="1", account="9")  # type: ignore[arg-type]
    assert event.post.quote_of == Reference(post="2")


def test_an_answer_to_a_removed_tweet_still_says_to_whom() -> None:
    [event] = posts_of({"data": a_tweet(in_reply_to_user_id="8")})

    assert event.post.reply_to == Reference(account="8")  # type: ignore[arg-type]


def test_media_are_those_of_the_tweet_and_not_its_neighbours() -> None:
    media = [{"media_key": "3_1", "type": "photo", "url": "https://m.example/1"}, {"media_key": "7_2", "type": "video"}]
    [event] = posts_of({"data": a_tweet(attachments={"media_keys": ["3_1", "3_9"]}), "includes": {"media": media}})

    assert event.post.media == (MediaAttachment(id="3_1", kind="image", url="https://m.example/1"),)


def test_an_edited_tweet_is_a_post_and_the_versions_before_it_are_removed() -> None:
    events = parse({"data": a_tweet(edit_history_tweet_ids=["98", "99", "100"])})

    assert [(e.post.id, e.by) for e in events if isinstance(e, PostRemoved)] == [("98", "edit"), ("99", "edit")]
    assert [e.post.id for e in events if isinstance(e, PostCreated)] == ["100"]


def test_an_old_version_removes_no_newer_one() -> None:
    """It may be fetched late: what stands is the newest."""
    events = parse({"data": a_tweet(id="98", edit_history_tweet_ids=["98", "99", "100"])})

    assert [event for event in events if isinstance(event, PostRemoved)] == []


def test_a_compliance_line_whose_id_tells_its_own_time_is_about_a_tweet() -> None:
    line = {"id": "1170147183095664640", "action": "delete", "reason": "deactivated"}
    [event] = parse({**line, "created_at": "2019-09-07T01:30:03.390Z", "redacted_at": "2021-08-17T17:26:15.788Z"})

    assert isinstance(event, PostRemoved)
    assert (event.post.id, event.by, event.at.year) == ("1170147183095664640", "deactivated", 2021)


@pytest.mark.parametrize(("reason", "by"), [("suspended", "platform"), ("deactivated", "owner")])
@pytest.mark.parametrize("account", ["1482680858", "1170147183095664640"])
def test_a_compliance_line_about_a_user_closes_the_account(account: str, reason: str, by: str) -> None:
    """Newer accounts have ids as long as tweets have: the time in them is not the line's."""
    [event] = parse({"id": account, "action": "delete", "created_at": "2013-06-04T16:25:04+00:00", "reason": reason})

    assert isinstance(event, AccountClosed)
    assert (event.account, event.by, event.reason) == (account, by, reason)


def test_an_error_in_the_stream_is_refused_with_what_the_platform_said() -> None:
    with pytest.raises(Invalid, match="ConnectionException: the stream was closed"):
        parse({"errors": [{"title": "ConnectionException", "detail": "the stream was closed"}]})


@pytest.mark.real_data
def test_a_real_stream_that_broke_is_read_up_to_the_line_that_broke_off(real_data: Path) -> None:
    lines = lines_of(real_data / "platforms" / "twitter_v2" / "streaming_output_with_error.jsonl")
    accepted, rejects = TwitterV2().parse_many(lines)
    bad = {reject.line for reject in rejects}

    assert bad
    assert all("Expecting" in reject.reason or "reported an error" in reject.reason for reject in rejects)
    assert [event.id for event in accepted.events if isinstance(event, PostCreated)] == [
        f"tweet-{json.loads(line.raw)['data']['id']}" for line in lines if line.number not in bad
    ]


@pytest.mark.real_data
def test_real_compliance_lines_are_told_apart(real_data: Path) -> None:
    folder = real_data / "platforms" / "twitter_v2"
    tweets, bad_tweets = TwitterV2().parse_many(lines_of(folder / "tweets_compliance.jsonl"))
    users, bad_users = TwitterV2().parse_many(lines_of(folder / "users_compliance.jsonl"))

    assert ([type(event) for event in tweets.events], bad_tweets) == ([PostRemoved, PostRemoved], [])
    assert ([type(event) for event in users.events], bad_users) == ([], [])  # 'protected' closes no account


@pytest.mark.real_data
def test_a_real_first_version_of_an_edited_tweet_is_a_post_and_removes_nothing(real_data: Path) -> None:
    accepted, rejects = TwitterV2().parse_many(lines_of(real_data / "platforms" / "twitter_v2" / "edited_before.jsonl"))

    assert rejects == []
    assert [event.id for event in accepted.events if isinstance(event, PostCreated)] == ["tweet-1576994746135764992"]
    assert [event for event in accepted.events if isinstance(event, PostRemoved)] == []


SEEN = "2022-11-18T00:04:50.000Z"
TWEET = {"id": "1593387213315784704", "author_id": "77", "created_at": SEEN, "text": "short"}


def read(said: Any) -> tuple[list[AnyEvent], list[str]]:
    events, rejects = TwitterV2().read(FileLine(number=1, raw=json.dumps(said).encode()))
    return list(events), [reject.reason for reject in rejects]


def test_a_partial_tweet_costs_none_of_its_page() -> None:
    events, reasons = read({"data": [TWEET, {"id": "5", "text": "partial"}, 7, {**TWEET, "id": "9"}]})

    assert [event.id for event in events] == [f"tweet-{TWEET['id']}", "tweet-9"]
    assert ["author_id" in reason for reason in reasons] == [True, False]


def test_a_long_tweet_is_read_whole() -> None:
    urls = [{"url": "https://t.co/z", "expanded_url": "https://lamp.example/contact", "title": "Lamps & Co"}]
    note = {"text": "all that is said &amp; more", "entities": {"urls": urls}}
    [event] = posts_of({"data": {**TWEET, "note_tweet": note}})

    assert (event.post.text, event.post.links) == ("all that is said & more", ("https://lamp.example/contact",))
    assert event.post.quoted == "Lamps & Co"


def test_a_retweet_has_the_words_of_what_it_passes_on_and_a_quote_has_them_apart() -> None:
    other = {
        "id": "1",
        "author_id": "9",
        "text": "the whole text",
        "entities": {"urls": [{"url": "https://l.example"}]},
    }
    said = {"includes": {"tweets": [other]}}
    [retweet] = posts_of(
        {"data": {**TWEET, "text": "RT @b: the wh…", "referenced_tweets": [{"type": "retweeted", "id": "1"}]}} | said
    )
    [quote] = posts_of({"data": {**TWEET, "text": "no!", "referenced_tweets": [{"type": "quoted", "id": "1"}]}} | said)

    assert (retweet.post.text, retweet.post.links) == ("the whole text", ("https://l.example",))
    assert (quote.post.text, quote.post.quoted, quote.post.links) == ("no!", "the whole text", ())


def test_flattened_tweets_and_look_ups_of_users_are_read() -> None:
    flat = {**TWEET, "author": ADA | {"id": "77"}, "__twarc": {"url": "x"}}
    ada = {**ADA, "created_at": "2008-08-27T13:08:45.000Z"}

    assert [type(event) for event in parse(flat)] == [PostCreated, AccountUpdated]
    for said in ({"data": [ada]}, {"data": ada}, ada):
        [event] = parse(said)
        assert isinstance(event, AccountUpdated)
        assert TwitterV2().recognises(json.dumps(said).encode())
    assert parse({"meta": {"result_count": 0}}) == parse({"data": [], "meta": {"result_count": 0}}) == ()


@pytest.mark.parametrize("said", [
    {"__twarc": {"url": "x"}, "data": [TWEET]}, {"includes": {}, "data": []}, TWEET, {"meta": {"result_count": 0}},
    {"id": "77", "action": "delete", "created_at": SEEN, "reason": "suspended"},
])  # fmt: skip
def test_a_file_is_recognised_by_what_stands_in_it_and_not_by_what_stands_first(said: Any) -> None:
    assert TwitterV2().recognises(json.dumps(said).encode())


@pytest.mark.parametrize(
    "said", [{"type": "post.created", "id": "e", "meta": {}}, {"id_str": "7", "user": {}}, [1], "x"]
)
def test_what_is_of_another_format_is_left_to_it(said: Any) -> None:
    assert not TwitterV2().recognises(json.dumps(said).encode())


@pytest.mark.real_data
def test_every_field_of_real_answers_was_decided_about(real_data: Path) -> None:
    missing: set[str] = set()
    for name in ("two_tweets", "edited_before", "streaming_output_with_error"):
        for line in (real_data / "platforms" / "twitter_v2" / f"{name}.jsonl").read_bytes().splitlines():
            try:
                said = json.loads(line)
            except ValueError:
                continue
            data, includes = said.get("data", []), said.get("includes", {})
            for kind, items in {"tweet": data if isinstance(data, list) else [data], "user": includes.get("users", []),
                                "media": includes.get("media", [])}.items():  # fmt: skip
                missing |= {one for item in items for one in undecided(item, kind, TwitterV2.fields)}

    assert sorted(missing) == []
