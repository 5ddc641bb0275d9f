"""A case is a question: it says nothing about its answer, and does not change while it waits."""

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime

import pytest

from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId, version_of

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def test_a_case_cannot_be_edited_while_it_waits() -> None:
    about = Account(platform=Platform("harbour"), id=AccountId("ana"))
    case = Case(id=CaseId("c"), about=about, origin="notice", chance=None, reasons=(), opened_at=NOON, due=NOON)

    with pytest.raises(FrozenInstanceError):
        case.due = datetime(2021, 1, 1, tzinfo=UTC)  # type: ignore[misc]


def test_a_case_has_no_room_for_a_verdict() -> None:
    """Only a person decides, and elsewhere: whether a case is open is seen from the decisions."""
    assert not {"verdict", "measure", "decision", "state", "closed"} & {field.name for field in fields(Case)}


def test_a_state_is_named_by_what_was_decided_and_joined() -> None:
    assert [version_of(decided=1, joined=0), version_of(decided=1, joined=2)] == ["1", "1+2"]
