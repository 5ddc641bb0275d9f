"""How hard moderators press."""

from cautery.simulator.society.pressure import OFF, ROUTINE, SUSTAINED
from cautery.simulator.society.priors import DETECTORS


def test_each_regime_looks_at_more_than_the_one_before() -> None:
    assert set() == OFF.armed
    assert OFF.armed < ROUTINE.armed < SUSTAINED.armed <= set(DETECTORS)


def test_nobody_is_closed_without_a_person_unless_told() -> None:
    assert not any(regime.unattended for regime in (OFF, ROUTINE, SUSTAINED))
