"""Picture files are decoded, or refused with a reason."""

import numpy as np
import pytest
from PIL import Image

from cautery.signals.media.pictures import LARGEST_SIDE, picture_of, plane_of
from cautery.signals.media.refusal import Unreadable
from tests.material import landscape, png_that_claims, saved


def test_a_large_picture_is_made_smaller_and_a_small_one_is_left() -> None:
    large, small = (picture_of(saved(landscape(1, *size)), form="PNG") for size in ((1200, 600), (100, 80)))

    assert (large.shape, small.shape) == ((LARGEST_SIDE // 2, LARGEST_SIDE), (80, 100))


def test_brightness_is_weighed_as_meta_weighs_it() -> None:
    colours = Image.new("RGB", (2, 1))
    colours.putdata([(255, 0, 0), (0, 255, 0)])

    assert np.allclose(plane_of(colours), [[76.245, 149.685]])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_colour_is_read(mode: str) -> None:
    assert picture_of(saved(Image.new(mode, (20, 20))), form="PNG").shape == (20, 20)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (saved(landscape(1))[:5000], "is broken"),
        (saved(landscape(1), "JPEG")[:5000], "begins like a PNG picture and is none"),
        (saved(Image.new("RGB", (1, 1))), "1 x 1 points"),
        (png_that_claims(10_000, 10_000), "10,000 x 10,000 points"),
        (png_that_claims(50_000, 50_000), "far more points"),
    ],
    ids=["cut off", "another format", "one point", "a hundred million points", "a bomb"],
)
def test_what_cannot_be_a_picture_is_refused_with_its_reason(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        picture_of(data, form="PNG")
