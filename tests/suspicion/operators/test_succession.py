"""Only who says so, and names whom, declares to continue an account."""

import pytest

from cautery.suspicion.operators.succession import declared


@pytest.mark.parametrize(
    "text",
    [
        "They deleted @Red_Mill, share this one",
        "this is my new account, the old one was @red_mill",
        "follow my backup account @RED_MILL",
        "I'm back! formerly @red_mill",
        "تم حذف @red_mill",
        "новый аккаунт @red_mill",
    ],
)
def test_whoever_says_so_and_names_whom_is_understood(text: str) -> None:
    assert declared(text, ()) == {"red_mill"}


@pytest.mark.parametrize(
    "text", ["Good evening @Red_Mill", "they deleted my post", "a new day. My account is empty @red_mill", ""]
)
def test_a_greeting_or_a_claim_without_a_name_declares_nothing(text: str) -> None:
    assert declared(text, ()) == frozenset()


def test_who_is_mentioned_beside_the_text_is_named_too() -> None:
    assert declared("this is my new account", ("id-7",)) == {"id-7"}
    assert declared("good evening", ("id-7",)) == frozenset()
