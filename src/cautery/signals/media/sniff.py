"""What a file is by its first bytes; its name and what its sender says count for nothing."""

from dataclasses import dataclass
from typing import Literal

from cautery.model.content import MediaKind
from cautery.signals.media.refusal import Unreadable

Reader = Literal["picture", "stream", "pdf", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFormat:
    """What a file is, and who can read it."""

    kind: MediaKind
    reader: Reader
    form: str
    """The one format that the reader is allowed to take it for."""


def sort_of(data: bytes) -> MediaFormat:
    """Tell what a file is; refuse what nobody here reads, archives among it."""
    for at, magic, sort in _KNOWN:
        if data[at : at + len(magic)] == magic:
            return _container(data) if sort is _RIFF else sort
    if b"%PDF-" in data[:1024]:
        return _PDF
    for magic, name in _ARCHIVES:
        if data.startswith(magic):
            raise Unreadable(f"This is {name}: archives are not opened, only looked up as a whole by their SHA-256.")
    if _is_text(data):
        return _TEXT
    raise Unreadable(
        "This is no picture, film, recording, PDF or text that is known here; it is looked up by its SHA-256."
    )


def _picture(form: str) -> MediaFormat:
    return MediaFormat(kind="image", reader="picture", form=form)


def _stream(kind: Literal["video", "audio"], form: str) -> MediaFormat:
    return MediaFormat(kind=kind, reader="stream", form=form)


_RIFF = _stream("video", "riff")
_PDF = MediaFormat(kind="document", reader="pdf", form="pdf")
_TEXT = MediaFormat(kind="document", reader="text", form="text")
_KNOWN: tuple[tuple[int, bytes, MediaFormat], ...] = (
    (0, b"\xff\xd8\xff", _picture("JPEG")),
    (0, b"\x89PNG\r\n\x1a\n", _picture("PNG")),
    (0, b"GIF8", _picture("GIF")),
    (0, b"BM", _picture("BMP")),
    (0, b"II*\0", _picture("TIFF")),
    (0, b"MM\0*", _picture("TIFF")),
    (4, b"ftypavif", _picture("AVIF")),
    (0, b"RIFF", _RIFF),
    (4, b"ftypM4A", _stream("audio", "mp4")),
    (4, b"ftyp", _stream("video", "mp4")),
    (4, b"moov", _stream("video", "mp4")),
    (0, b"\x1aE\xdf\xa3", _stream("video", "matroska")),
    (0, b"FLV\x01", _stream("video", "flv")),
    (0, b"\0\0\x01\xba", _stream("video", "mpeg")),
    (0, b"OggS", _stream("audio", "ogg")),
    (0, b"fLaC", _stream("audio", "flac")),
    (0, b"ID3", _stream("audio", "mp3")),
    (0, b"\xff\xfb", _stream("audio", "mp3")),
    (0, b"\xff\xf3", _stream("audio", "mp3")),
    (0, b"\xff\xf1", _stream("audio", "aac")),
)
_ARCHIVES = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"(\xb5/\xfd", "a zstd archive"),
)


def _container(data: bytes) -> MediaFormat:
    inside = data[8:12]
    if inside == b"WEBP":
        return _picture("WEBP")
    return _stream("audio", "wav") if inside == b"WAVE" else _stream("video", "avi")


def _is_text(data: bytes) -> bool:
    if not data.strip() or b"\0" in data:
        return False
    begin = data[:65536]
    try:
        begin.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(data) > len(begin) - 4 and error.start >= len(begin) - 4 and len(begin) == 65536
    return True
