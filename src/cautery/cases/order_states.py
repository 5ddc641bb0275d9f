"""The life of an order: which step may follow, where it stands, and until when. Regulation (EU) 2021/784, Articles 3 and 4.

The clock runs from the receipt by the transport. It stands while an order is impossible or unclear, and runs anew from the
moment when the ground has ceased or the clarification came (Article 3(7) and 3(8)).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cautery.errors import Conflict, Invalid
from cautery.model.case import CaseId
from cautery.model.order import Order, OrderState, OrderStep, OrderTarget, StepKind
from cautery.policy.law import LegalClock

DONE: frozenset[OrderState] = frozenset({"executed", "told"})
STANDS: frozenset[OrderState] = frozenset({"impossible", "unclear"})
OPEN: frozenset[OrderState] = frozenset({"received", "authenticated", "executing"})
"""States in which the clock runs."""
_NOT_BEGUN: frozenset[OrderState] = frozenset({"received", "authenticated", "executing"})
FROM: Mapping[StepKind, frozenset[OrderState]] = {
    "located": frozenset({"received", "authenticated"}),
    "refused": frozenset({"received"}),
    "authenticated": frozenset({"received", "refused"}),
    "acknowledged": OPEN | STANDS,
    "executing": frozenset({"authenticated"}),
    "impossible": frozenset({"authenticated", "executing"}),
    "ceased": frozenset({"impossible"}),
    "unclear": frozenset({"authenticated", "executing"}),
    "clarified": frozenset({"unclear"}),
    "executed": frozenset({"executing", "authenticated"}),
    "told": frozenset({"executed"}),
    "scrutiny": DONE,
    "infringes": DONE,
    "appealed": DONE,
    "confirmed": DONE,
    "annulled": DONE,
    "reinstated": DONE,
    "final": DONE,
    "duplicate": OPEN | STANDS | DONE | {"refused"},
    "missed": OPEN,
}
"""The states from which a step may be taken."""
BECOMES: Mapping[StepKind, OrderState] = {
    "refused": "refused",
    "authenticated": "authenticated",
    "executing": "executing",
    "impossible": "impossible",
    "ceased": "authenticated",
    "unclear": "unclear",
    "clarified": "authenticated",
    "executed": "executed",
    "told": "told",
}
AFTER: Mapping[StepKind, frozenset[StepKind]] = {
    "infringes": frozenset({"scrutiny"}),
    "annulled": frozenset({"appealed"}),
    "confirmed": frozenset({"appealed"}),
    "reinstated": frozenset({"infringes", "annulled"}),
}
"""Steps that follow only one of some others."""
ENDS: frozenset[StepKind] = frozenset({"infringes", "annulled"})
"""After these the order has no effect any more."""
SAID: Mapping[StepKind, str] = {
    "refused": "why it is not authentic",
    "authenticated": "how its sender was verified",
    "impossible": "why it cannot be carried out, and until when",
    "unclear": "which error it holds, or what is missing",
    "scrutiny": "who examines it, and under which reference",
    "infringes": "which authority decided it, and under which reference",
    "appealed": "which court, and under which reference",
    "annulled": "which court decided it, and under which reference",
}
"""What must be said with a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStatus:
    """Where an order stands."""

    state: OrderState
    starts: datetime
    """Where the clock started last."""
    due: datetime | None
    """The last moment; None while the clock stands, and where the law gives no length."""
    acknowledged: bool
    missed: tuple[datetime, ...]
    """Time limits that passed. One that was kept by a removal which was recorded only later is none."""
    executed_at: datetime | None
    targets: tuple[OrderTarget, ...]
    cases: tuple[CaseId, ...]
    ended: StepKind | None
    """'infringes', 'annulled', 'reinstated' or 'final', the last of them; None: it is in force."""
    disputed: bool
    """Whether somebody examines it, or a court hears it, now."""

    @property
    def was_late(self) -> bool:
        """Whether it was carried out after its time limit, or is overdue."""
        return bool(self.missed)


def status_of(order: Order, steps: Sequence[OrderStep], clock: LegalClock) -> OrderStatus:
    """Say where an order stands after its steps, oldest first."""
    state: OrderState = "received"
    starts, located, cases = order.received_at, tuple[OrderTarget, ...](), tuple[CaseId, ...]()
    acknowledged, executed_at = False, None
    for step in steps:
        state = BECOMES.get(step.kind, state)
        match step.kind:
            case "ceased" | "clarified":
                starts, acknowledged = step.at, False
            case "acknowledged":
                acknowledged = True
            case "located":
                located = step.targets
            case "executing":
                cases = step.cases
            case "executed":
                executed_at = step.happened_at or step.at
    kinds = [step.kind for step in steps]
    missed = [step.happened_at or step.at for step in steps if step.kind == "missed"]
    return OrderStatus(
        state=state,
        starts=starts,
        due=clock.due(starts) if state in OPEN else None,
        acknowledged=acknowledged,
        missed=tuple(due for due in missed if executed_at is None or executed_at > due),
        executed_at=executed_at,
        targets=located,
        cases=cases,
        ended=_last(kinds, "infringes", "annulled", "reinstated", "final"),
        disputed=_last(kinds, "scrutiny", "infringes", "appealed", "confirmed", "annulled", "final")
        in ("scrutiny", "appealed"),
    )


def refuse_step(order: Order, status: OrderStatus, steps: Sequence[OrderStep], kind: StepKind, says: str) -> None:
    """Refuse (Conflict) a step that may not follow, and (Invalid) one without the words that it needs."""
    if status.state not in FROM[kind]:
        raise Conflict(f"Order {order.id} is '{status.state}', so it cannot become '{kind}'; look again.")
    if kind in AFTER and not AFTER[kind] & {step.kind for step in steps}:
        raise Conflict(f"Order {order.id} becomes '{kind}' only after: {', '.join(sorted(AFTER[kind]))}.")
    if kind != "duplicate" and kind != "missed" and kind in {step.kind for step in steps} and kind in ENDS | {"final"}:
        raise Conflict(f"Order {order.id} is '{kind}' already.")
    if kind == "final" and status.ended in (*ENDS, "reinstated"):
        raise Conflict(f"Order {order.id} is '{status.ended}': what has no effect any more does not become final.")
    if kind in SAID and not says.strip():
        raise Invalid(f"Say {SAID[kind]}.")
    if kind == "authenticated" and order.authentic == "no":
        raise Conflict(
            f"Order {order.id} carries a signature that is wrong, so it is never authentic. Ask the authority to send it "
            f"again, or enter what it confirmed by telephone as an order of its own."
        )


def _last(kinds: Sequence[StepKind], *among: StepKind) -> StepKind | None:
    return next((kind for kind in reversed(kinds) if kind in among), None)
