"""A message is written with its fact or not at all, taken by one sender at a time, and forgotten once it is long delivered."""

from dataclasses import replace
from datetime import timedelta

from cautery.model.hook import DUTY, HOLDERS, HookId
from cautery.store import hooks, messages
from cautery.store.database import Database
from cautery.store.messages import KEPT
from tests.store.conftest import NOON, Open
from tests.store.test_hooks import HOOK

HELD = timedelta(minutes=5)


def tell(writing: Open, *cases: str) -> None:
    with writing() as tx:
        hooks.append(tx, HOOK)
        messages.queue_webhooks(tx, "case.opened", ({"case": case} for case in cases))
        messages.queue_webhooks(tx, "decision.made", [{"decision": "d1"}])


def test_only_who_asked_for_a_kind_is_told_of_it(either: Database, writing: Open) -> None:
    tell(writing, "c1", "c2")

    with either.reading() as connection:
        found = messages.latest(connection, HOOK.id, state="waiting", most=9)
        assert [one.kind for one in found] == ["case.opened", "case.opened"]
        assert found[0].body == '{"data":{"case":"c2"},"timestamp":"2020-01-01T12:00:00Z","type":"case.opened"}'
        assert messages.count(connection) == {(HOOK.id, "waiting"): 2}


def test_a_fact_that_was_not_kept_is_not_told(either: Database, writing: Open) -> None:
    with writing() as tx:
        hooks.append(tx, HOOK)
    with writing() as tx:
        messages.queue_webhooks(tx, "case.opened", [{"case": "c1"}])
        tx.connection.rollback()

    with either.reading() as connection:
        assert messages.count(connection) == {}


def test_what_one_sender_holds_no_other_is_given(either: Database, writing: Open) -> None:
    tell(writing, "c1", "c2", "c3")
    taken = []
    for at in (NOON, NOON, NOON, NOON + HELD):
        with either.writing() as connection:
            taken.append([one.body[17:19] for one in messages.take_due(connection, at=at, held=HELD, most=2)])

    assert taken == [["c1", "c2"], ["c3"], [], ["c1", "c2"]]


def test_what_was_given_up_is_sent_again_and_what_was_delivered_is_forgotten(either: Database, writing: Open) -> None:
    tell(writing, "c1", "c2")
    with either.writing() as connection:
        first, second = messages.take_due(connection, at=NOON, held=HELD, most=9)
        messages.keep(connection, first.id, state="delivered", tries=1, next_at=NOON, says="answered 204")
        messages.keep(connection, second.id, state="parked", tries=10, next_at=NOON, says="answered 500")
        assert messages.take_due(connection, at=NOON, held=HELD, most=9) == []
        assert messages.send_again(connection, HOOK.id) == 1
        [again] = messages.take_due(connection, at=NOON + KEPT + HELD, held=HELD, most=9)
        assert (again.id, again.tries) == (second.id, 0)

        assert messages.count(connection) == {(HOOK.id, "waiting"): 1}
        messages.drop(connection, HOOK.id)
        assert messages.count(connection) == {}


def test_many_hooks_are_told_each(either: Database, writing: Open) -> None:
    with writing() as tx:
        hooks.append(tx, HOOK)
        hooks.append(tx, replace(HOOK, id=HookId("h2")))
        messages.queue_webhooks(tx, "threat.raised", [{"case": "c1"}])

    with either.reading() as connection:
        assert messages.count(connection) == {(HookId("h1"), "waiting"): 1, (HookId("h2"), "waiting"): 1}


def test_who_is_to_be_woken_comes_before_any_number_of_letters(either: Database, writing: Open) -> None:
    with writing() as tx:
        messages.queue_notifications(
            tx, HOLDERS, "action.confirmed", {f"holder_{n}": {"action": f"{n}"} for n in range(5)}
        )
        messages.queue_notifications(tx, DUTY, "clock.runs_down", {"clock_c1": {"case": "c1"}})
    with either.writing() as connection:
        due = messages.take_due(connection, at=NOON, held=HELD, most=3, inside=True)

    assert [one.id for one in due] == ["clock_c1", "holder_0", "holder_1"]


def test_what_came_of_many_tries_is_kept_of_each(either: Database, writing: Open) -> None:
    with writing() as tx:
        messages.queue_notifications(
            tx, HOLDERS, "action.confirmed", {f"holder_{n}": {"action": f"{n}"} for n in range(2)}
        )
    with either.writing() as connection:
        assert messages.are_due(connection, at=NOON)
        first, second = messages.take_due(connection, at=NOON, held=HELD, most=9, inside=True)
        messages.keep_each(
            connection, [replace(first, state="delivered", says="told"), replace(second, tries=1, next_at=NOON + HELD)]
        )

    with either.reading() as connection:
        kept = messages.some(connection, [first.id, second.id])
        assert [(one.state, one.says, one.tries) for one in kept.values()] == [
            ("delivered", "told", 0),
            ("waiting", "", 1),
        ]
        assert [messages.are_due(connection, at=at) for at in (NOON, NOON + HELD)] == [False, True]
