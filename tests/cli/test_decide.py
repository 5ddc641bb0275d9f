"""`cautery decide`: a person's decision, recorded as theirs, once, and with two people where two are needed."""

import getpass

import pytest

from cautery.app import opened
from cautery.pipeline.cases.proposals import approve
from tests.cli.terminal import Done, Terminal
from tests.staffed import join

SUSPEND = ("--measure", "suspend", "--clause", "promotes", "--reason", "Spreads statements.")
NONE = ("--measure", "none", "--reason", "A historian.")
OBSERVE = ("--measure", "observe", "--clause", "promotes", "--reason", "Asked for.", "--requester", "Harbour police")
TERMS = ("--legal-basis", "Harbour Act, section 7", "--until", "2999-01-01")
MYSELF = f"local:{getpass.getuser()}"


def the_case(town: Terminal) -> str:
    town.run("suspects")
    [case] = town.run("cases", "--json").listed
    return str(case["case"])


def decide(town: Terminal, case: str, *words: str) -> Done:
    return town.run("decide", case, *words, "--json")


def test_a_decision_is_recorded_as_that_of_the_systems_user(town: Terminal) -> None:
    case = the_case(town)
    done = decide(town, case, *SUSPEND)

    assert done.code == 0
    assert done.said["case"] == case
    assert done.said["decision"]
    assert (done.said["about"], done.said["measure"], done.said["by"]) == ("returned", "suspend", MYSELF)
    assert len(done.said["actions"]) == 1  # type: ignore[arg-type]


def test_in_words_it_says_what_waits(town: Terminal) -> None:
    done = town.run("decide", the_case(town), *SUSPEND)

    assert "Actions queued: 1." in done.out


def test_leaving_alone_sends_nothing(town: Terminal) -> None:
    done = decide(town, the_case(town), *NONE)

    assert (done.said["verdict"], done.said["actions"]) == ("benign", [])


def test_an_unknown_case_is_missing(town: Terminal) -> None:
    done = decide(town, "c9", *NONE)

    assert (done.code, done.out) == (3, "")
    assert "cautery cases" in done.err


def test_deciding_twice_is_a_conflict_unless_one_means_to(town: Terminal) -> None:
    case = the_case(town)
    decide(town, case, *SUSPEND)
    again = decide(town, case, *NONE)

    assert (again.code, again.out) == (5, "")
    assert "--replace" in again.err
    assert decide(town, case, *NONE, "--replace").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--measure", "explode", "--reason", "so"), 2),
        (("--measure", "suspend", "--reason", "so"), 2),
        (("--measure", "suspend", "--clause", "promotes"), 2),
        (("--measure", "none", "--reason", "  "), 2),
        (("--measure", "suspend", "--clause", "nonsense", "--reason", "so"), 3),
        (("--measure", "mark", "--clause", "threatens", "--reason", "so"), 4),
        ((*OBSERVE, "--legal-basis", "so", "--approver", "local:eve"), 2),
        ((*OBSERVE, *TERMS), 2),
        ((*OBSERVE, "--legal-basis", "so", "--until", "2001-01-01", "--approver", "local:eve"), 2),
        ((*SUSPEND, *TERMS, "--approver", "local:eve"), 2),
    ],
)
def test_what_cannot_be_decided_leaves_the_case_open(town: Terminal, words: tuple[str, ...], code: int) -> None:
    case = the_case(town)
    done = decide(town, case, *words)

    assert (done.code, done.out) == (code, "")
    assert [one["case"] for one in town.run("cases", "--json").listed] == [case]


def test_leaving_up_on_purpose_needs_a_second_person(town: Terminal) -> None:
    case = the_case(town)
    alone = decide(town, case, *OBSERVE, *TERMS, "--approver", MYSELF)
    nobody = decide(town, case, *OBSERVE, *TERMS, "--approver", "anybody")
    with opened(town.home) as app:
        join(app, "eve", "senior")
        join(app, "ben", "reviewer")
    may_not = decide(town, case, *OBSERVE, *TERMS, "--approver", "ben")
    asked = decide(town, case, *OBSERVE, *TERMS, "--approver", "eve")

    assert (alone.code, alone.out) == (4, "")
    assert "somebody else must approve" in alone.err
    assert (nobody.code, nobody.out) == (may_not.code, may_not.out) == (4, "")
    assert (asked.code, asked.said["decision"]) == (0, None)
    with opened(town.home) as app:
        approved = approve(app.acting_as("eve"), str(asked.said["proposal"])).decision
    assert (approved.measure, approved.observation.approver) == ("observe", "eve")  # type: ignore[union-attr]
