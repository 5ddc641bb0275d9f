"""A platform's 'yes' is not yet a suspended account: what was sent is looked for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from cautery.enforcement.dispatch import send_once
from cautery.enforcement.verify import look_after_days, look_again
from cautery.errors import Temporary
from cautery.model.account import Account, AccountId
from cautery.model.action import Action, ActionReceipt
from cautery.model.decision import DecisionId
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.world import PLATFORM, WorldSize

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
SIZE = WorldSize(people=20, operators=1)


class Polite(Simulator):
    """A platform that says yes and does nothing."""

    def act(self, action: Action) -> str:
        return action.key


class Busy(Simulator):
    """A platform that takes actions and does not say at the moment what is in force."""

    def in_effect(self, action: Action) -> bool:
        raise Temporary("The platform asks for patience.")


def an_action(account: str = "u000001") -> Action:
    about = Account(platform=PLATFORM, id=AccountId(account))
    return Action(key=f"suspend {account}", decision=DecisionId("d1"), about=about, measure="suspend")


def sent(platform: Simulator) -> ActionReceipt:
    return send_once(an_action(), None, platform=platform, at=NOON)


def test_what_is_in_force_is_confirmed() -> None:
    platform = Simulator(SIZE, seed=1)
    receipt = look_again(an_action(), sent(platform), platform=platform, at=LATER)

    assert (receipt.action, receipt.state, receipt.at) == (an_action().key, "confirmed", LATER)


def test_what_is_not_in_force_is_parked_for_a_person() -> None:
    platform = Polite(SIZE, seed=1)
    receipt = look_again(an_action(), sent(platform), platform=platform, at=LATER)

    assert receipt.state == "parked"
    assert "not in force" in receipt.says


@pytest.mark.parametrize("kind", [Simulator, Polite])
def test_what_undo_needs_is_handed_on(kind: type[Simulator]) -> None:
    """The latest receipt holds, so it must hold this too."""
    platform = kind(SIZE, seed=1)
    first = sent(platform)

    assert first.undo
    assert look_again(an_action(), first, platform=platform, at=LATER).undo == first.undo


@pytest.mark.parametrize("look", [look_again, look_after_days])
def test_whoever_vanished_meanwhile_is_gone_with_the_platforms_words(look: Callable[..., ActionReceipt]) -> None:
    platform = Simulator(SIZE, seed=1)
    receipt = look(an_action("gone"), sent(platform), platform=platform, at=LATER)

    assert receipt.state == "gone"
    assert "'gone'" in receipt.says


def test_a_platform_that_cannot_be_asked_now_has_not_said_no() -> None:
    platform = Busy(SIZE, seed=1)
    with pytest.raises(Temporary):
        look_again(an_action(), sent(platform), platform=platform, at=LATER)


def test_looking_sends_nothing() -> None:
    platform = Simulator(SIZE, seed=1)
    receipt = sent(platform)
    look_again(an_action(), receipt, platform=platform, at=LATER)

    assert len(platform.received) == 1
