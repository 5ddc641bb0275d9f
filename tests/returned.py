"""Invented returns: cases that take one account to continue another, and removals, written down without any events."""

from datetime import timedelta

from cautery.app import App
from cautery.model.case import Case, CaseId, Continuation
from cautery.model.decision import Decision, DecisionId
from cautery.model.exhibit import Exhibit, ProfileSnapshot
from cautery.model.network import Network
from cautery.model.suspicion import Reason
from cautery.store import cases, decisions, exhibits, networks
from tests.world import person

SAME = Reason(channel="device", bits=9.5, says="the same device", evidence=())
OTHER = Reason(channel="writing", bits=-1.5, says="writes otherwise than it", evidence=())


def came_back(app: App, name: str, *, of: str, day: int = 0) -> CaseId:
    """Open a case that takes somebody to continue somebody."""
    with app.writing() as tx:
        at = tx.at + timedelta(days=day)
        case = Case(
            id=CaseId(f"{name} is {of}".replace(" ", "-")),
            about=person(name),
            origin="return",
            chance=0.97,
            reasons=(SAME, OTHER),
            opened_at=at,
            due=at + timedelta(days=1),
            continues=Continuation(
                earlier=person(of), case=None, clause="promotes", reason="r", evidence=(), proposal="suspend"
            ),
        )
        cases.append(tx, [case])
    return case.id


def removed(app: App, name: str) -> None:
    """Let somebody be finally removed."""
    with app.writing() as tx:
        made = Decision(
            id=DecisionId(f"removal of {name}"),
            about=person(name),
            verdict="violating",
            measure="suspend",
            clause="promotes",
            reason="spread their lamps",
            by="ben",
            at=tx.at,
            source="review",
        )
        decisions.append(tx, [made])


def called(app: App, case: CaseId, handle: str) -> None:
    """Let a case show how its account calls itself."""
    with app.writing() as tx:
        exhibits.append(tx, [Exhibit(case=case, face=ProfileSnapshot(handle=handle), items=(), at=tx.at)])


def found(app: App, *known: Network) -> None:
    """Let networks be known."""
    with app.writing() as tx:
        networks.append(tx, known)
