"""A picture is drawn where charts can be, and is left out elsewhere; nothing is loaded for it before."""

import pytest

from cautery.effect import pictures
from cautery.effect.measures import measure
from tests.effect_world import play


def test_a_measure_is_drawn_where_charts_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    survival = measure(play(17).seen)["survival"]
    drawn = pictures.picture(survival)
    assert drawn is not None
    assert drawn.startswith("<svg")

    monkeypatch.setattr(pictures, "is_installed", lambda _: False)
    assert pictures.picture(survival) is None
