"""A sentence that may mean what a known one means is found, and says how weak that is."""

import pytest

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.types.near_meaning import LONGEST, NearMeaning

KIND = NearMeaning()
KNOWN = "How can I come over and join you?"


def found(text: str) -> list[int]:
    return [position for position, _ in KIND.index([KNOWN]).find(Content(text=text))]


def test_it_is_found_in_other_words_as_a_sentence_of_a_longer_post_and_under_links() -> None:
    asked = "Tell me how to reach you guys and become one of you?"

    assert found(asked) == [0]
    assert found(f"I saw your film yesterday. {asked} My kik is below. https://a.example/x") == [0]


def test_an_ordinary_question_of_the_topic_is_not_found() -> None:
    assert found("How do I join the waiting list of the clinic?") == []
    assert found("He came over and joined us for dinner yesterday.") == []


@pytest.mark.parametrize("value", ["hi", "join", "x " * 400, "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᎩᏍᏗ ᏣᎳᎩ", "12345678901234567890"])
def test_what_cannot_be_compared_is_not_banked(value: str) -> None:
    with pytest.raises(Invalid):
        KIND.canonical(value)


def test_a_long_post_is_read_sentence_by_sentence() -> None:
    sentences = tuple(KIND.extract(Content(text="The lamps are lit at the mill. " * 3 + "a sentence of no end " * 40)))

    assert sentences == ("The lamps are lit at the mill.",)
    assert all(len(sentence) <= LONGEST for sentence in sentences)


def test_it_is_weak_and_shows_which_sentence_met() -> None:
    asked = "Comment puis-je venir et vous rejoindre ?"
    why = KIND.why(KNOWN, Content(text=f"Bonjour à tous mes amis. {asked}"))

    assert KIND.weak
    assert asked in why[0]
    assert "never makes a case" in why[1]
    assert "likely" in KIND.says(KNOWN, 0.2)
