"""Acting together is no wrong: a case needs somebody removed, or content that several members posted."""

from cautery.model.account import Account, AccountId, Platform
from cautery.suspicion.evidence import ChannelEvidence
from cautery.suspicion.networks.content import LEAST_BITS, attaches, content_of


def person(name: str) -> Account:
    return Account(platform=Platform("harbour"), id=AccountId(name))


MEMBERS = tuple(map(person, ("ana", "ben", "eva", "ida")))


def said(bits: float) -> ChannelEvidence:
    return ChannelEvidence(bits=bits, says="posts the notebook", evidence=("p1",))


def test_what_members_posted_is_told_strongest_first() -> None:
    readings = {"links": {MEMBERS[0]: said(4.0), MEMBERS[1]: said(7.0), person("nobody"): said(9.0)}}

    assert [one.account.id for one in content_of(MEMBERS, readings)] == ["ben", "ana"]


def test_what_many_post_and_whom_one_turns_to_are_no_content() -> None:
    weak, turning = {MEMBERS[0]: said(LEAST_BITS - 0.1)}, {MEMBERS[0]: said(9.0)}

    assert content_of(MEMBERS, {"links": weak, "neighbours": turning, "notices": turning, "contacts": turning}) == ()


def test_several_removed_members_make_it_a_case_and_one_by_itself_does_not() -> None:
    """A team of twelve may lose one; the eleven others did nothing."""
    one = content_of(MEMBERS, {"links": {MEMBERS[1]: said(6.0)}})

    assert attaches(MEMBERS, MEMBERS[:2], ())
    assert not attaches(MEMBERS, MEMBERS[:1], ())
    assert attaches(MEMBERS, MEMBERS[:1], one)


def test_content_of_several_members_makes_it_a_case_and_of_one_does_not() -> None:
    one = content_of(MEMBERS, {"banks": {MEMBERS[0]: said(6.0)}, "links": {MEMBERS[0]: said(6.0)}})
    two = content_of(MEMBERS, {"banks": {MEMBERS[0]: said(6.0), MEMBERS[1]: said(6.0)}})

    assert not attaches(MEMBERS, (), one)
    assert attaches(MEMBERS, (), two)


def test_in_a_large_network_a_tenth_must_have_posted_it() -> None:
    many = tuple(person(str(n)) for n in range(50))
    two = content_of(many, {"banks": {many[0]: said(6.0), many[1]: said(6.0)}})

    assert not attaches(many, (), two)


def test_a_network_is_no_case_by_itself() -> None:
    assert not attaches(MEMBERS, (), ())
