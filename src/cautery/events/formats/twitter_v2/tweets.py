"""Tweets of API v2, as posts: the whole of a long one, of a retweet the whole of what it passes on."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from cautery.events.formats.twitter_v2.users import PLATFORM, InUtc, time_of
from cautery.model.account import AccountId
from cautery.model.event import AnyEvent, MediaAttachment, Post, PostCreated, PostId, PostRemoved, Reference

Item = Mapping[str, Any]
_KINDS = {"photo": "image", "video": "video", "animated_gif": "video"}


@dataclass(slots=True)
class Includes:
    """What an answer includes beside its tweets, by what refers to it."""

    includes: Item
    users: list[Item] = field(init=False)
    media: dict[str, Item] = field(init=False)
    tweets: dict[str, Item] = field(init=False)
    polls: dict[str, Item] = field(init=False)
    names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.users = [user for user in self._listed("users") if "id" in user]
        self.media = {item["media_key"]: item for item in self._listed("media") if "media_key" in item}
        self.tweets = {other["id"]: other for other in self._listed("tweets") if "id" in other}
        self.polls = {poll["id"]: poll for poll in self._listed("polls") if "id" in poll}
        self.names = {user["username"].lower(): user["id"] for user in self.users if "username" in user}

    @classmethod
    def flattened(cls, tweet: Item) -> "Includes":
        """Gather what twarc has put into a tweet itself."""
        attachments = tweet.get("attachments") or {}
        others = [one for one in tweet.get("referenced_tweets") or () if isinstance(one, dict) and "text" in one]
        author = tweet.get("author")
        users = [author] if isinstance(author, dict) else []
        media, poll = attachments.get("media") or [], attachments.get("poll")
        return cls({"users": users, "media": media, "tweets": others, "polls": [poll] if poll else []})

    def _listed(self, name: str) -> list[Item]:
        found = self.includes.get(name) or ()
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list | tuple) else []


def tweet_events(tweet: Item, beside: Includes, in_utc: InUtc) -> Sequence[AnyEvent]:
    """Read a tweet, and which earlier versions of it are gone."""
    return tuple(_events(tweet, beside, in_utc))


def _events(tweet: Item, beside: Includes, in_utc: InUtc) -> Iterator[AnyEvent]:
    author, name = AccountId(tweet["author_id"]), tweet["id"]
    at = time_of(tweet, in_utc)
    if at is None:
        raise KeyError("created_at")
    yield PostCreated(id=f"tweet-{name}", at=at, platform=PLATFORM, account=author, post=_post(tweet, beside))
    earlier = [version for version in tweet.get("edit_history_tweet_ids") or () if int(version) < int(name)]
    for version in earlier:
        yield PostRemoved(
            id=f"edit-{version}", at=at, platform=PLATFORM, account=author, post=PostId(id=version), by="edit"
        )


def _post(tweet: Item, beside: Includes) -> Post:
    to = _references(tweet, beside)
    passed_on = beside.tweets.get(to["retweeted"].post or "") if "retweeted" in to else None
    text, entities = _words(passed_on if passed_on and "text" in passed_on else tweet)
    mentions = (_who(mention, beside) for mention in (tweet.get("entities") or {}).get("mentions") or ())
    quoted = beside.tweets.get(to["quoted"].post or "") if "quoted" in to else None
    urls = entities.get("urls") or ()
    return Post(
        id=tweet["id"],
        text="\n".join([text, *_choices(tweet, beside)]) if text is not None else None,
        quoted="\n".join([*([_words(quoted)[0] or ""] if quoted else []), *_titles(urls)]) or None,
        lang=tweet.get("lang"),
        links=tuple(dict.fromkeys(link.get("unwound_url") or link.get("expanded_url") or link["url"] for link in urls)),
        mentions=tuple(AccountId(who) for who in mentions if who),
        reply_to=to.get("replied_to"),
        repost_of=to.get("retweeted"),
        quote_of=to.get("quoted"),
        media=tuple(_media(tweet, beside)),
        views=(tweet.get("public_metrics") or {}).get("impression_count"),
    )


def _words(tweet: Item) -> tuple[str | None, Item]:
    """Give the whole text and what stands in it: a long tweet has both in its note."""
    note = tweet.get("note_tweet") or {}
    text = note.get("text") or tweet.get("text")
    entities = note.get("entities") or tweet.get("entities") or {}
    return (html.unescape(text) if isinstance(text, str) else text), entities


def _references(tweet: Item, beside: Includes) -> dict[str, Reference]:
    to = {
        other["type"]: Reference(post=other["id"], account=_author(other["id"], beside))
        for other in tweet.get("referenced_tweets") or ()
    }
    if answered := tweet.get("in_reply_to_user_id"):
        to["replied_to"] = Reference(post=to.get("replied_to", Reference()).post, account=AccountId(answered))
    return to


def _author(name: str, beside: Includes) -> AccountId | None:
    author = beside.tweets.get(name, {}).get("author_id")
    return AccountId(author) if author else None


def _who(mention: Item, beside: Includes) -> str | None:
    return mention.get("id") or beside.names.get(mention.get("username", "").lower())


def _choices(tweet: Item, beside: Includes) -> list[str]:
    polls = [beside.polls.get(name) for name in (tweet.get("attachments") or {}).get("poll_ids") or ()]
    if isinstance(poll := (tweet.get("attachments") or {}).get("poll"), dict):
        polls.append(poll)
    return [html.unescape(choice["label"]) for one in polls if one for choice in one.get("options") or ()]


def _titles(urls: Sequence[Item]) -> list[str]:
    return [html.unescape(said) for link in urls for said in (link.get("title"), link.get("description")) if said]


def _media(tweet: Item, beside: Includes) -> Iterator[MediaAttachment]:
    attachments = tweet.get("attachments") or {}
    inside: list[Item] = [item for item in attachments.get("media") or () if isinstance(item, dict)]
    for item in inside or [beside.media[key] for key in attachments.get("media_keys") or () if key in beside.media]:
        kind = _KINDS.get(item.get("type", ""), "image")
        url = item.get("url") or _best(item.get("variants") or ()) or item.get("preview_image_url")
        said = {"id": item["media_key"], "kind": kind, "url": url, "alt": item.get("alt_text")}
        yield msgspec.convert(said, MediaAttachment)


def _best(variants: Sequence[Item]) -> str | None:
    best = max(variants, key=lambda one: one.get("bit_rate") or 0, default=None)
    return best.get("url") if best else None
