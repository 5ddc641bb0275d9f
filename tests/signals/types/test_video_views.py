"""Films are known again by the parts of their frames, and single frames of them too."""

import pytest

from cautery.errors import Invalid
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.media.look import look
from cautery.signals.types.image_pdq import ImagePdq
from cautery.signals.types.video_views import STILL, VideoViews
from tests.material import film, landscape, saved

KIND = VideoViews()
SHOWN = [landscape(number) for number in (61, 62, 63, 64)]
BANKED = look(film(SHOWN), to_bank=True).values("video_views")[0]


def found(data: bytes, value: str = BANKED) -> float | None:
    media = look(data, to_bank=False)
    return min((distance for _, distance in KIND.index([value]).find(Content(media=(media,)))), default=None)


def test_a_film_that_was_cut_at_its_edges_is_known() -> None:
    width, height = SHOWN[0].size
    edges = (width // 10, height // 10, width * 9 // 10, height * 9 // 10)

    assert found(film([one.crop(edges).resize((512, 336)) for one in SHOWN])) == 0.0


def test_a_still_of_a_known_film_is_known_and_weighs_less() -> None:
    assert found(saved(SHOWN[2], "JPEG", quality=80)) == STILL
    assert found(saved(landscape(99))) is None


def test_a_film_that_shares_a_third_of_its_frames_is_another_film() -> None:
    assert found(film([SHOWN[0], SHOWN[1], *(landscape(number) for number in (71, 72, 73, 74))])) is None


def test_a_known_picture_in_a_film_is_said_to_be_a_frame_of_it() -> None:
    own = look(saved(SHOWN[1]), to_bank=True).values("image_pdq")[0]
    content = Content(media=(look(film(SHOWN), to_bank=False),))

    assert [position for position, _ in ImagePdq().index([own]).find(content)] == [0]
    assert ImagePdq().seen_in(own, content) == "a frame of a film"


def test_values_come_and_go() -> None:
    index = KIND.index([])
    content = Content(
        media=(MediaContent(kind="video", fingerprints=(Fingerprint(type="video_frame", value="f0" * 32),)),)
    )
    position = index.add("f0" * 32)

    assert [one for one, _ in index.find(content)] == [position]
    index.remove(position)
    assert list(index.find(content)) == []


@pytest.mark.parametrize("value", ["", "f0", "|".join(["f0" * 32] * 7000)])
def test_what_is_no_film_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="is no film by its frames"):
        KIND.canonical(value)
