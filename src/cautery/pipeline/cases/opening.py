"""Open cases for suspicions, returns, notices and networks."""

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime
from typing import cast

from cautery.app import App
from cautery.cases.opening import (
    Complaint,
    What,
    is_answered,
    open_for_complaints,
    open_for_network,
    open_for_restored,
    open_for_returns,
    open_for_suspicions,
    reopen_for_complaints,
)
from cautery.kit.canonical import digest
from cautery.model.account import Account
from cautery.model.action import GOES_ON
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, among, decisions_in_force
from cautery.model.network import CERTAIN, Network, NetworkId
from cautery.model.notice import FiledNotice, NotifierKind
from cautery.model.operator import OperatorLink
from cautery.model.suspicion import Suspicion
from cautery.pipeline.cases.join import open_together
from cautery.policy.policy import Policy
from cautery.store import actions, cases, decisions, joins, networks, notices, reopenings, waiting
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction


def keep_networks(
    app: App, found: Sequence[Network], *, at: datetime, attached: frozenset[NetworkId]
) -> tuple[Network, ...]:
    """Keep networks that are new or changed, and open a case for each that something attaches to and that has none.

    A network whose case is decided gets another only when it has somebody new.
    """
    with app.writing() as tx:
        before = {network.id: network for network in networks.latest(tx.connection)}
        waiting = {case.id for case in cases.undecided(tx.connection)}
        decided = {
            one.about for one in decisions.every(tx.connection) if one.verdict != "presumed_benign" and one.post is None
        }
        kept: list[Network] = []
        for one in found:
            case = before[one.id].case if one.id in before else None
            new = any(not among(member.account, decided) for member in one.members if member.chance >= CERTAIN)
            if one.id in attached and new and case not in waiting:
                opened = open_for_network(one, centre(one), policy=app.policy, at=at)
                cases.append(tx, [opened])
                case = opened.id
            kept.append(replace(one, case=case))
        networks.append(tx, [one for one in kept if _changed(one, before.get(one.id))])
    return tuple(kept)


def open_suspected(app: App, suspicions: Sequence[Suspicion], *, at: datetime) -> int:
    """Open cases for suspicions that are strong enough; returns how many."""
    with app.writing() as tx:
        held = decisions_in_force(made for made in decisions.every(tx.connection) if made.verdict != "presumed_benign")
        opened = list(
            open_for_suspicions(
                suspicions, policy=app.policy, at=at, open_cases=cases.undecided(tx.connection), decided=held
            )
        )
        open_together(tx, opened)
    return len(opened)


def open_returned(app: App, links: Sequence[OperatorLink], *, at: datetime) -> int:
    """Open cases for named returns, and for whatever continues an account that was restored; returns how many."""
    with app.writing() as tx:
        made = decisions_in_force(decisions.every(tx.connection))
        known = cases.every(tx.connection)
        waiting = cases.undecided(tx.connection)
        opened = list(open_for_returns(links, policy=app.policy, at=at, cases=known, open_cases=waiting, decided=made))
        opened += open_for_restored(known, policy=app.policy, at=at, decided=made)
        open_together(tx, opened)
    return len(opened)


def open_noticed(app: App, complaints: Sequence[Complaint]) -> int:
    """Open cases for notices that came as events, and list these; returns how many. What was seen opens nothing again."""
    with app.writing() as tx:
        came = {_noticed(one).id: one for one in complaints}
        known = notices.known(tx.connection, list(came))
        new = {name: one for name, one in came.items() if name not in known}
        opened = open_for(tx, list(new.values()), app.policy)
        about = cases.about_some(tx.connection, {one.about for one in new.values()})
        by_what = {(case.about, case.post): case for case in about}
        for one in map(_noticed, new.values()):
            case = by_what.get((one.about, one.post)) or by_what.get((one.about, None))
            notices.append(tx, replace(one, case=case.id if case else CaseId("")))
    return len(opened)


def _noticed(complaint: Complaint) -> FiledNotice:
    """Give what came as an event as the notice that it is; its id is of ours, for two platforms may use the same one."""
    return FiledNotice(
        id=digest("noticed", complaint.about.platform, complaint.notice)[:16],
        kind=cast(NotifierKind, complaint.kind),
        about=complaint.about,
        post=complaint.post,
        place="",
        category=complaint.category or "",
        text=complaint.text,
        name="",
        email="",
        case=CaseId(""),
        at=complaint.at,
    )


def open_for(tx: WriteTransaction, complaints: Sequence[Complaint], policy: Policy) -> list[Case]:
    """Open the cases of some complaints, in the caller's transaction; gives those that were opened."""
    about = {complaint.about for complaint in complaints}
    known, decided = cases.about_some(tx.connection, about), _in_force(tx.connection, about)
    open_now = waiting.waits(tx.connection, [case.id for case in known])
    is_open = {case.id: case.id in open_now for case in known}
    asked = [complaint for complaint in complaints if not is_answered(complaint, decided)]
    again = list(reopen_for_complaints(asked, policy=policy, cases=known, is_open=is_open, decided=decided))
    reopenings.append(tx, again)
    waiting.add(tx.connection, again)
    reopened = {(case.about, case.post) for case in again}
    fresh = [complaint for complaint in asked if (complaint.about, complaint.post) not in reopened]
    opened = list(open_for_complaints(fresh, policy=policy, cases=known, is_open=is_open))
    open_together(tx, opened)
    return [*again, *opened]


def _in_force(connection: ReadConnection, about: Set[Account]) -> dict[What, Decision]:
    """Give what people decided here of accounts and posts, each under the case that leads; what was undone is not there."""
    made = decisions_in_force(decisions.about_some(connection, {one.id for one in about}))
    return {
        (one.about, one.post): replace(one, case=joins.into(connection, one.case))
        for one in made
        if one.case is not None and _goes_on(connection, one)
    }


def _goes_on(connection: ReadConnection, made: Decision) -> bool:
    receipts = [receipt for _, receipt in actions.of_decision(connection, made.id)]
    return all(receipt is None or receipt.state in GOES_ON for receipt in receipts)


def centre(network: Network) -> Account:
    return network.members[0].account


def _changed(one: Network, before: Network | None) -> bool:
    """Tell whether something that matters is new: figures alone change with every event."""
    if before is None or one.case != before.case:
        return True
    return {member.account for member in one.members} != {member.account for member in before.members} or (
        one.seeds,
        one.content_evidence,
    ) != (before.seeds, before.content_evidence)
