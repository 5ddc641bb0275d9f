"""The log that proves itself: a Merkle tree (RFC 6962) over canonical entries, its root signed whenever it grows.

An entry says openly what was done, by whom and when; the row that it stands for, which may hold personal data, it only commits
to: a hash over a random salt and the row. Deleting the salt makes the commitment say nothing, and the tree stays whole.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, insert, select

from cautery.errors import Invalid
from cautery.kit.canonical import canonical_json
from cautery.kit.merkle import Frontier, leaf_hash
from cautery.kit.note import Checkpoint, Signer, Verifier, checkpoint_text, read_checkpoint
from cautery.store.schema import actions, audit, audit_facts, banks, cases, checkpoints, decisions, receipts

LEDGERS: Mapping[str, Table] = {table.name: table for table in (decisions, cases, actions, receipts, banks)}
MOST_FINDINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
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


def append_entries(connection: Connection, records: Sequence[Record], *, signer: Signer) -> Checkpoint:
    """Append entries and sign the grown tree; everything is in the caller's transaction."""
    frontier = _frontier(connection)
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


def _frontier(connection: Connection) -> Frontier:
    last = connection.execute(select(checkpoints).order_by(checkpoints.c.size.desc()).limit(1)).first()
    if last is None:
        return Frontier()
    return Frontier(last.size, tuple(last.roots[at : at + 32] for at in range(0, len(last.roots), 32)))


def _signed(
    connection: Connection, verifier: Verifier, kept: Sequence[str], findings: list[str]
) -> dict[int, list[bytes]]:
    """Give the roots that were signed, by size; several when checkpoints disagree."""
    signed: dict[int, list[bytes]] = {}
    notes = connection.execute(select(checkpoints.c.note).order_by(checkpoints.c.size)).scalars()
    for note in [*notes, *kept]:
        try:
            checkpoint = read_checkpoint(verifier.open(note))
        except Invalid as error:
            findings.append(f"A checkpoint does not hold: {error}")
            continue
        signed.setdefault(checkpoint.size, []).append(checkpoint.root)
    return signed


def _walk(connection: Connection, signed: Mapping[int, Sequence[bytes]], findings: list[str]) -> Frontier:
    """Grow the tree again, entry by entry, and compare it with every root that was signed."""
    frontier = Frontier()
    commitments = _commitments(connection)
    for index, entry in connection.execute(select(audit.c.number, audit.c.entry).order_by(audit.c.number)):
        if index != frontier.size:
            findings.append(f"Entry {frontier.size} is missing: the next one here is {index}.")
            break
        given = commitments.get(index)
        if given is not None and given.encode() not in entry:
            findings.append(f"Entry {index} and the row that it stands for are not the same: one was changed.")
        frontier = frontier.grow([leaf_hash(entry)])
        if any(root != frontier.root() for root in signed.get(frontier.size, ())):
            since = max((size for size in signed if size < frontier.size), default=0)
            findings.append(
                f"The entries up to {frontier.size - 1} are not those that were signed: "
                f"one from {since} on was changed, dropped, reordered or added."
            )
            break
    return frontier


def _commitments(connection: Connection) -> Mapping[int, str]:
    """Commit again to every row that is still here, with the salts that were kept, by the entry's index."""
    again: dict[int, str] = {}
    for name, table in LEDGERS.items():
        facts = select(audit_facts).where(audit_facts.c.ledger == name).order_by(audit_facts.c.number)
        salts = {int(fact.fact): (fact.number, fact.salt) for fact in connection.execute(facts)}
        for row in connection.execute(select(table).order_by(table.c.seq)):
            if row.seq in salts:
                number, salt = salts[row.seq]
                again[number] = commitment(salt, dict(row._mapping))
    return again


def _differences(connection: Connection) -> Iterator[str]:
    """Find rows that no entry stands for, and entries whose row or salt is gone."""
    for name, table in LEDGERS.items():
        rows = set(connection.execute(select(table.c.seq)).scalars())
        facts = connection.execute(select(audit_facts.c.fact).where(audit_facts.c.ledger == name)).scalars()
        known = {int(fact) for fact in facts}
        if rows - known:
            yield f"{_rows(len(rows - known))} of '{name}' not in the log, such as row {min(rows - known)}: added."
        if known - rows:
            yield f"{_rows(len(known - rows))} of '{name}' in the log and gone here, such as row {min(known - rows)}: dropped."
    salted = select(audit_facts.c.number)
    bare = connection.execute(
        select(audit.c.number).where(audit.c.number.not_in(salted)).order_by(audit.c.number)
    ).scalars()
    if gone := list(bare):
        yield f"{_entries(len(gone))} lost the salt of what they stand for, such as entry {gone[0]}."


def count_entries(connection: Connection) -> int:
    """Say how many entries the log has."""
    return int(connection.execute(select(func.count()).select_from(audit)).scalar_one())


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
