"""Who sends next knows at once what is next, and nobody else has it meanwhile."""

from collections.abc import Sequence

from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action, ActionReceipt, ActionState
from cautery.model.decision import DecisionId
from cautery.model.plan import PlanId, Tally
from cautery.store import actions, outbox
from cautery.store.database import Database
from cautery.store.outbox import OutboxFilter
from tests.store.conftest import NOON, Open

NOW = NOON.timestamp()
ALL = OutboxFilter(most=100)


def an_action(key: str, *, plan: str | None = None, stage: int | None = None, platform: str = "quay") -> Action:
    about = Account(platform=Platform(platform), id=AccountId(key))
    return Action(key=key, decision=DecisionId("d"), about=about, measure="suspend", plan=plan, stage=stage)


def meant(writing: Open, *intended: Action) -> None:
    with writing() as tx:
        actions.append(tx, intended)


def got(writing: Open, state: ActionState, *keys: str) -> None:
    with writing() as tx:
        actions.append_receipts(tx, [ActionReceipt(action=key, state=state, at=NOON, says="so") for key in keys])


def ready(
    database: Database, *states: ActionState, which: OutboxFilter = ALL, at_s: float = NOW, free_s: float = NOW
) -> Sequence[str]:
    with database.reading() as connection:
        return [turn.key for turn in outbox.ready(connection, states, which, at_s=at_s, free_s=free_s)]


def test_what_was_meant_is_ready_in_that_order(either: Database, writing: Open) -> None:
    meant(writing, an_action("b"), an_action("a"))
    meant(writing, an_action("c"))

    assert ready(either, "meant") == ["b", "a", "c"]
    assert ready(either, "meant", which=OutboxFilter(most=2)) == ["b", "a"]


def test_a_receipt_moves_an_action_on(either: Database, writing: Open) -> None:
    meant(writing, an_action("a"), an_action("b"))
    got(writing, "sent", "a")

    assert (ready(either, "meant"), ready(either, "sent")) == (["b"], ["a"])


def test_a_choice_is_by_takedown_stage_and_platform(either: Database, writing: Open) -> None:
    meant(
        writing, an_action("a"), an_action("b", plan="p", stage=1), an_action("c", plan="p", stage=2, platform="pier")
    )

    assert ready(either, "meant", which=OutboxFilter(most=9, plan=PlanId(""))) == ["a"]
    assert ready(either, "meant", which=OutboxFilter(most=9, plan=PlanId("p"), stage=1)) == ["b"]
    assert ready(either, "meant", which=OutboxFilter(most=9, platform="pier")) == ["c"]


def test_what_somebody_took_is_theirs_until_the_lease_ends(either: Database, writing: Open) -> None:
    meant(writing, an_action("a"))
    with either.writing() as connection:
        outbox.take(connection, ["a"], until_s=NOW + 60)

    assert ready(either, "meant", free_s=NOW + 59) == []
    assert ready(either, "meant", free_s=NOW + 60) == ["a"]
    assert ready(either, "meant", free_s=NOW - 10 * 86400) == ["a"]  # the clock was set back: nobody has it for so long


def test_what_waits_is_ready_when_its_time_has_come_and_counts_its_tries(either: Database, writing: Open) -> None:
    meant(writing, an_action("a"))
    with either.writing() as connection:
        outbox.take(connection, ["a"], until_s=NOW + 60)
        outbox.wait(connection, [("a", NOW + 5)])

    assert ready(either, "meant", at_s=NOW + 4) == []
    with either.reading() as connection:
        [turn] = outbox.ready(connection, ["meant"], ALL, at_s=NOW + 5, free_s=NOW)
        assert turn.tries == 1
        assert outbox.next_at(connection, ["meant"], plan=PlanId(""), platforms=["quay"]) == NOW + 5
        assert outbox.next_at(connection, ["meant"], plan=PlanId(""), platforms=["pier"]) is None
        assert outbox.platforms_of(connection, ["meant"], plan=PlanId("")) == ["quay"]


def test_a_takedown_is_counted_by_stage_and_state(either: Database, writing: Open) -> None:
    meant(writing, *(an_action(f"a{n}", plan="p", stage=1 + n // 2) for n in range(5)))
    got(writing, "confirmed", "a0", "a1")

    with either.reading() as connection:
        assert outbox.tallies(connection, PlanId("p")) == [
            Tally(stage=1, state="confirmed", actions=2),
            Tally(stage=2, state="meant", actions=2),
            Tally(stage=3, state="meant", actions=1),
        ]
        assert outbox.plans_with(connection, ["confirmed"]) == ["p"]
        assert outbox.keys_in(connection, ["meant"], plan=PlanId("p"), most=2) == ["a2", "a3"]
        assert outbox.changed_at(connection, PlanId("p")) == NOW


def test_a_second_worker_gets_what_the_first_did_not_take(either: Database, writing: Open) -> None:
    meant(writing, *(an_action(f"a{n}") for n in range(4)))
    taken = []
    for _ in range(2):
        with either.writing() as connection:
            turns = outbox.ready(connection, ["meant"], OutboxFilter(most=2), at_s=NOW, free_s=NOW)
            outbox.take(connection, [turn.key for turn in turns], until_s=NOW + 60)
            taken.append([turn.key for turn in turns])

    assert taken == [["a0", "a1"], ["a2", "a3"]]


def test_what_is_in_a_state_is_counted_by_takedown_and_what_belongs_to_none_comes_last(
    either: Database, writing: Open
) -> None:
    meant(writing, an_action("a"), *(an_action(key, plan="p1", stage=1) for key in "bcd"))
    got(writing, "parked", "a", "b")
    got(writing, "drifted", "c")

    with either.reading() as connection:
        counted = outbox.count_in(connection, ("parked", "drifted"))
    assert list(counted.items()) == [("p1", 2), ("", 1)]


def test_what_rests_is_ready_at_its_time_and_was_never_tried(either: Database, writing: Open) -> None:
    meant(writing, an_action("a"))
    with either.writing() as connection:
        outbox.wait(connection, [("a", NOW)])
        outbox.rest(connection, [("a", NOW + 60)])

    assert (ready(either, "meant"), ready(either, "meant", at_s=NOW + 60)) == ([], ["a"])
    with either.reading() as connection:
        assert [turn.tries for turn in outbox.ready(connection, ("meant",), ALL, at_s=NOW + 60, free_s=NOW)] == [0]
