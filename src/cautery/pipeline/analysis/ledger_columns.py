"""What was judged and found, as tables: cases and their reasons, decisions, networks, operators, effect."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl
from polars._typing import PolarsDataType

from cautery.app import App
from cautery.pipeline.effect.measure import kept
from cautery.store import cases, decisions, networks

_KINDS: Mapping[str, PolarsDataType] = {
    "text": pl.String,
    "texts": pl.List(pl.String),
    "number": pl.Float64,
    "count": pl.Int64,
    "yes": pl.Boolean,
    "time": pl.Datetime("us", "UTC"),
}


def _columns(**names: str) -> pl.Schema:
    """Name columns by their kinds."""
    return pl.Schema({name: _KINDS[kind] for kind, some in names.items() for name in some.split()})


CASES = _columns(
    text="case platform account post origin", number="likelihood harm", time="opened_at due", count="decisions"
)
REASONS = _columns(text="case platform account channel says", number="bits", texts="evidence")
DECISIONS = _columns(
    text="decision case platform account post verdict measure clause reason by source group", time="at"
)
NETWORKS = _columns(text="network case", time="at", count="members", number="log10_p", texts="says")
MEMBERS = _columns(text="network platform account role", number="likelihood")
TIES = _columns(
    text="network platform account other_platform other", texts="traces", count="occasions", number="log10_p"
)
OPERATORS = _columns(
    text="case platform account earlier_platform earlier", number="likelihood", time="opened_at", yes="confirmed"
)
EFFECT = _columns(text="measure figure unit method note", number="value low high")
Row = Mapping[str, object]


def cases_of(app: App) -> pl.LazyFrame:
    """List all cases, decided and open."""
    with app.reading() as connection:
        opened, made = cases.every(connection), decisions.every(connection)
    decided: dict[str, int] = {}
    for one in made:
        if one.case:
            decided[one.case] = decided.get(one.case, 0) + 1
    return _frame(
        CASES,
        (
            {"case": one.id, "platform": one.about.platform, "account": one.about.id, "post": one.post, "origin": one.origin,
             "likelihood": one.chance, "harm": one.harm, "opened_at": one.opened_at, "due": one.due,
             "decisions": decided.get(one.id, 0)}
            for one in opened
        ),
    )  # fmt: skip


def reasons_of(app: App) -> pl.LazyFrame:
    """List what speaks for and against each case, in bits."""
    with app.reading() as connection:
        opened = cases.every(connection)
    return _frame(
        REASONS,
        (
            {"case": one.id, "platform": one.about.platform, "account": one.about.id, "channel": reason.channel,
             "bits": reason.bits, "says": reason.says, "evidence": list(reason.evidence)}
            for one in opened
            for reason in one.reasons
        ),
    )  # fmt: skip


def decisions_of(app: App) -> pl.LazyFrame:
    """List all decisions in their order, later ones that replace earlier ones included."""
    with app.reading() as connection:
        made = decisions.every(connection)
    return _frame(
        DECISIONS,
        (
            {"decision": one.id, "case": one.case, "platform": one.about.platform, "account": one.about.id, "post": one.post,
             "verdict": one.verdict, "measure": one.measure, "clause": one.clause, "reason": one.reason, "by": one.by,
             "at": one.at, "source": one.source, "group": one.group}
            for one in made
        ),
    )  # fmt: skip


def networks_of(app: App) -> pl.LazyFrame:
    """List the networks as they were last seen."""
    with app.reading() as connection:
        found = networks.latest(connection)
    return _frame(
        NETWORKS,
        (
            {"network": one.id, "at": one.at, "case": one.case, "members": len(one.members), "log10_p": one.log10_p,
             "says": list(one.says)}
            for one in found
        ),
    )  # fmt: skip


def members_of(app: App) -> pl.LazyFrame:
    """List who belongs to which network, and how likely."""
    with app.reading() as connection:
        found = networks.latest(connection)
    return _frame(
        MEMBERS,
        (
            {"network": one.id, "platform": member.account.platform, "account": member.account.id, "likelihood": member.chance,
             "role": member.role}
            for one in found
            for member in one.members
        ),
    )  # fmt: skip


def ties_of(app: App) -> pl.LazyFrame:
    """List the strongest ties between members of networks."""
    with app.reading() as connection:
        found = networks.latest(connection)
    return _frame(
        TIES,
        (
            {"network": one.id, "platform": tie.one.platform, "account": tie.one.id, "other_platform": tie.other.platform,
             "other": tie.other.id, "traces": list(tie.traces), "occasions": tie.occasions, "log10_p": tie.log10_p}
            for one in found
            for tie in one.ties
        ),
    )  # fmt: skip


def operators_of(app: App) -> pl.LazyFrame:
    """List which account probably continues which suspended one, and whether a person confirmed it."""
    with app.reading() as connection:
        opened, made = cases.every(connection), decisions.every(connection)
    last: dict[str, str] = {one.case: one.verdict for one in made if one.case}
    return _frame(
        OPERATORS,
        (
            {"case": one.id, "platform": one.about.platform, "account": one.about.id,
             "earlier_platform": one.continues.earlier.platform, "earlier": one.continues.earlier.id, "likelihood": one.chance,
             "opened_at": one.opened_at, "confirmed": last[one.id] == "violating" if one.id in last else None}
            for one in opened
            if one.continues is not None
        ),
    )  # fmt: skip


def effect_of(app: App) -> pl.LazyFrame:
    """List the figures of the last measurement of effect, each with its interval."""
    found = kept(app)
    measures = found.measures.items() if found else ()
    return _frame(
        EFFECT,
        (
            {"measure": name, "figure": figure.name, "value": figure.value, "low": figure.low, "high": figure.high,
             "unit": figure.unit, "method": figure.method, "note": figure.note}
            for name, one in measures
            for figure in one.figures
        ),
    )  # fmt: skip


def _frame(schema: pl.Schema, rows: Iterable[Row]) -> pl.LazyFrame:
    told: Sequence[Row] = list(rows)
    columns = {name: [row[name] for row in told] for name in schema}
    return pl.DataFrame(columns, schema=schema, strict=False).lazy()
