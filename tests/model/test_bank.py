"""A banked value is a fact: an opinion is changed by a later entry, never in place."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from cautery.model.bank import BankEntry, Match


def an_entry() -> BankEntry:
    return BankEntry(
        bank="lamps",
        type="term",
        value="wick",
        origin="ours",
        policy="house",
        why="seen",
        added_by="ben",
        added_at=datetime(2020, 1, 1, tzinfo=UTC),
    )


def test_an_entry_speaks_for_its_value_and_has_no_end_unless_it_says_so() -> None:
    assert (an_entry().opinion, an_entry().expires_at) == ("positive", None)


def test_an_entry_cannot_be_edited() -> None:
    with pytest.raises(FrozenInstanceError):
        an_entry().opinion = "negative"  # type: ignore[misc]


def test_a_match_cannot_be_said_to_be_undisputed_afterwards() -> None:
    match = Match(bank="lamps", type="term", distance=0.0, value="wick", says="the word", disputed=True)

    with pytest.raises(FrozenInstanceError):
        match.disputed = False  # type: ignore[misc]
