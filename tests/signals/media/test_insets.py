"""Pictures inside a picture are found: on a page, inside a frame, askew."""

import numpy as np
import pytest
from PIL import Image

from cautery.signals.hamming_index import bits_apart
from cautery.signals.media.insets import between_edges, cells, insets, inside_of_frame, straightened
from cautery.signals.media.pdq import Plane, pdq, written
from cautery.signals.media.pictures import plane_of
from tests.material import landscape

SHOWN = landscape(31, 300, 200)


def apart(found: Plane | None) -> int:
    assert found is not None
    return bits_apart(written(pdq(found)[0]), written(pdq(plane_of(SHOWN))[0]))


def page(ground: Image.Image, place: tuple[int, int]) -> Plane:
    ground.paste(SHOWN, place)
    return plane_of(ground)


def test_a_picture_on_a_page_of_text_is_found() -> None:
    ground = Image.new("RGB", (420, 500), "white")
    for line in range(20, 180, 16):
        ground.paste("black", (30, line, 300, line + 3))

    assert min(apart(found) for name, found in insets(page(ground, (60, 220))) if name == "a picture on a page") <= 10


def test_a_frame_of_noise_is_taken_off() -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 256, (280, 400, 3), dtype=np.uint8))

    assert apart(inside_of_frame(page(noise, (50, 40)))) <= 31


def test_a_film_before_a_blurred_copy_of_itself_is_found() -> None:
    blurred = Image.fromarray(np.uint8(np.linspace(90, 150, 500)[:, None].repeat(300, axis=1)))

    assert apart(between_edges(page(blurred.convert("RGB"), (0, 150)))) <= 31


@pytest.mark.parametrize("degrees", [-30, -7, 12, 25])
def test_a_picture_askew_is_set_straight(degrees: int) -> None:
    askew = SHOWN.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="white")

    assert apart(straightened(plane_of(askew))) <= 31


def test_cells_of_a_collage_are_given() -> None:
    collage = Image.new("RGB", (600, 400))
    for number, place in enumerate([(0, 0), (300, 0), (0, 200)]):
        collage.paste(landscape(40 + number, 300, 200), place)

    assert min(apart(cell) for cell in cells(page(collage, (300, 200)))) <= 10


def test_a_picture_that_stands_alone_is_not_taken_apart() -> None:
    assert list(insets(plane_of(SHOWN))) == []
    assert list(insets(np.full((200, 300), 128, dtype=np.float32))) == []
