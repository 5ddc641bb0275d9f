"""A plan can be kept and read again as it was."""

import msgspec

from cautery.kit.canonical import canonical_json
from cautery.model.case import CaseId
from cautery.model.plan import ExcludedAccount, Plan, PlanId, Target
from tests.takedowns import member
from tests.world import NOON


def test_a_plan_is_read_again_as_it_was_written() -> None:
    made = Plan(
        id=PlanId("p"),
        case=CaseId("c"),
        measure="suspend",
        clause="promotes",
        reason="recruits",
        targets=(Target(account=member(1), chance=0.9, followers=None, protected="verified", stage=2),),
        left_out=(ExcludedAccount(account=member(2), says="decided elsewhere"),),
        needs=("It acts on 1 protected account (verified).",),
        by="ada",
        at=NOON,
    )

    assert msgspec.json.decode(canonical_json(made), type=Plan) == made
