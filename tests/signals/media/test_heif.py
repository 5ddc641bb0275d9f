"""HEIC pictures are put together from their tiles. No encoder of HEIC may be passed on: the shared cases hold real files."""

import pytest

from cautery.signals.media.heif import read_heif
from cautery.signals.media.refusal import Unreadable

HEAD = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


def test_a_broken_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="HEIC picture is broken"):
        read_heif(HEAD + b"\0" * 100)


def test_a_picture_that_claims_to_be_vast_is_refused_before_it_is_decoded() -> None:
    vast = (100_000).to_bytes(4, "big")
    with pytest.raises(Unreadable, match="100,000 x 100,000 points"):
        read_heif(HEAD + b"\0\0\0\x14ispe" + b"\0" * 4 + vast + vast)
