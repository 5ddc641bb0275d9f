import pytest

from cautery.effect.regrowth import BEFORE, regrowth
from cautery.effect.tables import of_takedown, seen
from tests.effect_world import TAKEDOWN, Plan, play


def test_what_has_grown_back_is_of_what_was_there_before() -> None:
    world = play(15, Plan(operators=150))

    figure = regrowth(of_takedown(world.seen, TAKEDOWN)).headline

    old = [life.operator for life in world.lives if life.nth == 1 and life.created < 60 - BEFORE]
    met = world.met() & set(old)
    back = world.reached(met, range(83, 90)) / 7 / (world.reached(met, range(60 - BEFORE, 60)) / BEFORE)
    assert figure.value == pytest.approx(back, rel=0.1)
    assert set(figure.rows) >= met


def test_each_takedown_has_its_line() -> None:
    measure = regrowth(play(15).seen)

    assert [curve.name for curve in measure.curves] == [TAKEDOWN]
    assert len(measure.curves[0].points) == 30


def test_without_takedowns_nothing_is_told() -> None:
    assert regrowth(seen({}, until=play(15).seen.until)).headline.value is None
