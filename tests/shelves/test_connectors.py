"""What every connector keeps to, whatever its platform: one drill over everything on the shelf.

A connector that is new on the shelf fails here until the drill knows how to start its platform and whom to act upon there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

import pytest

from cautery.enforcement.dispatch import intend, send_once
from cautery.errors import Missing, Refused
from cautery.kit.canonical import digest
from cautery.kit.shelf import names_on, take_all
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action
from cautery.model.decision import DecisionId, Measure
from cautery.platforms import connectors
from cautery.platforms.connector import Batch, Connector, State
from cautery.platforms.connectors.simulator import Simulator
from cautery.platforms.connectors.simulator.world import PLATFORM, Size

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
NAMES = names_on(connectors)
EVERY_MEASURE: tuple[Measure, ...] = get_args(Measure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A platform that runs, and what the drill may do there."""

    connector: Connector
    about: Account
    """Somebody against whom nothing is in force."""
    another: Account
    goes_on: Callable[[], None]
    """Makes something happen there."""


def _simulator() -> Drill:
    platform = Simulator(Size(people=60, operators=3, days=5), seed=1)
    platform.live(24)
    network = [person.id for person in platform.world.people.values() if person.operator]
    about, another = (Account(platform=PLATFORM, id=account) for account in network[:2])
    return Drill(connector=platform, about=about, another=another, goes_on=lambda: platform.live(24))


DRILLS: Mapping[str, Callable[[], Drill]] = {"simulator": _simulator}


class Counted(Connector):
    """A connector that counts what is sent through it."""

    def __init__(self, behind: Connector) -> None:
        self.behind, self.sent = behind, 0

    def read_events(self, cursor: str | None) -> Batch:
        return self.behind.read_events(cursor)

    def look_up(self, about: Account) -> State:
        return self.behind.look_up(about)

    def act(self, action: Action) -> str:
        self.sent += 1
        return self.behind.act(action)

    def undo(self, action: Action, token: str) -> None:
        self.behind.undo(action, token)

    def in_effect(self, action: Action) -> bool:
        return self.behind.in_effect(action)


@pytest.fixture(params=NAMES)
def drill(request: pytest.FixtureRequest) -> Drill:
    """Start one platform of the shelf after the other."""
    return DRILLS[request.param]()


def an_action(about: Account, measure: Measure, *, decision: str = "d1") -> Action:
    key = digest(decision, about.platform, about.id, measure)
    return Action(key=key, decision=DecisionId(decision), about=about, measure=measure)


def every_action(drill: Drill, *, decision: str = "d1") -> list[Action]:
    return [an_action(drill.about, measure, decision=decision) for measure in sorted(drill.connector.measures)]


def nobody(drill: Drill) -> Account:
    return Account(platform=drill.about.platform, id=AccountId("nobody-of-this-name"))


def test_every_connector_on_the_shelf_has_a_drill() -> None:
    assert set(take_all(connectors, Connector)) == set(DRILLS)  # type: ignore[type-abstract]


def test_it_can_do_something_and_nothing_unheard_of(drill: Drill) -> None:
    assert drill.connector.measures
    assert set(EVERY_MEASURE) >= drill.connector.measures


def test_events_are_read_from_the_beginning_and_on_from_a_cursor(drill: Drill) -> None:
    first = drill.connector.read_events(None)
    drill.goes_on()
    second = drill.connector.read_events(first.cursor)
    whole = drill.connector.read_events(None)

    assert first.events
    assert second.events
    assert [*first.events, *second.events] == list(whole.events)


def test_reading_from_the_same_cursor_again_gives_the_same_events(drill: Drill) -> None:
    """A reader that crashed before it kept the events asks again."""
    cursor = drill.connector.read_events(None).cursor
    drill.goes_on()

    assert list(drill.connector.read_events(cursor).events) == list(drill.connector.read_events(cursor).events)


def test_there_is_nothing_behind_the_last_cursor(drill: Drill) -> None:
    cursor = drill.connector.read_events(None).cursor
    again = drill.connector.read_events(cursor)

    assert list(again.events) == []
    assert list(drill.connector.read_events(again.cursor).events) == []


def test_a_measure_is_in_effect_once_it_was_taken_and_not_before(drill: Drill) -> None:
    for action in every_action(drill):
        assert not drill.connector.in_effect(action)
        drill.connector.act(action)
        assert drill.connector.in_effect(action)

    assert drill.connector.look_up(drill.about).measures == drill.connector.measures


def test_a_measure_touches_nobody_else(drill: Drill) -> None:
    for action in every_action(drill):
        drill.connector.act(action)

    assert drill.connector.look_up(drill.another).measures == frozenset()


def test_acting_twice_is_acting_once(drill: Drill) -> None:
    """Both times the same answer, and one undo ends it."""
    for action in every_action(drill):
        tokens = {drill.connector.act(action) for _ in range(2)}
        assert len(tokens) == 1
        drill.connector.undo(action, tokens.pop())
        assert not drill.connector.in_effect(action)


def test_acting_twice_makes_no_second_event(drill: Drill) -> None:
    action = every_action(drill)[0]
    cursor = drill.connector.read_events(None).cursor
    drill.connector.act(action)
    after_one = list(drill.connector.read_events(cursor).events)
    drill.connector.act(action)

    assert list(drill.connector.read_events(cursor).events) == after_one


def test_undo_restores_what_was_there_before(drill: Drill) -> None:
    before = drill.connector.look_up(drill.about)
    taken = [(action, drill.connector.act(action)) for action in every_action(drill)]
    for action, token in taken:
        drill.connector.undo(action, token)

    assert drill.connector.look_up(drill.about) == before


def test_undoing_twice_is_undoing_once(drill: Drill) -> None:
    """The second time must not take back what another decision did in between."""
    for ours, theirs in zip(every_action(drill), every_action(drill, decision="d2"), strict=True):
        token = drill.connector.act(ours)
        drill.connector.undo(ours, token)
        drill.connector.act(theirs)
        drill.connector.undo(ours, token)

        assert drill.connector.in_effect(theirs)


def test_undo_leaves_another_measure_in_force(drill: Drill) -> None:
    first, *others = every_action(drill)
    token = drill.connector.act(first)
    for other in others:
        drill.connector.act(other)
    drill.connector.undo(first, token)

    assert drill.connector.look_up(drill.about).measures == {other.measure for other in others}


@pytest.mark.parametrize("ours_first", [True, False])
def test_undo_leaves_what_another_decision_did(drill: Drill, ours_first: bool) -> None:
    """Two decisions want the same measure: it ends with the second of them, in whichever order they came."""
    for ours, theirs in zip(every_action(drill), every_action(drill, decision="d2"), strict=True):
        tokens = {
            action.key: drill.connector.act(action) for action in ((ours, theirs) if ours_first else (theirs, ours))
        }
        drill.connector.undo(ours, tokens[ours.key])
        assert drill.connector.in_effect(theirs)
        drill.connector.undo(theirs, tokens[theirs.key])
        assert not drill.connector.in_effect(theirs)


def test_an_unknown_account_is_missing(drill: Drill) -> None:
    for measure in sorted(drill.connector.measures):
        action = an_action(nobody(drill), measure)
        with pytest.raises(Missing, match="nobody-of-this-name"):
            drill.connector.act(action)
        with pytest.raises(Missing):
            drill.connector.in_effect(action)
    with pytest.raises(Missing):
        drill.connector.look_up(nobody(drill))


def test_an_account_of_another_platform_is_missing(drill: Drill) -> None:
    """Ids mean nothing on another platform; somebody there may have the same one."""
    elsewhere = Account(platform=Platform("elsewhere"), id=drill.about.id)
    with pytest.raises(Missing):
        drill.connector.act(an_action(elsewhere, sorted(drill.connector.measures)[0]))

    assert drill.connector.look_up(drill.about).measures == frozenset()


def test_a_measure_that_it_cannot_take_is_refused_and_changes_nothing(drill: Drill) -> None:
    impossible = [measure for measure in EVERY_MEASURE if measure not in drill.connector.measures]
    for measure in impossible:
        with pytest.raises(Refused, match=measure):
            drill.connector.act(an_action(drill.about, measure))

    assert impossible
    assert drill.connector.look_up(drill.about).measures == frozenset()


def test_after_a_crash_between_sending_and_receipt_nothing_is_sent_again(drill: Drill) -> None:
    """The intent was kept, the platform acted, and the machine stopped before it could keep the answer."""
    platform = Counted(drill.connector)
    for action in every_action(drill):
        intent = intend(action, at=NOON)
        drill.connector.act(action)
        receipt = send_once(action, intent, platform=platform, at=NOON)
        assert receipt.state == "sent"

    assert platform.sent == 0


def test_what_was_sent_before_a_crash_can_still_be_taken_back(drill: Drill) -> None:
    """The platform's answer was lost with the machine; what the receipt says instead must do."""
    for action in every_action(drill):
        drill.connector.act(action)
        receipt = send_once(action, intend(action, at=NOON), platform=drill.connector, at=NOON)
        assert receipt.undo is not None
        drill.connector.undo(action, receipt.undo)

    assert drill.connector.look_up(drill.about).measures == frozenset()


def test_after_a_crash_before_sending_it_is_sent(drill: Drill) -> None:
    platform = Counted(drill.connector)
    for action in every_action(drill):
        send_once(action, intend(action, at=NOON), platform=platform, at=NOON)
        assert drill.connector.in_effect(action)

    assert platform.sent == len(drill.connector.measures)
