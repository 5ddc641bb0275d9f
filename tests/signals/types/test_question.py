"""A known question is found where a contact answers it, and not where it is only asked."""

import pytest

from cautery.model.content import Content
from cautery.signals.types.question import Question

ASKED = "How can somebody from the islands come over and stand with the keepers of the lamp"
INDEX = Question().index([ASKED])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{ASKED}? kik me: wick.ember7", True),
        (f"Q: {ASKED.upper()}??\nA: not here brother, telegram: @ash_ember", True),
        (f"{ASKED}؟ راسلني kik: wick.ember7", True),
        (f"{ASKED}? Nobody should, the harbour office warns", False),
        (f"kik me: wick.ember7. {ASKED}?", False),
        ("What does the market hall serve on Saturdays? kik me: wick.ember7", False),
        (ASKED, False),
    ],
)
def test_only_with_a_contact_behind_it_it_is_recruitment(text: str, found: bool) -> None:
    assert bool(list(INDEX.find(Content(text=text)))) is found
