"""Signals of many posts at once. Columns in, columns out. What an author writes beside a picture is its own words too."""

import polars as pl

from cautery.model.content import Content
from cautery.signals.types.handoff import Handoff
from cautery.signals.types.link import Link

VALUES = {"platform": pl.String, "account": pl.String, "value": pl.String, "item": pl.String}


def links_of(posts: pl.LazyFrame) -> pl.LazyFrame:
    """List the canonical links of posts: platform, account, value (link), item (post)."""
    return _values(posts, Link())


def handoffs_of(posts: pl.LazyFrame) -> pl.LazyFrame:
    """List the contacts given in posts: platform, account, value (service:handle), item (post)."""
    return _values(posts, Handoff())


def _values(posts: pl.LazyFrame, kind: Link | Handoff) -> pl.LazyFrame:
    said = posts.select("platform", "account", "post", _own_words(posts), "links").collect()
    found = [
        (platform, account, value, post)
        for platform, account, post, text, links in said.iter_rows()
        for value in kind.extract(Content(text=text, links=tuple(links or ())))
    ]
    return pl.LazyFrame(found, schema=VALUES, orient="row")


def _own_words(posts: pl.LazyFrame) -> pl.Expr:
    """Give a post's text, and what its author says that its media show, where that was kept."""
    shown = posts.collect_schema().get("media")
    if not isinstance(shown, pl.List) or not isinstance(shown.inner, pl.Struct):
        return pl.col("text").fill_null("")
    alts = pl.col("media").list.eval(pl.element().struct.field("alt")).list.drop_nulls().list.join("\n")
    return pl.concat_str("text", alts, separator="\n", ignore_nulls=True).alias("text")
