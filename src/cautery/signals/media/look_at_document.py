"""From a document to its text, and to the fingerprints of the pictures in it: scanned pages, photographs, screenshots."""

from collections.abc import Iterator

from cautery.model.content import Fingerprint, MediaContent
from cautery.signals.media.encodings import encoding_of
from cautery.signals.media.look_at_picture import look_at_picture
from cautery.signals.media.packed import paper_of_package
from cautery.signals.media.papers import Paper, paper_of_pdf, text_of_plain
from cautery.signals.media.pictures import read_picture
from cautery.signals.media.refusal import Unreadable
from cautery.signals.media.rich_text import text_of_rtf
from cautery.signals.media.sniff import MediaFormat, sort_of

MOST_PICTURES = 8
EMPTY = "no text and no picture is in this document: only its file is compared"
DRAWN = "this is a drawing (SVG): its text was compared, what it draws was not"


def look_at_document(data: bytes, sort: MediaFormat, *, to_bank: bool) -> MediaContent:
    """Give a document's text and its pictures' fingerprints.

    Raises: Unreadable.
    """
    paper = _paper(data, sort)
    marks: list[Fingerprint] = []
    notes = list(paper.notes)
    for found, unseen in _pictures(paper, to_bank=to_bank):
        marks += found
        notes += unseen
    if len(paper.pictures) > MOST_PICTURES:
        notes.append(f"only the first {MOST_PICTURES} pictures of this document were looked at")
    if not paper.text.strip() and not marks:
        notes.append(EMPTY)
    return MediaContent(
        kind="document", text=paper.text, fingerprints=tuple(dict.fromkeys(marks)), notes=tuple(dict.fromkeys(notes))
    )


def _paper(data: bytes, sort: MediaFormat) -> Paper:
    if sort.reader == "pdf":
        return paper_of_pdf(data)
    if sort.reader == "office":
        return paper_of_package(data)
    if sort.reader == "rich":
        return Paper(text=text_of_rtf(data))
    text = text_of_plain(data, encoding=encoding_of(data))
    return Paper(text=text, notes=(DRAWN,) if "<svg" in text[:2000].lower() else ())


def _pictures(paper: Paper, *, to_bank: bool) -> Iterator[tuple[tuple[Fingerprint, ...], tuple[str, ...]]]:
    for data in paper.pictures[:MOST_PICTURES]:
        try:
            sort = sort_of(data)
            if sort.reader == "picture":
                yield look_at_picture(read_picture(data, form=sort.form), to_bank=to_bank).fingerprints, ()
        except Unreadable as reason:
            yield (), (f"a picture in this document was not looked at: {reason}",)
