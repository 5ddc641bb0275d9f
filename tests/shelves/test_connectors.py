"""What every connector keeps to, whatever its platform: one drill over everything on the shelf, against the real thing.

A connector that is new on the shelf fails here until `drills` knows how to start its platform and whom to act upon there.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest

from cautery.enforcement.dispatch import intend, send_once
from cautery.errors import Missing, Refused, Temporary
from cautery.kit.shelf import take_all
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent, NoticeReceived
from cautery.platforms import connectors
from cautery.platforms.connector import Connector, PlatformBatch, State
from tests.servers.faults import Fault
from tests.shelves.drills import DRILLS, Drill, Outside

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
RECORDED = {"mastodon"}
"""No server of these can be had; `test_recorded_connectors` holds what recorded answers can carry of this drill."""
EVERY_MEASURE: tuple[Measure, ...] = get_args(Measure)


class Counted(Connector):
    """A connector that counts what is sent through it."""

    def __init__(self, behind: Connector) -> None:
        self.behind, self.sent = behind, 0

    def read_events(self, cursor: str | None) -> PlatformBatch:
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


def in_order(events: list[AnyEvent], drill: Drill) -> tuple[list[AnyEvent], list[AnyEvent]]:
    """What people report may come another way than what happens; each keeps its own order."""
    told = sorted(events, key=lambda event: (event.at, event.id)) if drill.tells_seconds else events
    reports = [event for event in told if isinstance(event, NoticeReceived)]
    return [event for event in told if event not in reports], reports


def nobody(drill: Drill) -> Account:
    return Account(platform=drill.about.platform, id=AccountId("nobody-of-this-name"))


def test_every_connector_on_the_shelf_has_a_drill() -> None:
    drilled = {one.connector for one in DRILLS.values()} | RECORDED

    assert set(take_all(connectors, Connector)) == drilled  # type: ignore[type-abstract]


def test_it_can_do_something_and_nothing_unheard_of(drill: Drill) -> None:
    assert drill.connector.measures
    assert set(EVERY_MEASURE) >= drill.connector.measures >= drill.connector.of_posts


def test_it_says_who_answered(drill: Drill) -> None:
    assert drill.connector.greet()


def test_events_are_read_from_the_beginning_and_on_from_a_cursor(drill: Drill) -> None:
    first, behind = drill.read(None, drill.goes_on())
    words = drill.goes_on()
    second, _ = drill.read(behind, words)
    whole, _ = drill.read(None, words)

    assert first
    assert second
    assert in_order([*first, *second], drill) == in_order(whole, drill)


def test_reading_from_the_same_cursor_again_gives_the_same_events(drill: Drill) -> None:
    """A reader that crashed before it kept the events asks again."""
    _, cursor = drill.read(None, drill.goes_on())
    words = drill.goes_on()

    assert drill.read(cursor, words) == drill.read(cursor, words)


def test_there_is_nothing_behind_the_last_cursor(drill: Drill) -> None:
    _, cursor = drill.read(None, drill.goes_on())
    again = drill.connector.read_events(cursor)

    assert list(again.events) == []
    assert list(drill.connector.read_events(again.cursor).events) == []


def test_every_event_is_named_once(drill: Drill) -> None:
    """What has the name of another event is taken for a duplicate, and lost."""
    events, _ = drill.read(None, drill.goes_on())

    assert len({event.id for event in events}) == len(events)
    assert {event.platform for event in events} == {drill.about.platform}


def test_a_measure_is_in_effect_once_it_was_taken_and_not_before(drill: Drill) -> None:
    for action in drill.actions():
        assert not drill.connector.in_effect(action)
        drill.connector.act(action)
        assert drill.holds(action)

    assert drill.connector.look_up(drill.about).measures == drill.against_accounts()


def test_a_measure_touches_nobody_else(drill: Drill) -> None:
    for action in drill.actions():
        drill.connector.act(action)

    assert drill.connector.look_up(drill.another).measures == frozenset()


def test_acting_twice_is_acting_once(drill: Drill) -> None:
    """Both times the same answer, and one undo ends it."""
    for action in drill.actions():
        tokens = {drill.connector.act(action) for _ in range(2)}
        assert len(tokens) == 1
        drill.connector.undo(action, tokens.pop())
        assert drill.ends(action)


def test_acting_twice_makes_no_second_event(drill: Drill) -> None:
    _, cursor = drill.read(None, drill.goes_on())
    action = drill.actions()[-1]
    drill.connector.act(action)
    assert drill.holds(action)
    _, after_one = drill.read(cursor, drill.goes_on())
    drill.connector.act(action)

    again, _ = drill.read(after_one, drill.goes_on())
    assert [event for event in again if event.account == drill.about.id] == []


def test_undo_restores_what_was_there_before(drill: Drill) -> None:
    before = drill.connector.look_up(drill.about)
    taken = [(action, drill.connector.act(action)) for action in drill.actions()]
    for action, token in taken:
        drill.connector.undo(action, token)

    assert all(drill.ends(action) for action, _ in taken)
    assert drill.connector.look_up(drill.about) == before


def test_undoing_twice_is_undoing_once(drill: Drill) -> None:
    """The second time must not take back what another decision did in between."""
    for ours, theirs in zip(drill.actions(), drill.actions(decision="d2"), strict=True):
        token = drill.connector.act(ours)
        drill.connector.undo(ours, token)
        drill.connector.act(theirs)
        drill.connector.undo(ours, token)

        assert drill.holds(theirs)


def test_undo_leaves_another_measure_in_force(drill: Drill) -> None:
    first, *others = drill.actions()
    token = drill.connector.act(first)
    for other in others:
        drill.connector.act(other)
    drill.connector.undo(first, token)

    assert all(drill.holds(other) for other in others)
    assert drill.ends(first)


@pytest.mark.parametrize("ours_first", [True, False])
def test_undo_leaves_what_another_decision_did(drill: Drill, ours_first: bool) -> None:
    """Two decisions want the same measure: it ends with the second of them, in whichever order they came."""
    for ours, theirs in zip(drill.actions(), drill.actions(decision="d2"), strict=True):
        tokens = {
            action.key: drill.connector.act(action) for action in ((ours, theirs) if ours_first else (theirs, ours))
        }
        drill.connector.undo(ours, tokens[ours.key])
        assert drill.holds(theirs)
        drill.connector.undo(theirs, tokens[theirs.key])
        assert drill.ends(theirs)


def test_undo_leaves_what_the_platforms_own_people_did(drill: Drill) -> None:
    """They took the measure before us; when ours is taken back, theirs stays."""
    action = drill.actions()[-1]
    drill.by_itself(action)
    assert drill.holds(action)
    token = drill.connector.act(action)
    drill.connector.undo(action, token)

    assert drill.holds(action)


def test_an_unknown_account_is_missing(drill: Drill) -> None:
    for measure in sorted(drill.connector.measures):
        action = drill.action(measure, about=nobody(drill))
        with pytest.raises(Missing, match="nobody-of-this-name"):
            drill.connector.act(action)
        with pytest.raises(Missing):
            drill.connector.in_effect(action)
    with pytest.raises(Missing):
        drill.connector.look_up(nobody(drill))


def test_an_account_of_another_platform_is_missing(drill: Drill) -> None:
    """Ids mean nothing on another platform; somebody there may have the same one."""
    elsewhere = Account(platform=Platform("elsewhere"), id=drill.about.id)
    for measure in sorted(drill.connector.measures):
        with pytest.raises(Missing):
            drill.connector.act(drill.action(measure, about=elsewhere))

    assert drill.connector.look_up(drill.about).measures == frozenset()


def test_a_post_of_somebody_else_is_missing(drill: Drill) -> None:
    """A decision about one account reaches nothing of another."""
    for measure in sorted(drill.connector.of_posts):
        with pytest.raises(Missing):
            drill.connector.act(drill.action(measure, about=drill.another))


def test_a_measure_that_it_cannot_take_is_refused_and_changes_nothing(drill: Drill) -> None:
    impossible = [measure for measure in EVERY_MEASURE if measure not in drill.connector.measures]
    for measure in impossible:
        with pytest.raises(Refused, match=measure):
            drill.connector.act(drill.action(measure))

    assert impossible
    assert drill.connector.look_up(drill.about).measures == frozenset()


def test_after_a_crash_between_sending_and_receipt_nothing_is_sent_again(drill: Drill) -> None:
    """The intent was kept, the platform acted, and the machine stopped before it could keep the answer."""
    platform = Counted(drill.connector)
    for action in drill.actions():
        intent = intend(action, at=NOON)
        drill.connector.act(action)
        assert drill.holds(action)
        receipt = send_once(action, intent, platform=platform, at=NOON)
        assert receipt.state == "sent"

    assert platform.sent == 0


def test_what_was_sent_before_a_crash_can_still_be_taken_back(drill: Drill) -> None:
    """The platform's answer was lost with the machine; what the receipt says instead must do."""
    for action in drill.actions():
        drill.connector.act(action)
        assert drill.holds(action)
        receipt = send_once(action, intend(action, at=NOON), platform=drill.connector, at=NOON)
        assert receipt.undo is not None
        drill.connector.undo(action, receipt.undo)
        assert drill.ends(action)


def test_after_a_crash_before_sending_it_is_sent(drill: Drill) -> None:
    platform = Counted(drill.connector)
    for action in drill.actions():
        send_once(action, intend(action, at=NOON), platform=platform, at=NOON)
        assert drill.holds(action)

    assert platform.sent == len(drill.connector.measures)


def test_an_answer_that_is_lost_is_no_second_sending(far: tuple[Drill, Outside]) -> None:
    """The connection is cut after the platform did it: it is asked, and finds that nothing is left to do."""
    drill, outside = far
    for action in drill.actions():
        outside.way.faults.append(Fault(arrives=True, about=outside.changes))
        with pytest.raises(Temporary):
            drill.connector.act(action)
        assert drill.holds(action)
        before = len([asked for asked in outside.way.asked if outside.changes(asked)])
        receipt = send_once(action, intend(action, at=NOON), platform=drill.connector, at=NOON)

        assert receipt.state == "sent"
        assert len([asked for asked in outside.way.asked if outside.changes(asked)]) == before


def test_a_connection_that_is_cut_before_anything_happened_changes_nothing(far: tuple[Drill, Outside]) -> None:
    drill, outside = far
    for action in drill.actions():
        outside.way.faults.append(Fault(about=outside.changes))
        with pytest.raises(Temporary):
            drill.connector.act(action)
        assert not drill.connector.in_effect(action)
        drill.connector.act(action)

        assert drill.holds(action)


def test_whoever_is_not_let_in_is_told_so_and_no_secret_is(far: tuple[Drill, Outside]) -> None:
    drill, outside = far
    stranger = outside.connect(replace(outside.reach, secret="4711" + 28 * "A"))
    action = drill.actions()[0]
    for ask in (lambda: stranger.act(action), lambda: stranger.look_up(drill.about), stranger.greet):
        with pytest.raises(Refused) as caught:
            ask()
        assert "4711" not in str(caught.value)
        assert "4711" not in repr(stranger) + repr(outside.reach)

    assert not drill.connector.in_effect(action)
