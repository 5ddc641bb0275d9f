"""Picture files are decoded, or refused with a reason."""

from io import BytesIO

import numpy as np
import pylibjxl
import pytest
from PIL import Image

from cautery.signals.media.pictures import CUT_SHORT, LARGEST_SIDE, picture_of, plane_of, read_picture
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
        (saved(landscape(1))[:20], "PNG picture is broken"),
        (saved(landscape(1), "JPEG")[:5000], "begins like a PNG picture and is none"),
        (saved(Image.new("RGB", (1, 1))), "1 x 1 points"),
        (png_that_claims(20_000, 20_000), "20,000 x 20,000 points"),
        (png_that_claims(50_000, 50_000), "far more points"),
    ],
    ids=["cut off", "another format", "one point", "four hundred million points", "a bomb"],
)
def test_what_cannot_be_a_picture_is_refused_with_its_reason(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        picture_of(data, form="PNG")


def test_a_picture_that_is_cut_short_is_seen_as_far_as_it_goes_and_says_so() -> None:
    whole = saved(landscape(1), "JPEG", quality=90)
    read = read_picture(whole[: len(whole) * 9 // 10], form="JPEG")

    assert read.notes == (CUT_SHORT,)
    assert np.abs(read.shown[0].plane[:250] - picture_of(whole, form="JPEG")[:250]).mean() < 3


@pytest.mark.parametrize("hidden", ["black", "white"])
def test_what_is_hidden_under_transparency_is_not_seen(hidden: str) -> None:
    page = Image.new("RGBA", (200, 120), hidden)
    page.putalpha(0)
    page.paste(landscape(1, 100, 60), (50, 30))
    seen = read_picture(saved(page), form="PNG").shown

    assert [round(float(one.plane[0, 0])) for one in seen] == [255, 0]


def test_every_frame_of_an_animation_is_seen_at_its_time() -> None:
    frames = [Image.new("RGB", (64, 64), "white"), landscape(1, 64, 64), landscape(2, 64, 64)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=500)
    seen = read_picture(out.getvalue(), form="GIF").shown

    assert [one.seconds for one in seen] == [0.0, 0.5, 1.0]


def test_jpeg_xl_is_read_and_a_picture_is_stood_up_as_its_file_says() -> None:
    lying = landscape(1).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    lying.save(out, "JPEG", exif=exif)

    assert picture_of(out.getvalue(), form="JPEG").shape[0] < picture_of(out.getvalue(), form="JPEG").shape[1]
    assert (
        np.abs(
            picture_of(pylibjxl.encode(np.asarray(landscape(1))), form="JXL")
            - plane_of(landscape(1).resize((512, 336)))
        ).mean()
        < 6
    )
