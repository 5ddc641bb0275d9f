"""A file is known by its SHA-256, and by nothing that is near to it."""

import pytest

from cautery.errors import Invalid
from cautery.model.content import Content, MediaContent
from cautery.signals.media.files import fingerprints_of_file
from cautery.signals.types.file_sha256 import FileSha256


def test_the_same_bytes_are_found_and_others_are_not() -> None:
    same, other = (
        Content(media=(MediaContent(kind="image", fingerprints=fingerprints_of_file(data)),))
        for data in (b"lit", b"lit ")
    )
    index = FileSha256().index(list(FileSha256().extract(same)))

    assert list(index.find(same)) == [(0, 0.0)]
    assert list(index.find(other)) == []


@pytest.mark.parametrize("value", ["", "ab" * 31, "xy" * 32, "ab" * 33])
def test_what_is_no_digest_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="64 hex digits"):
        FileSha256().canonical(value)
