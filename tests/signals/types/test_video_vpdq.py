"""Films are the same when they share four fifths of the frames of either."""

import json

import pytest

from cautery.errors import Invalid
from cautery.signals.types.video_vpdq import VideoVpdq

KIND = VideoVpdq()
FRAMES = [f"{number * 0x1111111111111111 % 2**64:016x}" * 4 for number in (1, 2, 4, 7, 8, 11, 13, 14, 3, 5)]


def written(*frames: str) -> str:
    return json.dumps([f"{frame},100,{second}.0" for second, frame in enumerate(frames)])


def found(banked: str, asked: str) -> list[tuple[int, float]]:
    return list(KIND.index([banked]).find(KIND.shown(asked)))


@pytest.mark.parametrize(
    ("banked", "asked", "distance"),
    [
        (FRAMES[:5], FRAMES[:5], 0.0),
        (FRAMES[:8], FRAMES[2:4], 0.0),
        (FRAMES[2:4], FRAMES[:8], 0.0),
        (FRAMES[:5], FRAMES[1:6], 0.2),
    ],
    ids=["whole", "a part of it", "within a longer one", "begun later"],
)
def test_a_film_is_found_whole_and_in_part(banked: list[str], asked: list[str], distance: float) -> None:
    assert found(written(*banked), written(*asked)) == [(0, pytest.approx(distance))]
    assert KIND.distance(written(*banked), written(*asked)) == pytest.approx(distance)


def test_films_that_share_less_are_others() -> None:
    assert found(written(*FRAMES[:5]), written(*FRAMES[2:7])) == []


def test_frames_of_too_little_quality_are_left_out() -> None:
    said = json.dumps([f"{FRAMES[0]},49,0.0", f"{FRAMES[1].upper()},50,1"])

    assert KIND.canonical(said) == f'["{FRAMES[1]},50,1.000"]'


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[]",
        "[1]",
        '["ab,100,0"]',
        f'["{FRAMES[0]},101,0"]',
        f'["{FRAMES[0]},100,-1"]',
        f'["{FRAMES[0]},9,0"]',
        "\ud800",
    ],
)
def test_what_is_no_film_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="vPDQ value"):
        KIND.canonical(value)
