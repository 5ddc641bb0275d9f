"""Makes the tables of effect from a real history, and from what people decided. Columns in, columns out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from cautery.effect.tables import HANDOFF, MEDIA, SCHEMAS, TIME, ObservedTables, seen
from cautery.signals.contacts import contacts_in
from cautery.signals.extract import handoffs_of

MOST_OTHERS = 2_000
"""Accounts that nobody decided about, of whom so many at most stand beside the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryColumns:
    """The columns of history that effect reads."""

    posts: pl.LazyFrame
    profiles: pl.LazyFrame
    follows: pl.LazyFrame
    closures: pl.LazyFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What people decided, by account, as `platform:id`."""

    groups: Mapping[str, str]
    """violating, or a cohort that is watched; accounts that nobody decided about are left out."""
    ended: pl.DataFrame
    """account, ended (when it was closed under a decision), by, takedown; `ended` is null where no time was told."""
    decisions: pl.DataFrame
    detections: pl.DataFrame
    operators: Mapping[str, str]
    """Of accounts whose hand is known; whoever is left out may be anybody's."""
    golden: tuple[int, int] | None = None
    """Of returns that are known in another way, how many were recognised, and how many there are."""


def seen_in(history: HistoryColumns, verdicts: Verdicts, *, until: datetime) -> ObservedTables:
    """Make the tables of what was seen until a time."""
    named = HistoryColumns(
        posts=_named(history.posts),
        profiles=_named(history.profiles),
        follows=_named(history.follows),
        closures=_named(history.closures),
    )
    accounts = _accounts(named, verdicts, until)
    watched = accounts.select("account").lazy()
    theirs = accounts.filter(pl.col("group") == "violating").select("account").lazy()
    posts = named.posts.join(watched, on="account", how="semi")
    return seen(
        {
            "accounts": accounts,
            "reach": _reach(posts, named),
            "links": _links(named.posts.join(theirs, on="account", how="semi")),
            "ties": _ties(named.posts, theirs),
            "detections": verdicts.detections,
            "decisions": verdicts.decisions,
        },
        until=until,
        golden=verdicts.golden,
    )


def _named(table: pl.LazyFrame) -> pl.LazyFrame:
    return table.with_columns(account=pl.col("platform") + ":" + pl.col("account"))


def _accounts(history: HistoryColumns, verdicts: Verdicts, until: datetime) -> pl.DataFrame:
    """List accounts with when they began and ended; when a closing was told it counts, and not when it was decided."""
    acts = pl.concat([table.select("account", "at") for table in (history.posts, history.profiles)])
    lives = acts.group_by("account").agg(first=pl.col("at").min(), last=pl.col("at").max())
    born = history.profiles.group_by("account").agg(born=pl.col("created_at").min())
    closed = history.closures.sort("at").group_by("account").agg(pl.col("type", "at", "by").last())
    closed = closed.filter(pl.col("type").ne_missing("account.reopened")).drop("type")
    both = lives.join(born, on="account", how="left").join(closed, on="account", how="left").collect()
    joined = _with_groups(both, verdicts).join(verdicts.ended, on="account", how="left", suffix="_decided")
    gone = pl.coalesce("at", "ended", pl.when(pl.col("by_decided").is_not_null()).then("last"))
    told = joined.with_columns(
        created_at=pl.min_horizontal(pl.coalesce("born", "first"), "first"), first_seen_at="first", closed_at=gone
    )
    decided_here = (pl.col("by_decided") == "us") & (pl.col("ended") <= pl.col("closed_at").dt.offset_by("1d"))
    operator = pl.col("account").replace_strict(dict(verdicts.operators), default=None, return_dtype=pl.String)
    return (
        told.with_columns(
            operator=operator,
            first_violation_at=pl.when(pl.col("group") == "violating").then("first"),
            last_alive_at=pl.coalesce("closed_at", pl.lit(until, dtype=TIME)),
            closed_by=pl.when(decided_here).then(pl.lit("us")).otherwise(pl.coalesce("by", "by_decided")),
        )
        .sort("created_at", "account")
        .with_columns(
            incarnation=pl.when(pl.col("operator").is_not_null()).then(pl.int_range(pl.len()).over("operator") + 1)
        )
        .select(SCHEMAS["accounts"].names())
    )


def _with_groups(accounts: pl.DataFrame, verdicts: Verdicts) -> pl.DataFrame:
    """Keep all about whom people decided, and some of the others as controls."""
    group = pl.col("account").replace_strict(dict(verdicts.groups), default=None, return_dtype=pl.String)
    named = accounts.with_columns(group=group).sort("account")
    others = named.filter(pl.col("group").is_null())
    step = max(1, -(-others.height // MOST_OTHERS))
    some = others.gather_every(step).with_columns(group=pl.lit("control"))
    return pl.concat([named.filter(pl.col("group").is_not_null()), some])


def _reach(posts: pl.LazyFrame, history: HistoryColumns) -> pl.DataFrame:
    """Count posts and views by day, with the followers that an account had then: as it said last, and as they came and went."""
    written = posts.filter(pl.col("edited").ne_missing(True))  # a change of a post is no second post
    daily = written.group_by("account", day=pl.col("at").dt.date()).agg(
        posts=pl.len(), views=pl.when(pl.col("views").is_not_null().any()).then(pl.col("views").sum())
    )
    told = history.profiles.drop_nulls("followers").select("account", "at", "followers")
    stands = told.select("account", day=pl.col("at").dt.date(), said="followers", since="at").sort("day", "since")
    moved = history.follows.select(
        account=pl.col("platform") + ":" + pl.col("target"),
        day=pl.col("at").dt.date(),
        step=pl.when(pl.col("type") == "follow.created").then(1).otherwise(-1),
    )
    gained = (
        moved.group_by("account", "day")
        .agg(pl.col("step").sum())
        .sort("account", "day")
        .select("account", "day", gained=pl.col("step").cum_sum().over("account"))
        .sort("day")
    )
    days = daily.sort("day").collect()
    known = days.join_asof(stands.collect(), on="day", by="account", check_sortedness=False)
    counted = known.join_asof(gained.collect(), on="day", by="account", check_sortedness=False)
    at_said = known.select("account", "since").unique().drop_nulls().with_columns(day=pl.col("since").dt.date())
    before = at_said.sort("day").join_asof(gained.collect(), on="day", by="account", check_sortedness=False)
    had = before.select("account", "since", had=pl.col("gained").fill_null(0))
    since_then = pl.col("gained").fill_null(0) - pl.col("had").fill_null(0)
    return (
        counted.join(had, on=["account", "since"], how="left", nulls_equal=True)
        .with_columns(followers=pl.max_horizontal(pl.col("said").fill_null(0) + since_then, 0))
        .select("account", "day", "followers", "views", "posts")
        .sort("account", "day")
    )


def _links(posts: pl.LazyFrame) -> pl.DataFrame:
    """Count by day which hosts an account links to, which contacts it gives and which media it shows.

    A link that is a contact is a contact, and not its host too.
    """
    when = posts.select("account", "post", day=pl.col("at").dt.date())
    host = pl.col("links").str.to_lowercase().str.extract(r"^https?://(?:www\.)?([^/?#:]+)")
    others = ~pl.col("links").map_elements(_gives_contact, return_dtype=pl.Boolean)
    linked = (
        posts.select("account", "links", day=pl.col("at").dt.date())
        .explode("links")
        .drop_nulls("links")
        .filter(others)
        .select("account", "day", host=host)
    )
    value = pl.coalesce(pl.col("media").struct.field("sha256"), pl.col("media").struct.field("pdq"))
    shown = posts.select("account", "media", day=pl.col("at").dt.date()).explode("media")
    media = shown.select("account", "day", host=MEDIA + value)
    contacts = handoffs_of(posts).join(when, left_on=["account", "item"], right_on=["account", "post"])
    given = contacts.select("account", "day", host=HANDOFF + pl.col("value").str.split(":").list.first())
    rows = pl.concat([linked, media, given]).drop_nulls("host")
    return rows.group_by("account", "day", "host").agg(n=pl.len()).sort("account", "day", "host").collect()


def _gives_contact(link: str) -> bool:
    return any(True for _ in contacts_in(link))


def _ties(posts: pl.LazyFrame, theirs: pl.LazyFrame) -> pl.DataFrame:
    """Count by day who answers, repeats, quotes or mentions accounts that break the clauses."""
    day = pl.col("at").dt.date().alias("day")
    to: Sequence[pl.LazyFrame] = [
        *(posts.select("platform", "account", day, target=f"{kind}_account") for kind in ("reply", "repost", "quote")),
        posts.select("platform", "account", day, target="mentions").explode("target"),
    ]
    met = pl.concat(list(to)).drop_nulls("target").with_columns(target=pl.col("platform") + ":" + pl.col("target"))
    inside = met.join(theirs, left_on="target", right_on="account", how="semi")
    return inside.group_by("account", "target", "day").agg(n=pl.len()).sort("account", "target", "day").collect()
