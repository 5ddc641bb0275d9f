"""Documents give their text, or a reason why not."""

import pytest

from cautery.signals.media.papers import MOST_LETTERS, text_of_pdf, text_of_plain
from cautery.signals.media.refusal import Unreadable
from tests.material import pdf


def test_the_text_of_a_page_is_read() -> None:
    assert text_of_pdf(pdf("The lanterns are lit tonight")).strip() == "The lanterns are lit tonight"


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.4\ntrailer << /Root 9 0 R >>", pdf("lit")[:200]])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="PDF file is broken"):
        text_of_pdf(data)


def test_a_text_file_is_read_whatever_is_in_it_and_only_so_far() -> None:
    assert text_of_plain("فانوس".encode() + b"\xff") == "فانوس\ufffd"
    assert len(text_of_plain(b"a" * (MOST_LETTERS + 1))) == MOST_LETTERS
