"""Cases come back as they were opened; a case is open until a decision names it."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.kit.note import Signer
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.suspicion import Reason
from cautery.store import cases, decisions
from cautery.store.database import Database, open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIGNER = Signer(name="harbour.example", seed=b"s" * 32)
ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
times = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
reasons = st.builds(Reason, channel=words, bits=st.floats(-30, 30), says=words, evidence=st.lists(words).map(tuple))
opened = st.builds(
    Case,
    id=words.map(CaseId),
    about=st.builds(Account, platform=words.map(Platform), id=words.map(AccountId)),
    post=st.none() | words,
    chance=st.none() | st.floats(0, 1),
    reasons=st.lists(reasons, max_size=2).map(tuple),
    opened_at=times,
    due=times,
)


def a_case(name: str, *, due_in: int = 0) -> Case:
    due = NOON + timedelta(hours=due_in)
    return Case(id=CaseId(name), about=ANA, origin="notice", chance=None, reasons=(), opened_at=NOON, due=due)


def deciding(case: str | None, *, name: str = "d") -> Decision:
    return Decision(
        id=DecisionId(name),
        about=ANA,
        verdict="benign",
        measure="none",
        clause=None,
        reason="mended lamps",
        by="local:ben",
        at=NOON,
        source="review",
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


def append(database: Database, new: Sequence[Case], decided: Sequence[Decision] = ()) -> None:
    with database.writing() as connection:
        tx = WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)
        cases.append(tx, new)
        decisions.append(tx, decided)


@given(new=st.lists(opened, max_size=4, unique_by=lambda case: case.id))
@settings(max_examples=40)
def test_cases_come_back_as_they_were_opened(
    new: list[Case], empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = open_database(Path(shutil.copy(empty, tmp_path_factory.mktemp("db"))))
    append(database, new)

    with database.reading() as connection:
        assert cases.every(connection) == new
        assert [cases.get(connection, case.id) for case in new] == new


def test_a_case_that_nobody_opened_is_none(tmp_path: Path) -> None:
    database = database_at(tmp_path / "cautery.db")
    append(database, [a_case("a")])

    with database.reading() as connection:
        assert cases.get(connection, CaseId("A")) is None


def test_what_is_due_first_is_ahead_and_then_what_was_opened_first(tmp_path: Path) -> None:
    database = database_at(tmp_path / "cautery.db")
    append(database, [a_case("late", due_in=9), a_case("z", due_in=1), a_case("a", due_in=1), a_case("now")])

    with database.reading() as connection:
        assert [case.id for case in cases.undecided(connection)] == ["now", "z", "a", "late"]


def test_due_times_are_compared_as_times_whatever_their_zone_and_fraction(tmp_path: Path) -> None:
    """They are kept as text: '12:00:00Z' and '12:00:00.5Z' must not be sorted by their letters."""
    database = database_at(tmp_path / "cautery.db")
    half = Case(
        id=CaseId("half a second later"),
        about=ANA,
        origin="notice",
        chance=None,
        reasons=(),
        opened_at=NOON,
        due=NOON + timedelta(seconds=0.5),
    )
    append(database, [half, a_case("on the hour")])

    with database.reading() as connection:
        assert [case.id for case in cases.undecided(connection)] == ["on the hour", "half a second later"]


def test_a_case_waits_until_a_decision_names_it(tmp_path: Path) -> None:
    """A decision about the same account in another case, or in none, is not an answer to this one."""
    database = database_at(tmp_path / "cautery.db")
    append(database, [a_case("a"), a_case("b")], [deciding("a", name="1"), deciding(None, name="2")])

    with database.reading() as connection:
        assert [case.id for case in cases.undecided(connection)] == ["b"]
        assert [case.id for case in cases.every(connection)] == ["a", "b"]


def test_a_case_decided_twice_is_listed_once(tmp_path: Path) -> None:
    database = database_at(tmp_path / "cautery.db")
    append(database, [a_case("a")], [deciding("a", name="1"), deciding("a", name="2")])

    with database.reading() as connection:
        assert cases.undecided(connection) == []
        assert len(cases.every(connection)) == 1
