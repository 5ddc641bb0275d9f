"""`cautery orders`: from the receipt to the answer at a terminal."""

from tests.cli.terminal import Terminal

ADD = ("orders", "add", "--url", "https://harbour.example/p1", "--authority", "Quay Police", "--reference", "Q-1")


def added(terminal: Terminal, *more: str) -> str:
    return str(terminal.run(*ADD, "--clause", "promotes", *more, "--json").said["order"])


def test_an_order_is_received_verified_removed_by_hand_and_answered(empty: Terminal) -> None:
    order = added(empty, "--received", "2026-03-01T12:00:00+05:30")
    listed = empty.run("orders", "list", "--json").listed
    assert (listed[0]["order"], listed[0]["due"]) == (order, "2026-03-01T07:30:00Z")
    assert empty.run("orders", "say", order, "authenticated", "--says", "telephoned").code == 0
    done = empty.run("orders", "execute", order, "--by-hand", "--at", "2026-03-01T06:50:00Z", "--json")
    answer = empty.run("orders", "answer", order, "--person", "Ada", "--sent", "--json")

    assert done.said["step"] == "executed"
    assert answer.said["section_b"] == {"measure": "removed", "measure_taken_at": "2026-03-01T06:50:00Z"}
    assert "told" in empty.run("orders", "show", order).out
    assert empty.run("orders", "list", "--json").listed[0]["missed"] == 0


def test_an_order_is_received_once(empty: Terminal) -> None:
    order = added(empty)

    assert added(empty) == order


def test_what_cannot_be_done_is_answered_with_annex_three(empty: Terminal) -> None:
    order = added(empty)
    empty.run("orders", "say", order, "authenticated", "--says", "telephoned")
    empty.run("orders", "say", order, "unclear", "--says", "the address ends in the middle")
    said = empty.run("orders", "answer", order, "--person", "Ada", "--json").said

    assert said["section_b"]["errors_or_clarification_requested"] == "the address ends in the middle"


def test_steps_that_may_not_follow_are_refused(empty: Terminal) -> None:
    order = added(empty)

    assert empty.run("orders", "say", order, "annulled", "--says", "court").code == 5
    assert empty.run("orders", "say", order, "coffee").code == 2
    assert empty.run("orders", "execute", order).code == 5
    assert empty.run("orders", "show", "none").code == 3
    assert empty.run("orders", "answer", order, "--person", "Ada").code == 5


def test_an_item_is_named_by_hand(town: Terminal) -> None:
    order = added(town)
    assert town.run("orders", "locate", order, "--platform", "harbour", "--account", "ana").code == 0
    town.run("orders", "say", order, "authenticated", "--says", "telephoned")

    assert len(town.run("orders", "execute", order, "--json").said["cases"]) == 1


def test_a_file_that_is_not_there_is_said_so(empty: Terminal) -> None:
    form = ("--url", "u", "--authority", "a", "--reference", "r", "--clause", "promotes")

    assert empty.run("orders", "add", *form, "--file", "nowhere.eml").code == 2
