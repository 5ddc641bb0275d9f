"""Assign, escalate, snooze and hand over cases. Each step has a reason, and none hides an order or moves a due time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cautery.access.permissions import may
from cautery.app import App
from cautery.errors import CauteryError, Conflict, Invalid, Missing
from cautery.model.case import CaseId
from cautery.model.handling import Handling, HandlingKind
from cautery.model.person import PersonId, Role
from cautery.store import handlings, leases, people, waiting
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction
from cautery.store.waiting import WaitingCase

ESCALATED_TO: tuple[Role, ...] = ("senior", "legal")
"""Roles that a case can be escalated to."""
LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingResult:
    """What came of a step with several cases."""

    done: tuple[CaseId, ...]
    left: tuple[str, ...]
    """Why others were left as they were."""


def assign(app: App, case: CaseId, person: str, *, reason: str) -> Handling:
    """Let somebody look at a case: it is handed out to nobody else. Who holds it now lets go of it."""
    with app.writing() as tx:
        _refuse_unless_takes(tx.connection, person)
        leases.give_all_of_case_back(tx.connection, case)
        return _step(tx, case, "assigned", to=person, reason=reason)


def give_back(app: App, case: CaseId, *, reason: str) -> Handling:
    """Let whoever is free look at a case again."""
    with app.writing() as tx:
        leases.give_back(tx.connection, case, person=tx.by)
        return _step(tx, case, "returned", reason=reason)


def escalate(app: App, case: CaseId, role: str, *, reason: str) -> Handling:
    """Let only people of a role be handed a case."""
    if role not in ESCALATED_TO:
        raise Invalid(f"A case is escalated to one of these roles: {', '.join(ESCALATED_TO)}.")
    with app.writing() as tx:
        leases.give_back(tx.connection, case, person=tx.by)
        return _step(tx, case, "escalated", to=role, reason=reason)


def snooze(app: App, case: CaseId, *, until: datetime, reason: str) -> Handling:
    """Put a case off; refused for what is urgent, and beyond the time by which it is due."""
    with app.writing() as tx:
        found = waiting.get(tx.connection, case)
        if until <= app.clock.now():
            raise Invalid("A case is put off until a time in the future.")
        if found is not None and (found.threatened or found.look_by <= app.clock.now()):
            raise Conflict(f"Case {case} is urgent and cannot be put off: decide it, or escalate it.")
        if found is not None and until >= found.due:
            raise Invalid(f"Case {case} is due on {found.due:%Y-%m-%d %H:%M} UTC; put it off to an earlier time.")
        leases.give_back(tx.connection, case, person=tx.by)
        return _step(tx, case, "snoozed", until=until, reason=reason)


def wake(app: App, case: CaseId, *, reason: str) -> Handling:
    """Let a case that was put off be handed out again."""
    with app.writing() as tx:
        return _step(tx, case, "woken", reason=reason)


def hand_over(app: App, to: str, *, reason: str) -> HandlingResult:
    """Hand all cases that the person at the keys has to somebody, or back to the queue ('')."""
    with app.writing() as tx:
        if to:
            _refuse_unless_takes(tx.connection, to)
        mine = dict.fromkeys((*handlings.assigned_to(tx.connection, tx.by), *leases.held(tx.connection, tx.by)))
        leases.give_all_back(tx.connection, person=tx.by)
        for case in mine:
            _step(tx, case, "handed over" if to else "returned", to=to, reason=reason)
    return HandlingResult(done=tuple(mine), left=())


def assign_all(app: App, names: Sequence[CaseId], person: str, *, reason: str) -> HandlingResult:
    """Assign several cases; what waits no more is left."""
    done, left = [], []
    for case in names:
        try:
            assign(app, case, person, reason=reason)
            done.append(case)
        except (Conflict, Missing) as error:
            left.append(str(error))
    return HandlingResult(done=tuple(done), left=tuple(left))


def snooze_all(app: App, names: Sequence[CaseId], *, until: datetime, reason: str) -> HandlingResult:
    """Put several cases off; what is urgent or due before is left."""
    done, left = [], []
    for case in names:
        try:
            snooze(app, case, until=until, reason=reason)
            done.append(case)
        except CauteryError as error:
            left.append(str(error))
    return HandlingResult(done=tuple(done), left=tuple(left))


def handlings_of(app: App, case: CaseId) -> tuple[Handling, ...]:
    """List what was done with a case, newest first."""
    with app.reading() as connection:
        return tuple(reversed(handlings.of_case(connection, case)))


def waiting_now(app: App, case: CaseId) -> WaitingCase | None:
    """Give a case as it stands in the queue; None for what waits no more."""
    with app.reading() as connection:
        return waiting.get(connection, case)


def who_takes(app: App) -> tuple[str, ...]:
    """List the people to whom cases can be assigned."""
    with app.reading() as connection:
        return tuple(one.person for one in people.everybody(connection) if one.active and may(one.roles, "take_cases"))


def _step(
    tx: WriteTransaction, case: CaseId, kind: HandlingKind, *, reason: str, to: str = "", until: datetime | None = None
) -> Handling:
    if not 1 <= len(reason.strip()) <= LONGEST:
        raise Invalid(f"Say why, in at most {LONGEST} letters: whoever looks next reads it.")
    if not waiting.waits(tx.connection, [case]):
        raise Conflict(f"Case {case} does not wait any more: it was decided, or there is none of that name.")
    made = Handling(case=case, kind=kind, to=to, until=until, reason=reason.strip(), by=tx.by, at=tx.at)
    handlings.append(tx, made)
    return made


def _refuse_unless_takes(connection: ReadConnection, person: str) -> None:
    who = people.get(connection, PersonId(person))
    if who is None or not who.active:
        raise Missing(f"Nobody of the name '{person[:80]}' works here.")
    if not may(who.roles, "take_cases"):
        raise Invalid(f"'{person}' may not take cases; choose somebody else.")
