"""Which entries of the log stand for rows that were erased, and which rows an erasure changed: as the log itself tells."""

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import Connection, String, cast, select

from cautery.store.erasure_tables import erasures
from cautery.store.schema import audit_facts

_NUMBERS = msgspec.json.Decoder(tuple[int, ...])
_CHANGED = msgspec.json.Decoder(dict[str, tuple[int, ...]])


def erased_entries(connection: Connection) -> frozenset[int]:
    """Name the entries of the log whose rows went with an erasure that is done."""
    return frozenset(number for numbers, _ in _done(connection) for number in numbers)


def changed_rows(connection: Connection) -> Mapping[str, frozenset[str]]:
    """Name the rows of ledgers that an erasure left without what named the person."""
    found: dict[str, set[str]] = {}
    for _, changed in _done(connection):
        for ledger, rows in changed.items():
            found.setdefault(ledger, set()).update(map(str, rows))
    return {ledger: frozenset(rows) for ledger, rows in found.items()}


def _done(connection: Connection) -> Iterator[tuple[tuple[int, ...], dict[str, tuple[int, ...]]]]:
    """Read what erasures that are done tell; one can only have erased what was in the log before it."""
    own = (audit_facts.c.ledger == "erasures") & (audit_facts.c.fact == cast(erasures.c.seq, String))
    done = select(erasures.c.numbers, erasures.c.changed, audit_facts.c.number).join(audit_facts, own)
    for numbers, changed, entry in connection.execute(done.where(erasures.c.state == "done").order_by(erasures.c.seq)):
        earlier = tuple(number for number in _NUMBERS.decode(numbers) if number < entry)
        yield earlier, _CHANGED.decode(changed)
