"""Returned hands are named among all accounts, as of a time; only finally removed accounts are compared with."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict, Invalid, Missing
from cautery.kit.clock import rfc3339
from cautery.model.decision import Decision, DecisionId, Measure, Verdict
from cautery.model.event import AnyEvent
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.operators import explain, find_operators, hands_found, is_removed, know_operators, split
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.store import cases
from tests.hands import LATER, REMOVED_AT, back, harbour_events, stranger
from tests.world import NOON, person


def hear(app: App, events: Sequence[AnyEvent]) -> None:
    with Ingestion(app) as door:
        door.accept(events)
        door.catch_up()


def labelled(app: App, tmp_path: Path, row: str) -> None:
    file = tmp_path / "more.csv"
    file.write_text(f"account,label,at\n{row}\n")
    label(app, file)


def named(app: App) -> list[tuple[str, str]]:
    return [(link.account.id, link.earlier.id) for link in find_operators(app).links if link.named]


def test_a_returned_hand_is_named_with_what_it_continues_and_nobody_else_is(harbour: App) -> None:
    hear(harbour, [back(3), stranger()])

    assert named(harbour) == [("back 3", "guard 3")]
    [case] = queue(harbour.config, harbour.clock)
    assert (case.about, case.origin) == (person("back 3"), "return")


def test_a_return_and_what_it_continues_stand_together_as_one_operator(harbour: App) -> None:
    hear(harbour, [back(3), back(5)])
    groups = [{about.id for about in one.accounts} for one in find_operators(harbour).operators]

    assert sorted(map(sorted, groups)) == [["back 3", "guard 3"], ["back 5", "guard 5"]]


def test_removed_accounts_of_one_hand_stand_together_and_no_case_is_opened(harbour: App, tmp_path: Path) -> None:
    hear(harbour, [back(3), stranger()])
    labelled(harbour, tmp_path, f"back 3,violating,{rfc3339(LATER + timedelta(days=1))}")

    groups = [{about.id for about in one.accounts} for one in hands_found(harbour)]

    assert groups == [{"back 3", "guard 3"}]
    assert not queue(harbour.config, harbour.clock)


def test_the_same_history_gives_the_same_answer_and_no_second_case(harbour: App) -> None:
    hear(harbour, [back(3), stranger()])

    assert find_operators(harbour) == find_operators(harbour)
    assert len(queue(harbour.config, harbour.clock)) == 1


def test_looking_back_sees_no_later_removal_and_opens_nothing(harbour: App) -> None:
    hear(harbour, [back(3)])

    assert find_operators(harbour, at=REMOVED_AT - timedelta(seconds=1)).links == ()
    assert [link.named for link in find_operators(harbour, at=LATER).links[:1]] == [True]
    assert queue(harbour.config, harbour.clock) == ()


def test_where_nobody_was_removed_nobody_is_named(app: App) -> None:
    hear(app, harbour_events())

    assert find_operators(app).links == ()


@pytest.mark.parametrize(
    ("verdict", "measure", "removed"),
    [
        ("violating", "suspend", True),
        ("violating", "observe", False),
        ("violating", "restrict", False),
        ("benign", "none", False),
        ("presumed_benign", "none", False),
    ],
)
def test_only_finally_removed_accounts_are_in_the_bank(verdict: Verdict, measure: Measure, removed: bool) -> None:
    made = Decision(
        id=DecisionId("d"),
        about=person("ana"),
        verdict=verdict,
        measure=measure,
        clause=None,
        reason="",
        by="ben",
        at=NOON,
        source="review",
    )

    assert is_removed(made) == removed


def test_who_was_restored_by_a_later_decision_is_in_the_bank_no_more(harbour: App, tmp_path: Path) -> None:
    hear(harbour, [back(3)])
    labelled(harbour, tmp_path, f"guard 3,benign,{rfc3339(LATER)}")

    assert person("guard 3") not in {
        entry.about for entry in know_operators(harbour, at=None, false_alarms=None).bank.entries
    }
    assert named(harbour) == []


def test_when_the_earlier_account_is_restored_its_return_is_asked_about_again_once(
    harbour: App, tmp_path: Path
) -> None:
    hear(harbour, [back(3)])
    find_operators(harbour)
    [case] = queue(harbour.config, harbour.clock)
    decide_case(harbour, case.case, DecisionInput(measure="suspend", clause="returned", reason="The same hand."))
    labelled(harbour, tmp_path, f"guard 3,benign,{rfc3339(LATER)}")
    for _ in range(2):
        find_operators(harbour)

    with harbour.reading() as connection:
        origins = [one.origin for one in cases.every(connection)]
    assert origins == ["return", "restored"]
    assert [one.about for one in queue(harbour.config, harbour.clock)] == [person("back 3")]


def test_accounts_set_apart_are_never_linked_again(harbour: App) -> None:
    hear(harbour, [back(3)])
    assert split(harbour, "guard 3", "harbour:back 3", reason="sisters") == (person("guard 3"), person("back 3"))
    found = find_operators(harbour)

    assert ("back 3", "guard 3") not in {(link.account.id, link.earlier.id) for link in found.links}
    assert found.operators == ()
    assert queue(harbour.config, harbour.clock) == ()


def test_a_split_is_refused_without_reason_of_one_account_of_the_unseen_and_twice(harbour: App) -> None:
    with pytest.raises(Invalid, match="reason"):
        split(harbour, "guard 1", "guard 2", reason=" ")
    with pytest.raises(Invalid, match="needs two"):
        split(harbour, "guard 1", "harbour:guard 1", reason="sisters")
    with pytest.raises(Missing):
        split(harbour, "guard 1", "nobody", reason="sisters")
    split(harbour, "guard 1", "guard 2", reason="sisters")
    with pytest.raises(Conflict):
        split(harbour, "guard 2", "guard 1", reason="sisters")


def test_any_account_is_explained_with_a_removed_one_whichever_is_said_first(harbour: App) -> None:
    hear(harbour, [stranger()])
    one, threshold = explain(harbour, "stranger", "guard 3")
    other, _ = explain(harbour, "guard 3", "stranger")

    assert one == other
    assert (one.account, one.earlier, one.named) == (person("stranger"), person("guard 3"), False)
    assert one.bits < threshold.bits


def test_two_accounts_of_which_none_was_removed_are_not_compared(harbour: App) -> None:
    with pytest.raises(Invalid, match="finally removed"):
        explain(harbour, "somebody 1", "somebody 2")
    with pytest.raises(Missing):
        explain(harbour, "nobody", "guard 1")


@pytest.mark.parametrize("share", [0.0, 1.0, -1.0, 2.0])
def test_what_is_no_share_of_newcomers_is_refused(share: float, harbour: App) -> None:
    with pytest.raises(Invalid, match="share of innocent"):
        find_operators(harbour, false_alarms=share)
