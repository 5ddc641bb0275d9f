"""Act: what was decided happens on the platform, is looked at, and can be taken back; a batch at a time.

A batch is taken up in one transaction, which keeps that its actions are about to be sent; then it is sent; then what became
of it is kept in another. Whatever happens in between, the next one to take it up asks the platform first.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from cautery.app import App
from cautery.enforcement.dispatch import DeferredAction, Outcome, intend, many, send_once
from cautery.enforcement.pace import Pace, wait_after
from cautery.enforcement.reversal import revert_recalled, take_back
from cautery.enforcement.verify import look_after_days, look_again
from cautery.errors import Missing
from cautery.kit.counts import ACTION_SECONDS, ACTIONS, COUNTS
from cautery.model.action import WAITS, Action, ActionReceipt, ActionState
from cautery.model.plan import PlanId, PlanStep
from cautery.platforms.connector import Connector
from cautery.store import actions, outbox, plans
from cautery.store.database import ReadConnection
from cautery.store.outbox import DueAction, OutboxFilter

DAY_S = 86400.0
_FAILED = ("parked", "drifted", "gone")
"""What a person may have tried again: somebody who was gone may have come back."""
LOOSE = PlanId("")
"""What belongs to no takedown."""
MOST_AT_ONCE = 1_000_000
SWITCH_S = 0.5
NEVER = 1e18
"""No time that anybody lives to see."""
MUCH_LATER = 2 * NEVER
Found = Mapping[str, tuple[Action, ActionReceipt | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutionResult:
    """What became of the actions that were waiting."""

    sent: int = 0
    confirmed: int = 0
    parked: int = 0
    waiting: int = 0
    """The platform asked for patience: they are tried again next time."""
    undone: int = 0
    drifted: int = 0
    gone: int = 0
    """Accounts or posts that are not on the platform any more."""

    @property
    def moved(self) -> int:
        """How many actions are in another state than before."""
        return self.sent + self.confirmed + self.parked + self.undone + self.drifted + self.gone

    def __add__(self, other: "ExecutionResult") -> "ExecutionResult":
        return ExecutionResult(
            sent=self.sent + other.sent,
            confirmed=self.confirmed + other.confirmed,
            parked=self.parked + other.parked,
            waiting=self.waiting + other.waiting,
            undone=self.undone + other.undone,
            drifted=self.drifted + other.drifted,
            gone=self.gone + other.gone,
        )


class Executor:
    """What acts on one platform: its connector, and the pace that all who use it share."""

    def __init__(
        self,
        app: App,
        platform: Connector,
        *,
        a_second: float = 0.0,
        at_once: int | None = None,
        patient: bool = True,
    ) -> None:
        """Make ready.

        Args:
            a_second: actions begun in a second; 0: as many as the platform takes.
            at_once: actions under way at a time; None: as the owner set it.
            patient: whether what waits for a later time is left alone; False is for a person who wants it tried now.
        """
        limits = app.config.takedown
        self.app, self.platform, self.patient = app, platform, patient
        self.pace = Pace(a_second=a_second, patient=patient)
        self.at_once = at_once or limits.at_once

    def send(self, which: OutboxFilter) -> ExecutionResult:
        """Send a batch of what waits."""
        with self.app.writing() as tx:
            if plans.held(tx.connection, which.plan) is not None:
                return ExecutionResult()
            turns = self._take(tx.connection, WAITS, which, patient=self.patient)
            found = actions.some(tx.connection, [turn.key for turn in turns])
            new = [action for action, latest in found.values() if latest is None]
            actions.append_receipts(tx, [intend(action, at=tx.at) for action in new])
            outbox.take(tx.connection, list(found), until_s=self._lease())
        switch = _Switch(self.app, which.plan)
        return self._did(turns, found, lambda action: self._send(action, found), held=switch.is_on)

    def look(self, which: OutboxFilter) -> ExecutionResult:
        """Look at a batch of what was sent."""
        turns, found = self._taken(("sent",), which)
        tries = {turn.key: turn.tries for turn in turns}
        return self._did(turns, found, lambda action: self._look(action, found, tries[action.key]))

    def look_after_days(self, which: OutboxFilter, *, now: bool = False) -> ExecutionResult:
        """Look again at a batch of what is in force, when its day has come; or `now`, for somebody who asks."""
        turns, found = self._taken(("confirmed",), which, patient=not now)
        return self._did(turns, found, lambda action: self._look_after_days(action, found))

    def take_back(self, which: OutboxFilter) -> ExecutionResult:
        """Take back a batch of what was recalled."""
        turns, found = self._taken(("recalled",), which)
        return self._did(turns, found, lambda action: self._take_back(action, found))

    def _taken(
        self, states: Sequence[ActionState], which: OutboxFilter, *, patient: bool | None = None
    ) -> tuple[list[DueAction], Found]:
        with self.app.noting() as connection:
            turns = self._take(connection, states, which, patient=self.patient if patient is None else patient)
            return turns, actions.some(connection, [turn.key for turn in turns])

    def _take(
        self, connection: ReadConnection, states: Sequence[ActionState], which: OutboxFilter, *, patient: bool
    ) -> list[DueAction]:
        at_s = self.app.clock.now().timestamp() if patient else MUCH_LATER
        free_s, lease_s = self.app.wall.now().timestamp(), self.app.config.takedown.lease_s
        turns = outbox.ready(connection, states, which, at_s=at_s, free_s=free_s, lease_s=lease_s)
        outbox.take(connection, [turn.key for turn in turns], until_s=self._lease())
        return turns

    def _lease(self) -> float:
        return self.app.wall.now().timestamp() + self.app.config.takedown.lease_s

    def _send(self, action: Action, found: Found) -> ActionReceipt:
        return send_once(action, found[action.key][1], platform=self.platform, at=self.app.clock.now())

    def _look(self, action: Action, found: Found, tries: int) -> ActionReceipt:
        sent = _receipt(found, action)
        is_last = tries + 1 >= self.app.config.takedown.tries
        return look_again(action, sent, platform=self.platform, at=self.app.clock.now(), is_last=is_last)

    def _look_after_days(self, action: Action, found: Found) -> ActionReceipt:
        return look_after_days(action, _receipt(found, action), platform=self.platform, at=self.app.clock.now())

    def _take_back(self, action: Action, found: Found) -> ActionReceipt:
        return revert_recalled(action, _receipt(found, action), platform=self.platform, at=self.app.clock.now())

    def _did(
        self,
        turns: Sequence[DueAction],
        found: Found,
        do: Callable[[Action], ActionReceipt],
        *,
        held: Callable[[], bool] = lambda: False,
    ) -> ExecutionResult:
        """Do something with a batch that was taken, and keep what became of it."""
        batch = [found[turn.key][0] for turn in turns]
        if not batch:
            return ExecutionResult()
        lease_s = self.app.config.takedown.lease_s
        outcomes = many(batch, do, pace=self.pace, at_once=self.at_once, for_s=lease_s / 2, held=held)
        return self._keep(outcomes, turns, found)

    def _keep(self, outcomes: Sequence[Outcome], turns: Sequence[DueAction], found: Found) -> ExecutionResult:
        tries, limits, at = {turn.key: turn.tries for turn in turns}, self.app.config.takedown, self.app.clock.now()
        late = [outcome for outcome in outcomes if isinstance(outcome, DeferredAction)]
        given_up = [outcome for outcome in late if outcome.tried and tries[outcome.action] + 1 >= limits.tries]
        got = [
            outcome
            for outcome in outcomes
            if isinstance(outcome, ActionReceipt) and outcome != found[outcome.action][1]
        ]
        got += [
            ActionReceipt(
                action=one.action,
                state="parked",
                at=at,
                says=f"given up after {limits.tries} tries: {one.says}",
                undo=_undo(found, one.action),
            )
            for one in given_up
        ]
        again = [outcome for outcome in late if outcome not in given_up]
        with self.app.writing() as tx:
            actions.append_receipts(tx, got)
            for tried in (True, False):
                waits = [(one.action, self._ready_at(one, tries)) for one in again if one.tried == tried]
                outbox.wait(tx.connection, waits, tried=tried)
            outbox.rest(tx.connection, self._days(outcomes, at.timestamp()))
        self._count(got, found)
        return _counted(got, waiting=len(again))

    def _count(self, got: Sequence[ActionReceipt], found: Found) -> None:
        """Count what became of actions, and how long each took from its sending to being in force."""
        for receipt in got:
            action, before = found[receipt.action]
            COUNTS.add(ACTIONS, platform=action.about.platform, measure=action.measure, outcome=receipt.state)
            if receipt.state == "confirmed" and before is not None and before.state == "sent":
                COUNTS.took(ACTION_SECONDS, (receipt.at - before.at).total_seconds(), platform=action.about.platform)

    def _ready_at(self, late: DeferredAction, tries: Mapping[str, int]) -> float:
        if not late.tried:
            return 0.0
        draw = random.random()  # noqa: S311  jitter, no secret
        return self.app.clock.now().timestamp() + wait_after(tries[late.action], asked_s=late.after_s, draw=draw)

    def _days(self, outcomes: Sequence[Outcome], at_s: float) -> list[tuple[str, float]]:
        """Say when what is in force is looked at again: on the next of the owner's days since it was confirmed, or no more.

        Read from the days and not from the number of looks: a look by hand takes none of these away.
        """
        days_s = [day * DAY_S for day in self.app.config.takedown.verify_again_days]
        held = {
            outcome.action: outcome.at.timestamp()
            for outcome in outcomes
            if isinstance(outcome, ActionReceipt) and outcome.state == "confirmed"
        }
        return [
            (action, min((since + day for day in days_s if since + day > at_s), default=NEVER))
            for action, since in held.items()
        ]


class _Switch:
    """The switch that keeps back what is not sent yet, looked at twice a second while a batch is under way."""

    def __init__(self, app: App, plan: PlanId | None) -> None:
        self._app, self._plan, self._on, self._looked_at = app, plan, False, 0.0

    def is_on(self) -> bool:
        now = time.monotonic()
        if now - self._looked_at > SWITCH_S:
            self._looked_at = now
            with self._app.reading() as connection:
                self._on = plans.held(connection, self._plan) is not None
        return self._on


def execute_pending(
    app: App, platform: Connector, *, progress: Callable[[int], None] = lambda _: None
) -> ExecutionResult:
    """Send every action that waits and belongs to no takedown, and look whether it took effect.

    What a crash interrupted is taken up again, and what waits for a better time is tried once more.
    """
    hands = Executor(app, platform, at_once=1, patient=False)
    all_loose = OutboxFilter(most=MOST_AT_ONCE, plan=LOOSE)
    done = hands.take_back(all_loose)
    sent = hands.send(all_loose)
    progress(sent.sent)
    return done + sent + hands.look(all_loose)


def undo(app: App, platform: Connector, key: str) -> ActionReceipt:
    """Take an action back."""
    with app.reading() as connection:
        found = actions.some(connection, [key])
    if key not in found:
        raise Missing(f"There is no action '{key}'.")
    action, latest = found[key]
    receipt = take_back(action, latest, platform=platform, at=app.clock.now())
    if receipt != latest:
        with app.writing() as tx:
            actions.append_receipts(tx, [receipt])
    return receipt


def try_again(app: App, keys: Sequence[str]) -> int:
    """Let parked and drifted actions be tried again, or taken back where that is what failed; returns how many."""
    with app.writing() as tx:
        found = actions.some(tx.connection, keys)
        again = [latest for _, latest in found.values() if latest is not None and latest.state in _FAILED]
        if not again:
            raise Missing(
                "None of these actions failed or is no longer in force.",
                at_terminal="List them with: cautery takedown show PLAN",
            )
        recalled = actions.ever_in(tx.connection, [one.action for one in again], "recalled")
        got = [
            replace(
                one, state="recalled" if one.action in recalled else "intended", at=tx.at, says=f"again, for {tx.by}"
            )
            for one in again
        ]
        actions.append_receipts(tx, got)
        for name in sorted({PlanId(action.plan) for action, _ in found.values() if action.plan}):
            if plans.steps_of(tx.connection, name)[-1].state in ("finished", "stopped"):
                says = "what was parked or had drifted is tried again"
                plans.append_step(tx, PlanStep(plan=name, state="resumed", says=says, by=tx.by, at=tx.at))
    return len(got)


def _receipt(found: Found, action: Action) -> ActionReceipt:
    latest = found[action.key][1]
    assert latest is not None, "it was sent, so it has a receipt"
    return latest


def _undo(found: Found, key: str) -> str | None:
    latest = found[key][1]
    return latest.undo if latest else None


def _counted(got: Sequence[ActionReceipt], *, waiting: int) -> ExecutionResult:
    many_in = Counter(receipt.state for receipt in got)
    return ExecutionResult(
        sent=many_in["sent"],
        confirmed=many_in["confirmed"],
        parked=many_in["parked"],
        undone=many_in["undone"] + many_in["called_off"],
        drifted=many_in["drifted"],
        gone=many_in["gone"],
        waiting=waiting,
    )
