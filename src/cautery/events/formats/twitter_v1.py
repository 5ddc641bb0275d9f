"""Twitter's API v1.1, its streams and an account's own archive: one tweet object each, deletions and suspensions as they come.

A tweet carries its author's profile as it was when the tweet was fetched: that becomes one `account.updated`, known by the
account and what the profile said, so that a profile which did not change is one event however many tweets carry it. A retweet
has the words of what it passes on, for its own are cut. Tweets of an archive do not say whose they are: `account.js` does,
which lies beside them, so give the whole archive.
"""

import html
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar, Literal

import msgspec

from cautery.errors import Invalid
from cautery.events.format import EventFormat
from cautery.kit.canonical import digest
from cautery.kit.fields import Fields, left_out, used
from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import AccountId, Platform
from cautery.model.event import (
    AccountClosed,
    AccountReopened,
    AccountUpdated,
    AnyEvent,
    MediaAttachment,
    Post,
    PostCreated,
    PostId,
    PostRemoved,
    Profile,
    Reference,
)

Item = Mapping[str, Any]
By = Literal["owner", "platform"]
_PLATFORM = Platform("twitter")
_KINDS = {"photo": "image", "video": "video", "animated_gif": "video"}
_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_OWNER = "twitter account"
_CLOSED: Mapping[str, By] = {"user_delete": "owner", "user_suspend": "platform"}
_REOPENED: Mapping[str, By] = {"user_undelete": "owner", "user_unsuspend": "platform"}
_CHANGES_NOTHING = ("scrub_geo", "status_withheld", "user_withheld", "user_protect", "user_unprotect")
_LITTLE = "says nothing about what was said, or by whom"


class TwitterV1(EventFormat):
    """Tweets of API v1.1."""

    fields: ClassVar[Fields] = {
        "tweet": used(
            id_str="post.id",
            user="account, account.updated",
            created_at="at",
            text="post.text, with entities of HTML read",
            full_text="post.text, in the place of the cut one",
            extended_tweet="post.text, post.links, post.media of a long tweet",
            entities="post.links, post.mentions",
            extended_entities="post.media",
            in_reply_to_status_id_str="post.reply_to",
            in_reply_to_user_id_str="post.reply_to",
            retweeted_status="post.repost_of; its words are post.text",
            quoted_status="post.quote_of; its words are post.quoted",
            quoted_status_id_str="post.quote_of",
            lang="post.lang",
        )
        | left_out("the same as the text beside it", "id in_reply_to_status_id in_reply_to_user_id quoted_status_id")
        | left_out("where somebody is identifies them", "geo coordinates place")
        | left_out("counts of others' reactions change all the time", "retweet_count favorite_count reply_count quote_count")
        | left_out(_LITTLE, "source truncated in_reply_to_screen_name contributors is_quote_status favorited retweeted "
                   "possibly_sensitive filter_level timestamp_ms withheld_copyright withheld_in_countries withheld_scope "
                   "display_text_range quoted_status_permalink matching_rules current_user_retweet scopes edit_info "
                   "possibly_sensitive_appealable"),
        "user": used(
            id_str="account",
            screen_name="profile.handle",
            name="profile.display_name",
            description="profile.bio",
            followers_count="profile.followers",
            friends_count="profile.following",
            created_at="profile.created_at",
            lang="profile.language",
            url="profile.links",
            entities="profile.links",
            profile_image_url_https="profile.avatar",
        )
        | left_out("where somebody is identifies them", "location geo_enabled")
        | left_out(_LITTLE, "id protected verified listed_count favourites_count statuses_count utc_offset time_zone "
                   "contributors_enabled is_translator is_translation_enabled translator_type following follow_request_sent "
                   "notifications default_profile default_profile_image has_extended_profile profile_image_url "
                   "profile_banner_url profile_background_color profile_background_image_url "
                   "profile_background_image_url_https profile_background_tile profile_link_color "
                   "profile_sidebar_border_color profile_sidebar_fill_color profile_text_color profile_use_background_image "
                   "withheld_in_countries withheld_scope derived fast_followers_count normal_followers_count"),
        "notice": used(
            delete="post.removed", user_delete="account.closed", user_suspend="account.closed",
            user_undelete="account.reopened", user_unsuspend="account.reopened", account="whose archive it is",
        )
        | left_out("what it is about stays up elsewhere", "status_withheld user_withheld")
        | left_out("the account stays open", "user_protect user_unprotect")
        | left_out("rejected, with what the stream says about itself", "limit warning disconnect friends friends_str info")
        | left_out(_LITTLE, "scrub_geo"),
    }  # fmt: skip

    def recognises(self, line: bytes) -> bool:
        if b'"user_' in line and b'"timestamp_ms"' in line:
            return True
        known = b'"id_str"' in line and (b'"created_at"' in line or b'"delete"' in line)
        return known or (b'"accountId"' in line and b'"account"' in line)

    def parse(self, line: bytes) -> Sequence[AnyEvent]:
        try:
            return tuple(self._events(json.loads(line)))
        except (*NOT_JSON, ValueError) as error:
            raise Invalid(f"The line is no tweet: {error}.") from None
        except (KeyError, TypeError, AttributeError, OverflowError, IndexError, OSError) as error:
            raise Invalid(f"The line is no tweet of API v1.1: {type(error).__name__} {error}.") from None

    def _events(self, said: Item) -> Iterator[AnyEvent]:
        if not isinstance(said, dict):
            raise Invalid("The line is no tweet: it is not an object.")
        kind = next((name for name in said if name in _NOTICES or name in _CHANGES_NOTHING), None)
        if isinstance(account := said.get("account"), dict) and "accountId" in account:
            self.remembered[_OWNER] = str(account["accountId"])
        elif kind is not None and kind in _NOTICES and isinstance(said[kind], dict):
            yield _NOTICES[kind](kind, said[kind])
        elif kind is None or "id_str" in said:
            yield from self._tweet(said)

    def _tweet(self, said: Item) -> Iterator[AnyEvent]:
        tweet = said["tweet"] if isinstance(said.get("tweet"), dict) else said
        if "id_str" not in tweet or ("user" not in tweet and tweet is said):
            known = ", ".join(sorted(map(str, said))[:5])
            raise Invalid(f"The line is no tweet: it has no 'user' and 'id_str' but {known or 'nothing'}.")
        if "user" not in tweet and _OWNER not in self.remembered:
            raise Invalid(
                "The archive's tweets do not say whose they are; read its account.js with them: give the archive."
            )
        at = parsedate_to_datetime(tweet["created_at"]).astimezone(UTC)
        user = tweet.get("user") or {"id_str": self.remembered[_OWNER]}
        if "user" in tweet:
            yield _profile(user, at)
        yield _post(tweet, str(user["id_str"]), at)


def _deleted(_: str, said: Item) -> AnyEvent:
    status = said["status"]
    return PostRemoved(
        id=f"delete-{status['id_str']}",
        at=_milliseconds(said.get("timestamp_ms")) or _time_in(int(status["id_str"])),
        platform=_PLATFORM,
        account=AccountId(str(status["user_id_str"])),
        post=PostId(id=status["id_str"]),
    )


def _of_account(kind: str, said: Item) -> AnyEvent:
    account, at = str(said["id"]), _milliseconds(str(said["timestamp_ms"]))
    if at is None:
        raise KeyError("timestamp_ms")
    name, reason = f"{kind}-{account}-{said['timestamp_ms']}", kind.removeprefix("user_")
    if kind in _CLOSED:
        return AccountClosed(
            id=name, at=at, platform=_PLATFORM, account=AccountId(account), by=_CLOSED[kind], reason=reason
        )
    return AccountReopened(
        id=name, at=at, platform=_PLATFORM, account=AccountId(account), by=_REOPENED[kind], reason=reason
    )


_NOTICES: Mapping[str, Callable[[str, Item], AnyEvent]] = {
    "delete": _deleted,
    **dict.fromkeys((*_CLOSED, *_REOPENED), _of_account),
}


def _profile(user: Item, at: datetime) -> AccountUpdated:
    links = [link for part in (user.get("entities") or {}).values() for link in part.get("urls") or ()]
    picture = user.get("profile_image_url_https")
    profile = Profile(
        handle=user.get("screen_name"),
        display_name=html.unescape(user.get("name") or "") or None,
        bio=html.unescape(user.get("description") or "") or None,
        avatar=MediaAttachment(id=picture, kind="image", url=picture) if picture else None,
        followers=user.get("followers_count"),
        following=user.get("friends_count"),
        created_at=parsedate_to_datetime(user["created_at"]).astimezone(UTC) if user.get("created_at") else None,
        language=user.get("lang"),
        links=tuple(dict.fromkeys(link.get("expanded_url") or link["url"] for link in links if link.get("url"))),
    )
    said = digest(user["id_str"], msgspec.json.encode(profile).decode())
    return AccountUpdated(
        id=f"profile-{said}", at=at, platform=_PLATFORM, account=AccountId(user["id_str"]), profile=profile
    )


def _post(tweet: Item, account: str, at: datetime) -> PostCreated:
    passed_on = tweet.get("retweeted_status")
    spoken = passed_on or tweet
    text, entities, media = _words(spoken)
    _, own, _ = _words(tweet)
    quoted = spoken.get("quoted_status")
    post = Post(
        id=tweet["id_str"],
        text=text,
        quoted=_words(quoted)[0] if quoted else None,
        lang=tweet.get("lang"),
        links=tuple(dict.fromkeys(link.get("expanded_url") or link["url"] for link in entities.get("urls") or ())),
        mentions=tuple(AccountId(who["id_str"]) for who in own.get("user_mentions") or () if who.get("id_str")),
        reply_to=_reference(tweet.get("in_reply_to_status_id_str"), tweet.get("in_reply_to_user_id_str")),
        repost_of=_of(passed_on),
        quote_of=_of(tweet.get("quoted_status")) or _reference(tweet.get("quoted_status_id_str"), None),
        media=tuple(_media(item) for item in media),
    )
    return PostCreated(id=f"tweet-{post.id}", at=at, platform=_PLATFORM, account=AccountId(account), post=post)


def _words(tweet: Item) -> tuple[str | None, Item, Sequence[Item]]:
    """Give the whole text, what stands in it, and what is shown with it: a long tweet has them in its extension."""
    whole = tweet.get("extended_tweet") or {}
    text = whole.get("full_text") or tweet.get("full_text") or tweet.get("text")
    entities = whole.get("entities") or tweet.get("entities") or {}
    media = (whole.get("extended_entities") or tweet.get("extended_entities") or entities).get("media") or ()
    return (html.unescape(text) if isinstance(text, str) else text), entities, media


def _media(item: Mapping[str, Any]) -> MediaAttachment:
    kind = _KINDS.get(item.get("type", ""), "image")
    said = {"id": item["id_str"], "kind": kind, "url": item.get("media_url_https"), "alt": item.get("ext_alt_text")}
    return msgspec.convert(said, MediaAttachment)


def _of(tweet: Mapping[str, Any] | None) -> Reference | None:
    return _reference(tweet.get("id_str"), tweet.get("user", {}).get("id_str")) if tweet else None


def _reference(post: str | None, account: str | None) -> Reference | None:
    return Reference(post=post, account=AccountId(account) if account else None) if post or account else None


def _milliseconds(said: str | None) -> datetime | None:
    return datetime.fromtimestamp(int(said) / 1000, UTC) if said else None


def _time_in(snowflake: int) -> datetime:
    """Read the time that a tweet's id carries (milliseconds since 4 Nov 2010, in the upper bits)."""
    return _EPOCH + timedelta(milliseconds=snowflake >> 22)
