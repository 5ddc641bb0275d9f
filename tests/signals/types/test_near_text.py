import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.minhash import resemblance
from cautery.signals.near_texts import plain
from cautery.signals.types.near_text import NearText

LANTERNS = "The lanterns are lit tonight, brothers of the harbour, come and see them before they go out"
PIECES = (
    "rt",
    "RT",
    " ",
    ":",
    "@mara",
    "lantern",
    "harbour lights",
    "12",
    "٣",
    "www.",
    "http://x.example/a",
    "_",
    "é",
    "\u0308",
    "…",
)


@settings(max_examples=300)
@given(text=st.lists(st.sampled_from(PIECES), max_size=10).map("".join) | st.text(st.characters(exclude_categories=())))
def test_a_plain_text_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    "written",
    [
        f"RT @mara: {LANTERNS}",
        f"RT @mara: RT @noor: {LANTERNS}",
        f"{LANTERNS} https://example.org/a?b=c www.example.org @noor",
        f"12/7 — {LANTERNS.upper()}!!!",
        LANTERNS.replace(" ", "\n\n").replace("a", "ａ"),
    ],
)
def test_links_names_numbers_and_signs_make_no_other_text(written: str) -> None:
    assert plain(written) == plain(LANTERNS)
    assert NearText().distance(written, LANTERNS) == 0.0


def test_exchanged_words_put_a_text_at_the_distance_of_its_shingles() -> None:
    changed = LANTERNS.replace("brothers", "sisters").replace("tonight", "today")

    distance = NearText().distance(LANTERNS, changed)

    assert distance == 1 - resemblance(plain(LANTERNS), plain(changed))
    assert 0 < distance <= NearText.same_within


def test_arabic_letters_written_one_for_another_make_no_other_text() -> None:
    one = "إلى كل أصدقاء المدرسة في المدينة، نلتقي غدا عند الميناء القديم"
    other = "الى كل اصدقاء المدرسه فى المدينه نلتقي غداً عند المينــاء القديم"

    assert NearText().distance(one, other) == 0.0


@pytest.mark.parametrize(
    ("one", "other"), [("good morning", "good mornings"), ("x", "x"), ("", ""), ("lantern", "lantern")]
)
def test_short_texts_are_the_same_only_when_equal_and_the_shortest_never(one: str, other: str) -> None:
    assert NearText().distance(one, other) == 1.0


def test_a_short_text_is_found_when_it_is_equal() -> None:
    index = NearText().index(["good morning"])

    assert list(index.find(Content(text="GOOD morning!!! https://example.org/x"))) == [(0, 0.0)]
    assert list(index.find(Content(text="good mornings"))) == []


@pytest.mark.parametrize(
    "value", ["", "lantern", "RT @mara: RT @noor: lantern", "12345678901", "https://example.org/a/long/path"]
)
def test_a_text_of_which_too_little_is_left_is_refused_and_never_extracted(value: str) -> None:
    assert tuple(NearText().extract(Content(text=value))) == ()
    with pytest.raises(Invalid, match="too short to be told from chance"):
        NearText().canonical(value)


def test_what_was_banked_can_be_banked_again() -> None:
    """A value whose second form were too short would stop all of matching."""
    once = NearText().canonical("RT @mara: RT @noor: harbour lights")

    assert list(NearText().index([once]).find(Content(text="harbour lights"))) == [(0, 0.0)]


def test_it_says_whether_it_is_word_for_word_or_how_much_alike() -> None:
    assert NearText().says("x", 0.0) == "repeats a known text word for word"
    assert NearText().says("x", 0.25) == "repeats a known text, 75% alike"
