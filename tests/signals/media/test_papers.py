"""Documents give their text, or a reason why not."""

from io import BytesIO

import pytest

from cautery.signals.media.papers import MOST_LETTERS, closed_up, paper_of_pdf, text_of_plain
from cautery.signals.media.refusal import Unreadable
from tests.material import landscape, pdf


def test_the_text_of_a_page_is_read() -> None:
    assert paper_of_pdf(pdf("The lanterns are lit tonight")).text.strip() == "The lanterns are lit tonight"


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.4\ntrailer << /Root 9 0 R >>", pdf("lit")[:200]])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="PDF file is broken"):
        paper_of_pdf(data)


def test_a_text_file_is_read_whatever_is_in_it_and_only_so_far() -> None:
    assert text_of_plain("فانوس".encode() + b"\xff") == "فانوس\ufffd"
    assert len(text_of_plain(b"a" * (MOST_LETTERS + 1))) == MOST_LETTERS


def test_the_pictures_of_a_pdf_file_are_taken_out() -> None:
    out = BytesIO()
    landscape(1).save(out, "PDF")

    assert [data[:3] for data in paper_of_pdf(out.getvalue()).pictures] == [b"\xff\xd8\xff"]


def test_a_page_set_letter_by_letter_is_closed_up_and_a_list_of_letters_among_words_is_not() -> None:
    assert closed_up("T h e   l a m p\ni s   l i t") == "The lamp\nis lit"
    assert closed_up("answers: a b c d, or none of these five") == "answers: a b c d, or none of these five"
