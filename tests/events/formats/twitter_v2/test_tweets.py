"""What stands in a tweet: choices of a poll, descriptions of pictures, and the best version of a film."""

from datetime import UTC, date
from typing import Any

from cautery.events.formats.twitter_v2.tweets import Includes, tweet_events
from cautery.model.event import Post, PostCreated

TWEET = {"id": "1593387213315784704", "author_id": "77", "text": "which?"}
MEDIA = [
    {
        "media_key": "7_1",
        "type": "video",
        "alt_text": "a lamp",
        "variants": [{"url": "low", "bit_rate": 1}, {"url": "high", "bit_rate": 9}],
    },
    {"media_key": "3_2", "type": "photo", "url": "picture"},
]
POLL = {"id": "p1", "options": [{"label": "ferry"}, {"label": "lamp &amp; oil"}]}


def post_of(tweet: dict[str, Any], **includes: Any) -> Post:
    [event] = tweet_events(tweet, Includes(includes), lambda at: at.astimezone(UTC))
    assert isinstance(event, PostCreated)
    assert event.at.date() == date(2022, 11, 17)
    return event.post


def test_the_choices_of_a_poll_are_the_authors_words() -> None:
    assert post_of({**TWEET, "attachments": {"poll_ids": ["p1"]}}, polls=[POLL]).text == "which?\nferry\nlamp & oil"


def test_media_come_with_what_their_author_says_that_they_show() -> None:
    media = post_of({**TWEET, "attachments": {"media_keys": ["7_1", "3_2"]}}, media=MEDIA).media

    assert [(one.kind, one.url, one.alt) for one in media] == [("video", "high", "a lamp"), ("image", "picture", None)]


def test_what_twarc_has_put_into_a_tweet_is_found_there() -> None:
    flat = {**TWEET, "attachments": {"media": MEDIA, "poll": POLL}, "author": {"id": "77", "username": "Lamp"}}
    [event] = tweet_events(flat, Includes.flattened(flat), lambda at: at)

    assert isinstance(event, PostCreated)
    assert (len(event.post.media), event.post.text) == (2, "which?\nferry\nlamp & oil")
