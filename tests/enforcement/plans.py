"""Plans to judge, made without a store."""

from collections.abc import Sequence

from cautery.enforcement.guards import Limits
from cautery.enforcement.plan import stage_targets
from cautery.model.case import CaseId
from cautery.model.plan import Plan, PlanId, Target
from tests.takedowns import member
from tests.world import NOON


def a_target(number: int, *, chance: float = 1.0, followers: int | None = 10) -> Target:
    """Make an account that a plan acts on."""
    return Target(account=member(number), chance=chance, followers=followers, stage=1)


def a_plan(count: int, *, by: str = "ada", needs: Sequence[str] = (), targets: Sequence[Target] | None = None) -> Plan:
    """Make a plan for so many accounts."""
    name = PlanId("p1")
    chosen = targets if targets is not None else [a_target(number) for number in range(count)]
    return Plan(
        id=name,
        case=CaseId("c1"),
        measure="suspend",
        clause="promotes",
        reason="One hand.",
        targets=stage_targets(chosen, plan=name, limits=Limits()),
        needs=tuple(needs),
        by=by,
        at=NOON,
    )
