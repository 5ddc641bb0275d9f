"""One writer at a time, any number of readers; what fails leaves nothing, and says so in our words."""

import sqlite3
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, insert, select
from sqlalchemy.pool import QueuePool

from cautery.errors import Conflict, Invalid, Permanent, Temporary
from cautery.store import database as module
from cautery.store.database import SCHEMA, Database, ReadConnection, connect, open_database, schema_of, storable, told
from cautery.store.migrate import migrate
from cautery.store.schema import actions


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a database with tables and nothing in them."""
    migrate(tmp_path / "cautery.db")
    return tmp_path / "cautery.db"


def write(connection: ReadConnection, key: str) -> None:
    row = {"key": key, "decision": "d", "platform": "harbour", "account": "ana", "measure": "suspend"}
    connection.execute(insert(actions), [row])


def keys(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [key for (key,) in connection.execute("SELECT key FROM actions ORDER BY key")]


def test_what_was_written_is_kept_when_the_block_ends(path: Path) -> None:
    with open_database(path).writing() as connection:
        write(connection, "a")

    assert keys(path) == ["a"]


def test_a_block_that_fails_at_its_end_keeps_nothing_of_what_it_wrote(path: Path) -> None:
    database = open_database(path)
    with pytest.raises(ZeroDivisionError):
        write_and_fail(database)

    assert keys(path) == []


def write_and_fail(database: Database) -> None:
    with database.writing() as connection:
        write(connection, "a")
        write(connection, "b")
        raise ZeroDivisionError


def test_a_reader_sees_one_state_while_another_writes(path: Path) -> None:
    database = open_database(path)
    counted = select(func.count()).select_from(actions)
    with database.reading() as before:
        assert before.execute(counted).scalar() == 0
        with database.writing() as connection:
            write(connection, "a")

        assert before.execute(counted).scalar() == 0
    with database.reading() as after:
        assert after.execute(counted).scalar() == 1


def test_a_second_writer_waits_for_the_first_and_then_sees_what_it_wrote(path: Path) -> None:
    database, seen, asking = open_database(path), [], threading.Event()

    def second() -> None:
        other = open_database(path)
        asking.set()
        with other.writing() as connection:
            seen.append(connection.execute(select(func.count()).select_from(actions)).scalar())

    with database.writing() as connection:
        write(connection, "a")
        waiting = threading.Thread(target=second)
        waiting.start()
        assert asking.wait(timeout=20)
        write(connection, "b")
    waiting.join(timeout=20)

    assert seen == [2]


def test_a_writer_who_waits_too_long_is_told_to_try_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_S", 0.01)
    one, other = open_database(path), open_database(path)
    with one.writing() as connection:
        write(connection, "a")
        with pytest.raises(Temporary, match="try again"), other.writing() as second:
            write(second, "b")

    assert keys(path) == ["a"]


def test_a_writer_who_waits_too_long_for_another_of_the_same_process_is_told_to_try_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BUSY_S", 0.01)
    database = open_database(path)
    with database.writing() as connection:
        write(connection, "a")
        with pytest.raises(Temporary, match="try again"), database.writing() as second:
            write(second, "b")

    assert keys(path) == ["a"]


def test_fifty_readers_get_an_answer_while_fifty_writers_wait_and_then_each_writes_once(path: Path) -> None:
    """Who waits for their turn holds no connection that a reader needs."""
    database = open_database(path)

    def one(name: int) -> None:
        with database.writing() as connection:
            write(connection, f"{name:02}")

    def count(_: int) -> int | None:
        with database.reading() as reading:
            return reading.execute(select(func.count()).select_from(actions)).scalar()

    with ThreadPoolExecutor(50) as writers, ThreadPoolExecutor(50) as readers:
        with database.writing() as connection:
            write(connection, "first")
            wrote = [writers.submit(one, name) for name in range(50)]
            assert list(readers.map(count, range(50))) == [0] * 50
        for waited in wrote:
            waited.result()

    assert keys(path) == [*(f"{name:02}" for name in range(50)), "first"]


def test_when_no_connection_is_free_one_is_told_to_try_again(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}", poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.01)
    database = Database(engine)
    with database.reading(), pytest.raises(Temporary, match="in use; try again"), database.reading():
        pass


def test_the_same_thing_written_twice_is_a_conflict(path: Path) -> None:
    database = open_database(path)
    with database.writing() as connection:
        write(connection, "a")
    with pytest.raises(Conflict, match="wrote the same thing first"), database.writing() as connection:
        write(connection, "a")

    assert keys(path) == ["a"]


def test_nobody_else_on_the_machine_can_read_the_file_or_what_lies_beside_it(path: Path) -> None:
    with open_database(path).writing() as connection:
        write(connection, "a")
        files = sorted(path.parent.glob("cautery.db*"))

        assert [file.name for file in files] == ["cautery.db", "cautery.db-shm", "cautery.db-wal"]
        assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * 3


def test_a_database_without_tables_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="no tables yet; run: cautery init --home"):
        open_database(tmp_path / "cautery.db")


def test_a_database_of_another_version_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")

    with pytest.raises(Conflict, match=f"has tables of version 0000, and this is for {SCHEMA}"):
        open_database(path)


def test_a_file_that_is_no_database_is_damaged_for_good(tmp_path: Path) -> None:
    path = tmp_path / "cautery.db"
    path.write_bytes(b"not a database at all" * 100)

    with pytest.raises(Permanent, match="restore it from a backup"):
        open_database(path)


def test_a_text_that_cannot_be_read_is_damage_and_no_reason_to_try_again(path: Path) -> None:
    database = open_database(path)
    with database.writing() as connection:
        write(connection, "a")
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE actions SET account = CAST(x'ff' AS TEXT)")

    with pytest.raises(Permanent, match="restore it from a backup"), database.reading() as reading:
        reading.execute(select(actions)).all()


def test_a_version_is_read_from_the_file(path: Path, tmp_path: Path) -> None:
    assert schema_of(connect(path)) == SCHEMA
    assert schema_of(connect(tmp_path / "empty.db")) is None


def test_an_address_is_shown_without_its_password(path: Path) -> None:
    assert "lamp" not in told("postgresql://ben:lamp@127.0.0.1/cautery")
    assert told(path) == str(path)


def test_an_address_that_is_no_url_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="write it like postgresql"):
        connect("a database somewhere")


def test_a_server_that_does_not_answer_is_told_as_temporary() -> None:
    with pytest.raises(Temporary, match="cannot be reached"):
        schema_of(connect("postgresql://ben@127.0.0.1:1/cautery"))


def test_a_text_with_nul_is_held_by_either_kind(either: Database) -> None:
    """PostgreSQL holds no NUL in a text: what a stranger writes must not keep a case from being opened."""
    with either.writing() as connection:
        write(connection, "a\0b")
    with either.reading() as connection:
        assert "a\ufffdb" in connection.execute(select(actions.c.key)).scalars().all()
        assert connection.execute(select(actions.c.account).where(actions.c.key == "a\0b")).scalar() == "ana"


def test_only_nul_is_replaced() -> None:
    assert storable({"a": "x\0", "b": ["\0", 1, b"\0"], "c": None}) == {
        "a": "x\ufffd",
        "b": ["\ufffd", 1, b"\0"],
        "c": None,
    }
    assert storable(("a", "\x01\n")) == ("a", "\x01\n")


def test_on_either_kind_a_second_writer_waits_for_the_first(either: Database) -> None:
    done: list[str] = []

    def second() -> None:
        with either.writing() as connection:
            write(connection, "second")
            done.append("second")

    with either.writing() as connection:
        other = threading.Thread(target=second)
        other.start()
        write(connection, "first")
        done.append("first")
    other.join(timeout=60)

    assert done == ["first", "second"]
