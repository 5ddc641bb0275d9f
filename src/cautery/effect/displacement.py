"""Where they went: to which hosts their links lead, week by week, and to which contacts on other services they send people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from cautery.effect.figure import Curve, Figure, Measure, Point, cannot_tell, span, told
from cautery.effect.interval import FEWEST, Floats, JackknifeWeights, between, parts_of, rate_between, share_between
from cautery.effect.power import power_of
from cautery.effect.recognised import Recognised, recognised
from cautery.effect.tables import HANDOFF, MEDIA, ObservedTables

WEEKS = 4
SHOWN = 8
"""Hosts with a line of their own in the picture."""
FEWEST_LINKS = 30
WHEN = (
    f"in the {WEEKS} weeks from an operator's first suspension against the {WEEKS} before, of operators with links in both, "
    "each against itself"
)
LEFT_OUT = "95 % by leaving out one operator after another."
HANDOFFS = f"Share of links that are contacts on other services, {WHEN}; {LEFT_OUT}"
ENTROPY = (
    "Change of how widely links are spread over hosts (bits of entropy, less what links dealt by lot to before and after "
    f"show), {WHEN}; {LEFT_OUT}"
)
NEW = (
    f"Contacts on other services that an operator had not given before, {WHEN}, for each operator and week; {LEFT_OUT}"
)
MOVED = (
    "Half the sum of differences between the hosts' shares of links (0: the same hosts, 1: all others), less what links dealt "
    f"by lot to before and after show, {WHEN}; {LEFT_OUT}"
)
DEALS = 60
WORTH_SHARE, WORTH_BITS = 0.1, 0.5
"""Changes that somebody who looks for a move would want to see."""


def displacement(seen: ObservedTables) -> Measure:
    """Say whether links lead elsewhere since the takedown."""
    rows, known = around(seen), recognised(seen)
    keys = tuple(sorted(set(rows["cluster"])))
    curves = tuple(weekly(seen))
    enough = rows.group_by("after").agg(pl.col("n").sum())
    least = int(enough["n"].min() or 0) if enough.height == 2 else 0  # type: ignore[arg-type]
    if len(keys) < FEWEST or least < FEWEST_LINKS:
        note = f"{len(keys)} operators with {least} links on the thinner side of their suspension: too few."
        wanted = (
            ("handoff_share_change", "share", HANDOFFS),
            ("entropy_change", "bits", ENTROPY),
            ("moved", "share", MOVED),
        )
        figures = tuple(
            cannot_tell(name, note, unit=unit, method=method, rows=keys, table="operators")
            for name, unit, method in wanted
        )
        return Measure(
            name="displacement", says=f"Where they went cannot be told. {note}", figures=figures, curves=curves
        )
    parts = parts_of(keys)
    moves = _moves(rows, keys, parts)
    handoffs = _handoffs(rows, moves, parts)
    figures = (
        _change("handoff_share_change", handoffs, keys, unit="share", method=HANDOFFS, worth=WORTH_SHARE),
        _change("entropy_change", moves.entropy, keys, unit="bits", method=ENTROPY, worth=WORTH_BITS),
        _new_contacts(rows, keys, parts, known),
        told("moved", moves.moved, unit="share", method=MOVED, rows=tuple(moves.hosts), table="hosts"),
    )
    return Measure(name="displacement", says=_says(figures[0]), figures=figures, curves=curves)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moves:
    """How the shares of hosts changed, each operator against itself."""

    hosts: tuple[str, ...]
    contacts: Floats
    """(parts,): by how much the share of contacts on other services changed."""
    entropy: tuple[float, float, float]
    moved: tuple[float, float, float]


def _moves(rows: pl.DataFrame, keys: Sequence[str], parts: JackknifeWeights) -> _Moves:
    """Compare each operator's links after with its own before, and take off what the same links dealt by lot show."""
    hosts = tuple(sorted(set(rows["host"])))
    before, after = (_by_host(rows, keys, hosts, after=side) for side in (False, True))
    one, two = before.sum(axis=1), after.sum(axis=1)
    weight = (one * two / (one + two))[:, None]
    earlier, later = (
        parts.weights @ (weight * counts / total[:, None]) for counts, total in ((before, one), (after, two))
    )
    contacts = np.array([host.startswith(HANDOFF) for host in hosts])
    by_lot = np.array(list(_dealt(before + after, two, weight)))
    noise = [float(np.mean([what(*pair)[0] for pair in by_lot])) for what in (_spread_more, _moved)]
    value, low, high = between(_moved(earlier, later))
    return _Moves(
        hosts=hosts,
        contacts=(_shares(later) - _shares(earlier))[:, contacts].sum(axis=1),
        entropy=_less(between(_spread_more(earlier, later)), noise[0]),
        moved=(max(value - noise[1], 0.0), max(low - noise[1], 0.0), min(max(high - noise[1], 0.0), 1.0)),
    )


def _dealt(both: Floats, after: Floats, weight: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Deal each operator's links to before and after by lot, as many as there were."""
    lot = np.random.default_rng(0)
    counts, sizes = both.astype(np.int64), after.astype(np.int64)
    dealt = np.array(
        [lot.multivariate_hypergeometric(row, size, size=DEALS) for row, size in zip(counts, sizes, strict=True)]
    )
    for nth in range(DEALS):
        later = dealt[:, nth].astype(np.float64)
        earlier = both - later
        yield _pooled(earlier, weight), _pooled(later, weight)


def _pooled(counts: Floats, weight: Floats) -> Floats:
    return np.asarray((weight * counts / counts.sum(axis=1, keepdims=True)).sum(axis=0, keepdims=True))


def _handoffs(rows: pl.DataFrame, moves: _Moves, parts: JackknifeWeights) -> tuple[float, float, float]:
    """Give the change of the contacts' share; where nobody gave any, as far as so many links can tell."""
    if any(host.startswith(HANDOFF) for host in moves.hosts):
        return between(moves.contacts, clusters=parts.clusters)
    sides = dict(rows.group_by("after").agg(pl.col("n").sum()).iter_rows())
    return 0.0, -share_between(0.0, sides[False])[1], share_between(0.0, sides[True])[1]


def _change(
    name: str,
    found: tuple[float, float, float],
    keys: tuple[str, ...],
    *,
    unit: str,
    method: str,
    worth: float,
) -> Figure:
    note = power_of(found, clusters=len(keys), of="operators", worth=worth, share=unit == "share").says
    return told(name, found, unit=unit, method=method, rows=keys, table="operators", note=note)


def _less(found: tuple[float, float, float], noise: float) -> tuple[float, float, float]:
    value, low, high = found
    return value - noise, low - noise, high - noise


def around(seen: ObservedTables) -> pl.DataFrame:
    """List links in the weeks around their cluster's first suspension, of clusters with all these weeks and links in both.

    Who was suspended so lately that the weeks after are not over would count before and not after.
    """
    accounts = seen.violating()
    links = seen.links.filter(~pl.col("host").str.starts_with(MEDIA)).join(
        accounts.select("account", "cluster"), on="account"
    )
    begin = pl.lit(seen.links["day"].min(), dtype=pl.Date)
    whole = (pl.col("acted").dt.offset_by(f"{WEEKS}w") <= seen.until.date()) & (
        pl.col("acted").dt.offset_by(f"-{WEEKS}w") >= begin
    )
    timed = links.join(seen.first_suspended().filter(whole), on="cluster").with_columns(
        since=(pl.col("day") - pl.col("acted")).dt.total_days()
    )
    near = timed.filter(pl.col("since").is_between(-7 * WEEKS, 7 * WEEKS - 1)).with_columns(after=pl.col("since") >= 0)
    both = pl.col("after").any().over("cluster") & ~pl.col("after").all().over("cluster")
    return near.filter(both).sort("cluster", "day", "host")


def weekly(seen: ObservedTables) -> list[Curve]:
    """Give each host's share of links by week, the most linked ones first and all others together."""
    links = seen.links.filter(~pl.col("host").str.starts_with(MEDIA)).join(
        seen.violating().select("account"), on="account"
    )
    if links.is_empty():
        return []
    weeks = links.with_columns(week=pl.col("day").dt.truncate("1w"))
    most = (
        weeks.group_by("host")
        .agg(pl.col("n").sum())
        .sort(["n", "host"], descending=[True, False])["host"]
        .to_list()[:SHOWN]
    )
    named = weeks.with_columns(host=pl.when(pl.col("host").is_in(most)).then("host").otherwise(pl.lit("others")))
    shares = (
        named.group_by("week", "host")
        .agg(pl.col("n").sum())
        .with_columns(share=pl.col("n") / pl.col("n").sum().over("week"))
        .sort("week", "host")
    )
    return [
        Curve(
            name=host,
            points=tuple(Point(x=f"{week}", value=share) for week, share in one.select("week", "share").iter_rows()),
        )
        for host in [*most, "others"]
        if not (one := shares.filter(pl.col("host") == host)).is_empty()
    ]


def _by_host(rows: pl.DataFrame, keys: Sequence[str], hosts: Sequence[str], *, after: bool) -> Floats:
    """Count links by operator and host."""
    columns = {host: column for column, host in enumerate(hosts)}
    places = {key: row for row, key in enumerate(keys)}
    counts = np.zeros((len(keys), len(hosts)))
    summed = rows.filter(pl.col("after") == after).group_by("cluster", "host").agg(pl.col("n").sum())
    for cluster, host, n in summed.iter_rows():
        counts[places[cluster], columns[host]] = n
    return counts


def _shares(counts: Floats) -> Floats:
    return np.asarray(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1e-9))


def _spread_more(before: Floats, after: Floats) -> Floats:
    return _entropy(after) - _entropy(before)


def _entropy(counts: Floats) -> Floats:
    shares = _shares(counts)
    return np.asarray(-np.sum(shares * np.log2(np.maximum(shares, 1e-300)), axis=1))


def _moved(before: Floats, after: Floats) -> Floats:
    return np.asarray(np.abs(_shares(after) - _shares(before)).sum(axis=1) / 2)


def _new_contacts(rows: pl.DataFrame, keys: tuple[str, ...], parts: JackknifeWeights, known: Recognised) -> Figure:
    if not known.enough:
        return cannot_tell("new_handoffs", known.says, unit="contacts a week", method=NEW, rows=keys, table="operators")
    first = (
        rows.filter(pl.col("host").str.starts_with(HANDOFF))
        .group_by("cluster", "host")
        .agg(first=pl.col("after").first())
    )
    fresh = first.filter("first").group_by("cluster").agg(pl.len())
    counts = dict(fresh.iter_rows())
    made = np.array([counts.get(key, 0) for key in keys], dtype=np.float64)
    rate = (parts.weights @ made) / parts.weights.sum(axis=1) / WEEKS
    found = rate_between(rate, clusters=parts.clusters, each=1 / WEEKS)
    return told("new_handoffs", found, unit="contacts a week", method=NEW, rows=keys, table="operators")


def _says(change: Figure) -> str:
    if change.value is None or change.low is None or change.high is None:
        return "Where they went cannot be told."
    if change.low <= 0 <= change.high and change.note.startswith("Cannot"):
        return f"Whether they moved to other services cannot be told{span(change, '+.1%')}: {change.note[13:]}"
    if change.low <= 0 <= change.high:
        return (
            f"No move to other services was seen: contacts' share of links {change.value:+.1%}{span(change, '+.1%')}."
        )
    way = "more" if change.value > 0 else "less"
    return f"They send people to other services {way} than before: {change.value:+.1%} of links{span(change, '+.1%')}."
