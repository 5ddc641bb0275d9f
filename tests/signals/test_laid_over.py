"""A changed copy lies over its original, and another picture does not."""

import pytest
from PIL import Image, ImageOps

from cautery.signals.laid_over import laid_over
from cautery.signals.media.pdq import small_of
from cautery.signals.media.pictures import plane_of
from cautery.signals.outlines import Outline, outline_of
from tests.material import landscape


def outline(picture: Image.Image) -> Outline:
    return outline_of(small_of(plane_of(picture)))


def cut(left: float, top: float, right: float, bottom: float) -> Image.Image:
    picture = landscape(31)
    width, height = picture.size
    return picture.crop(
        (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    )


CHANGED = {
    "cut unevenly": cut(0.08, 0.02, 0.03, 0.06),
    "cut at one side": cut(0, 0, 0.2, 0),
    "cut in the middle": cut(0.12, 0.12, 0.12, 0.12),
    "askew": landscape(31).rotate(4, Image.Resampling.BICUBIC),
    "mirrored and cut": ImageOps.mirror(cut(0.1, 0, 0.05, 0.05)),
    "a quarter turned": landscape(31).rotate(90, expand=True),
}


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED.keys())
def test_a_changed_copy_lies_over_its_original_and_the_original_over_it(changed: Image.Image) -> None:
    assert laid_over(outline(changed), outline(landscape(31))).same
    assert laid_over(outline(landscape(31)), outline(changed)).same


@pytest.mark.parametrize("seed", range(32, 44))
def test_another_picture_does_not(seed: int) -> None:
    assert not laid_over(outline(landscape(seed)), outline(landscape(31))).same


def test_it_says_whether_it_was_turned_over_and_how_much_of_it_lies_over_the_other() -> None:
    mirrored = laid_over(outline(ImageOps.mirror(landscape(31))), outline(landscape(31)))
    larger = laid_over(outline(landscape(31)), outline(cut(0.1, 0.1, 0.1, 0.1)))

    assert mirrored.turned == "mirrored"
    assert mirrored.over > 0.95
    assert 0.5 < larger.over < 0.75


def test_it_says_what_of_the_other_it_shows() -> None:
    shows = laid_over(outline(cut(0.1, 0, 0.05, 0.2)), outline(landscape(31))).shows

    assert shows == pytest.approx((0.1, 0, 0.95, 0.8), abs=0.02)


def test_a_picture_of_nothing_lies_over_nothing() -> None:
    empty = outline(Image.new("RGB", (100, 100)))

    assert not laid_over(empty, outline(landscape(31))).same
    assert not laid_over(outline(landscape(31)), empty).same
    assert not laid_over(empty, empty).same
