"""A picture that comes back changed has a view that is near to a view of the known one."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageOps

from cautery.signals.hamming_index import bits_apart
from cautery.signals.media.pdq import LEAST_QUALITY
from cautery.signals.media.pictures import plane_of
from cautery.signals.media.views import part, views_asked, views_banked, without_border
from tests.material import landscape

WITHIN = 47
Edit = Callable[[Image.Image], Image.Image]


def cut(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    width, height = picture.size
    return picture.crop(
        (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    )


def covered(picture: Image.Image) -> Image.Image:
    changed = picture.copy()
    changed.paste((0, 0, 0), (0, int(0.85 * picture.height), picture.width, picture.height))
    return changed


EDITS: dict[str, Edit] = {
    "mirrored": ImageOps.mirror,
    "turned": lambda picture: picture.rotate(90, expand=True),
    "framed": lambda picture: ImageOps.expand(picture, 40, "white"),
    "framed and mirrored": lambda picture: ImageOps.mirror(ImageOps.expand(picture, (0, 60), "black")),
    "cut at one side": lambda picture: cut(picture, 0.1, 0, 0, 0),
    "cut around": lambda picture: cut(picture, 0.07, 0.06, 0.07, 0.08),
    "under a banner": covered,
    "askew": lambda picture: picture.rotate(2, Image.Resampling.BICUBIC),
}


def apart(asked: Image.Image, banked: Image.Image) -> int:
    ours, theirs = list(views_asked(plane_of(asked))), list(views_banked(plane_of(banked)))
    return min(bits_apart(one.pdq, other.pdq) for one in ours for other in theirs)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_a_changed_copy_is_near_and_what_is_another_picture_is_not(edit: Edit) -> None:
    assert apart(edit(landscape(11)), landscape(11)) <= WITHIN
    assert apart(edit(landscape(11)), landscape(12)) > WITHIN


def test_the_first_view_is_the_picture_as_it_is() -> None:
    plane = plane_of(landscape(11))
    asked, banked = next(views_asked(plane)), next(views_banked(plane))

    assert (asked.name, banked.name, asked.pdq) == ("", "", banked.pdq)


def test_parts_in_which_little_is_to_be_seen_are_no_views() -> None:
    """Half of it is empty, as on a card with a text."""
    plane = np.full((400, 400), 200, dtype=np.float32)
    plane[:, :120] = plane_of(landscape(5, 120, 400))

    assert all(view.quality >= LEAST_QUALITY for view in list(views_banked(plane))[1:])


def test_bars_of_one_colour_come_off_and_a_dark_picture_stays() -> None:
    plane = plane_of(landscape(11))
    framed = np.pad(plane, ((30, 30), (70, 10)), constant_values=255)
    night = np.zeros((100, 100), dtype=np.float32)

    assert without_border(framed).shape == plane.shape
    assert without_border(night).shape == night.shape


def test_shares_are_cut_off_where_they_are_said() -> None:
    plane = np.arange(100, dtype=np.float32).reshape(10, 10)

    assert part(plane, (0.1, 0.2, 0.3, 0.4)).tolist() == plane[2:6, 1:7].tolist()
