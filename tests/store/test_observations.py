"""When the time is over for which somebody is left up can be asked at once, also in older installations."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from cautery.model.decision import Decision, DecisionId, Observation
from cautery.store import decisions, observations
from cautery.store.database import connect, open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate
from tests.store.conftest import NOON, SIGNER
from tests.world import person

DAY = timedelta(days=1)


def observed(name: str, days: int | None) -> Decision:
    """Leave somebody up for some days; None: it is another decision."""
    terms = Observation(requester="office", legal_basis="Order 7", expires_at=NOON + (days or 0) * DAY, approver="cyd")
    return Decision(
        id=DecisionId(name),
        about=person(name),
        verdict="violating",
        measure="suspend" if days is None else "observe",
        clause="promotes",
        reason="keeps the lamps",
        by="ada",
        at=NOON,
        source="review",
        observation=None if days is None else terms,
    )


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[WriteTransaction]:
    migrate(tmp_path / "cautery.db")
    with open_database(tmp_path / "cautery.db").writing() as connection:
        yield WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)


def test_what_has_ended_is_listed_until_it_was_asked_about(writing: WriteTransaction) -> None:
    decisions.append(
        writing, [observed("late", 9), observed("soon", 3), observed("sooner", 2), observed("never", None)]
    )

    assert observations.ended(writing.connection, NOON + DAY) == []
    assert observations.ended(writing.connection, NOON + 3 * DAY) == ["sooner", "soon"]
    observations.remove(writing.connection, [DecisionId("sooner")])
    assert observations.ended(writing.connection, NOON + 3 * DAY) == ["soon"]


def test_asking_reads_an_index_and_not_every_decision(writing: WriteTransaction) -> None:
    """The worker asks every second, however many were left up."""
    plan = writing.connection.exec_driver_sql(
        "EXPLAIN QUERY PLAN SELECT decision FROM observations WHERE ends_at <= 1 ORDER BY ends_at, decision"
    )

    assert "SEARCH observations USING INDEX observations_end" in str(plan.all())


def test_an_older_installation_is_told_what_its_ledger_says(tmp_path: Path) -> None:
    path = tmp_path / "cautery.db"
    database, config = connect(path), Config()
    config.set_main_option("script_location", str(files("cautery.store").joinpath("migrations")))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0010")
    database.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        for name, terms in (("d1", '{"expires_at":"2020-01-04T12:00:00Z"}'), ("d2", None)):
            raw.execute(
                'INSERT INTO decisions (id, platform, account, verdict, measure, reason, "by", source, kept, observation)'
                " VALUES (?, 'harbour', 'ana', 'violating', 'observe', 'r', 'ben', 'review', '[]', ?)",
                (name, terms),
            )
    migrate(path)

    with open_database(path).reading() as connection:
        assert observations.ended(connection, NOON + 2 * DAY) == []
        assert observations.ended(connection, NOON + 3 * DAY) == ["d1"]
