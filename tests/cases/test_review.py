"""A person's word is a decision when the policy allows it, with a clause, a reason, and a second person where one is needed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cautery.cases.review import DecisionInput, actions_of, decide, on_members
from cautery.errors import Conflict, Invalid, Missing, Refused
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, Measure, Observation
from cautery.policy.policy import Clause, Policy

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))
POLICY = Policy(
    open_case_at_chance=0.5,
    answer_within_hours={"suspicion": 48},
    clauses={
        "lamps": Clause(title="Lamps", text="Sells broken lamps.", measures=("suspend", "remove", "observe")),
        "wicks": Clause(title="Wicks", text="Sells wet wicks.", measures=("mark",)),
    },
)
TERMS = Observation(
    requester="harbour police", legal_basis="order 7", expires_at=NOON + timedelta(days=7), approver="local:cay"
)


def a_case(*, post: str | None = None) -> Case:
    return Case(
        id=CaseId("c1"), about=ANA, post=post, origin="notice", chance=None, reasons=(), opened_at=NOON, due=NOON
    )


def word(
    measure: Measure, *, clause: str | None = "lamps", reason: str = "sold two broken lamps", replaces: bool = False
) -> DecisionInput:
    terms = TERMS if measure == "observe" else None
    return DecisionInput(measure=measure, clause=clause, reason=reason, observation=terms, replaces=replaces)


def decided(
    said: DecisionInput, *, case: Case | None = None, by: str = "local:ben", earlier: tuple[Decision, ...] = ()
) -> Decision:
    return decide(case or a_case(), said, by=by, at=NOON, policy=POLICY, earlier=earlier)


def test_a_decision_says_who_decided_what_under_which_clause_and_why() -> None:
    made = decided(word("suspend", reason="  sold two broken lamps \n"))

    assert (made.about, made.case, made.post) == (ANA, "c1", None)
    assert (made.verdict, made.measure, made.clause) == ("violating", "suspend", "lamps")
    assert (made.reason, made.by, made.at, made.source) == ("sold two broken lamps", "local:ben", NOON, "review")


def test_that_no_clause_is_broken_is_a_decision_too() -> None:
    made = decided(word("none", clause=None))

    assert (made.verdict, made.measure, made.clause) == ("benign", "none", None)


def test_a_case_about_a_post_is_decided_about_the_post() -> None:
    assert decided(word("remove"), case=a_case(post="post 1")).post == "post 1"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_decision_without_a_reason_is_invalid(reason: str) -> None:
    with pytest.raises(Invalid, match="needs a reason"):
        decided(word("none", clause=None, reason=reason))


def test_an_account_cannot_be_removed_like_a_post() -> None:
    with pytest.raises(Invalid, match="'remove' takes down one item, and case c1 is about an account"):
        decided(word("remove"))


def test_that_nothing_is_broken_names_no_clause() -> None:
    with pytest.raises(Invalid, match="leave the clause out"):
        decided(word("none", clause="lamps"))


@pytest.mark.parametrize("measure", ["suspend", "restrict", "mark", "observe"])
def test_every_measure_needs_a_clause(measure: Measure) -> None:
    with pytest.raises(Invalid, match=rf"'{measure}' needs the clause of the policy violated: --clause lamps\|wicks"):
        decided(word(measure, clause=None))


def test_a_clause_that_the_policy_does_not_have_is_missing() -> None:
    with pytest.raises(Missing, match="no clause 'ropes'"):
        decided(word("suspend", clause="ropes"))


def test_a_measure_that_the_clause_does_not_allow_is_refused_with_what_it_allows() -> None:
    with pytest.raises(Refused, match=r"'suspend' under clause 'wicks'; it allows: mark\."):
        decided(word("suspend", clause="wicks"))


def test_what_was_decided_is_a_conflict_that_says_by_whom() -> None:
    first = decided(word("suspend"))

    with pytest.raises(Conflict, match=r"decided by local:ben \('suspend'\).*--replace"):
        decided(word("none", clause=None), by="local:dan", earlier=(first,))


def test_a_decision_is_replaced_when_that_is_meant_and_has_an_id_of_its_own() -> None:
    first = decided(word("suspend"))
    second = decided(word("none", clause=None, replaces=True), earlier=(first,))
    third = decided(word("suspend", replaces=True), earlier=(first, second))

    assert len({first.id, second.id, third.id}) == 3


def test_replacing_lets_nothing_else_through() -> None:
    first = decided(word("suspend"))

    with pytest.raises(Refused):
        decided(word("suspend", clause="wicks", replaces=True), earlier=(first,))


def test_replacing_what_was_never_decided_is_a_first_decision() -> None:
    assert decided(word("suspend", replaces=True)) == decided(word("suspend"))


def test_an_account_is_left_up_on_purpose_on_the_terms_that_were_named() -> None:
    made = decided(word("observe"))

    assert made.observation == TERMS
    assert made.verdict == "violating"


@pytest.mark.parametrize(
    "terms",
    [
        replace(TERMS, requester=""),
        replace(TERMS, requester="  "),
        replace(TERMS, legal_basis=""),
        replace(TERMS, legal_basis="  "),
        replace(TERMS, approver=""),
        replace(TERMS, approver="  "),
    ],
)
def test_observing_needs_all_of_its_terms(terms: Observation) -> None:
    with pytest.raises(Invalid, match="'observe' leaves an account up on purpose"):
        decided(replace(word("observe"), observation=terms))


def test_observing_without_any_terms_is_invalid() -> None:
    with pytest.raises(Invalid, match="'observe' leaves an account up on purpose"):
        decided(replace(word("observe"), observation=None))


@pytest.mark.parametrize("days", [0, -1])
def test_observing_must_end_in_the_future(days: int) -> None:
    terms = replace(TERMS, expires_at=NOON + timedelta(days=days))

    with pytest.raises(Invalid, match="must end in the future"):
        decided(replace(word("observe"), observation=terms))


@pytest.mark.parametrize("approver", ["local:ben", " local:ben ", "LOCAL:Ben", "ben"])
def test_who_decides_cannot_approve_that_an_account_is_left_up(approver: str) -> None:
    """Nor under the same name written a little otherwise."""
    terms = replace(TERMS, approver=approver)

    with pytest.raises(Refused, match="a second person must approve"):
        decided(replace(word("observe"), observation=terms))


@pytest.mark.parametrize("measure", ["suspend", "none"])
def test_terms_of_observing_belong_to_nothing_else(measure: Measure) -> None:
    said = word(measure, clause=None if measure == "none" else "lamps")

    with pytest.raises(Invalid, match=f"belong to 'observe', not to '{measure}'"):
        decided(replace(said, observation=TERMS))


@pytest.mark.parametrize("said", [word("none", clause=None), word("observe")])
def test_what_is_left_alone_or_left_up_on_purpose_sends_nothing(said: DecisionInput) -> None:
    assert actions_of(decided(said)) == ()


def test_a_measure_is_one_action_named_by_what_it_means() -> None:
    """The key holds no time: the same decision is never sent twice."""
    made = decided(word("remove"), case=a_case(post="post 1"))
    (action,) = actions_of(made)
    (later,) = actions_of(replace(made, at=NOON + timedelta(days=1)))

    assert (action.decision, action.about, action.measure, action.post) == (made.id, ANA, "remove", "post 1")
    assert action.key == later.key


def test_another_decision_about_the_same_account_is_another_action() -> None:
    first = decided(word("suspend"))
    second = decided(word("suspend", replaces=True), earlier=(first,))

    assert actions_of(first)[0].key != actions_of(second)[0].key


def test_a_decision_about_a_network_is_one_about_each_member() -> None:
    """Each can be taken back by itself."""
    made = decided(word("suspend"))
    ben = replace(ANA, id=AccountId("ben"))
    both = on_members(made, [ANA, ben])

    assert [(one.about, one.reason, one.case) for one in both] == [
        (ANA, made.reason, made.case),
        (ben, made.reason, made.case),
    ]
    assert len({action.key for one in both for action in actions_of(one)}) == 2
