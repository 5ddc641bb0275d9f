"""One day of actions after another as pairs that met, and days as what chance is read off from. Columns only."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
import polars as pl

from cautery.suspicion.networks.cascades import Acts, acts_of
from cautery.suspicion.networks.chance import DayActivity
from cautery.suspicion.networks.pairs import ACCOUNT_BITS, WINDOW_S, Integers, MeetingPairs, meetings

PAIRS = pl.Schema({"trace": pl.String, "pair": pl.Int64, "hours": pl.UInt32, "minutes": pl.UInt32})
DID = pl.Schema({"trace": pl.String, "number": pl.Int64, "did": pl.Int64})
MOST_PAIRS = 24_000_000
"""Pairs of days in memory at a time: about two gigabytes while they are summed."""
MOST_ACTS = 40_000_000
"""Actions that are read at a time: about two gigabytes, for most are left out at once."""
COLUMNS = ("trace", "number", "thing", "at", "source")


def pairs_of(day: pl.DataFrame, before: pl.DataFrame, *, since: int) -> pl.DataFrame:
    """Pair the accounts that met on one day, as PAIRS.

    Args:
        day: actions with account numbers, as COLUMNS.
        before: those of the day before; whoever acted in its last hour may meet somebody after midnight.
        since: when the day begins, in seconds since 1970.
    """
    late = before.filter(pl.col("at") >= since - WINDOW_S)
    near = pl.concat([late.select(COLUMNS), day.select(COLUMNS)])
    found = [paired(part, since=since) for _, part in near.sort("trace").group_by("trace", maintain_order=True)]
    return pl.concat([pl.DataFrame(schema=PAIRS), *found])


def paired(actions: pl.DataFrame, *, since: int) -> pl.DataFrame:
    """Pair the accounts that met in one trace, as PAIRS: the one function that also runs on other engines."""
    if not actions.height:
        return pl.DataFrame(schema=PAIRS)
    met = meetings(*(actions[name].to_numpy() for name in ("number", "thing", "at")), since=since)
    found = pl.DataFrame({"pair": met.pair, "hours": met.hours, "minutes": met.minutes})
    return found.select(pl.lit(actions["trace"][0]).alias("trace"), "pair", "hours", "minutes").cast(PAIRS)


def did_of(day: pl.DataFrame) -> pl.DataFrame:
    """Count what each account did on a day, as DID."""
    return day.group_by("trace", "number").agg(did=pl.len().cast(pl.Int64)).sort("trace", "number").cast(DID)


def active_on(did: pl.DataFrame) -> Mapping[str, DayActivity]:
    """Give what accounts did on a day, by trace."""
    return {
        str(trace): DayActivity(active=part["number"].to_numpy(), did=part["did"].to_numpy())
        for (trace,), part in did.partition_by("trace", as_dict=True).items()
    }


def sliced(
    scans: Sequence[pl.LazyFrame], trace: str, *, accounts: int, most: int = MOST_PAIRS
) -> Iterator[list[MeetingPairs]]:
    """Give one trace's pairs of all days in slices that fit into memory: all days of a pair are in one slice.

    Args:
        scans: PAIRS of each day, sorted by pair.
        accounts: how many there are; a pair is cut by its first account.
    """
    rows = sum(scan.filter(pl.col("trace") == trace).select(pl.len()).collect().item() for scan in scans)
    cuts = max(1, -(-rows // most))
    edges = [(accounts * at // cuts) << ACCOUNT_BITS for at in range(cuts)] + [1 << 2 * ACCOUNT_BITS]
    for low, high in pairwise(edges):
        inside = (pl.col("trace") == trace) & (pl.col("pair") >= low) & (pl.col("pair") < high)
        yield [_met(scan.filter(inside).collect()) for scan in scans]


def _met(pairs: pl.DataFrame) -> MeetingPairs:
    pair, hours, minutes = (pairs[name].to_numpy() for name in ("pair", "hours", "minutes"))
    return MeetingPairs(pair=pair, hours=hours, minutes=minutes)


def around(actions: pl.LazyFrame, groups: Sequence[Integers]) -> pl.DataFrame:
    """Give all that was done to the things that at least two members of a group did something to, by whomever."""
    return actions.join(_shared(actions, [groups]), on="thing", how="semi").collect()


def acts_around(actions: pl.LazyFrame, groups: Sequence[Sequence[Integers]], *, most: int = MOST_ACTS) -> Acts:
    """Give the first acts on the things that at least two members of a group did something to, by whomever.

    Args:
        groups: lists of groups; within a list no account is in two of them.
        most: actions in memory at a time; all that was done to a thing is in one part.
    """
    shared = _shared(actions, groups)
    parts = max(1, -(-actions.select(pl.len()).collect().item() // most))
    found = []
    for part in range(parts):
        here = actions.filter(pl.col("thing") % parts == part).join(shared, on="thing", how="semi")
        found.append(acts_of(did_by(here.select("number", "thing", "at", "source").collect())))
    account, thing, at, source = (
        np.concatenate([getattr(acts, name) for acts in found]) for name in ("account", "thing", "at", "source")
    )
    return Acts(account=account, thing=thing, at=at, source=source)


def _shared(actions: pl.LazyFrame, groups: Sequence[Sequence[Integers]]) -> pl.LazyFrame:
    things = [_of_groups(actions, alternative) for alternative in groups if alternative]
    return pl.concat([pl.DataFrame(schema={"thing": pl.Int64}), *things]).unique().lazy()


def _of_groups(actions: pl.LazyFrame, groups: Sequence[Integers]) -> pl.DataFrame:
    number = np.concatenate(groups)
    of = pl.LazyFrame({"number": number, "group": np.repeat(np.arange(len(groups)), [group.size for group in groups])})
    did = actions.select("number", "thing").join(of, on="number").unique().group_by("group", "thing").agg(n=pl.len())
    return did.filter(pl.col("n") >= 2).select("thing").unique().collect()


def did_by(actions: pl.DataFrame) -> Acts:
    """Give actions as arrays."""
    account, thing, at, source = (
        np.asarray(actions[name].to_numpy(), dtype=np.int64) for name in ("number", "thing", "at", "source")
    )
    return Acts(account=account, thing=thing, at=at, source=source)
