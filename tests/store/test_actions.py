"""What was meant, what was tried, and what became of it: the last receipt holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cautery.errors import Conflict
from cautery.kit.note import Signer
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action, ActionReceipt, ActionState
from cautery.model.decision import DecisionId
from cautery.store import actions
from cautery.store.database import Database, open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIGNER = Signer(name="harbour.example", seed=b"s" * 32)
ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Give a database with tables and nothing in them."""
    migrate(tmp_path / "cautery.db")
    return open_database(tmp_path / "cautery.db")


def an_action(key: str, *, decision: str = "d", post: str | None = None) -> Action:
    return Action(key=key, decision=DecisionId(decision), about=ANA, measure="remove", post=post)


def a_receipt(action: str, state: ActionState, *, undo: str | None = None) -> ActionReceipt:
    return ActionReceipt(action=action, state=state, at=NOON, says=f"it was {state}", undo=undo)


def append(database: Database, intended: Sequence[Action] = (), got: Sequence[ActionReceipt] = ()) -> None:
    with database.writing() as connection:
        tx = WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)
        actions.append(tx, intended)
        actions.append_receipts(tx, got)


def test_an_action_is_read_as_it_was_meant(database: Database) -> None:
    meant = [an_action("a", post="post 1"), an_action("b")]
    append(database, meant)

    with database.reading() as connection:
        assert actions.waiting(connection) == meant


def test_the_same_thing_is_meant_once(database: Database) -> None:
    append(database, [an_action("a")])

    with pytest.raises(Conflict):
        append(database, [an_action("a", decision="another")])


def test_what_waits_is_told_in_the_order_of_its_writing(database: Database) -> None:
    append(database, [an_action("z"), an_action("other", decision="e"), an_action("a")])

    with database.reading() as connection:
        assert [action.key for action in actions.waiting(connection)] == ["z", "other", "a"]


def test_the_last_receipt_holds_and_comes_back_as_it_was(database: Database) -> None:
    last = a_receipt("a", "confirmed", undo="token 7")
    append(database, [an_action("a"), an_action("b")], [a_receipt("a", "sent"), last, a_receipt("b", "parked")])

    with database.reading() as connection:
        assert actions.latest_receipt(connection, "a") == last
        assert actions.latest_receipt(connection, "never meant") is None


def test_what_has_no_receipt_at_all_waits(database: Database) -> None:
    append(database, [an_action("z"), an_action("tried"), an_action("a")], [a_receipt("tried", "parked")])

    with database.reading() as connection:
        assert [action.key for action in actions.waiting(connection)] == ["z", "a"]


def test_an_action_is_in_the_state_of_its_last_receipt_and_in_no_earlier_one(database: Database) -> None:
    states: dict[str, tuple[ActionState, ...]] = {
        "sent": ("sent",),
        "done": ("sent", "confirmed"),
        "again": ("confirmed", "undone", "sent"),
        "never": (),
    }
    append(database, [an_action(key) for key in states])
    for key, walked in states.items():
        append(database, got=[a_receipt(key, state) for state in walked])

    with database.reading() as connection:
        assert [action.key for action in actions.in_state(connection, "sent")] == ["sent", "again"]
        assert [action.key for action in actions.in_state(connection, "confirmed")] == ["done"]
        assert actions.in_state(connection, "undone") == []


def test_a_decision_leads_to_the_plan_it_was_made_for(database: Database) -> None:
    planned = [replace(an_action(key, decision="d1"), plan="p1") for key in ("a", "b")]
    append(database, [*planned, replace(an_action("c", decision="d2"), plan="p2"), an_action("d", decision="d3")])

    with database.reading() as connection:
        assert actions.plans_by_decision(connection) == {"d1": "p1", "d2": "p2"}


def test_what_a_decision_meant_is_told_with_what_became_of_it(database: Database) -> None:
    append(database, [an_action("a"), an_action("b"), an_action("c", decision="other")], [a_receipt("b", "sent")])

    with database.reading() as connection:
        told = actions.of_decision(connection, DecisionId("d"))
    assert [(action.key, receipt and receipt.state) for action, receipt in told] == [("a", None), ("b", "sent")]
