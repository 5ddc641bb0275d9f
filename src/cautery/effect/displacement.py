"""Where they went: to which hosts their links lead, week by week, and to which contacts on other services they send people."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from cautery.effect.figure import Curve, Figure, Measure, Point, cannot_tell, span, told
from cautery.effect.interval import FEWEST, Floats, Parts, between, parts_of, rate_between
from cautery.effect.tables import HANDOFF, MEDIA, Seen

WEEKS = 4
SHOWN = 8
"""Hosts with a line of their own in the picture."""
FEWEST_LINKS = 30
WHEN = f"in the {WEEKS} weeks from a cluster's first suspension against the {WEEKS} before"
LEFT_OUT = "95 % by leaving out one operator after another."
HANDOFFS = f"Share of links that are contacts on other services, {WHEN}; {LEFT_OUT}"
ENTROPY = (
    "Change of how widely links are spread over hosts (bits of entropy, corrected for few links by the jackknife), "
    f"{WHEN}; {LEFT_OUT}"
)
NEW = (
    f"Contacts on other services that an operator had not given before, {WHEN}, for each operator and week; {LEFT_OUT}"
)
MOVED = f"Half the sum of differences between the hosts' shares of links (0: the same hosts, 1: all others), {WHEN}."


def displacement(seen: Seen) -> Measure:
    """Say whether links lead elsewhere since the takedown."""
    rows = around(seen)
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
    before, after = (_by_host(rows, keys, parts, after=side) for side in (False, True))
    hosts = sorted(set(rows["host"]))
    contacts = np.array([host.startswith(HANDOFF) for host in hosts])
    share = _shares(after)[:, contacts].sum(axis=1) - _shares(before)[:, contacts].sum(axis=1)
    figures = (
        told("handoff_share_change", between(share), unit="share", method=HANDOFFS, rows=keys, table="operators"),
        told(
            "entropy_change", _entropy_change(before, after), unit="bits", method=ENTROPY, rows=keys, table="operators"
        ),
        _new_contacts(rows, keys, parts),
        Figure(
            name="moved",
            value=float(_moved(before, after)[0]),
            unit="share",
            method=MOVED,
            rows=tuple(hosts),
            table="hosts",
            note="With few links it is above nought even where nothing moved; the interval of the contacts' share is the test.",
        ),
    )
    return Measure(name="displacement", says=_says(figures[0]), figures=figures, curves=curves)


def around(seen: Seen) -> pl.DataFrame:
    """List links in the weeks before and after their cluster's first suspension."""
    accounts = seen.violating()
    links = seen.links.filter(~pl.col("host").str.starts_with(MEDIA)).join(
        accounts.select("account", "cluster"), on="account"
    )
    timed = links.join(seen.first_suspended(), on="cluster").with_columns(
        since=(pl.col("day") - pl.col("acted")).dt.total_days()
    )
    near = timed.filter(pl.col("since").is_between(-7 * WEEKS, 7 * WEEKS - 1))
    return near.with_columns(after=pl.col("since") >= 0).sort("cluster", "day", "host")


def weekly(seen: Seen) -> list[Curve]:
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


def _by_host(rows: pl.DataFrame, keys: Sequence[str], parts: Parts, *, after: bool) -> Floats:
    """Count links by host, from all clusters and then without each part."""
    hosts = {host: column for column, host in enumerate(sorted(set(rows["host"])))}
    places = {key: row for row, key in enumerate(keys)}
    counts = np.zeros((len(keys), len(hosts)))
    summed = rows.filter(pl.col("after") == after).group_by("cluster", "host").agg(pl.col("n").sum())
    for cluster, host, n in summed.iter_rows():
        counts[places[cluster], hosts[host]] = n
    return parts.weights @ counts


def _shares(counts: Floats) -> Floats:
    return np.asarray(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1e-9))


def _entropy_change(before: Floats, after: Floats) -> tuple[float, float, float]:
    changes = _entropy(after) - _entropy(before)
    value, low, high = between(changes)
    bias = (len(changes) - 2) * (changes[1:].mean() - changes[0])
    return value - bias, low - bias, high - bias


def _entropy(counts: Floats) -> Floats:
    shares = _shares(counts)
    return np.asarray(-np.sum(shares * np.log2(np.maximum(shares, 1e-300)), axis=1))


def _moved(before: Floats, after: Floats) -> Floats:
    return np.asarray(np.abs(_shares(after) - _shares(before)).sum(axis=1) / 2)


def _new_contacts(rows: pl.DataFrame, keys: tuple[str, ...], parts: Parts) -> Figure:
    first = (
        rows.filter(pl.col("host").str.starts_with(HANDOFF))
        .group_by("cluster", "host")
        .agg(first=pl.col("after").first())
    )
    fresh = first.filter("first").group_by("cluster").agg(pl.len())
    counts = dict(fresh.iter_rows())
    made = np.array([counts.get(key, 0) for key in keys], dtype=np.float64)
    rate = (parts.weights @ made) / parts.weights.sum(axis=1) / WEEKS
    found = rate_between(rate, clusters=parts.clusters)
    return told("new_handoffs", found, unit="contacts a week", method=NEW, rows=keys, table="operators")


def _says(change: Figure) -> str:
    if change.value is None or change.low is None or change.high is None:
        return "Where they went cannot be told."
    if change.low <= 0 <= change.high:
        return (
            f"No move to other services was seen: contacts' share of links {change.value:+.1%}{span(change, '+.1%')}."
        )
    way = "more" if change.value > 0 else "less"
    return f"They send people to other services {way} than before: {change.value:+.1%} of links{span(change, '+.1%')}."
