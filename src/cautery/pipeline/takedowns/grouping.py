"""Batch: to which takedown each decision belongs: its plan, else the network that it is about, else its day."""

from collections.abc import Iterable, Mapping

from cautery.model.case import CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.network import NetworkId
from cautery.store import actions, networks, plans
from cautery.store.database import ReadConnection

DAY = "day:"
"""Before the day, in the name of what was decided one by one on it."""


def batches(connection: ReadConnection, made: Iterable[Decision]) -> Mapping[DecisionId, str]:
    """Name the takedown of each decision that people made here; the ledgers are asked once, however many there are."""
    planned, of_network = actions.plans_by_decision(connection), networks.by_case(connection)
    return {
        decision.id: planned.get(decision.id) or of_network.get(decision.case) or f"{DAY}{decision.at:%Y-%m-%d}"
        for decision in made
        if decision.case is not None
    }


def covers(connection: ReadConnection, takedown: str) -> frozenset[str]:
    """Say which takedowns somebody means by a name: by that of a network all plans about it too, else just the one."""
    cases = networks.cases_of(connection, NetworkId(takedown))
    return frozenset({takedown}.union(*(plans.of_case(connection, CaseId(case)) for case in cases)))
