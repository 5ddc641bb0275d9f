"""Without native loops the same pairs are found."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cautery.signals import hamming_index, hamming_plain
from cautery.signals.hamming_index import HammingIndex, bits_apart, codes_of
from cautery.signals.hamming_plain import compare_all

values = st.lists(st.integers(0, 2**256 - 1), min_size=1, max_size=12)


@given(values, values, st.integers(0, 256))
def test_every_pair_within_the_distance_is_found_and_no_other(asked: list[int], known: list[int], within: int) -> None:
    found = compare_all(_codes(asked), _codes(known), len(known), within)
    pairs = [
        (row, place, bits)
        for row, one in enumerate(asked)
        for place, other in enumerate(known)
        if (bits := (one ^ other).bit_count()) <= within
    ]

    assert [tuple(pair) for pair in found.tolist()] == pairs


def test_what_is_behind_the_used_places_is_not_there() -> None:
    assert compare_all(_codes([7]), _codes([7, 7]), 1, 0).tolist() == [[0, 0, 0]]
    assert compare_all(_codes([])[:0], _codes([7]), 1, 0).shape == (0, 3)


def test_an_index_without_native_loops_answers_after_changes_as_one_with_them(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(hamming_index, "NATIVE", False)
    monkeypatch.setattr(hamming_index, "LOOPS", hamming_plain)
    index = HammingIndex(_codes([1, 2, 4]))
    index.remove(1)
    place = index.add(_codes([8])[0])
    hits = index.find(_codes([9, 2]), within=1)

    assert place == 1
    assert list(zip(hits.rows.tolist(), hits.places.tolist(), hits.bits.tolist(), strict=True)) == [
        (0, 0, 1),
        (0, 1, 1),
    ]
    assert bits_apart(f"{9:064x}", f"{8:064x}") == 1


def _codes(numbers: list[int]) -> hamming_index.Codes:
    return codes_of([f"{number:064x}" for number in numbers]) if numbers else np.zeros((1, 4), dtype=np.uint64)
