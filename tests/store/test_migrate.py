"""Tables are moved up without losing a row, and what they differ in is told."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from cautery.errors import Conflict, Permanent
from cautery.kit.clock import rfc3339
from cautery.kit.note import Signer
from cautery.model.case import Case, CaseId
from cautery.store import cases, schema
from cautery.store.audit import verify
from cautery.store.database import SCHEMA, ReadConnection, connect, open_database, schema_of
from cautery.store.ledger import WriteTransaction, append_rows
from cautery.store.migrate import differences, migrate
from tests.world import NOON, person

SIGNER = Signer(name="harbour.example", seed=b"s" * 32)


def changed(path: Path, *statements: str) -> list[str]:
    """Change a migrated database by hand, and say where it then differs."""
    migrate(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return differences(connect(path))


def test_a_new_file_gets_all_tables(tmp_path: Path) -> None:
    migrate(tmp_path / "home" / "cautery.db")

    assert schema_of(open_database(tmp_path / "home" / "cautery.db")) == SCHEMA


def test_migrating_again_keeps_every_row(tmp_path: Path) -> None:
    path = tmp_path / "cautery.db"
    changed(path, "INSERT INTO receipts VALUES (1, 'a', 'sent', '2020-01-01T12:00:00Z', 'accepted', NULL)")
    migrate(path)

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM receipts").fetchone() == (1,)


def test_two_who_migrate_at_the_same_time_take_turns(tmp_path: Path) -> None:
    """The second finds the tables there; neither is told of the other."""
    for number in range(5):
        path = tmp_path / f"{number}.db"
        assert schema_of(connect(path)) is None
        with ThreadPoolExecutor(max_workers=4) as workers:
            for done in [workers.submit(migrate, path) for _ in range(4)]:
                done.result(timeout=60)

        assert schema_of(open_database(path)) == SCHEMA


def test_a_step_that_fails_leaves_the_file_without_half_of_the_tables(tmp_path: Path) -> None:
    """A table of ours is there already, so that the step fails in its middle."""
    path = tmp_path / "cautery.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE receipts (name TEXT)")
    with pytest.raises(Permanent, match="receipts already exists"):
        migrate(path)

    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert names == [("receipts",)]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DROP TABLE banks", "banks"),
        ("DROP INDEX cases_about", "cases_about"),
        ("ALTER TABLE actions DROP COLUMN post", "post"),
        ("ALTER TABLE actions ADD COLUMN mood TEXT", "mood"),
        ("CREATE TABLE moods (name TEXT)", "moods"),
    ],
)
def test_a_table_changed_by_hand_is_told(statement: str, told: str, tmp_path: Path) -> None:
    found = changed(tmp_path / "cautery.db", statement)

    assert any(told in difference for difference in found), found


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "cautery.db"
    changed(path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Conflict, match="9999"):
        migrate(path)

    assert schema_of(connect(path)) == "9999"


def test_a_file_that_is_no_database_is_damaged_for_good(tmp_path: Path) -> None:
    (tmp_path / "cautery.db").write_bytes(b"not a database at all" * 100)

    with pytest.raises(Permanent, match="restore it from a backup"):
        migrate(tmp_path / "cautery.db")


def test_an_installation_of_the_first_tables_gets_its_queue(tmp_path: Path) -> None:
    """What was open then waits now, and what was decided does not."""
    path = tmp_path / "cautery.db"
    database = connect(path)
    with database.writing() as connection:
        make_first_tables(connection)
        for name in ("decided", "open"):
            times = "'2020-01-01T12:00:00Z', '2020-01-02T12:00:00Z'"
            connection.exec_driver_sql(
                f"INSERT INTO cases VALUES (NULL, '{name}', 'harbour', 'ana', NULL, 'suspicion', 0.5, '[]', {times})"
            )
        connection.exec_driver_sql(
            'INSERT INTO decisions (id, platform, account, verdict, measure, reason, "by", source, "case", kept)'
            " VALUES ('d', 'harbour', 'ana', 'benign', 'none', 'r', 'ben', 'review', 'decided', '[]')"
        )
    database.close()
    migrate(path)

    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute('SELECT "case", due - look_by FROM waiting').fetchall()
    assert found == [("open", pytest.approx(0.75 * 0.4 * 24 * 3600))]


def a_case(name: str) -> Case:
    return Case(id=CaseId(name), about=person(name), origin="notice", chance=None, reasons=(), opened_at=NOON, due=NOON)


def make_first_tables(connection: ReadConnection) -> None:
    """Make the tables of the first version, in a database that has none."""
    config = Config()
    config.set_main_option("script_location", str(files("cautery.store").joinpath("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


def of_the_first_version(path: Path) -> None:
    """Make a database as the first version made it, with a case in it and a signed log."""
    row = {"id": "ana", "platform": "harbour", "account": "ana", "post": None, "origin": "notice", "chance": None}
    times = {"opened_at": rfc3339(NOON), "due": rfc3339(NOON)}
    database = connect(path)
    with database.writing() as connection:
        make_first_tables(connection)
        tx = WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)
        append_rows(tx, schema.cases, [{**row, **times, "reasons": "[]"}], what="case", openly=("id", "origin", "due"))
    database.close()


def test_what_the_first_version_proved_is_proved_still_when_its_tables_are_moved_up(tmp_path: Path) -> None:
    path = tmp_path / "cautery.db"
    of_the_first_version(path)
    migrate(path)
    database = open_database(path)
    with database.writing() as connection:
        cases.append(WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER), [a_case("ben")])

    assert differences(database) == []
    with database.reading() as connection:
        proved = verify(connection, verifier=SIGNER.verifier(), kept=[])
        assert cases.every(connection) == [a_case("ana"), a_case("ben")]
    assert (proved.ok, proved.entries, proved.findings) == (True, 2, ())


def test_the_log_tells_when_a_column_that_came_later_was_changed(tmp_path: Path) -> None:
    """That it is not committed to while it is empty leaves no room for filling it."""
    path = tmp_path / "cautery.db"
    of_the_first_version(path)
    migrate(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE cases SET continues = '{}'")

    with open_database(path).reading() as connection:
        assert not verify(connection, verifier=SIGNER.verifier(), kept=[]).ok
