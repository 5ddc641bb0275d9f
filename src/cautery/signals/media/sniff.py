"""What a file is by its first bytes; its name and what its sender says count for nothing."""

from dataclasses import dataclass
from typing import Literal

from cautery.model.content import MediaKind
from cautery.signals.media.encodings import encoding_of
from cautery.signals.media.refusal import Unreadable

Reader = Literal["picture", "heif", "stream", "pdf", "office", "rich", "text"]


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
        if data[at : at + len(magic)] == magic and _is_meant(data, magic):
            return _container(data) if sort is _RIFF else _boxes(data) if sort is _BOXES else sort
    if _is_transport_stream(data):
        return _stream("video", "mpegts")
    if b"%PDF-" in data[:1024]:
        return _PDF
    if _is_office(data):
        return MediaFormat(kind="document", reader="office", form="zip")
    for magic, name in _ARCHIVES:
        if data.startswith(magic):
            raise Unreadable(f"This is {name}: archives are not opened, only looked up as a whole by their SHA-256.")
    if encoding_of(data):
        return _TEXT
    raise Unreadable(
        "This is no picture, film, recording, PDF or text that is known here; it is looked up by its SHA-256."
    )


def _picture(form: str) -> MediaFormat:
    return MediaFormat(kind="image", reader="picture", form=form)


def _stream(kind: Literal["video", "audio"], form: str) -> MediaFormat:
    return MediaFormat(kind=kind, reader="stream", form=form)


_RIFF = _stream("video", "riff")
_BOXES = _stream("video", "mp4")
_HEIF = MediaFormat(kind="image", reader="heif", form="HEIC")
_PDF = MediaFormat(kind="document", reader="pdf", form="pdf")
_TEXT = MediaFormat(kind="document", reader="text", form="text")
_KNOWN: tuple[tuple[int, bytes, MediaFormat], ...] = (
    (0, b"\xff\xd8\xff", _picture("JPEG")),
    (0, b"\x89PNG\r\n\x1a\n", _picture("PNG")),
    (0, b"GIF8", _picture("GIF")),
    (0, b"BM", _picture("BMP")),
    (0, b"II*\0", _picture("TIFF")),
    (0, b"MM\0*", _picture("TIFF")),
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", _picture("JPEG2000")),
    (0, b"\xff\x4f\xff\x51", _picture("JPEG2000")),
    (0, b"\0\0\0\x0cJXL \r\n\x87\n", _picture("JXL")),
    (0, b"\xff\x0a", _picture("JXL")),
    (0, b"\0\0\1\0", _picture("ICO")),
    (0, b"RIFF", _RIFF),
    (4, b"ftyp", _BOXES),
    (4, b"moov", _BOXES),
    (4, b"mdat", _BOXES),
    (4, b"wide", _BOXES),
    (0, b"\x1aE\xdf\xa3", _stream("video", "matroska")),
    (0, b"FLV\x01", _stream("video", "flv")),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _stream("video", "asf")),
    (0, b"\0\0\x01\xba", _stream("video", "mpeg")),
    (0, b"\0\0\x01\xb3", _stream("video", "mpegvideo")),
    (0, b"OggS", _stream("video", "ogg")),
    (0, b"fLaC", _stream("audio", "flac")),
    (0, b"ID3", _stream("audio", "mp3")),
    *((0, bytes((0xFF, second)), _stream("audio", "mp3")) for second in (0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2)),
    (0, b"\xff\xf1", _stream("audio", "aac")),
    (0, b"\xff\xf9", _stream("audio", "aac")),
    (0, b"#!AMR", _stream("audio", "amr")),
    (0, b"FORM", _stream("audio", "aiff")),
    (0, b"caff", _stream("audio", "caf")),
    (0, b".snd", _stream("audio", "au")),
    (0, b"{\\rtf", MediaFormat(kind="document", reader="rich", form="rtf")),
)
_STILLS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"MiHE"})
_MOVING_AVIF = frozenset({b"avif", b"avis"})
_PACKET = 188
"""Bytes of a packet of an MPEG transport stream; on discs each has four more before it."""
_OFFICE = (
    b"word/",
    b"xl/",
    b"ppt/",
    b"mimetypeapplication/",
    b"[Content_Types].xml",
    b"content.xml",
    b"META-INF/container.xml",
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


def _is_meant(data: bytes, magic: bytes) -> bool:
    """Tell a file from a text that begins with the same letters: "BMW", "FORMER", "far wide"."""
    if magic == b"BM":
        return data[6:10] == b"\0\0\0\0"
    if magic == b"FORM":
        return data[8:12] in (b"AIFF", b"AIFC")
    if magic in (b"moov", b"mdat", b"wide"):
        return data[:1] == b"\0"
    return magic not in (b"caff", b".snd") or data[4:5] == b"\0"


def _container(data: bytes) -> MediaFormat:
    inside = data[8:12]
    if inside == b"WEBP":
        return _picture("WEBP")
    return _stream("audio", "wav") if inside == b"WAVE" else _stream("video", "avi")


def _boxes(data: bytes) -> MediaFormat:
    """Tell stills from films by the brands that a file of boxes (ISO/IEC 14496-12) names."""
    if data[4:8] != b"ftyp":
        return _BOXES
    size = min(int.from_bytes(data[:4], "big"), 256)
    brands = [data[at : at + 4] for at in (8, *range(16, size, 4))]
    if brands and (brands[0] in _MOVING_AVIF or (brands[0] in _STILLS and _MOVING_AVIF & set(brands))):
        return _picture("AVIF")
    if brands and brands[0] in _STILLS:
        return _HEIF
    return _stream("audio", "mp4") if brands and brands[0] in (b"M4A ", b"M4B ") else _BOXES


def _is_transport_stream(data: bytes) -> bool:
    return any(
        len(data) > 3 * step
        and all(data[first + step * number : first + step * number + 1] == b"G" for number in range(4))
        for first, step in ((0, _PACKET), (4, _PACKET + 4))
    )


def _is_office(data: bytes) -> bool:
    """Tell a document that is packed as a zip archive by the names of its parts."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    names = data[30:4096] + data[-65536:]
    return any(name in names for name in _OFFICE)
