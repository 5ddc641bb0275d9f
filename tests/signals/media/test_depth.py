"""Pictures of more than 256 steps are scaled."""

import numpy as np
import pytest
from PIL import Image

from cautery.signals.media.depth import in_eight_bits


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (np.array([[0, 32768, 65535]], dtype=np.uint16), [0, 127, 255]),
        (np.array([[0, 100, 255]], dtype=np.int32), [0, 100, 255]),
        (np.array([[0.0, 0.5, 1.0]], dtype=np.float32), [0, 127, 255]),
        (np.array([[-3.0, np.nan, 3.0]], dtype=np.float32), [0, 127, 255]),
    ],
    ids=["16 bits", "whole numbers of a byte", "fractions", "below nothing, and none"],
)
def test_brightness_is_scaled_and_not_cut_off(points: np.ndarray, expected: list[int]) -> None:
    assert np.asarray(in_eight_bits(Image.fromarray(points)))[0].tolist() == expected


def test_usual_pictures_stay_as_they_are() -> None:
    picture = Image.new("RGB", (2, 2))

    assert in_eight_bits(picture) is picture
