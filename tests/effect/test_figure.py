import math

from cautery.effect.figure import Measure, cannot_tell, point, span, told

NAN = math.nan


def test_a_figure_without_an_interval_says_so_with_nothing() -> None:
    figure = told("gone", (0.5, NAN, NAN), unit="share", method="counted", rows=("a",))

    assert (figure.value, figure.interval) == (0.5, (None, None))
    assert span(figure) == ""


def test_what_cannot_be_told_has_no_value_and_a_reason() -> None:
    figure = cannot_tell("gone", "Nobody looked.", unit="share", method="counted", rows=())

    assert (figure.value, figure.note) == (None, "Nobody looked.")


def test_bounds_are_written_in_the_form_asked_for() -> None:
    figure = told("gone", (0.5, 0.41, 0.6), unit="share", method="counted", rows=())

    assert span(figure) == " (41% to 60%)"


def test_the_first_figure_is_the_headline_and_all_are_found_by_name() -> None:
    first, second = (told(name, (1.0, NAN, NAN), unit="days", method="", rows=()) for name in "ab")
    measure = Measure(name="m", says="", figures=(first, second))

    assert (measure.headline, measure.figure("b")) == (first, second)
    assert point(1.0, (2.0, NAN, 3.0)).low is None
