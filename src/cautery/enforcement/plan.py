"""Makes the plan of a takedown, and shows what it would do before it does it. Given who is meant, gives a plan; no store."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cautery.enforcement.guards import Limits
from cautery.kit.canonical import digest
from cautery.model.account import Account, Platform
from cautery.model.plan import Plan, PlanId, Protection, Target

STAGES = (0.01, 0.1, 1.0)
"""Shares of a plan that have begun when each stage has."""
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """What a mistake would cost."""

    accounts: float
    """Expected number of accounts that do not belong, by their chances."""
    followers: float
    """Expected number of followers who would miss somebody who does not belong."""
    first_stage: int
    """Accounts that are reached before anybody looks: where a mistake of the whole plan stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreview:
    """What one can read before approving."""

    accounts: int
    platforms: Mapping[Platform, int]
    stages: tuple[int, ...]
    reach: int
    """Followers, added up; who follows several counts several times."""
    reach_unknown: int
    """Accounts whose followers no profile tells."""
    large: tuple[Target, ...]
    uncertain: tuple[Target, ...]
    uncertain_in_all: int
    protected: tuple[Target, ...]
    error: Error


def target_of(
    account: Account,
    *,
    protected: Mapping[Account, Protection],
    chance: float = 1.0,
    followers: int | None = None,
    watched: bool = False,
) -> Target:
    """Say what is known about an account that a plan would act on; it goes first until stages are given.

    Args:
        watched: whether it belongs to a group whose false positives are watched.
    """
    kind = protected[account].kind if account in protected else ("cohort" if watched else None)
    return Target(account=account, chance=chance, followers=followers, protected=kind, stage=1)


def stage_targets(targets: Sequence[Target], *, plan: PlanId, limits: Limits) -> tuple[Target, ...]:
    """Order targets and give each its stage: the first stage is a sample that nobody chose, without protected accounts."""
    drawn = sorted(targets, key=lambda one: (one.protected is not None, _drawn(plan, one.account)))
    if len(drawn) <= limits.stages_above:
        return tuple(replace(target, stage=1) for target in drawn)
    ends = [math.ceil(len(drawn) * share) for share in STAGES]
    return tuple(
        replace(one, stage=next(stage for stage, end in enumerate(ends, start=1) if place < end))
        for place, one in enumerate(drawn)
    )


def preview(plan: Plan, *, limits: Limits) -> PlanPreview:
    """Say what a plan would do: how many, who is large, who is uncertain, whom it reaches, what an error would cost."""
    known = [target for target in plan.targets if target.followers is not None]
    uncertain = sorted(
        (target for target in plan.targets if target.chance < limits.uncertain_below), key=lambda one: one.chance
    )
    large = sorted(
        (target for target in known if _followers(target) >= limits.large_from), key=lambda one: -_followers(one)
    )
    stages = max((target.stage for target in plan.targets), default=0)
    sizes = tuple(sum(target.stage == stage for target in plan.targets) for stage in range(1, stages + 1))
    return PlanPreview(
        accounts=len(plan.targets),
        platforms=_by_platform(plan),
        stages=sizes,
        reach=sum(map(_followers, known)),
        reach_unknown=len(plan.targets) - len(known),
        large=tuple(large[:MOST_SHOWN]),
        uncertain=tuple(uncertain[:MOST_SHOWN]),
        uncertain_in_all=len(uncertain),
        protected=tuple(target for target in plan.targets if target.protected)[:MOST_SHOWN],
        error=Error(
            accounts=sum(1 - target.chance for target in plan.targets),
            followers=sum((1 - target.chance) * _followers(target) for target in known),
            first_stage=sizes[0] if sizes else 0,
        ),
    )


def _by_platform(plan: Plan) -> Mapping[Platform, int]:
    counted: dict[Platform, int] = {}
    for target in plan.targets:
        counted[target.account.platform] = counted.get(target.account.platform, 0) + 1
    return dict(sorted(counted.items()))


def _drawn(plan: PlanId, account: Account) -> str:
    return digest(plan, account.platform, account.id)


def _followers(target: Target) -> int:
    return target.followers or 0
