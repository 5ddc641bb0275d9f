"""Documents are known by their text, whether it comes as a file or as a paste."""

from cautery.model.content import Content
from cautery.signals.media.look import look
from cautery.signals.types.document import Document
from tests.material import pdf

[SUMMARY, _], *_ = Document.alike


def test_a_paste_is_found_as_a_pdf_file_and_the_other_way_round() -> None:
    file = Content(media=(look(pdf(SUMMARY), to_bank=False),))
    paste = Content(text=f"https://justpaste.it/abcd {SUMMARY}")
    for banked, asked in ((paste, file), (file, paste)):
        index = Document().index(list(Document().extract(banked)))

        assert [position for position, _ in index.find(asked)] == [0]


def test_a_post_is_no_document() -> None:
    assert list(Document().extract(Content(text="The lanterns are lit tonight"))) == []
