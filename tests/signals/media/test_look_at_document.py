"""Documents give their text, and the fingerprints of the pictures in them."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from cautery.signals.media.look import look
from cautery.signals.media.look_at_document import DRAWN, EMPTY
from tests.material import landscape, saved


def test_a_picture_in_a_document_is_the_picture() -> None:
    out = BytesIO()
    landscape(1).save(out, "PDF", quality=95)
    banked, asked = look(saved(landscape(1)), to_bank=True), look(out.getvalue(), to_bank=False)
    own = int(banked.values("image_pdq")[0], 16)

    assert min((own ^ int(one, 16)).bit_count() for one in asked.values("image_pdq")) <= 16


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1256", "utf-8-sig"])
def test_a_text_is_read_in_the_encoding_it_is_written_in(encoding: str) -> None:
    text = "تضاء الفوانيس الليلة يا اخوة الميناء، تعالوا وانظروا"

    assert look(text.encode(encoding), to_bank=False).text == text


def test_a_document_of_nothing_says_so() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<w:p></w:p>")

    assert look(out.getvalue(), to_bank=False).notes == (EMPTY,)


def test_a_drawing_says_that_it_was_not_drawn() -> None:
    assert look(b"<svg><text>lamp</text></svg>", to_bank=False).notes == (DRAWN,)
