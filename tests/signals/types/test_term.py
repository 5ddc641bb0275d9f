import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.fold import fold, spaced
from cautery.signals.types.term import PARTICLES, SECOND_READING, Term, Terms

TERMS = ("free", "k pop", "lantern", "lantern light", "light", "a", "a a", "سلام", "مدرسه البنات", "باب", "ب", "9")
WORDS = (
    *"free freed k pop lantern light a 9 سلام وسلام والسلام للسلام سسلام مدرسه المدرسه البنات بنات باب بباب ب وب".split(),
    "-",
)
texts = st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join) | st.text(max_size=20)


@settings(max_examples=400)
@given(text=texts, terms=st.lists(st.sampled_from(TERMS), max_size=8))
def test_one_pass_finds_what_word_by_word_comparison_finds(text: str, terms: list[str]) -> None:
    found = list(Terms(terms).find(Content(text=text)))

    assert len(found) == len(dict(found)), "each at most once"
    assert {(at, far) for at, far in found if far == 0.0} == {
        (at, 0.0) for at, term in enumerate(terms) if _holds(spaced(fold(text)).split(), term.split())
    }


@pytest.mark.parametrize("text", ["freedom", "carefree", "free9", "fr ee", "f-ree"])
def test_a_part_of_a_word_is_not_the_word(text: str) -> None:
    assert _found("free", text) is False


@pytest.mark.parametrize(
    "text", ["FREE", "(free)", "free.", "#free", "\nfree\n", "so—free—so", "ｆｒｅｅ", "f\u200bree"]
)
def test_a_whole_word_is_found_whatever_stands_around_it_and_however_it_is_written(text: str) -> None:
    assert _found("free", text) is True


@pytest.mark.parametrize(
    "text", ["harbour lights", "Harbour-Lights!", "harbour\n\n  lights", "the harbour, lights out"]
)
def test_a_phrase_is_found_whatever_stands_between_its_words(text: str) -> None:
    assert _found("harbour lights", text) is True


@pytest.mark.parametrize("text", ["harbour and lights", "lights harbour", "harbour lightship", "harbour"])
def test_a_phrase_is_its_words_in_order_with_none_between(text: str) -> None:
    assert _found("harbour lights", text) is False


@pytest.mark.parametrize("particle", "و ف ب ل ك ال وال فال بال كال وبال فكال لل ولل فلل".split())
def test_an_arabic_word_is_found_behind_every_particle(particle: str) -> None:
    assert _found("مدرسة", f"ذهب {particle}مدرسة اليوم") is True


@pytest.mark.parametrize("text", ["سمدرسة", "والسمدرسة", "مدرستنا", "مدرسةل"])
def test_an_arabic_word_is_not_found_behind_other_letters_or_before_any(text: str) -> None:
    assert _found("مدرسة", text) is False


def test_a_word_of_another_script_is_not_found_behind_arabic_particles() -> None:
    assert _found("free", "والfree") is False


def test_a_term_is_banked_as_words_in_one_spelling() -> None:
    assert Term().canonical("  Harbour—LIGHTS!  ") == "harbour lights"


@pytest.mark.parametrize("value", ["", " ", "…!?", "🕯️", "\u200f", "\u064e"])
def test_a_term_that_could_never_be_found_is_refused_with_a_way_out(value: str) -> None:
    with pytest.raises(Invalid, match="write a word or a phrase"):
        Term().canonical(value)


def test_ten_thousand_terms_are_told_apart() -> None:
    index = Term().index([f"word{n}" for n in range(10_000)])

    assert dict(index.find(Content(text="word7 word77 word777 word7777 word77777"))) == dict.fromkeys(
        (7, 77, 777, 7777), 0.0
    )


def _found(term: str, text: str) -> bool:
    return list(Term().index([term]).find(Content(text=text))) == [(0, 0.0)]


def _holds(words: list[str], term: list[str]) -> bool:
    return any(
        words[at + 1 : at + len(term)] == term[1:] and _is_or_follows_a_particle(words[at], term[0])
        for at in range(len(words) - len(term) + 1)
    )


def _is_or_follows_a_particle(word: str, wanted: str) -> bool:
    arabic = "\u0621" <= wanted[0] <= "\u064a"
    return word == wanted or (arabic and word.endswith(wanted) and word.removesuffix(wanted) in PARTICLES)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("lanternfire", "lántérnfíre"),
        ("lanternfire", "1anternf1re"),
        ("lantern guard", "lanternguard"),
        ("چراغ", "جراغ"),
        ("фонарь", "Фонарём"),
        ("灯火", "灯 火"),
    ],
)
def test_a_second_reading_finds_other_forms_alone_and_among_many_texts(term: str, text: str) -> None:
    index = Term().index([term])

    assert list(index.find(Content(text=text))) == [(0, SECOND_READING)]
    assert list(index.find_in_many([Content(text=text)] * 20)) == [(number, 0, SECOND_READING) for number in range(20)]


@pytest.mark.parametrize(
    ("term", "text"), [("pena", "peña"), ("ice man", "iceman"), ("соль", "соли"), ("фонарь", "фонар")]
)
def test_short_terms_have_no_such_forms(term: str, text: str) -> None:
    assert _found(term, text) is False
