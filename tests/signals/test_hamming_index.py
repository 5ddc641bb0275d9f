"""The index gives the answers of comparing with every value, whatever came and went."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cautery.errors import Invalid
from cautery.signals import hamming_index
from cautery.signals.hamming_index import Codes, HammingIndex, bits_apart, codes_of

bits = st.lists(st.integers(min_value=0, max_value=255), max_size=60, unique=True)
"""Which bits of a value are changed."""


def random_codes(count: int, seed: int = 1) -> Codes:
    return np.random.default_rng(seed).integers(0, 2**64, size=(count, 4), dtype=np.uint64)


def changed(code: Codes, at: list[int]) -> Codes:
    other = code.copy()
    for bit in at:
        other[bit // 64] ^= np.uint64(1 << (bit % 64))
    return other


def slowly(known: Codes, asked: Codes, within: int, gone: set[int] = frozenset()) -> set[tuple[int, int, int]]:  # type: ignore[assignment]
    """Compare with every value."""
    apart: NDArray[np.int64] = np.bitwise_count(asked[:, None, :] ^ known[None, :, :]).sum(axis=2)
    pairs = zip(*np.nonzero(apart <= within), strict=True)
    return {(int(row), int(place), int(apart[row, place])) for row, place in pairs if int(place) not in gone}


def found(index: HammingIndex, asked: Codes, within: int, threads: int = 1) -> set[tuple[int, int, int]]:
    """Ask by keys, and by comparing with every value: both give each pair once, and the same ones."""
    found = []
    for keys in (0, 10**9):
        with patch.object(hamming_index, "_keys_asked", return_value=keys):
            hits = index.find(asked, within=within, threads=threads)
        found.append(list(zip(hits.rows.tolist(), hits.places.tolist(), hits.bits.tolist(), strict=True)))
    assert len(found[0]) == len(set(found[0]))
    assert found[0] == found[1]
    return set(found[0])


@settings(max_examples=60)
@given(
    edits=st.lists(st.tuples(st.integers(0, 199), bits), min_size=1, max_size=6),
    within=st.sampled_from([0, 1, 10, 31, 47]),
)
def test_every_pair_within_the_distance_is_found_and_no_other(edits: list[tuple[int, list[int]]], within: int) -> None:
    known = random_codes(200)
    asked = np.stack([changed(known[place], at) for place, at in edits])

    assert found(HammingIndex(known), asked, within) == slowly(known, asked, within)


@settings(max_examples=40)
@given(clusters=st.lists(bits, min_size=2, max_size=40))
def test_values_that_are_near_each_other_are_all_found(clusters: list[list[int]]) -> None:
    """As in a bank of many copies of one picture."""
    centre = random_codes(1)[0]
    known = np.stack([changed(centre, at) for at in clusters])

    assert found(HammingIndex(known), known, 31) == slowly(known, known, 31)


@settings(max_examples=40)
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 10**6)), max_size=40))
def test_what_came_and_went_is_found_and_not_found_as_if_all_had_been_built_again(
    steps: list[tuple[bool, int]],
) -> None:
    codes = random_codes(60)
    index, held = HammingIndex(codes[:20]), dict(enumerate(range(20)))
    for coming, by_lot in steps:
        if coming:
            held[index.add(codes[by_lot % 60])] = by_lot % 60
        elif held:
            index.remove(place := sorted(held)[by_lot % len(held)])
            del held[place]

    assert len(index) == len(held)
    assert found(index, codes, 31) == {(own, place, 0) for place, own in held.items()}


def test_it_grows_beyond_the_room_that_it_had() -> None:
    codes = random_codes(3000)
    index = HammingIndex(codes[:1])
    for code in codes[1:]:
        index.add(code)

    assert found(index, codes[::97], 31) == {(row, place, 0) for row, place in enumerate(range(0, 3000, 97))}


def test_threads_change_no_answer() -> None:
    known = random_codes(500)

    assert found(HammingIndex(known), known, 31, threads=2) == found(HammingIndex(known), known, 31)


def test_what_is_not_there_cannot_be_taken_out() -> None:
    index = HammingIndex(random_codes(3))
    index.remove(1)
    for place in (1, 3, -1):
        with pytest.raises(Invalid, match="no value at place"):
            index.remove(place)


def test_nothing_is_in_an_empty_index_and_nothing_asked_finds_nothing() -> None:
    assert found(HammingIndex(random_codes(0)), random_codes(3), 31) == set()
    assert found(HammingIndex(random_codes(3)), random_codes(0), 31) == set()


def test_values_are_read_from_hex() -> None:
    one, other = "0" * 63 + "1", "8" + "0" * 63

    assert np.bitwise_count(codes_of([one])[0] ^ codes_of([other])[0]).sum() == bits_apart(one, other) == 2
