"""Noticed: what people and authorities report opens a case at once, whichever door it came in by; its clock runs from then."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from cautery.app import App
from cautery.cases.opening import Complaint
from cautery.engine.lake import Lake
from cautery.events.stage import EventBatch, Stage
from cautery.model.account import Account, AccountId, Platform
from cautery.model.event import AnyEvent, NoticeReceived, PostCreated
from cautery.pipeline.cases.opening import open_noticed
from cautery.pipeline.history.lake import lake_of

Item = tuple[str, str]
"""Platform and post."""
Posters = Mapping[Item, AccountId]


MOST_WAITING = 10_000
"""Posts that are waited for: anybody may report what never comes."""


class NoticesStage(Stage):
    """Opens a case for each notice that says whom it is about, or about what in the same batch."""

    name = "notices"

    def __init__(self, app: App) -> None:
        self._app = app

    def follow(self, batch: EventBatch) -> None:
        """Open cases for a batch's notices; one that has been seen opens nothing again."""
        notices = [event for event in batch.events if isinstance(event, NoticeReceived)]
        complaints = list(complaints_of(notices, posters_in(batch.events)))
        if complaints:
            open_noticed(self._app, complaints)


class ItemNoticesStage(Stage):
    """Opens a case for each notice that names a post alone: whoever posted it is looked up in history.

    A notice may come before the post that it is about: it waits, in memory, for as long as the process runs. After a restart a
    job finds those that wait (`platform_notices`).
    """

    name, after = "notices about posts", "history"
    every_s = 0.5

    def __init__(self, app: App) -> None:
        self._app = app
        self._waiting: dict[Item, list[NoticeReceived]] = {}

    def follow(self, batch: EventBatch) -> None:
        """Look up who posted what is reported, and open cases for those that waited for a post of this batch."""
        notices = [event for event in batch.events if isinstance(event, NoticeReceived)]
        unknown = [notice for notice in notices if not notice.notice.about.account and notice.notice.about.post]
        posters = dict(posters_in(batch.events)) if self._waiting or unknown else {}
        come = [one for item in posters for one in self._waiting.get(item, ())]
        if asked := {_item_of(one) for one in unknown} - posters.keys():
            posters |= posters_of(lake_of(self._app), asked)
        if complaints := list(complaints_of([*come, *unknown], posters)):
            open_noticed(self._app, complaints)
        for item in posters:
            self._waiting.pop(item, None)
        for one in unknown:
            if _item_of(one) not in posters and len(self._waiting) < MOST_WAITING:
                self._waiting.setdefault(_item_of(one), []).append(one)


def complaints_of(notices: Sequence[NoticeReceived], posters: Posters) -> Iterator[Complaint]:
    """Give the complaints of notices about somebody who is known: named there, or who posted what is named."""
    for notice in notices:
        about = notice.notice.about
        account = about.account or posters.get((notice.platform, about.post or ""))
        if account:
            yield Complaint(
                notice=notice.notice.id,
                about=Account(platform=Platform(notice.platform), id=account),
                post=about.post,
                kind=notice.notice.notifier.kind,
                category=notice.notice.category,
                at=notice.at,
                text=notice.notice.text or "",
            )


def posters_in(events: Sequence[AnyEvent]) -> Posters:
    """Say who posted what among some events."""
    return {(event.platform, event.post.id): event.account for event in events if isinstance(event, PostCreated)}


def posters_of(lake: Lake, items: set[Item]) -> Posters:
    """Look up who posted some items, a day at a time from the newest on: what is reported is mostly new."""
    left, found = set(items), dict[Item, AccountId]()
    for day in sorted(lake.days(["posts"]), reverse=True):
        if not left:
            break
        posts = lake.scan("posts", day=day).filter(pl.col("post").is_in([post for _, post in left]))
        for platform, post, account in posts.select("platform", "post", "account").collect().iter_rows():
            if (platform, post) in left:
                left.discard((platform, post))
                found[platform, post] = account
    return found


def _item_of(notice: NoticeReceived) -> Item:
    return notice.platform, notice.notice.about.post or ""
