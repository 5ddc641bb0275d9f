"""Signals of many posts at once. Columns in, columns out."""

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
    said = posts.select("platform", "account", "post", pl.col("text").fill_null(""), "links").collect()
    found = [
        (platform, account, value, post)
        for platform, account, post, text, links in said.iter_rows()
        for value in kind.extract(Content(text=text, links=tuple(links or ())))
    ]
    return pl.LazyFrame(found, schema=VALUES, orient="row")
