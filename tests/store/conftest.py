"""A database with tables and nothing in them, of either kind: what a ledger promises, it promises on both."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from cautery.kit.note import Signer
from cautery.store.database import Database, open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate
from tests import postgres

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIGNER = Signer(name="harbour.example", seed=b"s" * 32)
_numbers = count()
Open = Callable[[], AbstractContextManager[WriteTransaction]]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Run a PostgreSQL server for as long as the tests do."""
    with postgres.running() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a database of each kind, one after the other."""
    if request.param == "sqlite":
        address: Path | str = tmp_path / "cautery.db"
    else:
        address = postgres.new_database(request.getfixturevalue("postgres_server"), f"test{next(_numbers)}")
    migrate(address)
    database = open_database(address)
    yield database
    database.close()


@pytest.fixture
def writing(either: Database) -> Open:
    """Give the way to write into it as ben, at noon."""

    @contextmanager
    def opened() -> Iterator[WriteTransaction]:
        with either.writing() as connection:
            yield WriteTransaction(connection=connection, by="ben", at=NOON, signer=SIGNER)

    return opened
