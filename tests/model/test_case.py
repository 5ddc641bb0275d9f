"""A case is a question: it says nothing about its answer, and does not change while it waits."""

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId, look_by

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def test_a_case_cannot_be_edited_while_it_waits() -> None:
    about = Account(platform=Platform("harbour"), id=AccountId("ana"))
    case = Case(id=CaseId("c"), about=about, origin="notice", chance=None, reasons=(), opened_at=NOON, due=NOON)

    with pytest.raises(FrozenInstanceError):
        case.due = datetime(2021, 1, 1, tzinfo=UTC)  # type: ignore[misc]


def test_a_case_has_no_room_for_a_verdict() -> None:
    """Only a person decides, and elsewhere: whether a case is open is seen from the decisions."""
    assert not {"verdict", "measure", "decision", "state", "closed"} & {field.name for field in fields(Case)}


@given(hours=st.floats(0.1, 1000), chance=st.none() | st.floats(0, 1))
def test_a_case_is_looked_at_before_it_is_due_and_not_before_half_of_its_time(
    hours: float, chance: float | None
) -> None:
    about = Account(platform=Platform("harbour"), id=AccountId("ana"))
    opened, due = NOON, NOON + timedelta(hours=hours)
    case = Case(id=CaseId("c"), about=about, origin="suspicion", chance=chance, reasons=(), opened_at=opened, due=due)

    assert opened + (due - opened) / 2 - timedelta(seconds=1) <= look_by(case) <= due
