"""Which rows of the database are about an account, and how they go: with their salts, so that what the log commits to is lost.

An erasure deletes rows that are the account's own; of all others, it replaces what names the account.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    Row,
    Table,
    Text,
    cast,
    delete,
    func,
    or_,
    select,
    tuple_,
    update,
)

from cautery.errors import Invalid
from cautery.kit.compressed import pack, unpack
from cautery.model.account import Account
from cautery.store.audit import LEDGERS
from cautery.store.ledger import in_slices
from cautery.store.schema import actions, appeals, audit_facts, cases, decisions, exhibits, notices, tables

Names = Mapping[str, Collection[str]]
"""Names of cases, decisions, actions, appeals and notices."""
BY_NAME: Mapping[str, Sequence[tuple[str, str]]] = {
    "cases": (("id", "cases"),),
    "decisions": (("id", "decisions"),),
    "actions": (("key", "actions"),),
    "receipts": (("action", "actions"),),
    "tellings": (("action", "actions"),),
    "outbox": (("key", "actions"),),
    "notices": (("id", "notices"),),
    "notice_openings": (("notice", "notices"),),
    "assessments": (("decision", "decisions"),),
    "observations": (("decision", "decisions"),),
    "submissions": (("decision", "decisions"),),
    "appeals": (("id", "appeals"),),
    "hearings": (("appeal", "appeals"),),
    "appeal_additions": (("appeal", "appeals"),),
    **dict.fromkeys(
        (
            "exhibits",
            "proposals",
            "second_looks",
            "threats",
            "silences",
            "golds",
            "gold_answers",
            "gold_pulls",
            "joins",
            "waiting",
            "leases",
            "skips",
            "marks",
            "exposures",
            "continuations",
            "handlings",
            "reopenings",
        ),
        (("case", "cases"),),
    ),
}
"""Tables whose rows belong to something that is the account's, by column."""
BY_ACCOUNT = ("notes", "protections", "separations", "memberships")
"""Tables whose rows name the account themselves."""
ZSTD = b"\x28\xb5\x2f\xfd"
NEVER = frozenset({"audit", "audit_facts", "checkpoints", "erasures", "erasure_subjects", "alembic_version", "parts"})
"""Tables that name nobody, or whose entries may not change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedRows:
    """What went."""

    rows: Mapping[str, int]
    numbers: tuple[int, ...]
    """Of the log's entries whose rows and salts went."""
    changed: Mapping[str, tuple[int, ...]]
    """Rows of ledgers that stayed without the name."""


def names_about(connection: Connection, about: Account) -> Names:
    """Name what the database has of an account."""
    made = _names(connection, decisions.c.id, _of(decisions, about))
    return {
        "cases": _names(connection, cases.c.id, _of(cases, about)),
        "decisions": made,
        "actions": _names(connection, actions.c.key, _of(actions, about)),
        "notices": _names(connection, notices.c.id, _of(notices, about)),
        "appeals": _in(connection, appeals.c.id, appeals.c.decision, made),
    }


def names_of(connection: Connection, *, cases: Sequence[str], decisions: Sequence[str]) -> Names:
    """Name some cases and decisions, and what belongs to them."""
    return {
        "cases": cases,
        "decisions": decisions,
        "actions": _in(connection, actions.c.key, actions.c.decision, decisions),
        "notices": _in(connection, notices.c.id, notices.c.case, cases),
        "appeals": _in(connection, appeals.c.id, appeals.c.decision, decisions),
    }


def count_rows(connection: Connection, about: Account, names: Names) -> Mapping[str, int]:
    """Count the rows that would go, by table."""
    counted = {}
    for table, chosen in _chosen(about, names):
        many = sum(
            connection.execute(select(func.count()).select_from(table).where(where)).scalar_one() for where in chosen
        )
        if many:
            counted[str(table.name)] = many
    return counted


def delete_rows(connection: Connection, about: Account, names: Names) -> ErasedRows:
    """Delete an account's rows, and the salts of those that the log commits to."""
    rows: dict[str, int] = {}
    numbers: list[int] = []
    for table, chosen in _chosen(about, names):
        for where in chosen:
            if table.name in LEDGERS:
                numbers += _drop_salts(
                    connection, table, list(connection.execute(select(table.c.seq).where(where)).scalars())
                )
            many = connection.execute(delete(table).where(where)).rowcount
            if many:
                rows[str(table.name)] = rows.get(str(table.name), 0) + many
    return ErasedRows(rows=rows, numbers=tuple(sorted(numbers)), changed={})


def delete_exhibits(connection: Connection, names: Sequence[str]) -> ErasedRows:
    """Delete what some cases show, with the salts."""
    numbers: list[int] = []
    many = 0
    for few in in_slices(names):
        where = exhibits.c.case.in_(few)
        numbers += _drop_salts(
            connection, exhibits, list(connection.execute(select(exhibits.c.seq).where(where)).scalars())
        )
        many += connection.execute(delete(exhibits).where(where)).rowcount
    return ErasedRows(rows={"exhibits": many}, numbers=tuple(sorted(numbers)), changed={})


def rewrite_rows(connection: Connection, rewrite: Callable[[str], str], *, kept: Names, about: Account) -> ErasedRows:
    """Rewrite every text in every table that names an account, but for rows that are kept."""
    rows: dict[str, int] = {}
    numbers: list[int] = []
    changed: dict[str, tuple[int, ...]] = {}
    stay = {str(table.name): chosen for table, chosen in _chosen(about, kept, by_account=False)}
    for table in tables.sorted_tables:
        if table.name in NEVER:
            continue
        found = list(_rewritten(connection, table, rewrite, stay.get(str(table.name), ())))
        for key, values in found:
            where = [column == value for column, value in zip(table.primary_key, key, strict=True)]
            connection.execute(update(table).where(*where).values(values))
        if found and table.name in LEDGERS:
            changed[str(table.name)] = tuple(int(key[0]) for key, _ in found)
            numbers += _drop_salts(connection, table, changed[str(table.name)])
        if found:
            rows[str(table.name)] = len(found)
    return ErasedRows(rows=rows, numbers=tuple(sorted(numbers)), changed=changed)


def naming_rows(connection: Connection, names: Callable[[str], bool], *, kept: Names, about: Account) -> Iterator[str]:
    """Name the rows with a text that names somebody, packed or not, but for those that are kept."""
    stay = {str(table.name): chosen for table, chosen in _chosen(about, kept, by_account=False)}
    for table in tables.sorted_tables:
        marked = _rewritten(connection, table, lambda text: "" if names(text) else text, stay.get(str(table.name), ()))
        for key, _ in marked if table.name != "erasure_subjects" else ():
            yield f"{table.name} {' '.join(map(str, key))}"


def rows_by_table(connection: Connection, about: Account) -> Mapping[str, list[dict[str, object]]]:
    """Give all rows about an account, by table; what is packed is unpacked."""
    found: dict[str, list[dict[str, object]]] = {}
    for table, chosen in _chosen(about, names_about(connection, about)):
        columns = [_raw(column) for column in table.c]
        names = [str(column.name) for column in table.c]
        for where in chosen:
            for row in connection.execute(select(*columns).where(where)).all():
                said = dict(zip(names, map(_shown, row), strict=True))
                found.setdefault(str(table.name), []).append(said)
    return found


def _shown(value: object) -> object:
    return _text(value) if isinstance(value, bytes | memoryview) else value


def _rewritten(
    connection: Connection, table: Table, rewrite: Callable[[str], str], stay: Sequence[ColumnElement[bool]]
) -> Iterator[tuple[tuple[Any, ...], dict[str, object]]]:
    texts = [column for column in table.c if isinstance(column.type, Text | LargeBinary)]
    if not texts:
        return
    asked = select(*table.primary_key, *(_raw(column) for column in texts))
    for where in stay:
        asked = asked.where(~where)
    keys = len(table.primary_key)
    for row in connection.execute(asked).all():
        values: dict[str, object] = {}
        for column, value in zip(texts, row[keys:], strict=True):
            text = _text(value)
            new = text if text is None else rewrite(text)
            if new is not None and new != text:
                values[str(column.name)] = new if isinstance(value, str) else _packed(bytes(value), new)
        if values:
            yield tuple(row[:keys]), values


def _raw(column: Column[Any]) -> ColumnElement[Any]:
    named: ColumnElement[Any] = (
        cast(column, LargeBinary).label(f"raw_{column.name}")
        if isinstance(column.type, LargeBinary)
        else column.label(f"raw_{column.name}")
    )
    return named


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes | memoryview):
        data = bytes(value)
        try:
            return (unpack(data) if data.startswith(ZSTD) else data).decode("utf-8")
        except (Invalid, UnicodeDecodeError):
            return None
    return None


def _packed(before: bytes, text: str) -> bytes:
    return pack(text.encode()) if before.startswith(ZSTD) else text.encode()


def _drop_salts(connection: Connection, table: Table, rows: Sequence[int]) -> list[int]:
    numbers: list[int] = []
    for few in in_slices(rows):
        facts = (audit_facts.c.ledger == table.name) & audit_facts.c.fact.in_([str(seq) for seq in few])
        numbers += connection.execute(select(audit_facts.c.number).where(facts)).scalars()
        connection.execute(delete(audit_facts).where(facts))
    return numbers


def _chosen(
    about: Account, names: Names, *, by_account: bool = True
) -> Iterator[tuple[Table, Sequence[ColumnElement[bool]]]]:
    """Give for each table which of its rows belong to what is named, a slice at a time; what others refer to comes last."""
    for name in sorted(BY_NAME, key=lambda name: name in ("cases", "decisions", "actions", "notices", "appeals")):
        table = tables.tables[name]
        yield (
            table,
            [
                table.c[column].in_(few)
                for column, kind in BY_NAME[name]
                for few in in_slices(sorted(names.get(kind, ())))
            ],
        )
    if by_account:
        for name in BY_ACCOUNT:
            yield tables.tables[name], [_of(tables.tables[name], about)]
        other = tables.tables["continuations"]
        yield other, [(other.c.earlier_account == about.id) & (other.c.earlier_platform == about.platform)]


def _of(table: Table, about: Account) -> ColumnElement[bool]:
    """Choose rows about an account; a label that names no platform is about whichever has it."""
    own = tuple_(table.c.account, table.c.platform).in_([(about.id, about.platform), (about.id, "")])
    if "other_account" in table.c:
        return or_(own, (table.c.other_account == about.id) & (table.c.other_platform == about.platform))
    return own


def _in(connection: Connection, column: Column[Any], of: Column[Any], names: Sequence[str]) -> list[str]:
    return [name for few in in_slices(names) for name in _names(connection, column, of.in_(few))]


def _names(connection: Connection, column: Column[Any], where: ColumnElement[bool]) -> list[str]:
    found: Sequence[Row[Any]] = connection.execute(select(column).where(where).order_by(column)).all()
    return [str(row[0]) for row in found]
