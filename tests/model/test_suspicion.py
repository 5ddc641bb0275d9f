"""A suspicion says why, and never what is to be done."""

from dataclasses import FrozenInstanceError, fields

import pytest

from cautery.model.account import Account, AccountId, Platform
from cautery.model.suspicion import Reason, Suspicion


def test_a_suspicion_has_no_room_for_a_verdict_or_a_measure() -> None:
    """A machine has a suspicion; only a person makes a decision."""
    assert {field.name for field in fields(Suspicion)} == {"about", "chance", "bits", "reasons", "neighbourhood"}


def test_neither_a_suspicion_nor_a_reason_can_be_edited() -> None:
    reason = Reason(channel="links", bits=5.5, says="posts the notebook", evidence=("post 1",))
    about = Account(platform=Platform("harbour"), id=AccountId("ana"))
    suspicion = Suspicion(about=about, chance=0.9, bits=5.5, reasons=(reason,), neighbourhood=True)

    with pytest.raises(FrozenInstanceError):
        suspicion.chance = 1.0  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        reason.bits = 0.0  # type: ignore[misc]
