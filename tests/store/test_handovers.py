"""Rows are handed over with what opens the log's commitment to them."""

import hashlib

import msgspec

from cautery.store import handovers, orders
from cautery.store.database import Database
from tests.store.conftest import Open
from tests.store.test_orders import ORDER, STEP


def test_a_row_s_hash_is_what_its_entry_commits_to(writing: Open, either: Database) -> None:
    with writing() as tx:
        orders.append(tx, ORDER)
        orders.append_step(tx, STEP)
    with writing() as tx:
        number = handovers.append(tx, "h1", "Court", "7/26", "ab")
    with either.reading() as connection:
        rows = handovers.rows_of(connection, order="o1", cases=[])
        entries = handovers.entries(connection)

    assert [row.ledger for row in rows] == ["orders", "order_steps"]
    assert msgspec.json.decode(entries[number])["manifest_sha256"] == "ab"
    for row in rows:
        told = hashlib.sha256(bytes.fromhex(row.salt) + row.row.encode()).hexdigest()
        assert msgspec.json.decode(row.entry)["commitment"] == told
        assert entries[row.number].decode() == row.entry
