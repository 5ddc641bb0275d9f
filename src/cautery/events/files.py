"""The files that are meant, and what stands in each: folders, archives of many files, and whatever they are packed in."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cautery.errors import Invalid, Missing
from cautery.kit.compressed import BROKEN, plain

_ZIP, PARQUET = b"PK\x03\x04", b"PAR1"
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it with 7z x"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it with unrar x"),
    (b"\x04\x22\x4d\x18", "an LZ4 file; unpack it with lz4 -d"),
    (b"\xff\x06\x00\x00sNaPpY", "a Snappy file; unpack it first"),
    (b"ORC", "an ORC table; write it as Parquet"),
    (b"Obj\x01", "an Avro file; write it as Parquet or as lines of JSON"),
    (b"SQLite format 3\x00", "a SQLite database; write its rows as lines of JSON"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document; save it as CSV"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
)
_TAR_AT, _TAR = 257, b"ustar"
_HEAD = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """One stream of lines: a file, or a file of an archive."""

    name: str
    """The file's path, and behind '!' the name within an archive."""
    stream: io.BufferedIOBase
    is_parquet: bool = False


def files_in(paths: list[Path]) -> list[Path]:
    """List the files that are meant: files as they are, folders as all files below them, by name.

    A link below a folder counts where it leads to something in that folder: folders come from strangers' archives, too.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                inside
                for inside in path.rglob("*")
                if inside.is_file() and not inside.name.startswith(".") and not _leads_out(inside, path)
            )
        elif path.exists():
            found.append(path)
        else:
            raise Missing(f"There is no file '{path}'.")
    return found


def _leads_out(inside: Path, folder: Path) -> bool:
    return not inside.resolve().is_relative_to(folder.resolve())


def parts_of(path: Path) -> Iterator[FilePart | Invalid]:
    """Open what stands in a file, one after the other; what cannot be opened is told, and stops none of the others."""
    try:
        with path.open("rb") as raw:
            head = raw.read(_HEAD)
            raw.seek(0)
            if head.startswith(_ZIP):
                yield from _entries(path, raw)
            else:
                yield _opened(str(path), raw, head)
    except Invalid as problem:
        yield problem
    except OSError as error:
        yield Invalid(f"'{path}' cannot be read: {error.strerror or error}.")


def _opened(name: str, raw: io.BufferedReader, head: bytes) -> FilePart:
    if head.startswith(PARQUET):
        return FilePart(name=name, stream=raw, is_parquet=True)
    _refuse_what_is_no_text(name, head)
    stream = plain(raw)
    if stream is not raw:
        _refuse_what_is_no_text(name, _peeked(stream))
    return FilePart(name=name, stream=stream)


def _entries(path: Path, raw: io.BufferedReader) -> Iterator[FilePart | Invalid]:
    try:
        with zipfile.ZipFile(raw) as archive:
            names = sorted(archive.namelist())
            if "[Content_Types].xml" in names:
                raise Invalid(f"'{path}' is an Excel workbook, or another Office document; save it as CSV.")
            for name in names:
                if not name.endswith("/") and not _is_hidden(name):
                    yield from _entry(path, archive, name)
    except (zipfile.BadZipFile, *BROKEN) as error:
        raise Invalid(f"'{path}' is a damaged zip archive: {error}.") from None


def _entry(path: Path, archive: zipfile.ZipFile, name: str) -> Iterator[FilePart | Invalid]:
    whole = f"{path}!{name}"
    try:
        entry: Any = archive.open(name)  # behaves as a raw stream, and is not typed as one
        with io.BufferedReader(entry) as raw:
            head = raw.read(_HEAD)
            raw.seek(0)
            part = _opened(whole, raw, head)
            if part.is_parquet or head.startswith(_ZIP):
                raise Invalid(f"'{whole}' must be unpacked before it can be read; run: unzip '{path}'")
            yield part
    except Invalid as problem:
        yield problem
    except (RuntimeError, zipfile.BadZipFile, *BROKEN) as error:
        yield Invalid(f"'{whole}' cannot be unpacked: {error}.")


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def _peeked(stream: io.BufferedIOBase) -> bytes:
    try:
        return bytes(stream.peek(_HEAD)[:_HEAD]) if hasattr(stream, "peek") else b""
    except BROKEN:
        return b""  # whoever reads it is told


def _refuse_what_is_no_text(name: str, head: bytes) -> None:
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise Invalid(f"'{name}' is {what}.")
    if head[_TAR_AT:].startswith(_TAR):
        raise Invalid(f"'{name}' is a tar archive; unpack it with tar xf.")
    if head.startswith(_ZIP):
        raise Invalid(f"'{name}' is a zip archive that is packed once more; unpack it once.")
