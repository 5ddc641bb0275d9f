import tomllib
from collections.abc import Mapping
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.suspicion.words import WALL, mask, never_evidence, script_of, spell


def _shipped() -> Mapping[str, list[str]]:
    text = files("cautery.suspicion").joinpath("shipped/never_evidence.toml").read_text(encoding="utf-8")
    return {kind: said["words"].split() for kind, said in tomllib.loads(text).items()}


WRITTEN = (str, str.upper, str.title, lambda word: f"#{word}", lambda word: f"«{word}»,")
words = st.sampled_from(sorted({word for kind in _shipped().values() for word in kind}))
written = st.builds(lambda word, how: how(word), words, st.sampled_from(WRITTEN))


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("See https://example.org/a?b=c and www.example.org, now", "see and now"),
        ("@harbour_office: lamps out…", "lamps out"),
        ("#OldPierLamps #HMSLantern", "old pier lamps hms lantern"),
        ("old_pier at 21:30", "old pier at"),
        ("ＬＡＭＰＳ ﬁne", "lamps fine"),
        ("أُضِيءَتِ المَصابِيحُ إلى المدينةِ", "اضيءت المصابيح الي المدينه"),
        ("مـصـبـاح کبیر", "مصباح كبير"),
        ("", ""),
        ("12 — 34 !!", ""),
    ],
)
def test_a_text_has_one_spelling(text: str, spelled: str) -> None:
    assert spell(text) == spelled


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_spelling_twice_changes_nothing(text: str) -> None:
    """What was learnt from spelled words must be found again in them."""
    assert spell(spell(text)) == spell(text)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("lamps by the pier", "latin"),
        ("المصابيح عند الميناء", "arabic"),
        ("lamps المصابيح عند الميناء", "arabic"),
        ("the lamps by the pier المصابيح", "latin"),
        ("lamps", None),
        ("лампы у старого причала", None),
        ("", None),
    ],
)
def test_the_script_is_what_most_letters_are_in_and_few_letters_have_none(text: str, script: str | None) -> None:
    assert script_of(spell(text)) == script


@settings(max_examples=300)
@given(st.lists(written, min_size=1, max_size=12).map(" ".join))
def test_whatever_is_never_evidence_leaves_nothing_behind_its_wall(text: str) -> None:
    """In any order, in capitals, as hashtags, in quotation marks."""
    assert set(mask(spell(text)).split()) == {WALL}


@settings(max_examples=150)
@given(st.lists(words.map(str.title), min_size=1, max_size=5))
def test_words_run_together_in_a_hashtag_are_masked_one_by_one(run: list[str]) -> None:
    assert set(mask(spell("#" + "".join(word for word in run if word.isascii() and "'" not in word))).split()) <= {WALL}


@pytest.mark.parametrize("word", ["lamp", "pier", "keepers", "islands", "godwit", "staircase", "مصباح", "ميناء"])
def test_other_words_stay_even_when_they_begin_alike(word: str) -> None:
    assert mask(spell(word)) == word


def test_masking_keeps_the_other_words_in_their_order() -> None:
    assert mask(spell("Lamps of Aleppo, lit on Friday at the mosque")) == f"lamps of {WALL} lit on {WALL} at the {WALL}"


@pytest.mark.parametrize("kind", ["organisations", "places_and_peoples", "religion", "days", "arabic"])
def test_every_kind_of_word_that_is_never_evidence_is_masked(kind: str) -> None:
    assert _shipped()[kind]
    assert {part for word in _shipped()[kind] for part in spell(word).split()} <= never_evidence()
