"""The tables that the migrations make are the tables that the code believes in."""

from pathlib import Path

from sqlalchemy import inspect

from cautery.store.audit import LEDGERS
from cautery.store.database import open_database
from cautery.store.migrate import differences, migrate
from cautery.store.schema import tables
from tests.store.filled import NO_FACTS


def test_the_migrations_give_exactly_the_schema(tmp_path: Path) -> None:
    migrate(tmp_path / "cautery.db")
    database = open_database(tmp_path / "cautery.db")

    assert differences(database) == []


def test_the_migrations_say_of_each_column_what_the_schema_says(tmp_path: Path) -> None:
    """Whether it may be empty, and what may not be there twice: Alembic does not compare all of it on SQLite."""
    migrate(tmp_path / "cautery.db")
    found = inspect(open_database(tmp_path / "cautery.db").engine)
    for table in tables.sorted_tables:
        columns = {(column["name"], column["nullable"]) for column in found.get_columns(table.name)}
        unique = {name for one in found.get_unique_constraints(table.name) for name in one["column_names"]}

        assert columns == {(column.name, column.nullable) for column in table.columns}
        assert unique == {column.name for column in table.columns if column.unique}


def test_every_ledger_numbers_its_rows_and_calls_nothing_else_so() -> None:
    """Writing and proving count on it: `seq` is the order, and the only key."""
    assert {tuple(column.name for column in table.primary_key) for table in LEDGERS.values()} == {("seq",)}


def test_every_ledger_is_proved() -> None:
    """A new table numbers its rows, or says why it holds no facts."""
    assert set(tables.tables) - set(LEDGERS) - NO_FACTS == {"audit", "audit_facts", "checkpoints"}
