"""An intent does not change on its way, and a receipt does not change afterwards."""

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime

import pytest

from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action, ActionReceipt
from cautery.model.decision import DecisionId


def test_an_action_cannot_be_turned_against_another_account() -> None:
    ana, ben = (Account(platform=Platform("harbour"), id=AccountId(name)) for name in ("ana", "ben"))
    action = Action(key="k", decision=DecisionId("d"), about=ana, measure="suspend")

    with pytest.raises(FrozenInstanceError):
        action.about = ben  # type: ignore[misc]


def test_an_action_says_what_is_meant_and_not_when_it_was_tried() -> None:
    """Two tries of one action are equal, so the second finds the receipt of the first."""
    assert {field.name for field in fields(Action)} == {"key", "decision", "about", "measure", "post", "plan", "stage"}


def test_a_receipt_cannot_be_edited() -> None:
    receipt = ActionReceipt(action="k", state="sent", at=datetime(2020, 1, 1, tzinfo=UTC), says="accepted")

    with pytest.raises(FrozenInstanceError):
        receipt.state = "confirmed"  # type: ignore[misc]
