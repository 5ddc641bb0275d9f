"""A file is known by its MD5, and by nothing that is near to it."""

import pytest

from cautery.errors import Invalid
from cautery.model.content import Content, MediaContent
from cautery.signals.media.files import fingerprints_of_file
from cautery.signals.types.file_md5 import FileMd5


def test_the_same_bytes_are_found_and_others_are_not() -> None:
    same, other = (
        Content(media=(MediaContent(kind="image", fingerprints=fingerprints_of_file(data)),))
        for data in (b"lit", b"lit ")
    )
    index = FileMd5().index(list(FileMd5().extract(same)))

    assert list(index.find(same)) == [(0, 0.0)]
    assert list(index.find(other)) == []


@pytest.mark.parametrize("value", ["", "ab" * 15, "xy" * 16, "ab" * 17])
def test_what_is_no_digest_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="32 hex digits"):
        FileMd5().canonical(value)
