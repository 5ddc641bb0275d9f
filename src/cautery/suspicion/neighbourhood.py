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


def turns_to(ties: pl.LazyFrame, removed: pl.DataFrame, *, population: int) -> pl.DataFrame:
    """Weigh which removed accounts each account turns to: much where few but removed accounts do, little where everyone does.

    Returns: as `weighed`, where the value is the removed account, and kinds (what was done to it).
    """
    ends = removed.lazy().select("platform", value="account")
    uses = ties.rename({"other": "value"}).join(ends, on=["platform", "value"], how="semi")
    kinds = uses.group_by(*WHO, "value").agg(kinds=pl.col("kind").unique().sort())
    return weighed(uses, removed, population=population).join(
        kinds.collect(), on=[*WHO, "value"], how="left", maintain_order="left"
    )


def turned_to_by(ties: pl.LazyFrame, removed: pl.DataFrame, *, population: int) -> pl.DataFrame:
    """Weigh that removed accounts turn to an account, by how many others do.

    Returns: platform, account, bits, removed (how many removed accounts turn to it), items.
    """
    names = removed.lazy().select(*WHO, is_removed=pl.lit(True))
    who = ties.join(names, on=WHO, how="left").with_columns(pl.col("is_removed").fill_null(False))
    counted = who.group_by("platform", account="other").agg(
        k=pl.col("account").filter("is_removed").n_unique(),
        m=pl.col("account").filter(~pl.col("is_removed")).n_unique(),
        items=pl.col("item").filter("is_removed").unique().sort().head(20),
    )
    n1, n0 = removed.height, max(0, population - removed.height)
    return (
        counted.filter(pl.col("k") > 0)
        .select(*WHO, bits=_bits(pl.col("k"), pl.col("m"), pl.lit(n1), pl.lit(n0)), removed="k", items="items")
        .sort(WHO)
        .collect()
    )


def shared_with(uses: pl.LazyFrame, removed: pl.DataFrame, *, population: int, fewest: int = 1) -> pl.DataFrame:
    """Weigh what accounts share with removed accounts by how rarely others have it.

    Args:
        uses: as SHARED.
        population: accounts on the platform, removed ones included.
        fewest: removed accounts, other than the one weighed, that must use a value before it says anything.

    Returns: as `weighed`.
    """
    return weighed(uses, removed, population=population).filter(pl.col("removed") >= fewest)


def weighed(uses: pl.LazyFrame, removed: pl.DataFrame, *, population: int) -> pl.DataFrame:
    """Weigh each use of a value by how many removed accounts use it, and how few others do.

    A value that k of n1 removed and m of n0 other accounts use weighs log2((k + .5)/(n1 + 1) * (n0 + 1)/(m + .5)) bits, and
    never below 0. When a removed account is weighed itself it is left out of k and n1, so that it cannot vouch for itself;
    any other account is left out of m and n0.

    Returns: platform, account, value, bits, removed (how many removed accounts use it), others, item; strongest first.
    """
    marked = (
        uses.group_by(*WHO, "value")
        .agg(pl.col("item").min())
        .join(removed.lazy().select(*WHO, is_removed=pl.lit(True)), on=WHO, how="left")
        .with_columns(pl.col("is_removed").fill_null(False))
    )
    counts = marked.group_by("platform", "value").agg(
        k=pl.col("is_removed").sum().cast(pl.Int64), m=(~pl.col("is_removed")).sum().cast(pl.Int64)
    )
    n1, n0 = removed.height, max(0, population - removed.height)
    own, other = pl.col("is_removed").cast(pl.Int64), (~pl.col("is_removed")).cast(pl.Int64)
    k, m = pl.col("k") - own, pl.col("m") - other
    return (
        marked.join(counts, on=["platform", "value"])
        .with_columns(removed=k, others=m, bits=_bits(k, m, n1 - own, n0 - other))
        .select(*WHO, "value", "bits", "removed", "others", "item")
        .sort([*WHO, "bits", "value"], descending=[False, False, True, False])
        .collect()
    )


def _bits(k: pl.Expr, m: pl.Expr, n1: pl.Expr, n0: pl.Expr) -> pl.Expr:
    odds = (k + 0.5) / (n1 + 1) * (n0 + 1) / (m + 0.5)
    return odds.log(2).clip(lower_bound=0.0)
