"""How many innocents are named is counted and bounded, and never promised."""

import pytest

from cautery.suspicion.operators.alarms import ENOUGH, Alarms, wilson


def test_nothing_is_said_before_enough_were_decided() -> None:
    few = Alarms(innocent=ENOUGH - 1, named=0)

    assert few.interval is None
    assert "not yet measured here" in few.says()


def test_what_was_counted_is_told_with_its_interval() -> None:
    low, high = Alarms(innocent=1000, named=2).interval or (0, 0)

    assert low < 0.002 < high
    assert "2 would be named: 0.5 to 7.3 in 1,000" in Alarms(innocent=1000, named=2).says()


@pytest.mark.parametrize(("hits", "of"), [(0, 0), (0, 10), (10, 10), (3, 7)])
def test_an_interval_holds_its_share_and_stays_a_share(hits: int, of: int) -> None:
    low, high = wilson(hits, of)

    assert 0 <= low <= (hits / of if of else 0) + 1e-9
    assert (hits / of if of else 1) - 1e-9 <= high <= 1
