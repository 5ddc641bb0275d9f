"""What was decided happens once on the platform, is looked at, survives a crash, and can be taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from cautery.app import App
from cautery.cases.opening import Complaint
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict, Missing, Temporary
from cautery.kit.clock import FrozenClock
from cautery.model.account import Account, AccountId
from cautery.model.action import Action
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.opening import open_noticed
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.executor import ExecutionResult, execute_pending, undo
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.world import PLATFORM, WorldSize
from cautery.store import actions

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIZE = WorldSize(people=30, operators=2)


class PowerCutError(BaseException):
    """The machine stops."""


class Fragile(Simulator):
    """A platform that can fail in each of the ways in which platforms fail."""

    def __init__(self) -> None:
        super().__init__(SIZE, seed=1)
        self.busy_for: set[str] = set()
        self.blind_for: set[str] = set()
        self.cut_power_after: str | None = None

    def act(self, action: Action) -> str:
        if action.about.id in self.busy_for:
            raise Temporary("Too many requests.", retry_after_s=30)
        token = super().act(action)
        if action.about.id == self.cut_power_after:
            self.cut_power_after = None
            raise PowerCutError
        return token

    def in_effect(self, action: Action) -> bool:
        if action.about.id in self.blind_for:
            raise Temporary("Ask again later.")
        return super().in_effect(action)


def decided(app: App, *accounts: str, post: str | None = None) -> list[Action]:
    """Decide that accounts are to be suspended, or a post removed."""
    open_noticed(
        app,
        [
            Complaint(
                notice=f"n {account} {post}",
                about=Account(platform=PLATFORM, id=AccountId(account)),
                post=post,
                kind="user",
                category=None,
                at=NOON,
            )
            for account in accounts
        ],
    )
    word = DecisionInput(measure="remove" if post else "suspend", clause="promotes", reason="Recruits.")
    cases = {case.about.id: case.case for case in queue(app.config, app.clock)}
    return [decide_case(app, cases[AccountId(account)], word).actions[0] for account in accounts]


def states(app: App, action: Action) -> list[str]:
    """The log of receipts of one action, oldest first."""
    with app.reading() as connection:
        rows = connection.exec_driver_sql("SELECT state FROM receipts WHERE action = ? ORDER BY seq", (action.key,))
        return [row.state for row in rows]


def minutes_later(app: App) -> App:
    """The same installation, when whoever took a batch up has it no more."""
    clock = FrozenClock(app.clock.now() + timedelta(minutes=2))
    return App(app.config, clock=clock, person=app.person)


def carried(*, sent: int = 0, confirmed: int = 0, parked: int = 0, waiting: int = 0, gone: int = 0) -> ExecutionResult:
    return ExecutionResult(sent=sent, confirmed=confirmed, parked=parked, waiting=waiting, gone=gone)


def test_what_was_decided_is_sent_confirmed_and_told_step_by_step(app: App) -> None:
    platform, told = Fragile(), list[int]()
    suspends = decided(app, "u000001", "u000002")

    assert execute_pending(app, platform, progress=told.append) == carried(sent=2, confirmed=2)
    assert platform.received == suspends
    assert [states(app, suspend) for suspend in suspends] == [["intended", "sent", "confirmed"]] * 2
    assert told == [2]


def test_what_is_done_is_not_done_again(app: App) -> None:
    platform = Fragile()
    decided(app, "u000001")
    execute_pending(app, platform)

    assert execute_pending(app, platform) == carried()
    assert len(platform.received) == 1


def test_nothing_happens_without_a_decision(app: App) -> None:
    platform = Fragile()

    assert execute_pending(app, platform) == carried()
    assert platform.received == []


def test_a_power_cut_between_sending_and_receipt_sends_nothing_twice_and_loses_nothing(app: App) -> None:
    platform, suspends = Fragile(), decided(app, "u000001", "u000002", "u000003")
    platform.cut_power_after = "u000002"
    with pytest.raises(PowerCutError):
        execute_pending(app, platform)
    half_done = [states(app, suspend) for suspend in suspends]
    assert execute_pending(app, platform) == carried()
    execute_pending(minutes_later(app), platform)

    assert half_done == [["intended"], ["intended"], ["intended"]]
    assert sorted(action.key for action in platform.received) == sorted(suspend.key for suspend in suspends)
    assert [states(app, suspend) for suspend in suspends] == [["intended", "sent", "confirmed"]] * 3


def test_a_platform_that_asks_for_patience_gets_it_and_delays_nobody_else(app: App) -> None:
    platform, [busy, other] = Fragile(), decided(app, "u000001", "u000002")
    platform.busy_for = {"u000001"}

    assert execute_pending(app, platform) == carried(sent=1, confirmed=1, waiting=1)
    assert (states(app, busy), states(app, other)[-1]) == (["intended"], "confirmed")
    platform.busy_for = set()
    assert execute_pending(app, platform) == carried(sent=1, confirmed=1)
    assert states(app, busy) == ["intended", "sent", "confirmed"]


def test_what_cannot_be_looked_at_now_is_looked_at_next_time(app: App) -> None:
    platform, [blind, other] = Fragile(), decided(app, "u000001", "u000002")
    platform.blind_for = {"u000001"}

    assert execute_pending(app, platform) == carried(sent=2, confirmed=1, waiting=1)
    assert (states(app, blind), states(app, other)[-1]) == (["intended", "sent"], "confirmed")
    platform.blind_for = set()
    assert execute_pending(app, platform) == carried(confirmed=1)
    assert len(platform.received) == 2


def test_whoever_vanished_after_the_sending_is_gone_and_stops_nobody_else(app: App) -> None:
    platform, [gone, other] = Fragile(), decided(app, "u000001", "u000002")
    platform.blind_for = {"u000001", "u000002"}
    execute_pending(app, platform)
    platform.blind_for = set()
    del platform.world.people[AccountId("u000001")]

    assert execute_pending(app, platform) == carried(confirmed=1, gone=1)
    assert (states(app, gone)[-1], states(app, other)[-1]) == ("gone", "confirmed")


def test_what_the_platform_cannot_do_is_parked_and_not_tried_again(app: App) -> None:
    platform, [remove] = Fragile(), decided(app, "u000001", post="p1")

    assert execute_pending(app, platform) == carried(parked=1)
    assert states(app, remove) == ["intended", "parked"]
    assert execute_pending(app, platform) == carried()
    assert platform.received == [remove]


def test_what_happened_can_be_taken_back_and_is_not_done_again(app: App) -> None:
    platform, [suspend] = Fragile(), decided(app, "u000001")
    execute_pending(app, platform)
    receipt = undo(app, platform, suspend.key)

    assert receipt.state == "undone"
    assert not platform.in_effect(suspend)
    assert execute_pending(app, platform) == carried()
    assert not platform.in_effect(suspend)


def test_what_a_power_cut_interrupted_can_be_taken_back_too(app: App) -> None:
    platform, [suspend] = Fragile(), decided(app, "u000001")
    platform.cut_power_after = "u000001"
    with pytest.raises(PowerCutError):
        execute_pending(app, platform)
    execute_pending(minutes_later(app), platform)
    undo(app, platform, suspend.key)

    assert not platform.in_effect(suspend)


def test_what_was_never_sent_cannot_be_taken_back(app: App) -> None:
    [suspend] = decided(app, "u000001")
    with pytest.raises(Conflict, match="nothing to take back"):
        undo(app, Fragile(), suspend.key)

    assert states(app, suspend) == []


def test_an_action_that_nobody_meant_is_missing(app: App) -> None:
    with pytest.raises(Missing, match="no action 'k9'"):
        undo(app, Fragile(), "k9")


def test_every_step_is_in_the_log(app: App) -> None:
    platform, [suspend] = Fragile(), decided(app, "u000001")
    execute_pending(app, platform)
    undo(app, platform, suspend.key)
    found = verify_log(app)

    assert (found.ok, found.entries) == (True, 8)
    # case, clause as it stood, decision, action; intended, sent, confirmed, undone


def test_the_latest_receipt_keeps_what_undo_needs(app: App) -> None:
    [suspend] = decided(app, "u000001")
    execute_pending(app, Fragile())
    with app.reading() as connection:
        latest = actions.latest_receipt(connection, suspend.key)

    assert latest is not None
    assert (latest.state, latest.undo) == ("confirmed", suspend.key)
