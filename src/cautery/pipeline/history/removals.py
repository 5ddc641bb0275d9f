"""Which posts of an account are gone, since when and by whom: what is deleted soon after it was reported is evidence too."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from cautery.app import App
from cautery.model.account import Account
from cautery.pipeline.history.lake import lake_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A post that is gone."""

    post: str
    at: datetime
    by: str
    """'owner', 'platform', the account of a moderator, or '' where the platform does not say."""
    reported_at: datetime | None = None
    """When the post, or its account, was last reported before."""

    @property
    def says(self) -> str:
        """Say in words who removed it, and how soon after a report."""
        by = {"owner": "its author", "platform": "the platform", "": "somebody"}.get(self.by, f"'{self.by}'")
        after = (
            ""
            if self.reported_at is None
            else f", {_long((self.at - self.reported_at).total_seconds())} after a report"
        )
        return f"post {self.post}, by {by}{after}"


def removals_of(app: App, about: Account, *, most: int = 200) -> tuple[Removal, ...]:
    """List the latest posts of an account that are gone, newest first."""
    lake = lake_of(app)
    here = pl.col("platform") == about.platform
    posts = lake.scan("posts").filter(here, pl.col("account") == about.id).select("post").unique().collect()["post"]
    gone = lake.scan("removals").filter(here, (pl.col("account") == about.id) | pl.col("post").is_in(posts.implode()))
    rows = gone.sort("at", "id", descending=True).head(most).select("post", "at", "by").collect().rows()
    if not rows:
        return ()
    theirs = (pl.col("about_account") == about.id) | pl.col("about_post").is_in(posts.implode())
    told = lake.scan("notices").filter(here, theirs).select("about_post", "at").sort("at").collect().rows()
    return tuple(Removal(post=post, at=at, by=by or "", reported_at=_before(told, post, at)) for post, at, by in rows)


def _before(reports: list[tuple[str | None, datetime]], post: str, at: datetime) -> datetime | None:
    """Find the last report of a post, or of its account as a whole, before a time."""
    return max((when for about, when in reports if about in (post, None) and when <= at), default=None)


def _long(seconds: float) -> str:
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            many = int(seconds // size)
            return f"{many} {unit}{'s' if many > 1 else ''}"
    return "less than a minute"
