"""A picture that was banked by its parts is found when it is cut, framed or covered."""

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


@pytest.mark.parametrize("value", ["", "f0" * 31, "-".join(["f0" * 32] * 129), "f0" * 32 + "-"])
def test_what_is_no_list_of_hashes_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="no list of PDQ hashes"):
        KIND.canonical(value)
