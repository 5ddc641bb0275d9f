"""What is computed from the ledgers as they grow, and whether it still agrees with them: nobody works from it unseen."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, or_, select

from cautery.store.desk_tables import joins, observations
from cautery.store.reopenings import is_decided
from cautery.store.schema import cases, continuations, decisions, memberships, networks, waiting


def disagreements(connection: Connection) -> Iterator[str]:
    """Tell where a table that is computed from ledgers says something else than they do."""
    decided = is_decided(cases.c.id)
    joined = exists().where(joins.c.case == cases.c.id)
    in_queue = exists().where(waiting.c.case == cases.c.id)
    lost = _count(connection, cases, and_(~decided, ~joined, ~in_queue))
    if lost:
        yield f"{_cases(lost)} undecided and missing from the queue ('waiting')."
    over = _count(connection, waiting, exists().where(cases.c.id == waiting.c.case, or_(decided, joined)))
    if over:
        yield f"{_cases(over)} decided or joined, and in the queue ('waiting') all the same."
    unknown = _count(connection, waiting, ~exists().where(cases.c.id == waiting.c.case))
    if unknown:
        yield f"{_rows(unknown)} of 'waiting' for cases that were never opened."
    yield from _without(connection, memberships, ~exists().where(networks.c.id == memberships.c.network))
    yield from _without(connection, continuations, ~exists().where(cases.c.id == continuations.c.case))
    yield from _without(connection, observations, ~exists().where(decisions.c.id == observations.c.decision))


def _without(connection: Connection, table: Table, alone: ColumnElement[bool]) -> Iterator[str]:
    if many := _count(connection, table, alone):
        yield f"{_rows(many)} of '{table.name}' that no ledger tells of."


def _count(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(which)).scalar_one()


def _cases(count: int) -> str:
    return "1 case is" if count == 1 else f"{count} cases are"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"
