"""Parts stay few and each row is written again a few times only."""

import random
from dataclasses import replace
from itertools import pairwise

from cautery.engine.tiers import FAN_OUT, LARGEST_ROWS, last_merge, next_merge
from cautery.store.parts import HistoryPart
from tests.engine.lakes import place

ONE = HistoryPart(name="", table="posts", day="2020-01-01", rows=1, bytes=1, checksum=0, since=place(0), until=place(1))


def parts_of(*rows: int) -> list[HistoryPart]:
    return [
        replace(ONE, name=f"p{number}", rows=many, since=place(number), until=place(number + 1))
        for number, many in enumerate(rows)
    ]


def lived(rng: random.Random, adds: int, largest: int) -> tuple[list[HistoryPart], int, int]:
    """Add parts and merge what is due: the parts left, rows added, rows written again."""
    parts: list[HistoryPart] = []
    added = written = 0
    for number in range(adds):
        rows = rng.randint(1, largest)
        parts.append(replace(ONE, name=f"p{number}", rows=rows, since=place(number), until=place(number + 1)))
        added += rows
        while few := next_merge(parts):
            total = sum(part.rows for part in few)
            assert total <= LARGEST_ROWS
            at = parts.index(few[0])
            parts[at : at + len(few)] = [replace(few[0], rows=total, until=few[-1].until)]
            written += total
    return parts, added, written


def test_few_small_parts_are_left_alone() -> None:
    assert list(next_merge(parts_of(*[10] * (FAN_OUT - 1)))) == []
    assert list(next_merge([])) == []


def test_neighbours_of_like_size_become_one() -> None:
    parts = parts_of(*[10] * FAN_OUT)
    assert list(next_merge(parts)) == parts


def test_a_large_part_is_not_written_again_for_a_few_small_ones() -> None:
    assert list(next_merge(parts_of(50_000, *[10] * (FAN_OUT - 1)))) == []
    parts = parts_of(50_000, *[10] * FAN_OUT)
    assert list(next_merge(parts)) == parts[1:]


def test_over_a_long_day_parts_stay_few_and_rows_are_seldom_written_again() -> None:
    for seed in range(5):
        parts, added, written = lived(random.Random(seed), adds=3000, largest=900)
        assert sum(part.rows for part in parts) == added
        assert len(parts) <= 4 * FAN_OUT
        assert written <= 6 * added


def test_what_is_merged_are_always_neighbours_so_that_places_never_overlap() -> None:
    parts, _, _ = lived(random.Random(3), adds=500, largest=3000)
    assert all(one.until <= other.since for one, other in pairwise(parts))


def test_no_part_becomes_larger_than_what_can_be_merged_in_memory() -> None:
    parts, _, _ = lived(random.Random(1), adds=300, largest=100_000)
    assert max(part.rows for part in parts) <= LARGEST_ROWS


def test_a_day_that_is_over_becomes_one_part_unless_that_is_one_already() -> None:
    parts = parts_of(5000, 900, 700)
    assert list(last_merge(parts)) == parts
    assert list(last_merge(parts[:1])) == []
    assert list(last_merge(parts_of(900_000, 3))) == []
    assert list(last_merge(parts_of(LARGEST_ROWS, LARGEST_ROWS))) == []
