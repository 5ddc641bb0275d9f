"""One account is one question: cases about it that wait at the same time wait as one, and are answered by one decision."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cautery.kit.canonical import digest
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId


def is_joined(case: Case) -> bool:
    """Say whether a case waits as one with others about its account: not one item's, and not a network's."""
    return case.post is None and case.origin != "network"


def leading(together: Sequence[Case]) -> Case:
    """Say which open case the others are joined to: a return, for it carries the earlier case; else the first."""
    return min(together, key=lambda case: (case.origin != "return", case.opened_at, case.id))


def by_account(cases: Iterable[Case]) -> dict[Account, list[Case]]:
    """Put together the cases that are one question."""
    together: dict[Account, list[Case]] = {}
    for case in cases:
        if is_joined(case):
            together.setdefault(case.about, []).append(case)
    return together


def answers(made: Decision, case: CaseId, *, earlier: int) -> Decision:
    """Let a decision answer a case that is joined to its own; `earlier` is how often that one was decided before."""
    return replace(made, id=DecisionId(digest("review", case, str(earlier))), case=case, source="joined")
