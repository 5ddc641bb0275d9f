"""The queue's list is what the ledgers say: every undecided case, once, in order, whatever is opened and decided meanwhile."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.priority import look_by
from cautery.store import cases, decisions, leases, schema, waiting
from cautery.store.database import Database
from cautery.store.waiting import QueueFilter
from tests.store.conftest import NOON, Open

HOUR = timedelta(hours=1)
EVERY = QueueFilter()


def a_case(name: str, *, due_h: float = 72, chance: float | None = None, platform: str = "harbour") -> Case:
    return Case(
        id=CaseId(name),
        about=Account(platform=Platform(platform), id=AccountId(f"about {name}")),
        origin="suspicion" if chance else "notice",
        chance=chance,
        reasons=(),
        opened_at=NOON,
        due=NOON + due_h * HOUR,
    )


def decide(case: str) -> Decision:
    return Decision(
        id=DecisionId(f"d {case}"),
        about=a_case(case).about,
        verdict="benign",
        measure="none",
        clause=None,
        reason="mends lamps",
        by="ben",
        at=NOON,
        source="review",
        case=CaseId(case),
    )


def listed(database: Database, choice: QueueFilter = EVERY) -> list[str]:
    with database.reading() as connection:
        return [one.case for one in waiting.page(connection, choice, at=NOON, most=100)]


def test_what_is_due_first_comes_first_and_a_strong_suspicion_comes_ahead(either: Database, writing: Open) -> None:
    with writing() as tx:
        cases.append(
            tx, [a_case("late"), a_case("strong", chance=0.9), a_case("weak", chance=0.1), a_case("order", due_h=1)]
        )

    assert listed(either) == ["order", "strong", "weak", "late"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_opened_and_decided_the_list_is_the_undecided(
    data: st.DataObject, either: Database, writing: Open
) -> None:
    """Judged by the ledgers themselves, which are read whole."""
    with either.reading() as connection:
        before = len(cases.every(connection))
    names = [f"c{before + n}" for n in range(data.draw(st.integers(1, 5)))]
    with writing() as tx:
        due = [data.draw(st.floats(1, 99)) for _ in names]
        cases.append(tx, [a_case(name, due_h=hours) for name, hours in zip(names, due, strict=True)])
    with writing() as tx:
        decisions.append(tx, [decide(name) for name in names if data.draw(st.booleans())])

    with either.reading() as connection:
        undecided = cases.undecided(connection)
    assert listed(either)[:100] == [one.id for one in sorted(undecided, key=lambda one: (look_by(one), one.id))][:100]


def test_pages_follow_one_another_without_a_gap_even_at_the_same_time(either: Database, writing: Open) -> None:
    with writing() as tx:
        cases.append(tx, [a_case(f"c{number}") for number in range(7)])
    seen: list[str] = []
    place = None
    for _ in range(4):
        with either.reading() as connection:
            page = waiting.page(connection, QueueFilter(), at=NOON, most=2, behind=place)
        seen += [one.case for one in page]
        place = waiting.place_of(page[-1])

    assert seen == [f"c{number}" for number in range(7)]


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (QueueFilter(platform="pier"), ["b"]),
        (QueueFilter(origin="suspicion"), ["a"]),
        (QueueFilter(languages=("ar",)), ["c"]),
        (QueueFilter(due_before=NOON + 2 * HOUR), ["b"]),
        (QueueFilter(held_by="ada"), ["a"]),
        (QueueFilter(platform="nowhere"), []),
    ],
)
def test_one_sees_what_one_asks_for(choice: QueueFilter, found: list[str], either: Database, writing: Open) -> None:
    with writing() as tx:
        cases.append(tx, [a_case("a", chance=0.5), a_case("b", due_h=1, platform="pier"), a_case("c")])
        waiting.describe_case(tx.connection, CaseId("c"), language="ar")
        leases.take(tx.connection, CaseId("a"), person="ada", at=NOON)

    assert listed(either, choice) == found
    with either.reading() as connection:
        assert waiting.count(connection, choice, at=NOON) == len(found)


def test_the_next_case_is_one_that_nobody_else_holds_and_that_was_not_passed_over(
    either: Database, writing: Open
) -> None:
    with writing() as tx:
        cases.append(
            tx, [a_case(name, due_h=due) for name, due in (("held", 1), ("skipped", 2), ("mine", 3), ("free", 4))]
        )
        leases.take(tx.connection, CaseId("held"), person="cyd", at=NOON)
        leases.skip(tx.connection, CaseId("skipped"), person="ada", at=NOON)
        leases.take(tx.connection, CaseId("mine"), person="ada", at=NOON)

    with either.reading() as connection:
        assert waiting.first_free(connection, QueueFilter(), person="ada", at=NOON) == "mine"
        assert waiting.first_free(connection, QueueFilter(), person="eva", at=NOON) == "skipped"
        assert waiting.first_free(connection, QueueFilter(), person="eva", at=NOON + leases.LEASE) == "held"


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("due", ["b", "c", "a"]),
        ("likelihood", ["c", "a", "b"]),
        ("followers", ["b", "a", "c"]),
        ("created", ["a", "b", "c"]),
    ],
)
def test_the_queue_is_sorted_by_any_of_its_orders_page_by_page(
    sort: waiting.Sort, order: list[str], either: Database, writing: Open
) -> None:
    with writing() as tx:
        cases.append(tx, [a_case("a", due_h=9, chance=0.6), a_case("b", due_h=3), a_case("c", due_h=5, chance=0.7)])
        waiting.describe_case(tx.connection, CaseId("a"), language=None, followers=7, created=NOON)
        waiting.describe_case(tx.connection, CaseId("b"), language=None, followers=70)
    found: list[str] = []
    behind = None
    with either.reading() as connection:
        for _ in order:
            page = waiting.page(connection, EVERY, at=NOON, most=1, behind=behind, sort=sort)
            found += [one.case for one in page]
            behind = waiting.place_of(page[-1])

    assert found == order


def test_a_new_ground_wakes_what_was_put_off(either: Database, writing: Open) -> None:
    with writing() as tx:
        cases.append(tx, [a_case("first"), a_case("second")])
        tx.connection.execute(schema.waiting.update().values(snoozed_until=(NOON + HOUR).timestamp()))
        waiting.join(tx.connection, CaseId("second"), into=CaseId("first"))

    assert listed(either) == ["first"]
