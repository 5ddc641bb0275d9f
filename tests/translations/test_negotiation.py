"""Whoever reads one of our languages gets it, however its code is spelled."""

import pytest

from cautery.translations.negotiation import language_of, negotiate, says_nothing


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("de", "de"), ("de_DE", "de"), ("de-CH-1996", "de"), ("DE", "de"), ("deu", "de"), ("ger", "de"),
        ("ara", "ar"), ("arb", "ar"), ("arz", "ar"), ("ary", "ar"), ("apc", "ar"), ("ar-EG", "ar"), ("shu-Latn", "ar"),
        ("eng", "en"), ("en_US", "en"), ("fra", "fr"), ("fre", "fr"), ("rus", "ru"), ("tur", "tr"), ("spa", "es"),
        ("fa", None), ("zh-Hans", None), ("", None), (None, None), ("und", None),
    ],
)  # fmt: skip
def test_a_code_stands_for_a_language(code: str | None, language: str | None) -> None:
    assert language_of(code) == language


@pytest.mark.parametrize("code", [None, "", "und", "mul", "mis", "zxx", "art"])
def test_a_code_for_no_language_misses_nothing(code: str | None) -> None:
    assert says_nothing(code)
    assert not negotiate(code or "", "").missed


@pytest.mark.parametrize(
    ("asked", "accepted", "language", "missed"),
    [
        ("", "fa, arz;q=0.9, en;q=0.5", "ar", False),
        ("tr_TR", "de", "tr", False),
        ("und", "de-AT,de;q=0.9", "de", False),
        ("", "fa", "en", True),
        ("", "", "en", False),
    ],
)
def test_what_was_asked_for_wins_then_what_the_browser_says(
    asked: str, accepted: str, language: str, missed: bool
) -> None:
    chosen = negotiate(asked, accepted)

    assert (chosen.language, chosen.missed) == (language, missed)
