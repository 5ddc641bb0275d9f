"""What waits comes before what is decided, and what is due first before everything else."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from cautery.cases.queue import in_order
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.suspicion import Reason

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
REASON = Reason(channel="links", bits=5.5, says="posts the notebook", evidence=("post 1",))


def a_case(name: str, *, due_in: float = 1, chance: float | None = None, post: str | None = None) -> Case:
    return Case(
        id=CaseId(name),
        about=Account(platform=Platform("harbour"), id=AccountId(f"account of {name}")),
        post=post,
        origin="notice" if chance is None else "suspicion",
        chance=chance,
        reasons=(REASON,),
        opened_at=NOON - timedelta(days=3),
        due=NOON + timedelta(hours=due_in),
    )


def listed(*cases: Case, decided: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    queue = in_order(cases, at=NOON, decided=frozenset(map(CaseId, decided)))
    return [(one.case, one.state) for one in queue]


def test_what_is_due_first_is_ahead() -> None:
    assert listed(a_case("late", due_in=9), a_case("soon", due_in=1), a_case("over", due_in=-1)) == [
        ("over", "overdue"),
        ("soon", "open"),
        ("late", "open"),
    ]


def test_what_is_decided_is_behind_everything_that_waits_and_never_overdue() -> None:
    assert listed(a_case("done", due_in=-9), a_case("late", due_in=9), decided=("done",)) == [
        ("late", "open"),
        ("done", "decided"),
    ]


def test_a_case_is_overdue_after_its_time_and_not_at_it() -> None:
    on_time, over = a_case("on time", due_in=0), a_case("over", due_in=-0.001)

    assert listed(on_time, over) == [("over", "overdue"), ("on time", "open")]


def test_of_those_due_at_the_same_time_the_stronger_suspicion_is_ahead_and_a_mere_notice_last() -> None:
    weak, strong, notice = a_case("a", chance=0.6), a_case("b", chance=0.9), a_case("0")

    assert [name for name, _ in listed(weak, notice, strong)] == ["b", "a", "0"]


def test_the_order_does_not_depend_on_how_cases_were_listed() -> None:
    cases = [a_case("a"), a_case("b"), a_case("c", due_in=-1), a_case("d", chance=0.7)]

    assert len({tuple(listed(*some)) for some in permutations(cases)}) == 1


def test_the_queue_shows_what_a_reviewer_must_know() -> None:
    case = a_case("a", chance=0.7, post="post 1")
    (one,) = in_order([case], at=NOON, decided=frozenset())

    assert (one.case, one.about, one.post, one.origin) == (case.id, case.about, "post 1", "suspicion")
    assert (one.chance, one.due, one.reasons) == (0.7, case.due, (REASON,))
