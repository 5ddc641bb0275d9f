"""Who reports or refutes speaks of somebody, and not as one of theirs."""

import pytest

from cautery.model.event import Post, Reference
from cautery.suspicion.posture import Posture, posture_of

CLAIM = "the lanterns will burn until the harbour is ours and nobody will stop us"
OF = Reference(post="p1", account="keeper")


def post(text: str, *, about: bool = True) -> Post:
    return Post(id="p2", text=text, quote_of=OF if about else None)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (f'Officials say the account wrote "{CLAIM}". Our report follows.', "reports"),
        (f'According to two sources: "{CLAIM}"', "reports"),
        (f'"{CLAIM}" This is a lie and everybody in town knows it', "refutes"),
        ("Not in our name. I reported this account.", "refutes"),
        ("C'est un mensonge, ne partagez pas", "refutes"),
        ("Das ist gelogen. Nicht in unserem Namen!", "refutes"),
        ("هذا كذب ليس باسمنا", "refutes"),
        ("وفقا لمصادر محلية", "reports"),
        (f"“{CLAIM}”", "quotes"),
        (CLAIM, "own"),
        ("well said, brother, we are with you", "own"),
    ],
)
def test_a_post_stands_to_what_it_is_about_as_it_says(text: str, how: Posture) -> None:
    assert posture_of(post(text)) == how


def test_words_of_reporters_within_a_quotation_are_the_quoted_ones() -> None:
    assert posture_of(post(f'"according to sources {CLAIM}" well said')) == "quotes"


def test_who_turns_to_nobody_says_their_own_whatever_words_they_use() -> None:
    assert posture_of(post("they lie, according to us", about=False)) == "own"


def test_a_doubted_word_in_quotation_marks_is_no_quotation() -> None:
    assert posture_of(post('the "keeper" is with us')) == "own"
