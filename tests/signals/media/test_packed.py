"""Packed documents give their text in order, and their pictures; none grows without end."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from cautery.signals.media.packed import paper_of_package
from cautery.signals.media.refusal import Unreadable


def packed(**parts: str | bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        packed(
            word__document_xml="<w:p><w:r><w:t>The lamp</w:t></w:r></w:p><w:p><w:t>is </w:t><w:t>lit &amp; dry</w:t></w:p>"
        ),
        packed(content_xml="<text:h>The lamp</text:h><text:p>is lit &amp; dry</text:p>"),
        packed(
            OEBPS__a1_xhtml="<html><head><title>x</title></head><p>The lamp</p></html>",
            OEBPS__a2_xhtml="<p>is lit &amp; dry</p>",
        ),
        packed(
            ppt__slides__slide1_xml="<a:p><a:t>The lamp</a:t></a:p>",
            ppt__slides__slide2_xml="<a:t>is lit &amp; dry</a:t>",
        ),
    ],
    ids=["docx", "odt", "epub", "pptx"],
)
def test_the_text_is_what_stands_between_the_tags(data: bytes) -> None:
    assert paper_of_package(data).text == "The lamp\nis lit & dry"


def test_pictures_are_taken_out_and_other_parts_are_left() -> None:
    paper = paper_of_package(packed(word__media__a_png=b"picture", word__embeddings__b_bin=b"other"))

    assert paper.pictures == (b"picture",)


def test_a_part_that_grows_without_end_is_left_and_said() -> None:
    paper = paper_of_package(packed(word__document_xml=b" " * (33 * 2**20)))

    assert "only the first" in paper.notes[0]


def test_a_broken_package_is_refused() -> None:
    with pytest.raises(Unreadable, match="document is broken"):
        paper_of_package(packed(content_xml="<text:p>lit</text:p>")[:60])
