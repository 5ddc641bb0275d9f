"""What a person set apart stays apart, whoever of the two is named first."""

from pathlib import Path

from cautery.kit.note import Signer
from cautery.model.account import Account, Platform
from cautery.store import separations
from cautery.store.audit import verify
from cautery.store.database import Database, open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate
from tests.world import NOON, person

SIGNER = Signer(name="harbour.example", seed=b"s" * 32)


def database_at(path: Path) -> Database:
    migrate(path)
    return open_database(path)


def apart(database: Database, one: Account, other: Account) -> None:
    with database.writing() as connection:
        tx = WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)
        separations.append(tx, one, other, reason="brothers", at=NOON)


def test_pairs_come_back_without_an_order_inside(tmp_path: Path) -> None:
    database = database_at(tmp_path / "cautery.db")
    apart(database, person("ana"), person("ben"))
    apart(database, person("cay"), person("ana"))

    with database.reading() as connection:
        pairs = separations.every(connection)
    assert pairs == {frozenset((person("ben"), person("ana"))), frozenset((person("ana"), person("cay")))}


def test_a_namesake_elsewhere_is_somebody_else(tmp_path: Path) -> None:
    database = database_at(tmp_path / "cautery.db")
    there = Account(platform=Platform("market"), id=person("ana").id)
    apart(database, person("ana"), there)

    with database.reading() as connection:
        assert separations.every(connection) == {frozenset((person("ana"), there))}


def test_a_separation_is_in_the_log_and_who_is_meant_is_not_openly(tmp_path: Path) -> None:
    database = database_at(tmp_path / "cautery.db")
    apart(database, person("ana"), person("ben"))

    with database.reading() as connection:
        proved = verify(connection, verifier=SIGNER.verifier(), kept=[])
        [entry] = connection.exec_driver_sql("SELECT entry FROM audit").scalars()
    assert (proved.ok, proved.entries) == (True, 1)
    assert b"separation" in entry
    assert b"brothers" not in entry
