"""A picture file gives the fingerprints of all that it shows."""

from io import BytesIO

from PIL import Image

from cautery.signals.media.look_at_picture import MOST_DISTINCT, look_at_picture
from cautery.signals.media.pictures import read_picture
from tests.material import landscape, saved


def animation(*frames: Image.Image) -> bytes:
    out = BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], duration=1000, quality=90)
    return out.getvalue()


def test_a_picture_behind_an_empty_first_frame_is_found() -> None:
    own = look_at_picture(read_picture(saved(landscape(1)), form="PNG"), to_bank=True).values("image_pdq")[0]
    asked = look_at_picture(
        read_picture(animation(Image.new("RGB", (640, 420), "white"), landscape(1)), form="WEBP"), to_bank=False
    )

    assert min((int(own, 16) ^ int(one, 16)).bit_count() for one in asked.values("image_pdq")) <= 20
    assert asked.notes == ()


def test_an_animation_is_looked_at_as_a_film_too() -> None:
    media = look_at_picture(read_picture(animation(landscape(1), landscape(2)), form="WEBP"), to_bank=True)

    assert {one.type for one in media.fingerprints} == {"image_pdq", "image_views", "video_vpdq", "video_views"}


def test_what_is_behind_the_most_frames_is_said() -> None:
    many = animation(*(landscape(number, 96, 96) for number in range(MOST_DISTINCT + 2)))

    assert "different frames" in look_at_picture(read_picture(many, form="WEBP"), to_bank=True).notes[0]
