"""Decisions come back as they were made, in the order in which they were made."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Conflict
from cautery.kit.note import Signer
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.decision import Decision, DecisionId, Observation
from cautery.store import decisions
from cautery.store.database import Database, open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIGNER = Signer(name="harbour.example", seed=b"s" * 32)
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
times = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
made = st.builds(
    Decision,
    id=words.map(DecisionId),
    about=st.builds(Account, platform=words.map(Platform), id=words.map(AccountId)),
    at=st.none() | times,
    case=st.none() | words.filter(bool).map(CaseId),
    clause=st.none() | words,
    reason=words,
    by=words,
    source=words,
    group=st.none() | words,
    post=st.none() | words,
    observation=st.none()
    | st.builds(Observation, requester=words, legal_basis=words, expires_at=times, approver=words),
    kept=st.lists(st.tuples(words, words), max_size=3).map(tuple),
)


def a_decision(name: str, *, source: str = "review", case: str | None = None) -> Decision:
    return Decision(
        id=DecisionId(name),
        about=Account(platform=Platform("harbour"), id=AccountId("ana")),
        verdict="violating",
        measure="suspend",
        clause="promotes",
        reason="sold broken lamps",
        by="local:ben",
        at=NOON,
        source=source,
        case=CaseId(case) if case else None,
    )


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database with tables and nothing in them; a property's examples copy it."""
    path = tmp_path_factory.mktemp("empty") / "cautery.db"
    migrate(path)
    return path


def database_at(path: Path) -> Database:
    migrate(path)
    return open_database(path)


def append(database: Database, decided: Sequence[Decision]) -> None:
    with database.writing() as connection:
        decisions.append(WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER), decided)


@given(decided=st.lists(made, max_size=4, unique_by=lambda one: one.id))
@settings(max_examples=40)
def test_decisions_come_back_as_they_were_made(
    decided: list[Decision], empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = open_database(Path(shutil.copy(empty, tmp_path_factory.mktemp("db"))))
    append(database, decided)

    with database.reading() as connection:
        assert decisions.every(connection) == decided


def test_all_decisions_are_listed_oldest_first_whatever_their_names(tmp_path: Path) -> None:
    database = database_at(tmp_path / "cautery.db")
    append(database, [a_decision("z"), a_decision("a")])
    append(database, [a_decision("m")])

    with database.reading() as connection:
        assert [one.id for one in decisions.every(connection)] == ["z", "a", "m"]


def test_a_case_has_its_own_decisions_oldest_first(tmp_path: Path) -> None:
    database = database_at(tmp_path / "cautery.db")
    append(
        database, [a_decision("z", case="c"), a_decision("other", case="d"), a_decision("a", case="c"), a_decision("n")]
    )

    with database.reading() as connection:
        assert [one.id for one in decisions.of_case(connection, CaseId("c"))] == ["z", "a"]


def test_some_are_given_by_their_ids_oldest_first(tmp_path: Path) -> None:
    database = database_at(tmp_path / "cautery.db")
    append(database, [a_decision("z"), a_decision("n"), a_decision("a")])

    with database.reading() as connection:
        found = decisions.some(connection, [DecisionId("a"), DecisionId("z"), DecisionId("nobody's")])
    assert [one.id for one in found] == ["z", "a"]


def test_a_decision_is_kept_once(tmp_path: Path) -> None:
    database = database_at(tmp_path / "cautery.db")
    append(database, [a_decision("a")])

    with pytest.raises(Conflict):
        append(database, [a_decision("a", source="again")])
