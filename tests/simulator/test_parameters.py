"""The assumptions are what they say: chances are chances, shares add up, and the priors are the published ones."""

import pytest

from cautery.simulator import parameters
from cautery.simulator.parameters import (
    ADDRESSES,
    ADDRESSES_OF_HANDS,
    ARRIVING_ROLES,
    AVATARS,
    AVATARS_OF_HANDS,
    BENIGN_KEPT,
    KEPT,
    LIFETIME_D,
)


@pytest.mark.parametrize("shares", [ADDRESSES, ADDRESSES_OF_HANDS, ARRIVING_ROLES, AVATARS, AVATARS_OF_HANDS])
def test_shares_add_up_to_one(shares: dict[str, float]) -> None:
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("chances", [KEPT, BENIGN_KEPT])
def test_chances_are_chances(chances: dict[str, float]) -> None:
    assert [name for name, chance in chances.items() if not 0 < chance <= 1] == []


def test_lifetimes_are_the_published_ones() -> None:
    """30 % are suspended within two days, 63 % within ninety; more than half live below fifty."""
    within = {days: sum(share * _part(days, least, most) for share, least, most in LIFETIME_D) for days in (2, 50, 90)}

    assert sum(share for share, _, _ in LIFETIME_D) == pytest.approx(1)
    assert within[2] == pytest.approx(0.30)
    assert within[50] > 0.5
    assert 0.6 < within[90] < 0.9


def test_hands_hide_more_often_than_others() -> None:
    assert ADDRESSES_OF_HANDS["tunnel"] > ADDRESSES["tunnel"]
    assert parameters.AWAY < 0.5


def _part(days: float, least: float, most: float) -> float:
    return min(1.0, max(0.0, (days - least) / (most - least)))
