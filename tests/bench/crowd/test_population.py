"""Everybody before: nobody shares a handle or an id, and what is drawn of somebody can be asked for again."""

from itertools import pairwise

import pytest

from bench.crowd.population import Headcount, Population, declaration_of
from cautery.errors import Invalid


@pytest.fixture(scope="module")
def people() -> Population:
    return Population(Headcount(removed=600, bystanders=300, arrivals=100, returns=40), seed=1)


def test_there_are_as_many_as_asked_for(people: Population) -> None:
    assert sum(one.removed_h is not None for one in people.members) == 600
    assert len(people.bystanders) == 300
    assert len(people.returning) == 40


def test_ids_are_distinct_and_do_not_tell_who_was_first(people: Population) -> None:
    ids = [people.account(number) for number in range(5000)]

    assert len(set(ids)) == 5000
    assert 0.4 < sum(one < other for one, other in pairwise(ids)) / 5000 < 0.7


def test_handles_are_distinct(people: Population) -> None:
    looks = [one.guise.look for one in (*people.members, *people.returning)] + [one.look for one in people.bystanders]

    assert len({look.handle for look in looks}) == len(looks)


def test_accounts_are_numbered_in_the_order_of_opening(people: Population) -> None:
    born = [one.born_h for one in people.members]

    assert [one.number for one in people.members] == list(range(300, 300 + len(born)))
    assert born == sorted(born)


def test_what_is_asked_for_twice_is_the_same(people: Population) -> None:
    assert people.life_of_bystander(7) == people.life_of_bystander(7)
    assert people.life_of_member(people.members[3]) == people.life_of_member(people.members[3])
    assert people.stream_of_life(5).random() == people.stream_of_life(5).random()


def test_a_hand_writes_as_itself_by_all_its_accounts(people: Population) -> None:
    spoken: dict[str, set[object]] = {}
    for member in people.members:
        spoken.setdefault(member.hand.id, set()).add(people.life_of_member(member).speaker.habit)

    assert {len(habits) for habits in spoken.values()} == {1}


def test_a_declaration_names_the_account_before(people: Population) -> None:
    said = [(one, declared) for one in people.returning if (declared := declaration_of(one))]

    assert 3 < len(said) < 30
    for one, declared in said:
        assert one.continues
        assert declared.old == one.continues.guise.look.handle


def test_more_returns_than_hands_are_refused_with_what_to_do() -> None:
    with pytest.raises(Invalid, match="ask for fewer arrivals or more removed accounts"):
        Population(Headcount(removed=10, bystanders=10, arrivals=20, returns=11), seed=1)
