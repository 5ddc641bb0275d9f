"""The simulated platform's own bookkeeping; what every connector keeps to is in the drill over the shelf."""

from collections import Counter

import pytest

from cautery.errors import Missing, Refused
from cautery.model.account import Account, AccountId
from cautery.model.action import Action
from cautery.model.decision import DecisionId, Measure
from cautery.model.event import AccountClosed
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.world import PLATFORM, WorldSize


def a_platform() -> Simulator:
    platform = Simulator(WorldSize(people=60, operators=3, days=5), seed=1)
    platform.live(24)
    return platform


def somebody(platform: Simulator) -> Account:
    """Somebody of the network."""
    return Account(platform=PLATFORM, id=next(p.id for p in platform.world.people.values() if p.operator))


def an_action(about: Account, measure: Measure = "suspend") -> Action:
    return Action(key=f"{measure} {about.id}", decision=DecisionId("d"), about=about, measure=measure)


def test_time_passes_an_hour_at_a_time_and_is_told() -> None:
    platform, hours = a_platform(), Counter[str]()
    platform.live(5, passed=lambda n: hours.update(hours=n))

    assert hours["hours"] == 5
    assert platform.world.hour == 29


def test_what_arrived_is_counted_even_when_it_changes_nothing() -> None:
    """So that a test can see an action that was sent twice."""
    platform = a_platform()
    suspend, remove = an_action(somebody(platform)), an_action(somebody(platform), "remove")
    platform.act(suspend)
    platform.act(suspend)
    with pytest.raises(Refused):
        platform.act(remove)

    assert platform.received == [suspend, suspend, remove]


@pytest.mark.parametrize(("measure", "closures"), [("suspend", 1), ("restrict", 0), ("mark", 0)])
def test_only_a_suspension_closes_the_account(measure: Measure, closures: int) -> None:
    platform = a_platform()
    cursor = platform.read_events(None).cursor
    platform.act(an_action(somebody(platform), measure))
    told = platform.read_events(cursor).events

    assert [type(event) for event in told] == [AccountClosed] * closures
    assert platform.world.people[somebody(platform).id].closed == bool(closures)


def test_undo_lets_the_account_speak_again() -> None:
    platform = a_platform()
    suspend = an_action(somebody(platform))
    platform.undo(suspend, platform.act(suspend))

    assert not platform.world.people[suspend.about.id].closed


@pytest.mark.parametrize("platform_first", [True, False])
def test_undo_leaves_what_the_platform_did_by_itself(platform_first: bool) -> None:
    platform = a_platform()
    suspend = an_action(somebody(platform))
    if platform_first:
        platform.close_by_itself(suspend.about)
    token = platform.act(suspend)
    platform.close_by_itself(suspend.about)
    platform.undo(suspend, token)

    assert platform.in_effect(suspend)
    assert platform.world.people[suspend.about.id].closed


def test_nobody_unknown_can_be_closed() -> None:
    with pytest.raises(Missing, match="'nobody'"):
        a_platform().close_by_itself(Account(platform=PLATFORM, id=AccountId("nobody")))
