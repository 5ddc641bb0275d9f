"""Who stands around accounts that people have removed. Columns only.

A whole platform is never scored cold: at a share of one violating account in six thousand, even the best published classifier
names mostly innocents. Around confirmed cases that share is hundreds of times higher (science: IVCC, Benigni et al. 2017).
So candidates are accounts that touch a removed account, or that share with several of them what few others have.
"""

import polars as pl

WHO = ("platform", "account")
TIES = {"platform": pl.String, "account": pl.String, "other": pl.String, "kind": pl.String, "item": pl.String}
"""One tie a row: `account` did `kind` to `other`; `item` is the post or event that shows it."""

SHARED = {"platform": pl.String, "account": pl.String, "value": pl.String, "item": pl.String}
"""One use a row: `account` used `value` (a contact, a link, a hand-off, a text) in `item`."""


def ties_of(posts: pl.LazyFrame, follows: pl.LazyFrame) -> pl.LazyFrame:
    """List whom each account mentions, answers, reposts, quotes and follows; ties with oneself are none."""
    mentions = posts.select(*WHO, other=pl.col("mentions"), kind=pl.lit("mentions"), item="post").explode("other")
    to = [
        posts.select(*WHO, other=pl.col(f"{what}_account"), kind=pl.lit(kind), item="post")
        for what, kind in (("reply", "answers"), ("repost", "reposts"), ("quote", "quotes"))
    ]
    followed = follows.filter(pl.col("type") == "follow.created").select(
        *WHO, other="target", kind=pl.lit("follows"), item="id"
    )
    return (
        pl.concat([mentions, *to, followed])
        .filter(pl.col("other").is_not_null() & (pl.col("other") != pl.col("account")))
        .unique()
    )


def touching(ties: pl.LazyFrame, removed: pl.DataFrame) -> pl.DataFrame:
    """Count the removed accounts that each account touches, and that touch it.

    Returns: platform, account, to (removed accounts it turns to), by (removed accounts that turn to it), kinds, items (some of
    the posts that show it). A removed account does not count for itself.
    """
    ends = removed.lazy().select(*WHO)
    out = (
        ties.join(ends.rename({"account": "other"}), on=["platform", "other"], how="semi")
        .group_by(WHO)
        .agg(
            to=pl.col("other").n_unique(),
            kinds=pl.col("kind").unique().sort(),
            items=pl.col("item").unique().sort().head(20),
        )
    )
    back = (
        ties.join(ends, on=WHO, how="semi")
        .group_by("platform", pl.col("other").alias("target"))
        .agg(by=pl.col("account").n_unique(), items_by=pl.col("item").unique().sort().head(20))
        .rename({"target": "account"})
    )
    return (
        out.join(back, on=WHO, how="full", coalesce=True)
        .select(
            *WHO,
            pl.col("to").fill_null(0),
            pl.col("by").fill_null(0),
            pl.col("kinds").fill_null([]),
            items=pl.concat_list(pl.col("items").fill_null([]), pl.col("items_by").fill_null([]))
            .list.unique()
            .list.sort(),
        )
        .sort(WHO)
        .collect()
    )


def shared_with(uses: pl.LazyFrame, removed: pl.DataFrame, *, population: int, fewest: int = 1) -> pl.DataFrame:
    """Weigh what accounts share with removed accounts by how rarely others have it.

    A value that k of n1 removed and m of n0 other accounts use weighs log2((k + .5)/(n1 + 1) * (n0 + 1)/(m + .5)) bits, and
    never below 0. When a removed account is weighed itself it is left out of k and n1, so that it cannot vouch for itself;
    any other account is left out of m and n0.

    Args:
        uses: as SHARED.
        population: accounts on the platform, removed ones included.
        fewest: removed accounts, other than the one weighed, that must use a value before it says anything.

    Returns: platform, account, value, bits, removed (how many removed accounts use it), others, items; strongest first.
    """
    marked = (
        uses.unique(["platform", "account", "value"], keep="first", maintain_order=True)
        .join(removed.lazy().select(*WHO, is_removed=pl.lit(True)), on=WHO, how="left")
        .with_columns(pl.col("is_removed").fill_null(False))
    )
    counts = marked.group_by("platform", "value").agg(
        k=pl.col("is_removed").sum().cast(pl.Int64), m=(~pl.col("is_removed")).sum().cast(pl.Int64)
    )
    n1, n0 = removed.height, max(0, population - removed.height)
    own, other = pl.col("is_removed").cast(pl.Int64), (~pl.col("is_removed")).cast(pl.Int64)
    k, m = pl.col("k") - own, pl.col("m") - other
    odds = (k + 0.5) / (n1 - own + 1) * (n0 - other + 1) / (m + 0.5)
    return (
        marked.join(counts.filter(pl.col("k") > 0), on=["platform", "value"])
        .with_columns(removed=k, others=m, bits=odds.log(2).clip(lower_bound=0.0))
        .filter(pl.col("removed") >= fewest)
        .select(*WHO, "value", "bits", "removed", "others", "item")
        .sort([*WHO, "bits", "value"], descending=[False, False, True, False])
        .collect()
    )
