"""A suspected return is read at one look: what matches, what differs, what is not known."""

from dataclasses import replace
from datetime import UTC, datetime

from cautery.console.glance import glance
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId, Continuation
from cautery.model.suspicion import Reason

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))
BEN = Account(platform=Platform("harbour"), id=AccountId("ben"))


def a_return(**bits: float) -> Case:
    return Case(
        id=CaseId("c"),
        about=ANA,
        origin="return",
        chance=0.97,
        reasons=tuple(Reason(channel=name, bits=one, says=f"{name} found", evidence=()) for name, one in bits.items()),
        opened_at=NOON,
        due=NOON,
        continues=Continuation(earlier=BEN, case=None, clause=None, reason="", evidence=(), proposal=""),
    )


def states(case: Case) -> dict[str, str]:
    return {trait.name: trait.state for trait in glance(case)}


def test_a_sibling_shares_device_and_line_and_writes_differently() -> None:
    found = states(a_return(device=9.0, ip=4.0, writing=-3.0))

    assert found == {
        "Device and network": "match",
        "E-mail and phone": "unknown",
        "Writing": "differs",
        "Profile": "unknown",
        "Connections": "unknown",
        "Posted content": "unknown",
        "Time of opening": "unknown",
    }


def test_the_strongest_findings_of_a_kind_are_told_on_the_side_that_it_takes() -> None:
    profile = glance(a_return(handle=1.0, display_name=-6.0, bio=2.0))[3]
    access = glance(a_return(device=5.0, ip=8.0, asn=-0.5, client=0.7))[0]

    assert (profile.state, profile.says) == ("differs", ("display_name found",))
    assert (access.state, access.says) == ("match", ("ip found", "device found"))


def test_what_returns_also_lack_is_no_contradiction() -> None:
    """A new mail address speaks hardly against one operator."""
    assert states(a_return(email=-0.5))["E-mail and phone"] == "none"


def test_a_little_that_matches_is_told_apart_from_a_clear_match() -> None:
    assert states(a_return(asn=0.5))["Device and network"] == "partly"


def test_a_case_that_continues_nobody_has_nothing_to_compare() -> None:
    assert glance(replace(a_return(device=9.0), continues=None)) == ()
