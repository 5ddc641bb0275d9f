"""A log with a story in it: facts to write through the ledgers, and ways to read it, check it and tamper with it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from cautery.kit.note import Signer
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action, ActionReceipt
from cautery.model.bank import BankEntry
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.suspicion import Reason
from cautery.store import actions, banks, cases, decisions
from cautery.store.audit import Verification, latest_note, verify
from cautery.store.database import open_database
from cautery.store.ledger import WriteTransaction

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIGNER = Signer(name="harbour.example", seed=b"s" * 32)
ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))
Fact = Decision | Case | Action | ActionReceipt | BankEntry


def a_decision(name: str, *, reason: str = "sold broken lamps") -> Decision:
    return Decision(
        id=DecisionId(name),
        about=ANA,
        verdict="violating",
        measure="suspend",
        clause="promotes",
        reason=reason,
        by="local:ben",
        at=NOON,
        source="review",
        case=CaseId(f"case of {name}"),
    )


def a_case(name: str, *, chance: float | None = 0.75) -> Case:
    reason = Reason(channel="links", bits=4.5, says="posts the notebook", evidence=("post 1",))
    return Case(
        id=CaseId(name), about=ANA, origin="suspicion", chance=chance, reasons=(reason,), opened_at=NOON, due=NOON
    )


def an_action(name: str) -> Action:
    return Action(key=name, decision=DecisionId("d1"), about=ANA, measure="suspend")


def a_receipt(name: str) -> ActionReceipt:
    return ActionReceipt(action=name, state="sent", at=NOON, says="accepted", undo="token 1")


def a_value(value: str) -> BankEntry:
    return BankEntry(
        bank="lamps", type="term", value=value, origin="ours", policy="house", why="seen", added_by="ben", added_at=NOON
    )


STORY: tuple[tuple[Fact, ...], ...] = (
    (a_decision("d1"), a_decision("d2"), a_decision("d3")),
    (a_case("c1"), a_case("c2", chance=None)),
    (a_decision("d4"), an_action("a1"), an_action("a2")),
    (a_receipt("a1"), a_receipt("a2")),
    (a_value("lantern"), a_value("wick")),
    (a_decision("d5"),),
)
"""Thirteen entries, in six transactions."""


def tell(path: Path, story: Sequence[Sequence[Fact]]) -> None:
    """Write facts through the ledgers, a transaction each."""
    database = open_database(path)
    for moment in story:
        with database.writing() as connection:
            tx = WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)
            for fact in moment:
                match fact:
                    case Decision():
                        decisions.append(tx, [fact])
                    case Case():
                        cases.append(tx, [fact])
                    case Action():
                        actions.append(tx, [fact])
                    case ActionReceipt():
                        actions.append_receipts(tx, [fact])
                    case BankEntry():
                        banks.append(tx, [fact])
    database.close()


def tamper(path: Path, *statements: str, **values: object) -> None:
    """Change a database as somebody would who has its file and no key."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement, values)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def checked(path: Path, *kept: str, signer: Signer = SIGNER) -> Verification:
    database = open_database(path)
    with database.reading() as connection:
        found = verify(connection, verifier=signer.verifier(), kept=kept)
    database.close()
    return found


def last_note(path: Path) -> str:
    database = open_database(path)
    with database.reading() as connection:
        note = latest_note(connection)
    database.close()
    assert note is not None
    return note
