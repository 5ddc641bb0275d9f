"""The bars add up: from where one starts to where the chance stands, each beginning where the one before ended."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.console.waterfall import NARROWEST, waterfall
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.suspicion import Reason

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))


def a_case(chance: float | None, *bits: float) -> Case:
    reasons = tuple(Reason(channel="links", bits=one, says="posts lamps", evidence=("p",)) for one in bits)
    return Case(id=CaseId("c"), about=ANA, origin="suspicion", chance=chance, reasons=reasons, opened_at=NOON, due=NOON)


def test_a_worked_example() -> None:
    """One in five is two bits below even; two bits up are even; one bit down is one in three."""
    drawn = waterfall(a_case(1 / 3, 1.0))

    assert drawn is not None
    assert drawn.start == pytest.approx(1 / 5)
    assert drawn.bars[0].begin == pytest.approx(50 - 2 * 100 / 24, abs=0.01)
    assert drawn.bars[0].width == pytest.approx(100 / 24, abs=0.02)


@given(chance=st.floats(0, 1), bits=st.lists(st.floats(-20, 20), max_size=8))
def test_no_bar_leaves_the_picture_and_none_is_too_narrow_to_see(chance: float, bits: list[float]) -> None:
    drawn = waterfall(a_case(chance, *bits))

    assert drawn is not None
    assert 0 <= drawn.start <= 1
    for bar in drawn.bars:
        assert bar.width >= NARROWEST
        assert 0 <= bar.begin <= bar.begin + bar.width <= 100.01


def test_evidence_against_is_told_apart() -> None:
    drawn = waterfall(a_case(0.5, 3.0, -1.0))

    assert drawn is not None
    assert [bar.towards for bar in drawn.bars] == [True, False]


def test_a_notice_alone_draws_nothing() -> None:
    assert waterfall(a_case(None)) is None
