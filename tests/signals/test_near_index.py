import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.signals.minhash import resemblance, shingles
from cautery.signals.near_index import FEWEST_LETTERS, FEWEST_SHINGLES, NearIndex

LANTERNS = "the lanterns are lit tonight brothers of the harbour come and see them"
MARKET = "the market is closed tonight neighbours of the old town come on saturday"
WITHIN = 0.4

Found = dict[tuple[int, int], float]

sentences = st.lists(
    st.sampled_from("lantern harbour tonight market bread closed old town go sea a".split()), min_size=1, max_size=12
).map(" ".join)


def test_a_known_text_is_found_at_no_distance_and_a_changed_one_at_its_own() -> None:
    changed = LANTERNS.replace("brothers", "sisters")

    found = _found([MARKET, LANTERNS], [LANTERNS, "nothing of the kind was ever said here", changed])

    assert found == {(0, 1): 0.0, (2, 1): 1 - resemblance(changed, LANTERNS)}
    assert 0 < found[2, 1] < WITHIN


def test_of_mutated_copies_within_the_distance_ninety_nine_in_a_hundred_are_found() -> None:
    draw = random.Random(11)
    words = ["".join(draw.choices("abcdefghijklmnoprstuvwyz", k=draw.randint(2, 9))) for _ in range(2_000)]
    known = [" ".join(draw.choices(words, k=draw.randint(8, 40))) for _ in range(150)]
    copies = [_mutated(text, words, draw=draw) for text in known for _ in range(8)]
    promised = _slowly(known, copies)

    found = _found(known, copies)

    assert len(promised) > 500
    assert sum(distance > 0.25 for distance in promised.values()) > 100
    assert len(found) >= 0.99 * len(promised)
    assert found.items() <= promised.items()


@settings(max_examples=150)
@given(known=st.lists(sentences, max_size=6), texts=st.lists(sentences, max_size=6))
def test_whatever_is_found_is_within_the_distance_and_at_the_distance_that_is_told(
    known: list[str], texts: list[str]
) -> None:
    assert _found(known, texts).items() <= _slowly(known, texts).items()


@settings(max_examples=100)
@given(known=st.lists(sentences, max_size=6), texts=st.lists(sentences, max_size=6))
def test_equal_texts_are_always_found(known: list[str], texts: list[str]) -> None:
    equal = {pair: 0.0 for pair, distance in _slowly(known, texts).items() if texts[pair[0]] == known[pair[1]]}

    assert equal.items() <= _found(known, texts).items()


@settings(max_examples=100)
@given(known=st.lists(sentences, max_size=6), texts=st.lists(sentences, max_size=6))
def test_many_texts_at_once_get_the_answers_that_each_gets_alone(known: list[str], texts: list[str]) -> None:
    index = NearIndex(known, within=WITHIN)
    alone = {(row, at, distance) for row, text in enumerate(texts) for _, at, distance in index.find([text])}

    assert set(index.find(texts)) == alone


def test_a_text_known_three_times_is_found_at_each_place_once() -> None:
    index = NearIndex([LANTERNS, MARKET, LANTERNS, LANTERNS], within=WITHIN)

    assert sorted(index.find([LANTERNS])) == [(0, 0, 0.0), (0, 2, 0.0), (0, 3, 0.0)]
    assert sorted(at for _, at, _ in index.find([LANTERNS + " again"])) == [0, 2, 3]


def test_short_texts_count_only_when_they_are_equal() -> None:
    """Of 28 letters and 24 shingles, one fewer than may be compared."""
    short = "the lanterns are lit tonight"
    assert len(shingles(short)) == FEWEST_SHINGLES - 1

    assert _found([short], [short, f"{short}s", f"see {short}"]) == {(0, 0): 0.0}


def test_a_text_just_long_enough_is_compared() -> None:
    long = "the lanterns are lit tonight!"
    assert len(shingles(long)) == FEWEST_SHINGLES

    assert set(_found([long], [f"{long}!"])) == {(0, 0)}


def test_of_the_shortest_texts_nothing_is_said() -> None:
    seven, eight = "lantern", "lanterns"
    assert len(eight) == FEWEST_LETTERS

    assert _found([seven, eight], [seven, eight]) == {(1, 1): 0.0}


@pytest.mark.parametrize(
    ("known", "texts"), [([], [LANTERNS]), ([LANTERNS], []), ([], []), ([""], [""]), (["lamp"], [LANTERNS])]
)
def test_where_nothing_is_known_or_asked_nothing_is_found(known: list[str], texts: list[str]) -> None:
    assert _found(known, texts) == {}


def test_a_smaller_distance_finds_less() -> None:
    changed = LANTERNS.replace("brothers", "sisters")
    distance = 1 - resemblance(changed, LANTERNS)

    assert list(NearIndex([LANTERNS], within=distance).find([changed])) == [(0, 0, distance)]
    assert list(NearIndex([LANTERNS], within=distance - 0.001).find([changed])) == []


def _found(known: list[str], texts: list[str]) -> Found:
    found = list(NearIndex(known, within=WITHIN).find(texts))
    assert len({(row, at) for row, at, _ in found}) == len(found), "a pair is told once"
    return {(row, at): distance for row, at, distance in found}


def _slowly(known: list[str], texts: list[str]) -> Found:
    """Compare every text with every known one."""
    said = [shingles(text) for text in texts]
    held = [shingles(text) for text in known]
    near = {}
    for (row, text), (at, one) in product(enumerate(texts), enumerate(known)):
        distance = 1.0 - len(said[row] & held[at]) / max(1, len(said[row] | held[at]))
        if text == one and len(text) >= FEWEST_LETTERS:
            near[row, at] = 0.0
        elif min(len(said[row]), len(held[at])) >= FEWEST_SHINGLES and distance <= WITHIN:
            near[row, at] = distance
    return near


def _mutated(text: str, words: list[str], *, draw: random.Random) -> str:
    """Exchange, drop and add words, up to a third of them; sometimes a letter in between."""
    said = text.split()
    for _ in range(draw.randint(1, max(2, len(said) // 6))):
        at = draw.randrange(len(said))
        said[at : at + 1] = draw.choice(
            [[draw.choice(words)], [], [said[at], draw.choice(words)], [said[at][:-1] + "q"]]
        )
    return " ".join(said)
