"""What accounts do that others may do at the same time: one row an action, read from history. Columns only.

A trace is a kind of action: post the same link, nearly the same text, the same media or hashtags, give the same contact,
repost the same post, follow the same account, show the same session trait. `thing` stands for what it was done to, as a number
that means the same on every day; `source` for whose thing it is, -1 when that cannot be seen.
"""

import hashlib
from collections.abc import Iterator, Sequence

import polars as pl

from cautery.signals.extract import handoffs_of, links_of
from cautery.signals.hosts import role_of
from cautery.signals.links.canonical import host_of
from cautery.signals.minhash import BANDS, Hashes, bands_of
from cautery.signals.near_index import FEWEST_SHINGLES
from cautery.signals.near_texts import plain

ACTIONS = pl.Schema(
    {
        "platform": pl.String,
        "account": pl.String,
        "trace": pl.String,
        "thing": pl.Int64,
        "at": pl.Int64,
        "source": pl.Int64,
        "shows": pl.String,
    }
)
"""`at` in seconds since 1970; `shows` is what a person would see of the thing."""
TRACES = ("link", "text", "media", "hashtag", "hashtags", "handoff", "repost", "follow", "session")
FEWEST_LETTERS = 20
"""Shorter texts are written by many who know nothing of each other."""
FEWEST_TAGS = 3
NEAR_KEYS = 6
"""Keys of a text beside its own, of eight minima each: texts that resemble each other by 0.9 share one in nine cases of ten."""
LONGEST_SHOWN = 80
ONE_OF_MANY_HANDS = ("web", "chat_invite")
"""Roles of hosts that speak with one voice: elsewhere everybody puts up pages, and a host is nobody's."""

_WHO = ("platform", "account", "at")


def actions_of(posts: pl.LazyFrame, follows: pl.LazyFrame, sessions: pl.LazyFrame) -> pl.DataFrame:
    """List what was done, as ACTIONS; what an account repeats is listed again."""
    posted = posts.collect()
    own = posted.filter(~_is_repost())
    found = [*_said(own), *_reposted(posted), *_turned_to(follows, sessions)]
    return pl.concat([frame.select(ACTIONS.names()).cast(ACTIONS) for frame in found]).sort(
        "trace", "thing", "at", "platform", "account"
    )


def numbers_of(values: Sequence[str], *, kind: str) -> list[int]:
    """Give each value a number that is the same on every day and machine; values of different kinds have different ones."""
    seen: dict[str, int] = {}
    for value in values:
        if value not in seen:
            named = hashlib.blake2b(value.encode(errors="surrogatepass"), digest_size=8, person=kind.encode()[:16])
            seen[value] = int.from_bytes(named.digest(), "big") >> 1
    return [seen[value] for value in values]


def _is_repost() -> pl.Expr:
    return (
        pl.col("repost_post").is_not_null()
        | pl.col("repost_account").is_not_null()
        | pl.col("text").fill_null("").str.starts_with("RT @")
    )


def _said(own: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """What an account put into posts of its own."""
    when = own.select("platform", "account", pl.col("at").dt.epoch("s"), item="post")
    for kind, values in (("link", links_of(own.lazy())), ("handoff", handoffs_of(own.lazy()))):
        used = values.collect().join(when, on=["platform", "account", "item"])
        yield _named(used, kind, source=_hosts(used["value"].to_list()) if kind == "link" else None)
    yield _texts(own)
    media = own.select(*_WHO, pl.col("media")).explode("media").drop_nulls("media").unnest("media")
    yield _named(_dated(media.with_columns(value=pl.coalesce("sha256", "pdq"))).drop_nulls("value"), "media")
    tags = pl.col("text").str.to_lowercase().str.extract_all(r"#\w+").list.unique(maintain_order=True)
    tagged = _dated(own.select(*_WHO, tags=tags).filter(pl.col("tags").list.len() >= 1))
    yield _named(tagged.explode("tags").rename({"tags": "value"}), "hashtag")
    several = tagged.filter(pl.col("tags").list.len() >= FEWEST_TAGS)
    yield _named(several.with_columns(value=pl.col("tags").list.join(" ")), "hashtags")


def _reposted(posts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """A repost says which post: its words and links are another's, and tell nothing twice."""
    again = posts.filter(pl.col("repost_post").is_not_null())
    used = _dated(again.select(*_WHO, value="repost_post", whose="repost_account"))
    yield _named(used, "repost", source=used["whose"].to_list())


def _turned_to(follows: pl.LazyFrame, sessions: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    followed = follows.filter(pl.col("type") == "follow.created").select(*_WHO, value="target").collect()
    yield _named(_dated(followed), "follow")
    shown = sessions.select(*_WHO, "traits").explode("traits").drop_nulls("traits").unnest("traits").collect()
    yield _named(_dated(shown.with_columns(value=pl.format("{}: {}", "name", "value"))), "session")


def _texts(own: pl.DataFrame) -> pl.DataFrame:
    """Name a text by itself, and a long one also by what near texts are likely to share with it."""
    said = _dated(own.drop_nulls("text")).with_columns(value=pl.col("text").map_elements(plain, return_dtype=pl.String))
    said = said.filter(pl.col("value").str.len_chars() >= FEWEST_LETTERS)
    whole = _named(said, "text")
    long = said.filter(pl.col("value").str.len_chars() >= FEWEST_SHINGLES + 4)
    keys = bands_of(long["value"].to_list())[:, : min(BANDS, 2 * NEAR_KEYS)]
    near = [
        _named(long.with_columns(value=pl.Series(_keys(keys, at), dtype=pl.String)), "text").with_columns(
            shows=long["text"].str.slice(0, LONGEST_SHOWN)
        )
        for at in range(0, keys.shape[1], 2)
    ]
    return pl.concat([whole.with_columns(shows=said["text"].str.slice(0, LONGEST_SHOWN)), *near])


def _keys(bands: Hashes, at: int) -> list[str]:
    return [f"{at} {one} {two}" for one, two in bands[:, at : at + 2].tolist()]


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col("at").dt.epoch("s"))


def _named(used: pl.DataFrame, kind: str, *, source: Sequence[str | None] | None = None) -> pl.DataFrame:
    """Number the things (`value`) that were used, within their platform."""
    things = numbers_of(
        [f"{platform} {value}" for platform, value in used.select("platform", "value").iter_rows()], kind=kind
    )
    whose = [-1] * used.height
    if source is not None:
        known = numbers_of([one or "" for one in source], kind="source")
        whose = [number if one else -1 for one, number in zip(source, known, strict=True)]
    return used.select(
        "platform",
        "account",
        pl.lit(kind).alias("trace"),
        pl.Series("thing", things, dtype=pl.Int64),
        "at",
        pl.Series("source", whose, dtype=pl.Int64),
        pl.col("value").str.slice(0, LONGEST_SHOWN).alias("shows"),
    )


def _hosts(links: Sequence[str]) -> list[str | None]:
    hosts = [host_of(link) for link in links]
    return [host if role_of(host) in ONE_OF_MANY_HANDS else None for host in hosts]
