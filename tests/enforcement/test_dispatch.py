"""An action reaches its platform once, however often it is tried, and whatever became of it is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from cautery.enforcement.dispatch import intend, send_once
from cautery.errors import CauteryError, Missing, Permanent, Refused, Temporary
from cautery.model.account import Account, AccountId
from cautery.model.action import Action, ActionState, Receipt
from cautery.model.decision import DecisionId, Measure
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.world import PLATFORM, Size

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


class Failing(Simulator):
    """A platform that answers every action with an error."""

    def __init__(self, error: CauteryError) -> None:
        super().__init__(Size(people=20, operators=1), seed=1)
        self.error = error

    def act(self, action: Action) -> str:
        self.received.append(action)
        raise self.error


class Mute(Simulator):
    """A platform that does not say at the moment what is in force."""

    def in_effect(self, action: Action) -> bool:
        raise Temporary("The platform asks for patience.")


def a_platform() -> Simulator:
    return Simulator(Size(people=20, operators=1), seed=1)


def an_action(measure: Measure = "suspend", account: str = "u000001") -> Action:
    about = Account(platform=PLATFORM, id=AccountId(account))
    return Action(key=f"{measure} {account}", decision=DecisionId("d1"), about=about, measure=measure)


def a_receipt(state: ActionState, action: Action) -> Receipt:
    return Receipt(action=action.key, state=state, at=NOON, says="so", undo=None)


def test_an_intent_says_that_nothing_was_sent_yet() -> None:
    intent = intend(an_action(), at=NOON)

    assert (intent.action, intent.state, intent.at, intent.undo) == ("suspend u000001", "intended", NOON, None)


def test_what_was_never_tried_is_sent_and_the_platforms_answer_kept() -> None:
    platform, suspend = a_platform(), an_action()
    receipt = send_once(suspend, None, platform=platform, at=NOON)

    assert platform.received == [suspend]
    assert (receipt.action, receipt.state, receipt.at) == (suspend.key, "sent", NOON)
    assert receipt.undo == platform.act(suspend)


def test_an_action_tried_twice_reaches_the_platform_once() -> None:
    """The second attempt finds the receipt of the first."""
    platform, suspend = a_platform(), an_action()
    first = send_once(suspend, None, platform=platform, at=NOON)
    again = send_once(suspend, first, platform=platform, at=LATER)

    assert platform.received == [suspend]
    assert again == first


@pytest.mark.parametrize("state", [state for state in get_args(ActionState) if state not in ("intended", "parked")])
def test_what_is_done_stays_as_it_is(state: ActionState) -> None:
    """What a person took back is not done again by a machine either."""
    platform, suspend = a_platform(), an_action()
    earlier = a_receipt(state, suspend)

    assert send_once(suspend, earlier, platform=platform, at=LATER) == earlier
    assert platform.received == []


@pytest.mark.parametrize("state", ["intended", "parked"])
def test_what_may_have_been_under_way_is_looked_for_before_it_is_sent(state: ActionState) -> None:
    platform, suspend = a_platform(), an_action()
    platform.act(suspend)
    receipt = send_once(suspend, a_receipt(state, suspend), platform=platform, at=LATER)

    assert platform.received == [suspend]
    assert (receipt.state, receipt.at, receipt.says) == ("sent", LATER, "was in effect already")


@pytest.mark.parametrize("state", ["intended", "parked"])
def test_what_is_not_found_on_the_platform_is_sent(state: ActionState) -> None:
    platform, suspend = a_platform(), an_action()
    receipt = send_once(suspend, a_receipt(state, suspend), platform=platform, at=LATER)

    assert platform.received == [suspend]
    assert (receipt.state, receipt.says) == ("sent", "the platform took it")


def test_nothing_is_sent_blindly_when_the_platform_cannot_be_asked() -> None:
    """It may be in force from before the crash; trying again later may tell."""
    platform, suspend = Mute(Size(people=20, operators=1), seed=1), an_action()
    with pytest.raises(Temporary):
        send_once(suspend, intend(suspend, at=NOON), platform=platform, at=LATER)

    assert platform.received == []


def test_a_platform_that_asks_for_patience_is_tried_again_by_the_caller() -> None:
    busy = Temporary("Too many requests.", retry_after_s=30)
    with pytest.raises(Temporary) as told:
        send_once(an_action(), None, platform=Failing(busy), at=NOON)

    assert told.value is busy


@pytest.mark.parametrize("error", [Permanent("The line is cut."), Refused("Not ours."), Missing("Nobody there.")])
def test_what_the_platform_will_not_do_is_parked_with_its_words(error: CauteryError) -> None:
    receipt = send_once(an_action(), None, platform=Failing(error), at=NOON)

    assert (receipt.state, receipt.undo) == ("parked", None)
    assert str(error) in receipt.says


def test_a_measure_that_the_platform_does_not_have_is_parked() -> None:
    receipt = send_once(an_action("remove"), None, platform=a_platform(), at=NOON)

    assert receipt.state == "parked"
    assert "remove" in receipt.says


def test_somebody_who_vanished_after_the_intent_is_parked() -> None:
    gone = replace(an_action(), about=Account(platform=PLATFORM, id=AccountId("gone")))
    receipt = send_once(gone, intend(gone, at=NOON), platform=a_platform(), at=LATER)

    assert receipt.state == "parked"
    assert "'gone'" in receipt.says
