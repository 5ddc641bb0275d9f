"""A picture that was banked by its parts is found when it is cut, framed or covered."""

import re

import pytest
from PIL import ImageOps

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.media.look import look
from cautery.signals.types.image_views import ImageViews
from tests.material import landscape, saved

KIND = ImageViews()
BANKED = [look(saved(landscape(seed)), to_bank=True).values("image_views")[0] for seed in (21, 22)]


def test_a_cut_and_mirrored_picture_in_a_frame_is_found_as_the_right_one() -> None:
    cut = landscape(22).crop((32, 21, 608, 399))
    media = look(saved(ImageOps.expand(ImageOps.mirror(cut), 30, "black")), to_bank=False)
    [(position, distance)] = KIND.index(BANKED).find(Content(media=(media,)))

    assert (position, 0 < distance <= KIND.same_within) == (1, True)
    assert KIND.seen_in(BANKED[1], Content(media=(media,))).startswith("mirrored")


def test_another_picture_is_not_found() -> None:
    media = look(saved(landscape(23)), to_bank=False)

    assert list(KIND.index(BANKED).find(Content(media=(media,)))) == []


@pytest.mark.parametrize("value", ["", "f0" * 31, "-".join(["f0" * 32] * 257), "f0" * 32 + "-"])
def test_what_is_no_list_of_hashes_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="no list of PDQ hashes"):
        KIND.canonical(value)


def test_it_says_how_a_copy_lies_over_the_known_picture() -> None:
    cut = landscape(22).crop((64, 0, 640, 420))
    media = look(saved(ImageOps.mirror(cut)), to_bank=False)
    hashes, covers, shows = KIND.why(BANKED[1], Content(media=(media,)))

    assert "of the 256 bits" in hashes
    assert covers.startswith("Laid over the known picture, mirrored, ")
    assert re.search("from (9|10|11)% to (99|100)% of its width", shows)


def test_without_outlines_parts_must_be_as_near_as_whole_pictures() -> None:
    """A platform that sends hashes sends no outline."""
    hashes = BANKED[0].partition("~")[0]
    far = "-".join(f"{int(one, 16) ^ (2**40 - 1):064x}" for one in hashes.split("-"))
    near = "-".join(f"{int(one, 16) ^ (2**31 - 1):064x}" for one in hashes.split("-"))

    assert KIND.distance(far, BANKED[0]) == 1.0
    assert KIND.distance(near, BANKED[0]) == 31 / 256
