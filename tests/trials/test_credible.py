"""Whether the simulated society is credible; `bench/simulator` has the figures of a larger one."""

import pytest

from cautery.trials.credible import FINDINGS, PublishedFinding, compare


@pytest.fixture(scope="module")
def found() -> dict[str, PublishedFinding]:
    return {one.name: one for one in compare(operators=60, seed=31)}


def test_every_published_finding_is_set_beside_what_comes_out(found: dict[str, PublishedFinding]) -> None:
    assert list(found) == [one.name for one in FINDINGS]
    assert all(one.low <= one.published <= one.high for one in FINDINGS)


def test_at_least_eight_come_out_within_their_bands(found: dict[str, PublishedFinding]) -> None:
    assert sum(one.within for one in found.values()) >= 8


def test_what_is_sustained_works_and_what_is_done_once_does_not(found: dict[str, PublishedFinding]) -> None:
    once, kept_up = (found[f"posts after against before, {how} action"].here for how in ("one-off", "sustained"))
    long, short = (found[f"days that a channel lives, {how} action"].here for how in ("one-off", "sustained"))

    assert kept_up < -0.7 < once < 0
    assert long > 10 * short
