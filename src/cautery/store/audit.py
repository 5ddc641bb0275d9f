"""The log that proves itself: a Merkle tree (RFC 6962) over canonical entries, its root signed whenever it grows.

An entry says openly what was done, by whom and when; the row that it stands for, which may hold personal data, it only commits
to: a hash over a random salt and the row. Deleting the salt makes the commitment say nothing, and the tree stays whole. That a
row and its salt are gone is whole where an erasure in the log says so (`erased`), and a finding otherwise.
"""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, LargeBinary, Row, Select, Table, cast, func, insert, select

from cautery.errors import Invalid, Permanent
from cautery.kit.canonical import canonical_json
from cautery.kit.merkle import Frontier, leaf_hash
from cautery.kit.note import Checkpoint, Signer, Verifier, checkpoint_text, read_checkpoint
from cautery.kit.unreadable import NOT_JSON
from cautery.store.erased import changed_rows, erased_entries
from cautery.store.schema import audit, audit_facts, checkpoints, committed, tables

LEDGERS: Mapping[str, Table] = {name: table for name, table in tables.tables.items() if "seq" in table.c}
"""Every table whose rows are facts."""
MOST_FINDINGS = 20
HASH_BYTES = 32
_INSIDE = select(checkpoints.c.size, checkpoints.c.note, cast(checkpoints.c.roots, LargeBinary).label("roots"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRecord:
    """What goes into the log for one row of a ledger."""

    says: Mapping[str, object]
    ledger: str
    fact: int
    row: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What the log is, and whatever is wrong with it, in words."""

    entries: int
    root: str
    ok: bool
    findings: tuple[str, ...]


def append_entries(connection: Connection, records: Sequence[LogRecord], *, signer: Signer) -> Checkpoint:
    """Append entries and sign the grown tree; everything is in the caller's transaction."""
    frontier = _frontier(connection, signer.verifier())
    entries, facts, leaves = [], [], []
    for index, record in enumerate(records, start=frontier.size):
        salt = os.urandom(16)
        entry = canonical_json({**record.says, "index": index, "commitment": commitment(salt, record.row)})
        entries.append({"number": index, "entry": entry})
        facts.append({"number": index, "ledger": record.ledger, "fact": str(record.fact), "salt": salt})
        leaves.append(leaf_hash(entry))
    grown = frontier.grow(leaves)
    checkpoint = Checkpoint(origin=signer.name, size=grown.size, root=grown.root())
    if records:
        connection.execute(insert(audit), entries)
        connection.execute(insert(audit_facts), facts)
        note = signer.sign(checkpoint_text(checkpoint))
        row = {"size": grown.size, "note": note, "roots": b"".join(grown.roots)}
        connection.execute(insert(checkpoints), row)
    return checkpoint


def commitment(salt: bytes, row: Mapping[str, object]) -> str:
    """Commit to a row without showing it: SHA-256 over the salt and the row's canonical form, in hex."""
    return hashlib.sha256(salt + canonical_json(row)).hexdigest()


def latest_note(connection: Connection) -> str | None:
    """Give the newest signed checkpoint, to be kept where the log's owner cannot change it; None before the first entry."""
    found: str | None = connection.execute(
        select(checkpoints.c.note).order_by(checkpoints.c.size.desc()).limit(1)
    ).scalar()
    return found


def latest_entries(connection: Connection, *, most: int, before: int | None = None) -> list[dict[str, object]]:
    """List the newest entries, newest first, with what each says openly; `before` is the index where one goes on."""
    found = select(cast(audit.c.entry, LargeBinary)).order_by(audit.c.number.desc()).limit(most)
    if before is not None:
        found = found.where(audit.c.number < before)
    return [msgspec.json.decode(entry, type=dict[str, object]) for entry in connection.execute(found).scalars()]


def refuse_if_behind(connection: Connection, kept: str, *, verifier: Verifier) -> None:
    """Refuse (Permanent) a log with fewer entries than a signed checkpoint that was kept outside of it says."""
    try:
        signed = read_checkpoint(verifier.open(kept)).size
    except Invalid as error:
        raise Permanent(
            f"The signed root beside the database does not hold: {error} Nothing is written until a person has looked: "
            f"cautery audit verify."
        ) from None
    here = connection.execute(select(func.coalesce(func.max(checkpoints.c.size), 0))).scalar_one()
    if here < signed:
        raise Permanent(
            f"The log has {here} entries here, and {signed} were signed: the database was put back to an earlier state. "
            f"Nothing is written until a person has looked: cautery audit verify. To go on from here on purpose, move "
            f"checkpoints/latest.note to where it is kept as the proof of what is missing."
        )


def verify(connection: Connection, *, verifier: Verifier, kept: Sequence[str] = ()) -> Verification:
    """Read the whole log and every row it stands for; `kept` are checkpoints from outside the database."""
    findings: list[str] = []
    signed = _signed(connection, verifier, kept, findings)
    frontier = _walk(connection, signed, findings)
    covered = max(signed, default=0)
    if frontier.size > covered:
        findings.append(
            f"{_entries(frontier.size - covered)} at the end stand behind the last signed checkpoint: added."
        )
    if frontier.size < covered:
        findings.append(
            f"A checkpoint was signed over {covered} entries and {frontier.size} are here: entries were dropped."
        )
    findings += _differences(connection)
    return Verification(
        entries=frontier.size, root=frontier.root().hex(), ok=not findings, findings=tuple(findings[:MOST_FINDINGS])
    )


def _frontier(connection: Connection, verifier: Verifier) -> Frontier:
    """Give what the tree grows from; nothing is ever signed over a tree that was not signed before."""
    last = connection.execute(_INSIDE.order_by(checkpoints.c.size.desc()).limit(1)).first()
    if last is None:
        return Frontier()
    grown = _grown(last)
    try:
        _opened(last.note, grown, verifier)
    except Invalid as error:
        raise Permanent(
            f"Nothing can be written, for the log was changed: {error} Restore the database from a backup."
        ) from error
    return grown


def _grown(row: Row[Any]) -> Frontier:
    """Read what a checkpoint's tree goes on growing from."""
    return Frontier(row.size, tuple(row.roots[at : at + HASH_BYTES] for at in range(0, len(row.roots), HASH_BYTES)))


def _opened(note: str, grown: Frontier | None, verifier: Verifier) -> Checkpoint:
    """Open a signed checkpoint; refuse one that was not signed over the tree that is kept with it."""
    checkpoint = read_checkpoint(verifier.open(note))
    if grown is not None:
        same = (grown.size, grown.root()) == (checkpoint.size, checkpoint.root)
        if not same or len(grown.roots) != grown.size.bit_count():
            raise Invalid(f"what is kept beside the one over {checkpoint.size} entries is not what was signed.")
    return checkpoint


def _signed(
    connection: Connection, verifier: Verifier, kept: Sequence[str], findings: list[str]
) -> dict[int, list[bytes]]:
    """Give the roots that were signed, by size; several when checkpoints disagree."""
    signed: dict[int, list[bytes]] = {}
    inside = connection.execute(_INSIDE.order_by(checkpoints.c.size)).all()
    for note, grown in (*((row.note, _grown(row)) for row in inside), *((note, None) for note in kept)):
        try:
            checkpoint = _opened(note, grown, verifier)
        except Invalid as error:
            findings.append(f"A checkpoint does not hold: {error}")
            continue
        signed.setdefault(checkpoint.size, []).append(checkpoint.root)
    return signed


def _walk(connection: Connection, signed: Mapping[int, Sequence[bytes]], findings: list[str]) -> Frontier:
    """Grow the tree again, entry by entry, and compare it with every root that was signed; the first difference is told."""
    frontier, differs = Frontier(), False
    commitments = _commitments(connection)
    entries = select(audit.c.number, cast(audit.c.entry, LargeBinary)).order_by(audit.c.number)
    for index, entry in connection.execute(entries):
        if index != frontier.size and not differs:
            findings.append(f"Entry {frontier.size} is missing: the next one here is {index}.")
            differs = True
        if index in commitments and commitments[index] != _committed(entry):
            findings.append(f"Entry {index} and the row that it stands for are not the same: one was changed.")
        frontier = frontier.grow([leaf_hash(entry)])
        if not differs and any(root != frontier.root() for root in signed.get(frontier.size, ())):
            since = max((size for size in signed if size < frontier.size), default=0)
            findings.append(
                f"The entries up to {frontier.size - 1} are not those that were signed: "
                f"one from {since} on was changed, dropped, reordered or added."
            )
            differs = True
    return frontier


class _Committed(msgspec.Struct):
    commitment: str


def _committed(entry: bytes) -> str | None:
    """Say what an entry commits to; None when it is no entry any more."""
    try:
        return _committing.decode(entry).commitment
    except NOT_JSON:
        return None


_committing = msgspec.json.Decoder(_Committed)


def _commitments(connection: Connection) -> Mapping[int, str]:
    """Commit again to every row that is still here, with the salts that were kept, by the entry's index."""
    again: dict[int, str] = {}
    number, fact, salt = audit_facts.c.number, audit_facts.c.fact, cast(audit_facts.c.salt, LargeBinary)
    for name, table in LEDGERS.items():
        facts = select(number, fact, salt).where(audit_facts.c.ledger == name).order_by(number)
        salts = {fact: (number, salt) for number, fact, salt in connection.execute(facts)}
        for row in connection.execute(select(table).order_by(table.c.seq)):
            if str(row.seq) in salts:
                index, salt_of = salts[str(row.seq)]
                again[index] = commitment(
                    salt_of, committed(table, {str(name): value for name, value in row._mapping.items()})
                )
    return again


def _differences(connection: Connection) -> Iterator[str]:
    """Find rows, entries and salts that are not one of each: what stands alone was added, or lost what it belongs to."""
    changed = changed_rows(connection)
    for name, table in LEDGERS.items():
        rows = {str(seq) for seq in connection.execute(select(table.c.seq)).scalars()} - changed.get(name, frozenset())
        facts = list(connection.execute(select(audit_facts.c.fact).where(audit_facts.c.ledger == name)).scalars())
        known = set(facts)
        if added := rows - known:
            yield f"{_rows(len(added))} of '{name}' not in the log, such as row {_first(added)}: added."
        if dropped := known - rows:
            yield f"{_rows(len(dropped))} of '{name}' in the log and gone here, such as row {_first(dropped)}: dropped."
        if again := len(facts) - len(known):
            yield f"{_rows(again)} of '{name}' in the log more than once: one was dropped and its number given again."
    yield from _alone(connection)


def _alone(connection: Connection) -> Iterator[str]:
    """Find entries without a salt, and salts without an entry or a ledger."""
    entries, salts = select(audit.c.number), select(audit_facts.c.number)
    erased = erased_entries(connection)
    without = _numbers(connection, entries.where(audit.c.number.not_in(salts)).order_by(audit.c.number))
    if bare := [number for number in without if number not in erased]:
        yield f"{_entries(len(bare))} lost the salt of what they stand for, such as entry {bare[0]}."
    no_entry = salts.where(audit_facts.c.number.not_in(entries)).order_by(audit_facts.c.number)
    if added := _numbers(connection, no_entry):
        yield f"Salt {added[0]} stands for no entry: added, or its entry was dropped."
    no_ledger = salts.where(audit_facts.c.ledger.not_in(LEDGERS)).order_by(audit_facts.c.number)
    if lost := _numbers(connection, no_ledger):
        yield f"Salt {lost[0]} stands for no row of a ledger: changed."


def _numbers(connection: Connection, query: Select[int]) -> list[int]:
    return list(connection.execute(query).scalars())


def _first(rows: Collection[str]) -> str:
    return min(rows, key=lambda row: (len(row), row))


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
