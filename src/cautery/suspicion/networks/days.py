"""One day of actions after another as pairs that met, and days as what chance is read off from. Columns only."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import polars as pl

from cautery.suspicion.networks.chance import Day
from cautery.suspicion.networks.find import Columns
from cautery.suspicion.networks.pairs import WINDOW_S, meetings

PAIRS = pl.Schema({"trace": pl.String, "pair": pl.Int64, "hours": pl.UInt32, "minutes": pl.UInt32})
DID = pl.Schema({"trace": pl.String, "number": pl.Int64, "did": pl.Int64})
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
    return pl.DataFrame(
        {"trace": [actions["trace"][0]] * met.pair.size, "pair": met.pair, "hours": met.hours, "minutes": met.minutes},
        schema=PAIRS,
    )


def did_of(day: pl.DataFrame) -> pl.DataFrame:
    """Count what each account did on a day, as DID."""
    return day.group_by("trace", "number").agg(did=pl.len().cast(pl.Int64)).sort("trace", "number").cast(DID)


def days_of(
    pairs: Callable[[str], pl.DataFrame], did: Callable[[str], pl.DataFrame], days: Iterable[str]
) -> Mapping[str, list[Day]]:
    """Give each trace's days, as chance is read off from them."""
    found: dict[str, list[Day]] = {}
    for day in days:
        met = pairs(day).partition_by("trace", as_dict=True)
        for (trace,), active in did(day).partition_by("trace", as_dict=True).items():
            meeting = met.get((trace,), pl.DataFrame(schema=PAIRS))
            found.setdefault(str(trace), []).append(
                Day(
                    pair=meeting["pair"].to_numpy(),
                    hours=meeting["hours"].to_numpy(),
                    minutes=meeting["minutes"].to_numpy(),
                    active=active["number"].to_numpy(),
                    did=active["did"].to_numpy(),
                )
            )
    return found


def around(actions: pl.LazyFrame, numbers: Iterable[int]) -> pl.DataFrame:
    """Give all that some accounts did, and what others did to the same things."""
    wanted = pl.LazyFrame({"number": sorted(numbers)}, schema={"number": pl.Int64})
    things = actions.join(wanted, on="number", how="semi").group_by("thing").agg(n=pl.col("number").n_unique())
    shared = things.filter(pl.col("n") >= 2).select("thing")
    return actions.join(shared, on="thing", how="semi").collect()


def columns_of(actions: pl.DataFrame) -> Columns:
    """Give actions as arrays."""
    account, thing, at, source = (
        np.asarray(actions[name].to_numpy(), dtype=np.int64) for name in ("number", "thing", "at", "source")
    )
    return Columns(account=account, thing=thing, at=at, source=source)
