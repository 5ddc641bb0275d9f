"""Pictures are the same up to 31 bits, and views of them are named."""

import pytest

from cautery.errors import Invalid
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.types.image_pdq import ImagePdq

KNOWN = "f0" * 32


def shown(**views: str) -> Content:
    marks = tuple(Fingerprint(type="image_pdq", value=value, view=view) for view, value in views.items())
    return Content(media=(MediaContent(kind="image", fingerprints=marks),))


@pytest.mark.parametrize(("bits", "same"), [(0, True), (31, True), (32, False)])
def test_up_to_31_bits_it_is_the_same_picture(bits: int, same: bool) -> None:
    other = f"{int(KNOWN, 16) ^ ((1 << bits) - 1):064x}"

    assert list(ImagePdq().index([KNOWN]).find(shown(whole=other))) == ([(0, bits / 256)] if same else [])


def test_the_nearest_view_counts_and_is_named() -> None:
    content = shown(whole="0f" * 32, mirrored=KNOWN)

    assert list(ImagePdq().index([KNOWN]).find(content)) == [(0, 0.0)]
    assert ImagePdq().seen_in(KNOWN, content) == "mirrored"


def test_it_says_how_many_bits_are_apart() -> None:
    assert "12 of 256 bits" in ImagePdq().says(KNOWN, 12 / 256)


@pytest.mark.parametrize("value", ["", "f0", "g" * 64, "f0" * 33, "\ud800" * 64])
def test_what_is_no_hash_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="no PDQ hash"):
        ImagePdq().canonical(value)
