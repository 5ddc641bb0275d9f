"""The ledger of decisions: what people decided, and the labels of decisions that were made elsewhere."""

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.decision import ClauseText, Decision, DecisionId, Observation
from cautery.store import messages, observations, waiting
from cautery.store.ledger import WriteTransaction, append_rows, columns_of, in_slices
from cautery.store.schema import decisions

OPENLY = ("id", "verdict", "measure", "clause", "source", "case")


def append(tx: WriteTransaction, made: Sequence[Decision]) -> None:
    """Keep decisions, in this order; the last one about an account or item holds, and their cases wait no more."""
    append_rows(tx, decisions, map(_row, made), what="decision", openly=OPENLY)
    observations.add(tx.connection, made)
    waiting.remove(tx.connection, list(dict.fromkeys(decision.case for decision in made if decision.case is not None)))
    messages.queue_webhooks(tx, "decision.made", (_told(decision) for decision in made if decision.case is not None))


def of_sources(connection: Connection, sources: Collection[str]) -> list[Decision]:
    """List the decisions of some sources, oldest first."""
    found = select(decisions).where(decisions.c.source.in_(sorted(sources))).order_by(decisions.c.seq)
    return [_decision(row) for row in connection.execute(found)] if sources else []


def every(connection: Connection) -> list[Decision]:
    """List all decisions, oldest first."""
    return [_decision(row) for row in connection.execute(select(decisions).order_by(decisions.c.seq))]


def of_case(connection: Connection, case: CaseId) -> list[Decision]:
    """List a case's decisions, oldest first."""
    found = select(decisions).where(decisions.c.case == case).order_by(decisions.c.seq)
    return [_decision(row) for row in connection.execute(found)]


def last_of_cases(connection: Connection, names: Sequence[CaseId]) -> dict[CaseId, Decision]:
    """Give the last decision about each of some cases; those without one are not there."""
    last: dict[CaseId, Decision] = {}
    for few in in_slices(names):
        rows = connection.execute(select(decisions).where(decisions.c.case.in_(few)).order_by(decisions.c.seq))
        last |= {CaseId(row.case): _decision(row) for row in rows}
    return last


def about_anywhere(connection: Connection, account: AccountId) -> list[Decision]:
    """List the decisions about an account of any platform, oldest first."""
    found = select(decisions).where(decisions.c.account == account).order_by(decisions.c.seq)
    return [_decision(row) for row in connection.execute(found)]


def get(connection: Connection, name: DecisionId) -> Decision | None:
    """Give a decision by its id; None when there is none."""
    row = connection.execute(select(decisions).where(decisions.c.id == name)).first()
    return _decision(row) if row else None


def some(connection: Connection, names: Sequence[DecisionId]) -> list[Decision]:
    """Give some decisions by their ids, oldest first."""
    found: list[Row[Any]] = []
    for few in in_slices(names):
        found += connection.execute(select(decisions).where(decisions.c.id.in_(few)))
    return [_decision(row) for row in sorted(found, key=lambda row: row.seq)]


def about(connection: Connection, account: Account) -> list[Decision]:
    """List the decisions about an account or its items, oldest first; labels that name no platform too."""
    platforms = decisions.c.platform.in_(("", account.platform))
    found = select(decisions).where(platforms, decisions.c.account == account.id).order_by(decisions.c.seq)
    return [_decision(row) for row in connection.execute(found)]


def about_some(connection: Connection, accounts: Collection[AccountId]) -> list[Decision]:
    """List the decisions about some accounts of any platform or their items, an account's oldest first."""
    found = []
    for few in in_slices(sorted(accounts)):
        rows = connection.execute(select(decisions).where(decisions.c.account.in_(few)).order_by(decisions.c.seq))
        found += [_decision(row) for row in rows]
    return found


def how_many(connection: Connection) -> int:
    """Count the decisions: whoever keeps what follows from them sees whether there are others."""
    many: int = connection.execute(select(func.coalesce(func.max(decisions.c.seq), 0))).scalar_one()
    return many


def reviewed(connection: Connection, *, most: int, before: int | None = None) -> list[tuple[int, Decision]]:
    """List the newest decisions that people made here, newest first, each with its place; `before` is where one goes on."""
    found = select(decisions).where(decisions.c.case.is_not(None)).order_by(decisions.c.seq.desc()).limit(most)
    if before is not None:
        found = found.where(decisions.c.seq < before)
    return [(row.seq, _decision(row)) for row in connection.execute(found)]


def _told(made: Decision) -> dict[str, object]:
    """Say what hooks are told of a decision: not its reason, which is for whoever it is about."""
    return {
        "decision": made.id,
        "case": made.case,
        "platform": made.about.platform,
        "account": made.about.id,
        "post": made.post,
        "verdict": made.verdict,
        "measure": made.measure,
        "clause": made.clause,
    }


def _row(made: Decision) -> dict[str, object]:
    return {
        "id": made.id,
        "platform": made.about.platform,
        "account": made.about.id,
        "post": made.post,
        "verdict": made.verdict,
        "measure": made.measure,
        "clause": made.clause,
        "reason": made.reason,
        "by": made.by,
        "at": rfc3339(made.at) if made.at else None,
        "source": made.source,
        "case": made.case,
        "group": made.group,
        "observation": canonical_json(made.observation).decode() if made.observation else None,
        "kept": canonical_json(made.kept).decode(),
        "clause_text": canonical_json(made.clause_text).decode() if made.clause_text else None,
    }


def _decision(row: Row[Any]) -> Decision:
    said = columns_of(row, but=("seq", "platform", "account", "id", "case", "observation", "kept", "clause_text"))
    return msgspec.convert(
        said
        | {
            "id": DecisionId(row.id),
            "about": Account(platform=Platform(row.platform), id=AccountId(row.account)),
            "case": CaseId(row.case) if row.case else None,
            "observation": msgspec.json.decode(row.observation, type=Observation) if row.observation else None,
            "kept": msgspec.json.decode(row.kept),
            "clause_text": msgspec.json.decode(row.clause_text, type=ClauseText) if row.clause_text else None,
        },
        type=Decision,
    )
