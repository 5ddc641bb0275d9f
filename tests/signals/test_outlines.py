"""An outline is the same however light a picture is, and comes back from its letters."""

import numpy as np
import pytest
from PIL import Image

from cautery.signals.media.pdq import Plane, small_of
from cautery.signals.media.pictures import plane_of
from cautery.signals.outlines import REACH, SIDE, STEPS, halved, outline_of, read, written
from tests.material import landscape


def small(seed: int) -> Plane:
    return small_of(plane_of(landscape(seed)))


def test_a_picture_that_is_darker_has_the_same_outline() -> None:
    light, dark = outline_of(small(1)), outline_of(small(1) * 0.6 + 10)

    assert np.corrcoef(light.ravel(), dark.ravel())[0, 1] > 0.98


def test_one_colour_has_no_outline() -> None:
    assert not outline_of(small_of(plane_of(Image.new("RGB", (100, 100), "green")))).any()


def test_it_comes_back_from_its_letters_within_half_a_step() -> None:
    outline = outline_of(small(2)).clip(-REACH, REACH)
    back = read(written(outline))

    assert np.abs(back - outline).max() <= REACH / STEPS / 2 + 1e-6
    assert written(back) == written(outline)


@pytest.mark.parametrize("text", ["", "a", "é" * 683, "-" * 682, "=" * 683])
def test_what_is_no_outline_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read(text)


def test_two_by_two_points_become_one() -> None:
    assert halved(np.array([[1, 2, 0, 0], [3, 6, 0, 8]], dtype=np.float32)).tolist() == [[3, 2]]
    assert outline_of(small(1)).shape == (SIDE, SIDE)
