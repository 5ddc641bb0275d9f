"""Pictures have the hashes that Meta's own code gives them."""

import csv
from pathlib import Path

import numpy as np
import pytest

from cautery.signals.hamming_index import bits_apart
from cautery.signals.media.pdq import (
    LEAST_QUALITY,
    Plane,
    bits_of,
    frequencies_of,
    mirrored,
    pdq,
    quality_of,
    small_of,
    turned,
    written,
)
from cautery.signals.media.pictures import picture_of, plane_of
from tests.material import landscape


def hash_of(plane: Plane) -> str:
    return written(pdq(plane)[0])


def slowly_filtered(line: Plane) -> Plane:
    """Average each point with its neighbours, point by point, as the description says."""
    window = (line.size + 127) // 128
    half = (window + 2) // 2
    return np.array([line[max(0, at - window + half) : at + half].mean() for at in range(line.size)], dtype=np.float32)


@pytest.mark.real_data
def test_known_pictures_have_their_known_hashes(real_data: Path) -> None:
    """At most 2 bits, where Meta allows 10 between its own versions."""
    with (real_data / "media" / "known_pdq.csv").open() as rows:
        known = {row["file"]: row["pdq"] for row in csv.DictReader(rows)}
    for name, value in known.items():
        plane = picture_of((real_data / "media" / name).read_bytes(), form="JPEG")

        assert bits_apart(hash_of(plane), value) <= 2, name


def test_a_line_is_reduced_as_its_description_says() -> None:
    for size in (64, 100, 129, 512):
        line = np.random.default_rng(size).uniform(0, 255, size).astype(np.float32)
        picked = slowly_filtered(slowly_filtered(line))[((np.arange(64) + 0.5) * size / 64).astype(int)]

        assert np.allclose(small_of(np.tile(line, (64, 1)))[7], picked, atol=0.01)


def test_half_of_the_bits_are_set() -> None:
    bits, quality = pdq(plane_of(landscape(1)))

    assert (bits.sum(), quality >= LEAST_QUALITY) == (128, True)


def test_a_smaller_copy_stays_near_and_another_picture_is_far() -> None:
    own = hash_of(plane_of(landscape(1)))

    assert bits_apart(own, hash_of(plane_of(landscape(1).resize((320, 210))))) <= 10
    assert bits_apart(own, hash_of(plane_of(landscape(2)))) > 80


def test_a_mirror_and_quarter_turns_are_found_without_the_picture() -> None:
    square = plane_of(landscape(3, 512, 512))
    frequencies = frequencies_of(small_of(square))
    ways = [written(bits_of(one)) for one in (mirrored(frequencies), *turned(frequencies))]

    for other in (square[:, ::-1], square[::-1], np.rot90(square), np.rot90(square, 2), np.rot90(square, 3), square.T):
        assert min(bits_apart(hash_of(np.ascontiguousarray(other)), way) for way in ways) <= 24


def test_an_empty_picture_has_no_quality() -> None:
    assert quality_of(small_of(np.full((200, 300), 77, dtype=np.float32))) == 0
    assert quality_of(small_of(np.indices((512, 512)).sum(0).astype(np.float32) % 64 * 4)) == 100


def test_bits_are_written_from_the_last_to_the_first() -> None:
    bits = np.zeros((16, 16), dtype=bool)
    bits[0, 0] = True

    assert written(bits) == "0" * 63 + "1"
