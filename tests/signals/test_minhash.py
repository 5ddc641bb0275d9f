import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.signals.minhash import BANDS, SHINGLE, bands_of, resemblance, shingles

texts = st.text(st.characters(exclude_categories=()), max_size=40)


def test_shingles_are_all_runs_of_five_letters() -> None:
    assert shingles("lantern") == {"lante", "anter", "ntern"}
    assert shingles("aaaaaaaa") == {"aaaaa"}
    assert shingles("lant") == shingles("") == frozenset()


def test_resemblance_is_what_two_texts_share_of_what_they_hold() -> None:
    """Of lante, anter, ntern and lante, anter, nters: two of four."""
    assert resemblance("lantern", "lanters") == 0.5


@settings(max_examples=200)
@given(one=texts, other=texts)
def test_resemblance_is_the_same_both_ways_and_whole_only_with_the_same_shingles(one: str, other: str) -> None:
    assert resemblance(one, other) == resemblance(other, one)
    assert (resemblance(one, other) == 1.0) == (shingles(one) == shingles(other) != frozenset())


def test_texts_without_a_shingle_resemble_nothing_not_even_themselves() -> None:
    assert resemblance("", "") == resemblance("lamp", "lamp") == 0.0


def test_no_texts_have_no_keys_and_an_empty_text_has_its_row() -> None:
    assert bands_of([]).shape == (0, BANDS)
    assert bands_of(["", "lantern"]).shape == (2, BANDS)


@settings(max_examples=100)
@given(batch=st.lists(texts, min_size=1, max_size=6))
def test_the_keys_of_a_text_depend_on_no_other_text_of_its_batch(batch: list[str]) -> None:
    """Texts lie end to end in one array: no shingle may reach into a neighbour."""
    together = bands_of(batch)

    assert np.array_equal(together, np.concatenate([bands_of([text]) for text in batch]))


@settings(max_examples=100)
@given(text=st.text("abc", min_size=SHINGLE, max_size=30), times=st.integers(1, 3))
def test_the_keys_depend_on_which_shingles_there_are_and_not_on_how_often(text: str, times: int) -> None:
    """Told by the letters alone: a text that runs in a circle has the same shingles after every round."""
    circle = text + text[: SHINGLE - 1]
    again = text * (times + 1) + text[: SHINGLE - 1]

    assert shingles(circle) == shingles(again)
    assert np.array_equal(bands_of([circle]), bands_of([again]))


def test_texts_meet_in_a_band_as_often_as_their_resemblance_promises() -> None:
    """1 - (1 - r^4)^32, within what 400 draws can tell."""
    draw = random.Random(7)
    pairs = [_pair(draw, exchanged=exchanged) for exchanged in (2, 6, 12, 20, 40, 60) for _ in range(400)]
    ones, others = bands_of([one for one, _ in pairs]), bands_of([other for _, other in pairs])
    met = (ones == others).any(axis=1).reshape(-1, 400).mean(axis=1)
    promised = np.array([1 - (1 - resemblance(*pair) ** 4) ** BANDS for pair in pairs]).reshape(-1, 400).mean(axis=1)

    assert np.abs(met - promised).max() < 0.08
    assert met[0] > 0.999
    assert met[-1] < 0.5


def _pair(draw: random.Random, *, exchanged: int) -> tuple[str, str]:
    letters = draw.choices("abcdefghijklmnopqrstuvwxyz", k=120)
    other = letters.copy()
    at = draw.randrange(120 - exchanged)
    other[at : at + exchanged] = draw.choices("0123456789", k=exchanged)
    return "".join(letters), "".join(other)
