"""A case is opened for who stands around confirmed ones and is suspected enough, or was complained of; once, and no more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cautery.cases.opening import (
    Complaint,
    open_for_complaints,
    open_for_network,
    open_for_restored,
    open_for_returns,
    open_for_suspicions,
)
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.network import MemberEvidence, Network, NetworkId, NetworkMember
from cautery.model.operator import OperatorLink
from cautery.model.suspicion import Reason, Suspicion
from cautery.policy.policy import Clause, Policy

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
POLICY = Policy(
    open_case_at_chance=0.5,
    answer_within_hours={"suspicion": 48, "return": 24, "restored": 12, "user": 72, "authority": 1},
    clauses={"lamps": Clause(title="Sells broken lamps", text="Sells broken lamps.", measures=("suspend",))},
)
REASON = Reason(channel="links", bits=5.5, says="posts the notebook", evidence=("post 1",))


def person(name: str) -> Account:
    return Account(platform=Platform("harbour"), id=AccountId(name))


def suspected(name: str, *, chance: float = 0.9, neighbourhood: bool = True) -> Suspicion:
    return Suspicion(about=person(name), chance=chance, bits=6.0, reasons=(REASON,), neighbourhood=neighbourhood)


def a_case(name: str, *, post: str | None = None) -> Case:
    return Case(
        id=CaseId(f"about {name}"),
        about=person(name),
        post=post,
        origin="notice",
        chance=None,
        reasons=(),
        opened_at=NOON,
        due=NOON,
    )


def decided(name: str, *, post: str | None = None) -> Decision:
    return Decision(
        id=DecisionId(name),
        about=person(name),
        post=post,
        verdict="benign",
        measure="none",
        clause=None,
        reason="mended lamps",
        by="ben",
        at=NOON,
        source="review",
    )


def complaint(
    name: str, *, about: str = "ana", post: str | None = None, kind: str = "user", hours: float = 0, platform: str = ""
) -> Complaint:
    return Complaint(
        notice=name,
        about=Account(platform=Platform(platform or "harbour"), id=AccountId(about)),
        post=post,
        kind=kind,
        category="terrorism",
        at=NOON + timedelta(hours=hours),
    )


def opened_by(
    suspicions: Sequence[Suspicion], *, open_cases: Sequence[Case] = (), decisions: Sequence[Decision] = ()
) -> list[Case]:
    return list(open_for_suspicions(suspicions, policy=POLICY, at=NOON, open_cases=open_cases, decided=decisions))


def complained(
    complaints: Sequence[Complaint], *, cases: Sequence[Case] = (), decided_cases: Sequence[Case] = ()
) -> list[Case]:
    known = (*cases, *decided_cases)
    is_open = {case.id: case in cases for case in known}
    return list(open_for_complaints(complaints, policy=POLICY, cases=known, is_open=is_open))


def test_a_strong_suspicion_opens_a_case_that_says_why_and_until_when() -> None:
    (case,) = opened_by([suspected("ana")])

    assert (case.about, case.post, case.origin, case.chance) == (person("ana"), None, "suspicion", 0.9)
    assert case.reasons == (REASON,)
    assert (case.opened_at, case.due) == (NOON, NOON + timedelta(hours=48))


def test_who_stands_in_no_neighbourhood_becomes_no_case_however_sure_a_machine_is() -> None:
    assert opened_by([suspected("ana", chance=1.0, neighbourhood=False)]) == []


@pytest.mark.parametrize(("chance", "opens"), [(0.0, False), (0.4999, False), (0.5, True), (1.0, True)])
def test_a_case_is_opened_from_the_policys_chance_on(chance: float, opens: bool) -> None:
    assert bool(opened_by([suspected("ana", chance=chance)])) == opens


def test_who_has_an_open_case_or_a_decision_gets_no_second_one() -> None:
    found = opened_by(
        [suspected("ana"), suspected("ben"), suspected("cay")],
        open_cases=[replace(a_case("ana"), origin="suspicion")],
        decisions=[decided("ben")],
    )

    assert [case.about.id for case in found] == ["cay"]


def test_whoever_was_only_complained_of_gets_a_case_that_says_how_likely_it_is() -> None:
    """It is joined to the notice's (`cases/joining`)."""
    assert [case.chance for case in opened_by([suspected("ana")], open_cases=[a_case("ana")])] == [0.9]


def test_a_case_or_decision_about_one_post_says_nothing_of_the_account() -> None:
    found = opened_by(
        [suspected("ana"), suspected("ben")],
        open_cases=[a_case("ana", post="post 1")],
        decisions=[decided("ben", post="post 2")],
    )

    assert [case.about.id for case in found] == ["ana", "ben"]


def test_an_account_that_is_suspected_twice_at_once_is_one_case() -> None:
    assert len(opened_by([suspected("ana"), suspected("ana", chance=0.6)])) == 1


def test_a_case_has_the_same_short_name_whenever_it_is_computed_and_another_for_anybody_else() -> None:
    one, other = opened_by([suspected("ana"), suspected("ben")])
    (again,) = opened_by([suspected("ana")])

    assert one.id == again.id
    assert one.id != other.id
    assert len(one.id) == 12


def test_a_notice_opens_a_case_without_a_chance_due_as_who_complains_may_expect() -> None:
    (case,) = complained([complaint("n1", kind="authority", hours=3)])

    assert (case.about, case.origin, case.chance) == (person("ana"), "notice", None)
    assert (case.opened_at, case.due) == (NOON + timedelta(hours=3), NOON + timedelta(hours=4))
    assert case.reasons[0].says == "notice by authority: terrorism"
    assert case.reasons[0].evidence == ("n1",)
    assert case.reasons[0].bits == 0


def test_a_flood_of_notices_about_one_account_is_one_case() -> None:
    """Whoever wants somebody gone by complaining often gets one look, not five hundred."""
    flood = [complaint(f"n{number}", hours=number / 60) for number in range(500)]

    assert [case.reasons[0].evidence for case in complained(flood)] == [("n0",)]


def test_an_account_its_posts_and_its_namesake_elsewhere_are_each_their_own_case() -> None:
    found = complained(
        [
            complaint("n1"),
            complaint("n2", post="post 1"),
            complaint("n3", post="post 2"),
            complaint("n4", platform="market"),
            complaint("n5", post="post 1"),
        ]
    )

    assert [case.reasons[0].evidence for case in found] == [("n1",), ("n2",), ("n3",), ("n4",)]


def test_an_authority_after_a_user_opens_a_case_that_is_due_earlier() -> None:
    """Else an order of one hour would wait the three days of the first complaint."""
    user, authority = complained([complaint("n1"), complaint("n2", kind="authority", hours=1)])

    assert authority.due == NOON + timedelta(hours=2)
    assert authority.due < user.due


def test_a_user_after_an_authority_opens_nothing() -> None:
    assert len(complained([complaint("n1", kind="authority"), complaint("n2", hours=0.5)])) == 1


def test_what_has_an_open_case_already_is_not_asked_again_unless_it_must_be_answered_sooner() -> None:
    known = complained([complaint("n1")])

    assert complained([complaint("n2", hours=1)], cases=known) == []
    assert len(complained([complaint("n3", kind="authority", hours=1)], cases=known)) == 1


def test_of_several_open_cases_the_earliest_counts_in_whatever_order_they_are_listed() -> None:
    """The user's case would still let the second authority's notice through."""
    both = complained([complaint("n1"), complaint("n2", kind="authority")])
    again = [complaint("n3", kind="authority", hours=1)]

    assert complained(again, cases=both) == []
    assert complained(again, cases=both[::-1]) == []


def test_a_notice_that_was_seen_opens_nothing_again_also_when_its_case_was_decided() -> None:
    seen = complained([complaint("n1")])

    assert complained([complaint("n1")], cases=seen) == []
    assert complained([complaint("n1")], decided_cases=seen) == []


def test_a_new_notice_after_a_decision_is_a_new_question() -> None:
    seen = complained([complaint("n1")])

    assert len(complained([complaint("n2", hours=5)], decided_cases=seen)) == 1


def test_an_unknown_kind_of_complainant_is_answered_as_fast_as_a_suspicion() -> None:
    (case,) = complained([complaint("n1", kind="trusted_flagger")])

    assert case.due == NOON + timedelta(hours=48)
    assert case.reasons[0].says == "notice by trusted flagger: terrorism"


def a_link(name: str, *, earlier: str = "old", named: bool = True) -> OperatorLink:
    return OperatorLink(
        account=person(name),
        earlier=person(earlier),
        chance=0.9,
        bits=15.0,
        own_bits=9.0,
        named=named,
        reasons=(REASON,),
    )


def removed(name: str, *, case: str | None = None, platform: str = "harbour") -> Decision:
    return replace(
        decided(name),
        about=Account(platform=Platform(platform), id=AccountId(name)),
        verdict="violating",
        measure="suspend",
        clause="lamps",
        reason="sold broken lamps",
        case=CaseId(case) if case else None,
    )


def returned(
    links: Sequence[OperatorLink],
    *,
    cases: Sequence[Case] = (),
    open_cases: Sequence[Case] = (),
    decisions: Sequence[Decision] = (),
) -> list[Case]:
    made = (removed("old", case="about old"), *decisions)
    return list(open_for_returns(links, policy=POLICY, at=NOON, cases=cases, open_cases=open_cases, decided=made))


def restored(cases: Sequence[Case], decisions: Sequence[Decision]) -> list[Case]:
    return list(open_for_restored(cases, policy=POLICY, at=NOON, decided=decisions))


def test_a_named_return_opens_a_case_that_carries_the_earlier_one_and_a_proposal() -> None:
    earlier = replace(a_case("old"), reasons=(REASON,))
    (case,) = returned([a_link("ana")], cases=[earlier])

    assert (case.about, case.origin, case.chance, case.reasons) == (person("ana"), "return", 0.9, (REASON,))
    assert case.due == NOON + timedelta(hours=24)
    assert case.continues is not None
    assert (case.continues.earlier, case.continues.case) == (person("old"), earlier.id)
    assert (case.continues.clause, case.continues.reason) == ("lamps", "sold broken lamps")
    assert case.continues.evidence == (REASON,)
    assert case.continues.proposal == "suspend under clause 'returned'"


def test_who_was_removed_elsewhere_or_without_a_platform_is_continued_all_the_same() -> None:
    label = removed("older", platform="")
    (case,) = returned([a_link("ana", earlier="older")], decisions=[label])

    assert case.continues is not None
    assert (case.continues.case, case.continues.evidence) == (None, ())


def test_a_link_that_is_not_named_opens_nothing() -> None:
    assert returned([a_link("ana", named=False)]) == []


def test_who_has_an_open_return_or_a_final_decision_gets_no_second_one() -> None:
    (waiting,) = returned([a_link("ana")])

    assert returned([a_link("ana")], open_cases=[waiting]) == []
    assert returned([a_link("ana")], decisions=[decided("ana")]) == []
    assert len(returned([a_link("ana"), a_link("ana", earlier="old")])) == 1


def test_who_is_only_presumed_benign_or_was_complained_of_may_still_be_a_return() -> None:
    presumed = replace(decided("ana"), verdict="presumed_benign")

    assert len(returned([a_link("ana")], decisions=[presumed], open_cases=[a_case("ana")])) == 1


def test_when_an_account_is_restored_whatever_was_taken_to_continue_it_is_asked_again_once() -> None:
    (case,) = returned([a_link("ana")])
    back = [decided("old"), removed("ana")]
    (again,) = restored([case], back)

    assert (again.about, again.origin, again.chance) == (person("ana"), "restored", None)
    assert again.due == NOON + timedelta(hours=12)
    assert again.continues == case.continues
    assert again.reasons[0].evidence == (case.id,)
    assert restored([case, again], back) == []


def test_as_long_as_the_earlier_account_is_removed_nothing_is_asked_again() -> None:
    (case,) = returned([a_link("ana")])

    assert restored([case], [removed("old"), removed("ana")]) == []
    assert restored([case], [removed("ana")]) == []


def test_who_was_found_innocent_anyway_is_not_asked_about_again() -> None:
    (case,) = returned([a_link("ana")])

    assert restored([case], [decided("old"), decided("ana")]) == []


def test_only_returns_are_asked_about_again() -> None:
    assert restored([a_case("ana")], [decided("ana"), decided("old")]) == []


def test_a_decision_without_a_platform_is_about_whoever_bears_the_name() -> None:
    (case,) = returned([a_link("ana")])
    nowhere = Platform("")

    assert returned([a_link("ana")], decisions=[removed("ana", platform="")]) == []
    assert len(restored([case], [replace(decided("old"), about=replace(person("old"), platform=nowhere))])) == 1
    assert restored([case], [decided("old"), removed("old", platform="")]) == []


def test_a_network_is_one_case_with_what_attaches_to_it() -> None:
    network = Network(
        id=NetworkId("n1"),
        at=NOON,
        members=tuple(
            NetworkMember(account=person(name), chance=0.9, role="amplifier") for name in ("ana", "ben", "eva")
        ),
        channels=(),
        log10_p=-20.0,
        says=(),
        bystanders=(),
        seeds=(person("eva"),),
        content_evidence=(
            MemberEvidence(account=person("ben"), channel="links", says="posts the notebook", evidence=("p1",)),
        ),
    )
    case = open_for_network(network, person("ana"), policy=POLICY, at=NOON)

    assert (case.about, case.origin, case.chance) == (person("ana"), "network", None)
    assert [reason.says for reason in case.reasons] == [
        "3 accounts act together: network n1",
        "1 of its accounts was removed before",
        "ben: posts the notebook",
    ]
    assert case.due == NOON + timedelta(hours=48)
