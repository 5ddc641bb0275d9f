"""Pictures: a copy has the same hashes, one saved again nearly the same, another another."""

import random
import re

from cautery.simulator.pictures import MOST_FLIPPED, altered, picture


def bits_apart(one: str | None, other: str | None) -> int:
    return (int(one or "", 16) ^ int(other or "", 16)).bit_count()


def test_a_picture_has_the_hashes_that_a_platform_would_send() -> None:
    shown = picture("stock", 3)

    assert re.fullmatch(r"[0-9a-f]{64}", shown.pdq or "")
    assert re.fullmatch(r"[0-9a-f]{64}", shown.sha256 or "")
    assert shown == picture("stock", 3)


def test_two_pictures_are_as_far_apart_as_chance() -> None:
    apart = [bits_apart(picture("photo", one).pdq, picture("photo", one + 1).pdq) for one in range(200)]

    assert min(apart) > 85
    assert 120 < sum(apart) / 200 < 136


def test_a_picture_saved_again_has_other_bytes_and_looks_the_same() -> None:
    first = picture("photo", 7, kind="video")
    for seed in range(50):
        again = altered(first, random.Random(seed))
        assert again.sha256 != first.sha256
        assert again.kind == "video"
        assert 1 <= bits_apart(first.pdq, again.pdq) <= MOST_FLIPPED
