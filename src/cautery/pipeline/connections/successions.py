"""Lineages: the accounts of one hand in the order of time, as cases took them to continue one another."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cautery.app import App
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.operator import Separation, SuccessionStep
from cautery.pipeline.cases.account_status import account_status_of
from cautery.schemas.networks import SuccessionView
from cautery.store import cases, continuations, separations
from cautery.store.database import ReadConnection

MOST_ACCOUNTS = 200
Apart = Mapping[frozenset[Account], Separation]


def succession_of(app: App, about: Account) -> SuccessionView:
    """Give the accounts that probably are one hand with this one; itself alone where nothing joins it."""
    with app.reading() as connection:
        return _lineage(connection, about, _apart(connection))


def successions(app: App, *, most: int) -> tuple[SuccessionView, ...]:
    """List the hands that came back last, newest first."""
    found: list[SuccessionView] = []
    with app.reading() as connection:
        apart, seen = _apart(connection), set[Account]()
        for about in continuations.latest(connection, most=most):
            if about not in seen:
                one = _lineage(connection, about, apart)
                seen |= {standing.account for standing in one.accounts}
                found += [one] if one.steps else []
    return tuple(found)


def _lineage(connection: ReadConnection, about: Account, apart: Apart) -> SuccessionView:
    """Walk from an account to all that it continues, and to all that continues it."""
    steps, met, ahead = dict[CaseId, SuccessionStep](), {about}, deque([about])
    while ahead and len(met) < MOST_ACCOUNTS:
        here = ahead.popleft()
        told = cases.some(connection, continuations.touching(connection, here))
        for step in (_step(case, apart) for case in told.values() if case.id not in steps):
            steps[step.case] = step
            if step.apart is None:
                new = {step.account, step.earlier} - met
                met |= new
                ahead.extend(sorted(new))
    standings = account_status_of(connection, met)
    joining = sorted((step for step in steps.values() if step.apart is None), key=lambda one: (one.at, one.account))
    return SuccessionView(
        accounts=tuple(standings[account] for account in _in_time(met, joining)),
        steps=tuple(joining),
        apart=tuple(step for step in steps.values() if step.apart is not None),
    )


def _in_time(accounts: set[Account], steps: Sequence[SuccessionStep]) -> list[Account]:
    """Order accounts by when they were first taken to continue another; those that continue none come first."""
    since = {step.account: place for place, step in reversed(list(enumerate(steps)))}
    return sorted(accounts, key=lambda one: (since.get(one, -1), one))


def _apart(connection: ReadConnection) -> Apart:
    return {frozenset((said.one, said.other)): said for said in separations.listed(connection)}


def _step(case: Case, apart: Apart) -> SuccessionStep:
    assert case.continues is not None
    step = SuccessionStep(
        account=case.about,
        earlier=case.continues.earlier,
        case=case.id,
        chance=case.chance,
        reasons=case.reasons,
        at=case.opened_at,
    )
    return replace(step, apart=apart.get(frozenset((step.account, step.earlier))))
