from xml.etree import ElementTree

import pytest

from cautery.effect.charts import picture
from cautery.effect.figure import Measure, told
from cautery.effect.measures import measure
from cautery.effect.tables import of_takedown
from tests.effect_world import TAKEDOWN, play

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", ["survival", "returns", "reach", "regrowth", "displacement"])
def test_each_measure_with_curves_is_drawn_without_a_script(name: str) -> None:
    drawn = picture(measure(of_takedown(play(17).seen, TAKEDOWN))[name])

    assert drawn is not None
    tree = ElementTree.fromstring(drawn)
    assert tree.tag == f"{SVG}svg"
    assert tree.find(f".//{SVG}path") is not None
    assert tree.find(f".//{SVG}script") is None


def test_the_same_measure_is_the_same_picture() -> None:
    first, again = (picture(measure(play(17).seen)["survival"]) for _ in range(2))

    assert first == again


def test_a_measure_without_curves_has_no_picture() -> None:
    figure = told("x", (0.5, 0.4, 0.6), unit="share", method="counted.", rows=())

    assert picture(Measure(name="collateral", says="", figures=(figure,))) is None
    assert picture(Measure(name="survival", says="", figures=(figure,))) is None
