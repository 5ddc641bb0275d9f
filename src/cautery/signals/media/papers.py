"""A document becomes its text and the pictures in it."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from cautery.signals.media.refusal import Unreadable

MOST_PAGES, MOST_LETTERS, MOST_PICTURES = 200, 200_000, 9
"""One picture more than is looked at, so that it can be said."""
FEWEST_PARTS = 7
_GAP = re.compile(r"\s{2,}")
_FAULTS = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is in a document."""

    text: str
    pictures: tuple[bytes, ...] = ()
    """Picture files, in the order of the pages."""
    notes: tuple[str, ...] = ()
    """What of it was not looked at, and why."""


def paper_of_pdf(data: bytes) -> Paper:
    """Give the text and the pictures of a PDF file's first pages.

    Raises: Unreadable.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("This PDF file is locked with a password.")
        return _paper(reader)
    except _FAULTS as error:
        raise Unreadable(f"This PDF file is broken: {type(error).__name__}: {error}.") from None


def text_of_plain(data: bytes, *, encoding: str = "utf-8") -> str:
    """Give the text of a text file."""
    return data.decode(encoding or "utf-8", errors="replace").removeprefix("\ufeff")[:MOST_LETTERS]


def closed_up(text: str) -> str:
    """Close up a page that is set letter by letter; any other is left as it is.

    >>> closed_up("t h e   l a m p")
    'the lamp'
    """
    parts = text.split()
    if len(parts) < FEWEST_PARTS or sum(len(part) == 1 for part in parts) < 0.8 * len(parts):
        return text
    return "\n".join(" ".join("".join(word.split()) for word in _GAP.split(line)) for line in text.splitlines())


def _paper(reader: PdfReader) -> Paper:
    parts: list[str] = []
    pictures: list[bytes] = []
    notes: list[str] = []
    for number, page in enumerate(reader.pages):
        if number == MOST_PAGES or sum(map(len, parts)) > MOST_LETTERS:
            notes.append(f"only the first {number} pages of this document were looked at")
            break
        parts.append(page.extract_text())
        if len(pictures) < MOST_PICTURES:
            found, unseen = _pictures(page, MOST_PICTURES - len(pictures))
            pictures += found
            notes += unseen
    return Paper(
        text="\n".join(map(closed_up, parts))[:MOST_LETTERS],
        pictures=tuple(pictures),
        notes=tuple(dict.fromkeys(notes)),
    )


def _pictures(page: PageObject, most: int) -> tuple[list[bytes], list[str]]:
    """Give the picture files of a page; one that cannot be taken out stops no other page."""
    found: list[bytes] = []
    try:
        for data in _each(page):
            found.append(data)
            if len(found) == most:
                break
    except (*_FAULTS, ImportError) as error:
        return found, [f"a picture in this document was not looked at: {type(error).__name__}"]
    return found, []


def _each(page: PageObject) -> Iterator[bytes]:
    for picture in page.images:
        yield picture.data
