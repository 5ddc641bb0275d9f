"""Which files are meant, and what stands in each: a bad one is told by name and stops none of the others."""

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import Path

import pytest
import zstandard

from cautery.errors import Invalid, Missing
from cautery.events.files import files_in, parts_of

LINES = b'{"a": 1}\n{"a": 2}\n'


def put(folder: Path, data: bytes, name: str = "events") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def read(path: Path) -> list[tuple[str, bytes] | str]:
    found: list[tuple[str, bytes] | str] = []
    for part in parts_of(path):
        if isinstance(part, Invalid):
            found.append(str(part))
        else:
            found.append((part.name.removeprefix(str(path)), part.stream.read()))
    return found


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def long_window(data: bytes) -> bytes:
    parameters = zstandard.ZstdCompressionParameters(window_log=28, enable_ldm=True)
    return zstandard.ZstdCompressor(compression_params=parameters).compressobj().compress(data) + b""


@pytest.mark.parametrize(
    "pack",
    [bytes, gzip.compress, bz2.compress, lzma.compress, zstandard.ZstdCompressor().compress,
     lambda data: b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc" + zstandard.ZstdCompressor().compress(data),
     lambda data: b"\x5f\x2a\x4d\x18\x00\x00\x00\x00" * 3 + zstandard.ZstdCompressor().compress(data)],
    ids=["plain", "gzip", "bzip2", "xz", "zstd", "zstd behind a skippable frame", "behind three empty ones"],
)  # fmt: skip
def test_a_file_is_unpacked_whatever_it_is_packed_in_and_called(tmp_path: Path, pack: object) -> None:
    assert read(put(tmp_path, pack(LINES))) == [("", LINES)]  # type: ignore[operator]


def test_each_file_of_an_archive_is_one_packed_or_not(tmp_path: Path) -> None:
    data = zipped(**{"b.ndjson.gz": gzip.compress(LINES), "a/a.ndjson": LINES, "__MACOSX/a": b"x", ".hidden": b"x"})

    assert read(put(tmp_path, data)) == [("!a/a.ndjson", LINES), ("!b.ndjson.gz", LINES)]


def test_a_bad_file_of_an_archive_is_told_and_stops_none_of_the_others(tmp_path: Path) -> None:
    found = read(
        put(
            tmp_path, zipped(**{"a.png": b"\x89PNG\r\n", "b.parquet": b"PAR1...", "c": LINES, "d.zip": zipped(x=LINES)})
        )
    )

    assert [("a PNG picture" in str(one), "unzip" in str(one)) for one in found] == [
        (True, False), (False, True), (False, False), (False, False)]  # fmt: skip
    assert found[2] == ("!c", LINES)
    assert "zip" in str(found[3])


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"7z\xbc\xaf\x27\x1c...", "7-Zip"), (b"Rar!\x1a\x07\x00", "RAR"), (b"\x04\x22\x4d\x18....", "LZ4"),
        (b"SQLite format 3\x00", "SQLite"), (b"%PDF-1.7", "PDF"), (b"ORC...", "ORC"), (b"Obj\x01..", "Avro"),
        (b"x" * 257 + b"ustar\x00", "tar"), (gzip.compress(b"x" * 257 + b"ustar\x00", mtime=0), "tar"),
        (zipped(**{"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "Excel"), (b"PK\x03\x04 cut", "damaged zip"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named(tmp_path: Path, data: bytes, what: str) -> None:
    [said] = read(put(tmp_path, data))

    assert what in said
    assert "events" in said


def test_a_folder_means_all_files_below_it_by_name_but_the_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    for name in ("b/deep/1", "b/0", "a", ".hidden"):
        (tmp_path / name).touch()
    outside = put(tmp_path, b"", name="c")

    assert files_in([outside, tmp_path / "b"]) == [outside, tmp_path / "b" / "0", tmp_path / "b" / "deep" / "1"]
    assert tmp_path / ".hidden" not in files_in([tmp_path])


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="nowhere"):
        files_in([tmp_path / "nowhere"])


def test_a_link_below_a_folder_leads_nowhere_outside_of_it(tmp_path: Path) -> None:
    folder, outside = tmp_path / "unpacked", tmp_path / "secret"
    (folder / "a").mkdir(parents=True)
    outside.write_text("no")
    (folder / "a" / "events").write_text("yes")
    (folder / "here").symlink_to(folder / "a" / "events")
    (folder / "out").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    (tmp_path / "latest").symlink_to(outside)

    assert files_in([folder]) == [folder / "a" / "events", folder / "here"]
    assert files_in([tmp_path / "latest"]) == [tmp_path / "latest"]
