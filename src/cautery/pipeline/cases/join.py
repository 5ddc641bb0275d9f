"""Join: cases about one account wait as one, and whatever decides the account answers all of them."""

from collections.abc import Collection, Sequence

from cautery.cases.joining import answers, by_account, is_joined, leading
from cautery.model.account import Account
from cautery.model.case import Case
from cautery.model.decision import Decision
from cautery.store import cases, decisions, joins, networks, reopenings, waiting
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction


def open_together(tx: WriteTransaction, opened: Sequence[Case]) -> None:
    """Keep newly opened cases; those about an account about which another waits are joined with it."""
    cases.append(tx, opened)
    for together in by_account(_undecided(tx.connection, {case.about for case in opened if is_joined(case)})).values():
        alone = [case for case in together if joins.into(tx.connection, case.id) == case.id]
        leads = leading(alone)
        for case in alone:
            if case != leads:
                joins.append(tx, case.id, into=leads.id)
                waiting.join(tx.connection, case.id, into=leads.id)


def answer_joined(tx: WriteTransaction, made: Sequence[Decision]) -> None:
    """Let decisions about accounts answer whatever else is asked about these; nobody is shown what is decided."""
    whole = [decision for decision in made if decision.post is None and decision.case is not None]
    named = whole[0].case if whole else None
    of_network = named is not None and networks.of_case(tx.connection, named) is not None
    if of_network and whole[0].measure != "suspend":
        return
    asked = by_account(_undecided(tx.connection, {decision.about for decision in whole}))
    for decision in whole:
        with_it = [] if of_network or decision.case is None else joins.of(tx.connection, decision.case)
        also = [
            case.id for case in asked.get(decision.about, ()) if case.id != decision.case and case.id not in with_it
        ]
        for name in (*with_it, *also):
            earlier = len(decisions.of_case(tx.connection, name))
            decisions.append(tx, [answers(decision, name, earlier=earlier)])
            if name in also and decision.case is not None and joins.into(tx.connection, name) == name:
                joins.append(tx, name, into=decision.case)


def _undecided(connection: ReadConnection, accounts: Collection[Account]) -> list[Case]:
    """List the cases about some accounts that nobody has decided."""
    known = [case for case in cases.about_some(connection, accounts) if is_joined(case)]
    return [
        case for case in known if not decisions.of_case(connection, case.id) or reopenings.is_open(connection, case.id)
    ]
