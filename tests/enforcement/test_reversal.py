"""An action is taken back once, with what the platform gave for it, and nothing else is."""

from datetime import UTC, datetime, timedelta

import pytest

from cautery.enforcement.dispatch import intend, send_once
from cautery.enforcement.reversal import take_back
from cautery.errors import Conflict
from cautery.model.account import Account, AccountId
from cautery.model.action import Action, ActionReceipt
from cautery.model.decision import DecisionId, Measure
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.world import PLATFORM, WorldSize

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def a_platform() -> Simulator:
    return Simulator(WorldSize(people=20, operators=1), seed=1)


def an_action(measure: Measure = "suspend", *, decision: str = "d1") -> Action:
    about = Account(platform=PLATFORM, id=AccountId("u000001"))
    return Action(key=f"{decision} {measure}", decision=DecisionId(decision), about=about, measure=measure)


def test_what_was_done_is_undone() -> None:
    platform, suspend = a_platform(), an_action()
    sent = send_once(suspend, None, platform=platform, at=NOON)
    receipt = take_back(suspend, sent, platform=platform, at=LATER)

    assert not platform.in_effect(suspend)
    assert (receipt.action, receipt.state, receipt.at, receipt.undo) == (suspend.key, "undone", LATER, None)


def test_what_is_undone_stays_undone() -> None:
    """Trying again neither asks the platform nor moves the time at which it happened."""
    platform, suspend = a_platform(), an_action()
    undone = take_back(suspend, send_once(suspend, None, platform=platform, at=NOON), platform=platform, at=NOON)
    platform.act(an_action(decision="d2"))

    assert take_back(suspend, undone, platform=platform, at=LATER) == undone
    assert platform.in_effect(suspend)


def test_what_another_decision_did_stays() -> None:
    platform, ours, mark, theirs = a_platform(), an_action(), an_action("mark"), an_action(decision="d2")
    sent = send_once(ours, None, platform=platform, at=NOON)
    for other in (mark, theirs):
        send_once(other, None, platform=platform, at=NOON)
    take_back(ours, sent, platform=platform, at=LATER)

    assert platform.look_up(ours.about).measures == {"suspend", "mark"}


@pytest.mark.parametrize(
    "latest",
    [
        None,
        intend(an_action(), at=NOON),
        ActionReceipt(action=an_action().key, state="parked", at=NOON, says="the platform says no"),
    ],
)
def test_what_never_reached_the_platform_cannot_be_taken_back(latest: ActionReceipt | None) -> None:
    with pytest.raises(Conflict, match="d1 suspend never reached"):
        take_back(an_action(), latest, platform=a_platform(), at=LATER)


def test_what_was_parked_after_sending_can_be_taken_back() -> None:
    """It did not seem to be in force when it was looked at; it may come into force late."""
    platform, suspend = a_platform(), an_action()
    token = platform.act(suspend)
    parked = ActionReceipt(action=suspend.key, state="parked", at=NOON, says="not in force", undo=token)

    assert take_back(suspend, parked, platform=platform, at=LATER).state == "undone"
    assert not platform.in_effect(suspend)
