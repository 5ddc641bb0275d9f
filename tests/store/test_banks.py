"""What is banked is what was last said of a value, by each who said anything."""

import hashlib
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.kit.note import Signer
from cautery.model.bank import BankEntry
from cautery.store import banks
from cautery.store.database import open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate
from tests.store.conftest import Open

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIGNER = Signer(name="harbour.example", seed=b"s" * 32)
few = st.sampled_from(["a", "b"])
entries = st.builds(
    BankEntry,
    bank=few,
    type=few,
    value=few,
    origin=few,
    policy=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5),
    why=st.just("seen"),
    added_by=st.just("ben"),
    added_at=st.just(NOON),
    expires_at=st.none() | st.just(NOON),
)


def said(
    value: str,
    *,
    bank: str = "lamps",
    origin: str = "ours",
    opinion: Literal["positive", "negative"] = "positive",
    expires_at: datetime | None = None,
) -> BankEntry:
    return BankEntry(
        bank=bank,
        type="term",
        value=value,
        opinion=opinion,
        origin=origin,
        policy="house",
        why="seen with the Guard",
        added_by="local:ben",
        added_at=NOON,
        expires_at=expires_at,
    )


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database with tables and nothing in them; a property's examples copy it."""
    path = tmp_path_factory.mktemp("empty") / "cautery.db"
    migrate(path)
    return path


def held(empty: Path, folder: Path, *moments: Sequence[BankEntry]) -> list[BankEntry]:
    """Bank entries, a transaction each, and list what holds."""
    database = open_database(Path(shutil.copy(empty, folder)))
    for moment in moments:
        with database.writing() as connection:
            banks.append(WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER), moment)
    with database.reading() as connection:
        return banks.holding(connection)


def test_an_entry_comes_back_as_it_was(empty: Path, tmp_path: Path) -> None:
    entry = said("فانوس", opinion="negative", expires_at=NOON + timedelta(days=1, microseconds=1))

    assert held(empty, tmp_path, [entry]) == [entry]


def test_a_later_entry_of_the_same_value_takes_the_place_of_the_earlier(empty: Path, tmp_path: Path) -> None:
    taken_back = said("wick", opinion="negative")

    assert held(empty, tmp_path, [said("wick")], [taken_back]) == [taken_back]


def test_two_who_disagree_are_both_kept(empty: Path, tmp_path: Path) -> None:
    """Else nobody would see that the value is disputed."""
    ours, theirs = said("wick"), said("wick", origin="theirs", opinion="negative")

    assert held(empty, tmp_path, [theirs, ours]) == [ours, theirs]


def test_what_has_expired_is_listed_all_the_same(empty: Path, tmp_path: Path) -> None:
    """Whether its time is over depends on when one asks, and the ledger has no clock."""
    over = said("wick", expires_at=NOON - timedelta(days=400))

    assert held(empty, tmp_path, [over]) == [over]


@given(moments=st.lists(st.lists(entries, max_size=6), max_size=3))
@settings(max_examples=30)
def test_the_last_of_each_bank_type_value_and_origin_holds_in_their_order(
    moments: list[list[BankEntry]], empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    last = {(one.bank, one.type, one.value, one.origin): one for moment in moments for one in moment}

    assert held(empty, tmp_path_factory.mktemp("db"), *moments) == [last[name] for name in sorted(last)]


def test_a_value_as_long_as_a_films_is_kept_and_found_on_either_database(writing: Open) -> None:
    long = ",".join(hashlib.sha256(bytes([number % 256, number // 256])).hexdigest() for number in range(1200))
    with writing() as tx:
        banks.append(tx, [said(long), said("lantern")])

        assert [one.value == long for _, one in banks.about(tx.connection, "term", long)] == [True]


def test_of_what_was_said_the_newest_that_holds_is_listed_first(writing: Open) -> None:
    with writing() as tx:
        banks.append(tx, [said("lantern"), said("wick", bank="news"), said("ember", expires_at=NOON), said("lantern")])
        found = banks.listed(tx.connection, at=NOON, bank=None, before=None, limit=9)

        assert [one.value for _, one in found] == ["lantern", "wick"]
        assert banks.names(tx.connection) == ["lamps", "news"]


def test_whoever_holds_a_value_to_be_harmless_disputes_it_until_that_is_over(writing: Open) -> None:
    pairs = [("term", "lantern"), ("term", "wick"), ("term", "ember")]
    with writing() as tx:
        banks.append(tx, [said(value) for _, value in pairs])
        banks.append(tx, [said("lantern", origin="news", opinion="negative")])
        banks.append(tx, [said("wick", origin="news", opinion="negative", expires_at=NOON)])

        assert banks.disputed(tx.connection, pairs, at=NOON) == {("term", "lantern")}
