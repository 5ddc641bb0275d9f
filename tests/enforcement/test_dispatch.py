"""An action reaches its platform once, however often it is tried, and whatever became of it is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, current_thread
from typing import Any, get_args

import pytest

from cautery.enforcement.dispatch import DeferredAction, Outcome, intend, many, send_once
from cautery.enforcement.pace import Pace
from cautery.errors import CauteryError, Permanent, Refused, Temporary
from cautery.model.account import Account, AccountId
from cautery.model.action import Action, ActionReceipt, ActionState
from cautery.model.decision import DecisionId, Measure
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.world import PLATFORM, WorldSize

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


class Failing(Simulator):
    """A platform that answers every action with an error."""

    def __init__(self, error: CauteryError) -> None:
        super().__init__(WorldSize(people=20, operators=1), seed=1)
        self.error = error

    def act(self, action: Action) -> str:
        self.received.append(action)
        raise self.error


class Mute(Simulator):
    """A platform that does not say at the moment what is in force."""

    def in_effect(self, action: Action) -> bool:
        raise Temporary("The platform asks for patience.")


def a_platform() -> Simulator:
    return Simulator(WorldSize(people=20, operators=1), seed=1)


def an_action(measure: Measure = "suspend", account: str = "u000001") -> Action:
    about = Account(platform=PLATFORM, id=AccountId(account))
    return Action(key=f"{measure} {account}", decision=DecisionId("d1"), about=about, measure=measure)


def a_receipt(state: ActionState, action: Action) -> ActionReceipt:
    return ActionReceipt(action=action.key, state=state, at=NOON, says="so", undo=None)


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
    assert receipt.undo == suspend.key  # else nobody could take it back


@pytest.mark.parametrize("state", ["intended", "parked"])
def test_what_is_not_found_on_the_platform_is_sent(state: ActionState) -> None:
    platform, suspend = a_platform(), an_action()
    receipt = send_once(suspend, a_receipt(state, suspend), platform=platform, at=LATER)

    assert platform.received == [suspend]
    assert (receipt.state, receipt.says) == ("sent", "the platform took it")


def test_nothing_is_sent_blindly_when_the_platform_cannot_be_asked() -> None:
    """It may be in force from before the crash; trying again later may tell."""
    platform, suspend = Mute(WorldSize(people=20, operators=1), seed=1), an_action()
    with pytest.raises(Temporary):
        send_once(suspend, intend(suspend, at=NOON), platform=platform, at=LATER)

    assert platform.received == []


def test_a_platform_that_asks_for_patience_is_tried_again_by_the_caller() -> None:
    busy = Temporary("Too many requests.", retry_after_s=30)
    with pytest.raises(Temporary) as told:
        send_once(an_action(), None, platform=Failing(busy), at=NOON)

    assert told.value is busy


@pytest.mark.parametrize("error", [Permanent("The line is cut."), Refused("Not ours.")])
def test_what_the_platform_will_not_do_is_parked_with_its_words(error: CauteryError) -> None:
    receipt = send_once(an_action(), None, platform=Failing(error), at=NOON)

    assert (receipt.state, receipt.undo) == ("parked", None)
    assert str(error) in receipt.says


def test_a_measure_that_the_platform_does_not_have_is_parked() -> None:
    receipt = send_once(an_action("remove"), None, platform=a_platform(), at=NOON)

    assert receipt.state == "parked"
    assert "remove" in receipt.says


def test_somebody_who_vanished_after_the_intent_is_gone() -> None:
    gone = replace(an_action(), about=Account(platform=PLATFORM, id=AccountId("gone")))
    receipt = send_once(gone, intend(gone, at=NOON), platform=a_platform(), at=LATER)

    assert receipt.state == "gone"
    assert "'gone'" in receipt.says


def sent(action: Action) -> ActionReceipt:
    return a_receipt("sent", action)


def noting(begun: list[Action]) -> Callable[[Action], ActionReceipt]:
    """Send, and note what was begun."""

    def note(action: Action) -> ActionReceipt:
        begun.append(action)
        return sent(action)

    return note


def done(actions: list[Action], do: Callable[[Action], ActionReceipt] = sent, **how: Any) -> list[Outcome]:
    """Do many at a pace that nobody waits for."""
    return many(actions, do, **{"pace": Pace(a_second=0), "at_once": 1, "for_s": 60.0, **how})


def several(count: int) -> list[Action]:
    return [an_action(account=f"u{number:06d}") for number in range(count)]


@pytest.mark.parametrize("at_once", [1, 4])
def test_of_many_each_outcome_stands_where_its_action_stood(at_once: int) -> None:
    actions = several(9)

    assert done(actions, at_once=at_once) == [sent(action) for action in actions]


@pytest.mark.parametrize("at_once", [1, 4])
def test_nothing_begins_once_enforcement_is_paused(at_once: int) -> None:
    """The platform hears nothing of what was stopped, and no try of it is counted."""
    begun: list[Action] = []
    actions = several(5)
    outcomes = done(actions, noting(begun), at_once=at_once, held=lambda: True)

    assert begun == []
    assert outcomes == [
        DeferredAction(action=one.key, says="did not begin", after_s=None, tried=False) for one in actions
    ]


def test_a_pause_between_two_actions_stops_the_second() -> None:
    begun: list[Action] = []
    outcomes = done(several(4), noting(begun), held=lambda: len(begun) == 2)

    assert [isinstance(one, ActionReceipt) for one in outcomes] == [True, True, False, False]


def test_nothing_begins_after_the_time_that_there_is() -> None:
    outcomes = done(several(2), pace=Pace(a_second=0.001, sleep=lambda seconds: None), for_s=60.0)

    assert isinstance(outcomes[0], ActionReceipt)
    assert outcomes[1] == DeferredAction(action="suspend u000001", says="did not begin", after_s=None, tried=False)


def test_a_try_that_the_platform_put_off_counts_as_one_and_all_wait_as_long_as_it_asked() -> None:
    def busy(action: Action) -> ActionReceipt:
        raise Temporary("Too many requests.", retry_after_s=120)

    first, second = done(several(2), busy)

    assert first == DeferredAction(action="suspend u000000", says="Too many requests.", after_s=120, tried=True)
    assert second == DeferredAction(action="suspend u000001", says="did not begin", after_s=None, tried=False)


def test_a_fault_in_a_connector_counts_as_a_try_and_stops_no_other_action() -> None:
    def faulty(action: Action) -> ActionReceipt:
        if action.key == "suspend u000000":
            raise ZeroDivisionError
        return sent(action)

    first, second = done(several(2), faulty)

    assert first == DeferredAction(
        action="suspend u000000", says="the connector failed: ZeroDivisionError", after_s=None, tried=True
    )
    assert isinstance(second, ActionReceipt)


def test_several_are_under_way_at_once_and_one_at_a_time_stays_with_its_caller() -> None:
    together = Barrier(4, timeout=30)

    def meet(action: Action) -> ActionReceipt:
        together.wait()
        return sent(action)

    def alone(action: Action) -> ActionReceipt:
        assert current_thread() is here
        return sent(action)

    here = current_thread()
    assert [type(one) for one in done(several(4), meet, at_once=4)] == [ActionReceipt] * 4
    assert [type(one) for one in done(several(2), alone, at_once=1)] == [ActionReceipt] * 2
