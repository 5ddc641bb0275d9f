"""A document becomes its text."""

import logging
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from cautery.signals.media.refusal import Unreadable

MOST_PAGES, MOST_LETTERS = 200, 200_000


def text_of_pdf(data: bytes) -> str:
    """Give the text of a PDF file's first pages; '' when it holds only pictures."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("This PDF file is locked with a password.")
        parts: list[str] = []
        for page in reader.pages[:MOST_PAGES]:
            parts.append(page.extract_text())
            if sum(map(len, parts)) > MOST_LETTERS:
                break
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise Unreadable(f"This PDF file is broken: {type(error).__name__}: {error}.") from None
    return "\n".join(parts)[:MOST_LETTERS]


def text_of_plain(data: bytes) -> str:
    """Give the text of a text file."""
    return data.decode("utf-8", errors="replace")[:MOST_LETTERS]
