"""Documents that are packed as zip archives: Word, Excel, PowerPoint, OpenDocument and EPUB files.

Their parts are read as text between tags; no part is ever parsed as XML, so none can name another file or grow by entities.
"""

import html
import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from cautery.signals.media.papers import MOST_LETTERS, Paper
from cautery.signals.media.refusal import Unreadable

MOST_BYTES, MOST_PARTS = 32 * 2**20, 2000
"""Bytes that are unpacked of all parts, and parts that are looked at."""

_TEXTS = re.compile(
    r"word/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|content\.xml|ppt/slides/slide\d+\.xml"
    r"|ppt/notesSlides/\w+\.xml|xl/sharedStrings\.xml|xl/worksheets/\w+\.xml|.*\.x?html?"
)
_PICTURES = re.compile(r".*\.(?:png|jpe?g|gif|webp|bmp|tiff?|avif)", re.IGNORECASE)
_UNSEEN = ("style", "script", "head")
_BREAKS = re.compile(
    r"</?(?:w:p|w:br|w:tab|a:p|a:br|text:p|text:h|text:tab|text:line-break|text:s|p|br|div|li|h\d|td|tr|si|table:table-cell)\b[^>]*>"
)
_TAGS = re.compile(r"<[^>]*>")


def paper_of_package(data: bytes) -> Paper:
    """Give the text and the pictures of a packed document.

    Raises: Unreadable.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            return _paper(package)
    except (BadZipFile, OSError, ValueError, RuntimeError, EOFError, KeyError) as error:
        raise Unreadable(f"This document is broken: {error}.") from None


def _paper(package: ZipFile) -> Paper:
    parts = package.infolist()
    texts: list[bytes] = []
    pictures: list[bytes] = []
    notes: list[str] = []
    left = MOST_BYTES
    for part in sorted(parts[:MOST_PARTS], key=_in_order):
        is_text = _TEXTS.fullmatch(part.filename)
        if not is_text and not _PICTURES.fullmatch(part.filename):
            continue
        if part.file_size > left:
            notes.append(f"only the first {MOST_BYTES:,} bytes of this document were looked at")
            break
        with package.open(part) as stream:
            found = stream.read(left)
        left -= len(found)
        (texts if is_text else pictures).append(found)
    text = "\n".join(map(_text, texts))
    if len(text) > MOST_LETTERS:
        notes.append(f"only the first {MOST_LETTERS:,} letters of this document were compared")
    if len(parts) > MOST_PARTS:
        notes.append(f"only the first {MOST_PARTS:,} parts of this document were looked at")
    return Paper(text=text[:MOST_LETTERS], pictures=tuple(pictures), notes=tuple(notes))


def _in_order(part: ZipInfo) -> tuple[str, int, str]:
    """Put the parts of a folder in the order of their numbers."""
    number = re.search(r"\d+", part.filename)
    return re.sub(r"\d+.*", "", part.filename), int(number[0][:9]) if number else 0, part.filename


def _text(data: bytes) -> str:
    shown = data.decode("utf-8", errors="replace")
    for name in _UNSEEN:
        shown = _without(shown, name)
    lines = html.unescape(_TAGS.sub("", _BREAKS.sub("\n", shown))).splitlines()
    return "\n".join(line for line in map(str.strip, lines) if line)


def _without(text: str, name: str) -> str:
    """Leave out what stands between the tags of a name; linear, whatever the text."""
    begin, *rest = re.split(rf"<{name}\b", text, flags=re.IGNORECASE)
    end = f"</{name}>"
    return begin + "".join(part.partition(end)[2] if end in part else f"<{part}" for part in rest)
