"""A list is read as a whole: what contradicts itself, what is over and what it dropped is told."""

from dataclasses import replace
from datetime import UTC, datetime

from cautery.model.bank import BankEntry
from cautery.signals.banks.entries import entry_of
from cautery.signals.banks.lists import review

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def entry(value: str, **said: str) -> BankEntry:
    row = {"type": "term", "value": value, **said}
    return entry_of(row, bank="partner", origin="list.csv", policy="house", by="local:ada", at=NOW)


def test_a_value_both_known_and_harmless_is_held_as_harmless_whatever_the_order() -> None:
    both = [entry("lamp", opinion="negative"), entry("lamp"), entry("wick")]

    for said in (both, both[::-1]):
        found = review(said, [], at=NOW)
        assert {(one.value, one.opinion) for one in found.entries} == {("lamp", "negative"), ("wick", "positive")}
        assert (found.conflicting, "'lamp' is known and harmless" in found.notes[0]) == (1, True)


def test_a_value_whose_time_is_over_is_counted_and_said() -> None:
    found = review([entry("lamp", expires_at="2001-01-01T00:00:00Z")], [], at=NOW)

    assert (found.over, "over already" in found.notes[0]) == (1, True)


def test_a_value_that_the_list_no_longer_holds_is_said_and_another_lists_is_not() -> None:
    held = [entry("lamp"), entry("wick"), replace(entry("ember"), origin="other.csv")]
    found = review([entry("wick")], held, at=NOW)

    assert (found.dropped, "'lamp' is no longer in this list" in found.notes[0]) == (1, True)
