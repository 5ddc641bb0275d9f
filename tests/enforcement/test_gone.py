"""Nobody left to act on is no failure; a platform that was configured wrongly, or is too old, is one."""

import pytest

from cautery.enforcement.gone import gone
from cautery.errors import CauteryError, Missing, Permanent, Refused, Temporary
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.world import WorldSize
from tests.enforcement.test_verify import LATER, an_action

NOBODY = Missing("There is no account 'nobody'.")
SIZE = WorldSize(people=20, operators=1)


class Lost(Simulator):
    """A platform that is not where it was configured: it knows nobody."""

    fails: CauteryError

    def greet(self) -> str:
        raise self.fails


def lost(fails: CauteryError) -> Lost:
    platform = Lost(SIZE, seed=1)
    platform.fails = fails
    return platform


def test_what_the_platform_says_stands_with_it() -> None:
    receipt = gone(an_action("nobody"), NOBODY, platform=Simulator(SIZE, seed=1), at=LATER, undo="k")

    assert (receipt.state, receipt.undo, str(NOBODY) in receipt.says) == ("gone", "k", True)


@pytest.mark.parametrize("fails", [Refused("no"), Permanent("<html>"), Missing("no such page")])
def test_a_platform_that_does_not_greet_is_not_believed(fails: CauteryError) -> None:
    receipt = gone(an_action("nobody"), NOBODY, platform=lost(fails), at=LATER, undo="k")

    assert (receipt.state, receipt.undo, str(fails) in receipt.says) == ("parked", "k", True)


def test_a_platform_that_knows_the_account_does_not_know_the_measure() -> None:
    """An older server answers 404 to a question that it does not know."""
    receipt = gone(an_action(), Missing("no such page"), platform=Simulator(SIZE, seed=1), at=LATER)

    assert (receipt.state, "not what was asked" in receipt.says) == ("parked", True)


def test_a_platform_that_is_down_is_asked_again() -> None:
    with pytest.raises(Temporary):
        gone(an_action(), NOBODY, platform=lost(Temporary("later")), at=LATER)
