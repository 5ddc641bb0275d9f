"""Who wants a measure is noted beside it, and read again as it was."""

from hypothesis import given
from hypothesis import strategies as st

from cautery.platforms.marks import MeasureMarks, read_marks

KEYS = st.lists(st.text("0123456789abcdef", min_size=1, max_size=32), unique=True, max_size=4).map(tuple)
WORDS = st.text(st.characters(blacklist_characters="[]", blacklist_categories=("Cs", "Zs", "Cc")), max_size=20)


@given(theirs=st.none() | WORDS, keys=KEYS)
def test_what_is_noted_is_read_again(theirs: str | None, keys: tuple[str, ...]) -> None:
    marks = MeasureMarks(theirs=theirs, keys=keys)

    assert read_marks(marks.written() if marks.wanted else None) == marks


def test_what_is_not_in_force_is_wanted_by_nobody() -> None:
    assert not read_marks(None).wanted


def test_a_measure_without_a_key_of_ours_is_theirs() -> None:
    for words in ("", "spam", "2026-11-24T18:10:59.627Z", "see [case 7]"):
        assert read_marks(words) == MeasureMarks(theirs=words)


def test_whoever_gave_no_words_is_still_there_when_we_are_gone() -> None:
    noted = read_marks("").with_key("k1").written()

    assert read_marks(noted).without("k1") == MeasureMarks(theirs="")


def test_it_is_wanted_until_the_last_one_goes() -> None:
    marks = read_marks("spam").with_key("k1").with_key("k2").with_key("k1")

    assert marks.keys == ("k1", "k2")
    assert marks.without("k1").without("k2") == MeasureMarks(theirs="spam")
    assert not MeasureMarks(keys=("k1",)).without("k1").wanted
