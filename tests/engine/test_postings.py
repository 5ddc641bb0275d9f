"""The index says who uses what, whatever was merged, added twice or begun again."""

import random
from pathlib import Path

import numpy as np
import pytest

from cautery.engine import postings as room
from cautery.engine.postings import Postings
from cautery.errors import Permanent


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let runs be made and merged after a few pairs."""
    monkeypatch.setattr(room, "MEMORY_PAIRS", 50)
    monkeypatch.setattr(room, "LARGEST_MERGE", 600)


def added(index: Postings, pairs: list[tuple[int, int]]) -> None:
    index.add(np.array([key for key, _ in pairs], dtype=np.int64), np.array([who for _, who in pairs], dtype=np.uint32))


def users(index: Postings, keys: list[int]) -> set[tuple[int, int]]:
    places, numbers = index.find(np.array(keys, dtype=np.int64))
    found = [(keys[place], who) for place, who in zip(places.tolist(), numbers.tolist(), strict=True)]
    assert len(found) == len(set(found))
    return set(found)


def test_everything_added_is_found_once_through_merges_and_a_new_start(tmp_path: Path) -> None:
    draw, index, known = random.Random(4), Postings(tmp_path, []), set[tuple[int, int]]()
    for _ in range(300):
        pairs = [(draw.randrange(200) - 100, draw.randrange(40)) for _ in range(draw.randrange(12))]
        added(index, pairs)
        known |= set(pairs)
        if index.is_full():
            index.flush()
            index.tidy()
    keys = list(range(-100, 100))

    assert users(index, keys) == known
    index.flush()
    assert users(Postings(tmp_path, index.runs), keys) == known
    assert len(index.runs) < 12


def test_what_was_added_in_any_order_is_found_before_it_is_on_disk(tmp_path: Path) -> None:
    index = Postings(tmp_path, [])
    added(index, [(9, 1), (3, 2), (7, 1), (3, 1), (3, 2)])

    assert users(index, [3, 9]) == {(3, 1), (3, 2), (9, 1)}


def test_what_nobody_uses_is_not_found(tmp_path: Path) -> None:
    index = Postings(tmp_path, [])
    assert users(index, [1]) == set()
    added(index, [(1, 7)])
    assert users(index, [0, 2]) == set()
    assert users(index, []) == set()


def test_files_that_no_run_names_are_dropped_and_a_missing_one_is_said(tmp_path: Path) -> None:
    index = Postings(tmp_path, [])
    added(index, [(1, 7)])
    index.flush()
    Postings(tmp_path, [])

    assert not list(tmp_path.glob("*.npy"))
    with pytest.raises(Permanent, match="gone or damaged"):
        Postings(tmp_path, index.runs)
