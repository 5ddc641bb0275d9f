"""What others share as much says as much less."""

import numpy as np
import pytest

from cautery.suspicion.operators.bank import Removed, build_bank
from cautery.suspicion.operators.compare import compare
from cautery.suspicion.operators.scenes import Scenes, who_is
from tests.hands import CHANNELS, GUARD, REMOVED_AT, guard, people, portrait
from tests.world import person


def scenes(*scores: float) -> Scenes:
    return Scenes(
        who=np.arange(1000),
        accounts=1000,
        scores={"access": [np.array(sorted(scores, reverse=True), dtype=np.float32)]},
    )


def test_those_are_counted_who_share_nearly_as_much() -> None:
    assert scenes(10, 9, 8.5, 3).rivals("access", 0, 10.0, me=-1) == 3
    assert scenes(10, 9, 8.5, 3).rivals("access", 0, 40.0, me=-1) == 0
    assert scenes(10, 9, 8.5, 3).rivals("material", 0, 10.0, me=-1) == 0


def test_nobody_is_their_own_rival() -> None:
    assert scenes(10, 9).rivals("access", 0, 10.0, me=7) == 1
    assert scenes(10, 9).rivals("access", 0, 10.0, me=5000) == 2


def test_the_more_share_as_much_the_less_it_may_say() -> None:
    assert scenes().most_bits(0) == float("inf")
    assert scenes().most_bits(10) == pytest.approx(np.log2(100))
    assert scenes().most_bits(1000) == 0.0


def test_mates_of_a_removed_account_are_each_others_rivals_and_strangers_are_not() -> None:
    club = {"links": ["https://club.example/fixtures"], "follows": [f"friend 3 {turn}" for turn in range(5)]}
    mates = [portrait(f"mate {number}", **club) for number in range(20)]
    among = build_bank([Removed(portrait=guard(number), at=REMOVED_AT) for number in range(GUARD)], [*people(), *mates])
    [found] = [
        one for one in compare(mates[0], among, CHANNELS) if among.entries[one.position].about == person("guard 3")
    ]

    assert found.rivals["company"] == 19
    assert among.scenes.is_counted(who_is(mates[0].about))
