import numpy as np
import pytest

from cautery.effect.interval import Floats
from cautery.effect.lateness import from_the_start, lateness_tells
from cautery.effect.lifetimes import Lives


def found_late(*, soon_gone: float, seed: int) -> Lives:
    """Half are found late; some of those because they are about to end."""
    rng = np.random.default_rng(seed)
    ends: Floats = rng.exponential(200.0, 800)
    found = np.where(rng.random(800) < 0.5, rng.exponential(60.0, 800), 0.0)
    pointed_out = (rng.random(800) < soon_gone) & (found > 0)
    found = np.where(pointed_out, ends - rng.exponential(3.0, 800), found)
    kept = (found >= 0) & (found < ends)
    return Lives(entry=found[kept], alive=ends[kept], gone=ends[kept])


@pytest.mark.parametrize(("soon_gone", "often"), [(0.0, range(6)), (0.8, range(29, 31))])
def test_it_tells_apart_finding_by_accident_and_finding_before_the_end(soon_gone: float, often: range) -> None:
    """In thirty worlds each."""
    assert sum(lateness_tells(found_late(soon_gone=soon_gone, seed=seed)) for seed in range(30)) in often


def test_where_everybody_was_found_at_once_nothing_is_suspected() -> None:
    ends = np.arange(1.0, 50.0)

    assert not lateness_tells(Lives(entry=np.zeros(49), alive=ends, gone=ends))


def test_whoever_was_found_within_the_hour_was_watched_from_the_start() -> None:
    lives = Lives(entry=np.array([0.0, 0.5, 7.0]), alive=np.full(3, 9.0), gone=np.full(3, 9.0))

    assert from_the_start(lives).tolist() == [True, True, False]
