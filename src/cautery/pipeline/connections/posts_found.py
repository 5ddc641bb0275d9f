"""Reads posts that the index found where they stand: in the journal, as they came in."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from cautery.app import App
from cautery.engine.text_index import PostPlace, key_of_post
from cautery.events.history import events_naming
from cautery.model.account import AccountId, Platform
from cautery.model.event import PostCreated, PostUpdated
from cautery.store.journal import Journal, JournalPlace

SHOWN = 600
"""Characters of a post that a result shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFound:
    """A post that answers a question."""

    platform: Platform
    post: str
    account: AccountId
    at: datetime
    lang: str | None
    shown: str
    """The beginning of its text."""


def read_posts(app: App, places: Sequence[PostPlace]) -> list[PostFound]:
    """Read posts, in the order of their places; what the journal holds no more is left out."""
    wanted: dict[tuple[JournalPlace, JournalPlace], list[PostPlace]] = {}
    for place in places:
        wanted.setdefault((place.since, place.until), []).append(place)
    journal = Journal(app.config.journal)
    found: dict[int, PostFound] = {}
    for (since, until), theirs in wanted.items():
        keys = {place.key for place in theirs}
        told = _posts(journal, since, until, {place.account for place in theirs})
        found |= {key: post for key, post in told if key in keys}
    return [found[place.key] for place in places if place.key in found]


def _posts(
    journal: Journal, since: JournalPlace, until: JournalPlace, accounts: Collection[str]
) -> Iterator[tuple[int, PostFound]]:
    for frame in journal.read(since):
        if frame.before >= until:
            return
        for event in events_naming(frame, accounts):
            if isinstance(event, PostCreated | PostUpdated):
                yield key_of_post(event.platform, event.post.id), _found(event)


def _found(event: PostCreated | PostUpdated) -> PostFound:
    return PostFound(
        platform=event.platform,
        post=event.post.id,
        account=event.account,
        at=event.at,
        lang=event.post.lang,
        shown=(event.post.text or "")[:SHOWN],
    )
