"""Hostile files are refused with a reason, and the next file is looked at as if nothing had happened."""

import gzip
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image

from cautery.signals.media.looker import DecoderProcess
from cautery.signals.media.refusal import Unreadable
from tests.material import film, landscape, pdf, png_that_claims, saved, tune, wav


@pytest.fixture(scope="module")
def looker() -> Iterator[DecoderProcess]:
    with DecoderProcess(within_s=20, memory_mb=1024) as one:
        yield one


def zip_of_zips() -> bytes:
    inner = b"\0" * 1_000_000
    for _ in range(3):
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.zip", inner)
        inner = out.getvalue()
    return inner


def bomb_in_pdf() -> bytes:
    """A page whose content is 120 million spaces."""
    packed = zlib.compressobj()
    content = b"".join(packed.compress(b" " * 10_000_000) for _ in range(12)) + packed.flush()
    return (
        pdf("lit")
        .replace(
            b"stream\nBT /F1 12 Tf 20 700 Td (lit) Tj ET\nendstream",
            b"stream\n" + content + b"\nendstream",
        )
        .replace(b"<< /Length 33 >>", f"<< /Length {len(content)} /Filter /FlateDecode >>".encode())
    )


HOSTILE = {
    "nothing": b"",
    "noise": bytes(range(256)) * 40,
    "a bomb": png_that_claims(60_000, 60_000),
    "a hundred megapixels": png_that_claims(20_000, 20_000),
    "one point": saved(Image.new("RGB", (1, 1))),
    "a picture cut off": saved(landscape(1))[:20],
    "a film cut off": film([landscape(1)])[:5000],
    "a recording of junk": b"ID3" + b"\xff" * 5000,
    "a zip of zips": zip_of_zips(),
    "a gzip bomb": gzip.compress(b"\0" * 5_000_000),
    "a program": b"\x7fELF" + b"\0" * 500,
    "another format than it says": b"\x89PNG\r\n\x1a\n" + saved(landscape(1), "JPEG"),
    "a playlist that opens files": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n\0",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_and_the_next_is_looked_at(looker: DecoderProcess, data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        looker.look(data)

    assert str(refused.value).startswith("This ")
    assert looker.look(saved(landscape(1))).kind == "image"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (saved(landscape(1), "JPEG") + zip_of_zips(), "image"),
        (film([landscape(1), landscape(2)]), "video"),
        (wav(tune(1)), "audio"),
        (pdf("The lanterns are lit"), "document"),
        (b"<html><script>alert(1)</script>", "document"),
    ],
    ids=["a picture with an archive behind it", "a film", "a recording", "a document", "a page"],
)
def test_what_can_be_shown_is_looked_at(looker: DecoderProcess, data: bytes, kind: str) -> None:
    assert looker.look(data).kind == kind


def test_a_page_of_a_hundred_megabytes_comes_to_an_end(looker: DecoderProcess) -> None:
    assert looker.look(bomb_in_pdf()).text.strip() == ""


def test_what_is_larger_than_it_may_be_is_not_even_sent() -> None:
    with DecoderProcess(most_bytes=10, worker=("no-such-program",)) as one, pytest.raises(Unreadable, match="11 bytes"):
        one.look(b"a" * 11)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import time; time.sleep(600)", "not decoded within 2 seconds"),
        ("import os; os._exit(3)", "broke its decoder"),
        ("import sys; sys.stdin.buffer.read(200_009); sys.stdout.write('x' * 5_000_000)", "broke its decoder"),
        ("import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(b'\\0\\0\\0\\4junk')", "not decoded within"),
    ],
    ids=["stalls", "dies", "talks without end", "reads without end"],
)
def test_a_decoder_that_misbehaves_is_ended_and_told(code: str, says: str) -> None:
    with DecoderProcess(within_s=2, worker=(sys.executable, "-c", code)) as one, pytest.raises(Unreadable, match=says):
        one.look(b"a" * 200_000)


def test_a_decoder_without_end_is_ended_by_the_kernel() -> None:
    """Though its clock has time left."""
    code = (
        "import sys; from cautery.signals.media import worker;"
        "worker.look = lambda *_, **__: [0 for _ in iter(int, 1)];"
        "sys.argv[1] = '1'; worker.main()"
    )
    with (
        DecoderProcess(within_s=60, worker=(sys.executable, "-c", code)) as one,
        pytest.raises(Unreadable, match="broke its"),
    ):
        one.look(b"lit")
