from cautery.effect.measures import MEASURES, measure
from cautery.effect.tables import of_takedown, seen
from tests.effect_world import TAKEDOWN, play


def test_each_measure_has_figures_with_a_method_and_says_something() -> None:
    for name, one in measure(play(13).seen).items():
        assert one.name == name
        assert one.says.endswith(".")
        assert all(figure.method.endswith(".") for figure in one.figures)


def test_every_figure_with_a_value_has_rows_that_it_came_from() -> None:
    figures = [figure for one in measure(play(13).seen).values() for figure in one.figures]

    assert all(figure.rows for figure in figures if figure.value is not None)


def test_of_nothing_every_measure_says_that_it_cannot_tell() -> None:
    found = measure(seen({}, until=play(13).seen.until))

    assert set(found) == set(MEASURES)
    assert all(one.headline.value is None and one.headline.note for one in found.values())


def test_of_one_takedown_all_can_be_taken() -> None:
    found = measure(of_takedown(play(13).seen, TAKEDOWN))

    assert found["reach"].headline.value is not None
