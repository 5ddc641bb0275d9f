"""What a file is, is told by its first bytes and by nothing else."""

import gzip
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.signals.media.refusal import Unreadable
from cautery.signals.media.sniff import sort_of
from tests.material import film, landscape, pdf, saved, tune, wav


def zipped(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("inside.zip", data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "form"),
    [
        (saved(landscape(1)), "image", "PNG"),
        (saved(landscape(1), "JPEG"), "image", "JPEG"),
        (saved(landscape(1), "WEBP"), "image", "WEBP"),
        (film([landscape(1)]), "video", "mp4"),
        (wav(tune(1)), "audio", "wav"),
        (pdf("lit"), "document", "pdf"),
        ("the lanterns are lit ؟".encode(), "document", "text"),
        (b"a" + ("é" * 40_000).encode(), "document", "text"),
    ],
    ids=["png", "jpeg", "webp", "mp4", "wav", "pdf", "text", "cut within a letter"],
)
def test_a_file_is_what_its_first_bytes_say(data: bytes, kind: str, form: str) -> None:
    assert (sort_of(data).kind, sort_of(data).form) == (kind, form)


@pytest.mark.parametrize("text", ["BMW and other cars", "FORMER keepers", "far wide roads", "caffeine", ".sndt"])
def test_a_text_that_begins_like_a_file_is_a_text(text: str) -> None:
    assert sort_of(text.encode()).form == "text"


def test_archives_are_refused_however_deep_they_are() -> None:
    for data, says in ((zipped(zipped(b"lit")), "zip archive"), (gzip.compress(b"lit"), "gzip archive")):
        with pytest.raises(Unreadable, match=says):
            sort_of(data)


def test_a_picture_that_is_an_archive_too_is_read_as_the_picture_that_it_shows() -> None:
    assert sort_of(saved(landscape(1)) + zipped(b"lit")).form == "PNG"


@given(st.binary(max_size=64))
def test_any_bytes_are_of_a_known_sort_or_refused(data: bytes) -> None:
    with suppress(Unreadable):
        assert sort_of(data).kind in ("image", "video", "audio", "document")
