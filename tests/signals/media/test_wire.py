"""What is sent arrives, and what is cut off is no request."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.model.content import Fingerprint, MediaContent
from cautery.signals.media.wire import (
    ANSWER_HEAD,
    MOST_ANSWERED,
    DecodeResult,
    Request,
    length_of_answer,
    read_answer,
    read_request,
    write_answer,
    written_request,
)


@given(data=st.binary(max_size=50), to_bank=st.booleans(), lost=st.integers(min_value=1, max_value=8))
def test_a_request_arrives_whole_or_not_at_all(data: bytes, to_bank: bool, lost: int) -> None:
    request = Request(data=data, to_bank=to_bank)
    sent = b"".join(written_request(request))

    assert read_request(BytesIO(sent)) == request
    assert read_request(BytesIO(sent[:-lost])) is None


def test_an_answer_arrives() -> None:
    media = MediaContent(
        kind="image", fingerprints=(Fingerprint(type="image_pdq", value="ab", view="mirrored"),), text="و"
    )
    pipe = BytesIO()
    write_answer(pipe, DecodeResult(media=media))
    sent = pipe.getvalue()

    assert length_of_answer(sent[:ANSWER_HEAD]) == len(sent) - ANSWER_HEAD
    assert read_answer(sent[ANSWER_HEAD:]).media == media


def test_an_answer_that_is_too_long_is_none() -> None:
    with pytest.raises(ValueError):
        length_of_answer((MOST_ANSWERED + 1).to_bytes(ANSWER_HEAD, "big"))
