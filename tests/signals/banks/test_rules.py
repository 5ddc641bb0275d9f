from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.model.bank import BankEntry
from cautery.signals.banks.rules import expired, in_force

NOW = datetime(2016, 2, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)

Opinion = Literal["positive", "negative"]


def _entry(
    value: str = "x",
    *,
    opinion: Opinion = "positive",
    kind: str = "term",
    bank: str = "lanterns",
    expires_at: datetime | None = None,
) -> BankEntry:
    return BankEntry(
        bank=bank,
        type=kind,
        value=value,
        opinion=opinion,
        origin="harbour watch",
        policy="invented",
        why="",
        added_by="local:mara",
        added_at=NOW - 99 * SECOND,
        expires_at=expires_at,
    )


entries_of_all_sorts = st.lists(
    st.builds(
        _entry,
        st.sampled_from("xy"),
        opinion=st.sampled_from(["positive", "negative"]),
        kind=st.sampled_from(["term", "link"]),
        bank=st.sampled_from(["lanterns", "press"]),
        expires_at=st.sampled_from([None, NOW - SECOND, NOW, NOW + SECOND]),
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(entries=entries_of_all_sorts)
def test_what_is_disputed_or_expired_never_counts_as_undisputed(entries: list[BankEntry]) -> None:
    for held in in_force(entries, NOW):
        against = [
            e for e in entries if (e.type, e.value, e.opinion) == (held.entry.type, held.entry.value, "negative")
        ]

        assert held.entry.opinion == "positive"
        assert held.entry.expires_at is None or held.entry.expires_at > NOW
        assert held.disputed == any(e.expires_at is None or e.expires_at > NOW for e in against)


@settings(max_examples=300, deadline=None)
@given(entries=entries_of_all_sorts)
def test_every_positive_entry_that_is_not_over_is_held_in_its_order(entries: list[BankEntry]) -> None:
    lasting = [e for e in entries if e.opinion == "positive" and e.expires_at in (None, NOW + SECOND)]

    assert [held.entry for held in in_force(entries, NOW)] == lasting


@pytest.mark.parametrize("bank", ["lanterns", "press"])
def test_a_negative_opinion_in_any_bank_disputes_whichever_came_first(bank: str) -> None:
    harmless = _entry(opinion="negative", bank=bank)

    assert [held.disputed for held in in_force([_entry(), harmless], NOW)] == [True]
    assert [held.disputed for held in in_force([harmless, _entry(), _entry(bank="third")], NOW)] == [True, True]


def test_an_opinion_on_another_value_or_type_disputes_nothing() -> None:
    others = [_entry("y", opinion="negative"), _entry("x", opinion="negative", kind="link")]

    assert [held.disputed for held in in_force([_entry("x"), *others], NOW)] == [False]


def test_a_dispute_ends_when_the_opinion_against_expires() -> None:
    entries = [_entry(), _entry(opinion="negative", expires_at=NOW)]

    assert [held.disputed for held in in_force(entries, NOW - SECOND)] == [True]
    assert [held.disputed for held in in_force(entries, NOW)] == [False]


def test_an_entry_is_over_from_the_moment_it_expires() -> None:
    entry = _entry(expires_at=NOW)

    assert [expired(entry, at) for at in (NOW - SECOND, NOW, NOW + SECOND)] == [False, True, True]
    assert not expired(_entry(), datetime.max.replace(tzinfo=UTC))
