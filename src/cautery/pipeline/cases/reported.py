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
    """Opens a case for each notice that names a post alone: whoever posted it is looked up in history."""

    name, after = "notices about posts", "history"

    def __init__(self, app: App) -> None:
        self._app = app

    def follow(self, batch: EventBatch) -> None:
        """Look up who posted what is reported. What nobody is known to have posted yet is asked about again by a daily job."""
        notices = [event for event in batch.events if isinstance(event, NoticeReceived)]
        unknown = [one for one in notices if not one.notice.about.account and one.notice.about.post]
        if unknown:
            posters = posters_of(lake_of(self._app), {(one.platform, one.notice.about.post or "") for one in unknown})
            open_noticed(self._app, list(complaints_of(unknown, posters)))


def complaints_of(notices: Sequence[NoticeReceived], posters: Posters) -> Iterator[Complaint]:
    """Give the complaints of notices about somebody who is known: named there, or who posted what is named."""
    for one in notices:
        about = one.notice.about
        account = about.account or posters.get((one.platform, about.post or ""))
        if account:
            yield Complaint(
                notice=one.notice.id,
                about=Account(platform=Platform(one.platform), id=account),
                post=about.post,
                kind=one.notice.notifier.kind,
                category=one.notice.category,
                at=one.at,
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
