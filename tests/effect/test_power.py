from math import nan

import pytest

from cautery.effect.power import power_of


def test_a_wide_interval_around_nought_cannot_tell_and_says_what_is_needed() -> None:
    power = power_of((0.1, -0.4, 0.6), clusters=20, of="operators")

    assert not power.told
    assert power.smallest == pytest.approx(0.5 / 1.96 * 2.8)
    assert power.needed > 200
    assert power.says.startswith("Cannot tell: with 20 operators")


def test_a_narrow_interval_around_nought_tells_that_there_was_none() -> None:
    power = power_of((0.01, -0.05, 0.07), clusters=400, of="operators")

    assert power.told
    assert power.says.startswith("No effect was found")


def test_an_effect_that_was_found_is_told_however_wide() -> None:
    assert power_of((0.7, 0.2, 0.9), clusters=8, of="operators").says == ""


def test_without_an_interval_nothing_is_told() -> None:
    assert not power_of((0.7, nan, nan), clusters=2, of="operators").told
