"""`cautery takedown`: planned, seen, approved by somebody else, and what a program reads of it."""

import pytest

from cautery.app import App, opened
from cautery.model.action import ActionReceipt
from cautery.model.case import CaseId
from cautery.model.plan import PlanId
from cautery.pipeline.takedowns import planning
from cautery.store import actions
from tests.cli.terminal import Done, Terminal
from tests.takedowns import a_network

WHY = ("--clause", "promotes", "--reason", "One hand.")


def a_case(terminal: Terminal, size: int) -> CaseId:
    with opened(terminal.home) as app:
        return a_network(app, size)


def ben(app: App) -> App:
    return app.acting_as("ben")


def planned(terminal: Terminal, size: int) -> Done:
    return terminal.run("takedown", "plan", a_case(terminal, size), *WHY, "--json")


def test_the_document_is_as_promised(empty: Terminal) -> None:
    said = planned(empty, 30).said

    assert {"plan", "actions", "held", "sent", "confirmed", "failed"} <= set(said)
    assert (said["state"], said["actions"], said["sent"]) == ("planned", 30, 0)


def test_in_words_it_tells_what_a_mistake_would_cost_and_who_types_next(empty: Terminal) -> None:
    done = empty.run("takedown", "plan", a_case(empty, 30), *WHY)

    assert "suspend 30 accounts under 'promotes'" in done.out
    assert "Expected errors: 0.3 accounts" in done.out
    assert "Stages: 1, then 2, then 27." in done.out
    assert "a second person runs: cautery takedown approve" in done.err


def test_its_outcome_is_said_with_the_way_to_its_figures(empty: Terminal) -> None:
    name = str(planned(empty, 3).said["plan"])
    assert empty.run("takedown", "show", name, "--json").said["outcome"] == "It was not begun, so nothing came of it."
    empty.run("takedown", "run", name)

    shown = empty.run("takedown", "show", name).out
    assert "has not been measured yet" in shown
    assert f"/effect?takedown={name}" in shown


def test_who_planned_it_at_this_terminal_does_not_approve_it_there(empty: Terminal) -> None:
    name = str(planned(empty, 30).said["plan"])

    assert empty.run("takedown", "approve", name).code == 4
    assert empty.run("takedown", "run", name).code == 4
    assert empty.run("takedown", "show", name, "--json").said["state"] == "planned"


def test_an_order_lets_one_person_begin(empty: Terminal) -> None:
    name = str(planned(empty, 30).said["plan"])
    said = empty.run("takedown", "approve", name, "--alone", "HO-7/2020", "--json").said

    assert (said["state"], said["held"]) == ("forced", 30)
    assert empty.run("takedown", "ratify", name).code == 4


def test_a_small_one_is_run_at_once_and_waits_for_a_platform(empty: Terminal) -> None:
    name = str(planned(empty, 3).said["plan"])
    said = empty.run("takedown", "run", name, "--json").said

    assert (said["state"], said["actions"], said["held"]) == ("approved", 3, 3)
    said = empty.run("takedown", "undo", name, "--reason", "a choir", "--json").said
    assert (said["state"], said["undone"]) == ("undone", 3)
    assert empty.run("audit", "verify", "--json").said["ok"]


def test_the_switch_is_turned_for_one_or_for_everything(empty: Terminal) -> None:
    name = str(planned(empty, 3).said["plan"])

    assert empty.run("takedown", "hold", name, "--reason", "a doubt", "--json").said == {"plan": name, "held": True}
    assert empty.run("takedown", "hold", "--reason", "a move", "--json").said == {"plan": None, "held": True}
    assert "All enforcement: resumed" in empty.run("takedown", "release", "--reason", "moved").out
    assert str(empty.run("takedown", "show", name, "--json").said["held_by"]).startswith("local:")


def test_takedowns_are_listed_and_refused(empty: Terminal) -> None:
    name = str(planned(empty, 30).said["plan"])
    empty.run("takedown", "refuse", name, "--reason", "two are reporters")

    assert [(one["plan"], one["state"]) for one in empty.run("takedown", "list", "--json").listed] == [
        (name, "withdrawn")
    ]
    assert name in empty.run("takedown", "list").out


def test_a_protected_account_needs_two(empty: Terminal) -> None:
    account = ("lantern000001", "--platform", "quay")
    done = empty.run("takedown", "protect", *account, "--kind", "journalist", "--reason", "the gazette")
    said = planned(empty, 3).said

    assert done.out == "lantern000001 is protected.\n"
    assert said["needs"] == ["It acts on 1 protected account (journalist)."]
    assert "no longer protected" in empty.run("takedown", "protect", *account, "--end", "--reason", "left").out


@pytest.mark.parametrize("verb", ["show", "approve", "run", "verify", "ratify"])
def test_what_is_not_there_is_missing(verb: str, empty: Terminal) -> None:
    assert empty.run("takedown", verb, "nothing").code in (3, 5)


def test_what_ran_and_did_not_stop_is_not_resumed_nor_redriven(empty: Terminal) -> None:
    name = str(planned(empty, 3).said["plan"])
    with opened(empty.home) as app:
        planning.approve(ben(app), PlanId(name))

    assert empty.run("takedown", "resume", name, "--reason", "so").code == 5
    assert empty.run("takedown", "redrive", name).code == 3


def test_an_order_that_forbids_telling_is_kept(empty: Terminal) -> None:
    case = a_case(empty, 3)
    said = empty.run("takedown", "silence", case, "--order", "HO-7", "--until", "2090-01-01", "--json").said

    assert (said["case"], said["order"]) == (case, "HO-7")
    assert empty.run("takedown", "silence", case, "--order", "HO-7", "--until", "1990-01-01").code == 2


def test_what_was_parked_is_shown_with_why_and_tried_again(empty: Terminal) -> None:
    name = str(planned(empty, 3).said["plan"])
    assert empty.run("takedown", "redrive").code == 3
    empty.run("takedown", "run", name)
    with opened(empty.home) as app, app.writing() as tx:
        [first, *_] = [action.key for action in actions.waiting(tx.connection)]
        actions.append_receipts(tx, [ActionReceipt(action=first, state="parked", at=tx.at, says="the account moved")])

    assert "the account moved" in empty.run("takedown", "show", name).out
    [stuck] = empty.run("takedown", "show", name, "--json").part("stuck")
    assert (stuck["state"], stuck["says"]) == ("parked", "the account moved")
    assert empty.run("takedown", "redrive", name, "--json").part("stuck") == []


def test_it_is_planned_for_some_members_only(empty: Terminal) -> None:
    case = a_case(empty, 5)
    done = empty.run(
        "takedown", "plan", case, *WHY, "--only", "quay/lantern000001", "--only", "quay/lantern000002", "--json"
    )

    assert done.said["actions"] == 2
    assert empty.run("takedown", "plan", case, *WHY, "--only", "lantern000001").code == 2
