"""Who signs up: returns that kept something, and innocent people who share what the innocent share."""

import pytest

from bench.crowd.arrivals import POSTS, Arrival, Kind
from bench.crowd.crowd import Crowd, CrowdSize, crowd
from cautery.model.event import AccountCreated, AnyEvent, FollowCreated, PostCreated

EQUAL: dict[Kind, float] = {"return": 0.2, "innocent": 0.2, "benign_return": 0.2, "shared_address": 0.2, "framed": 0.2}


@pytest.fixture(scope="module")
def made() -> Crowd:
    return crowd(CrowdSize(removed=1200, bystanders=600, arrivals=1000, shares=EQUAL), seed=1)


@pytest.fixture(scope="module")
def before(made: Crowd) -> dict[str, AccountCreated]:
    return {event.account: event for event in made.before if isinstance(event, AccountCreated)}


def of_kind(made: Crowd, kind: Kind) -> list[Arrival]:
    return [one for one in made.arrivals if one.kind == kind]


def opened(arrival: Arrival) -> AccountCreated:
    first = arrival.steps[0]
    assert isinstance(first, AccountCreated)
    return first


def same_traits(one: AnyEvent, other: AnyEvent) -> set[str]:
    assert isinstance(one, AccountCreated)
    assert isinstance(other, AccountCreated)
    return {name for name, value in one.traits.items() if other.traits.get(name) == value}


@pytest.mark.parametrize("kind", EQUAL)
def test_everybody_opens_an_account_follows_and_posts_ten_times(made: Crowd, kind: Kind) -> None:
    for one in of_kind(made, kind):
        own = [event for event in one.steps if event.account == one.account]
        first_post = next(event for event in own if isinstance(event, PostCreated))

        assert opened(one).account == one.account
        assert sum(isinstance(event, PostCreated) for event in own) == POSTS
        assert all(event.at <= first_post.at for event in own if isinstance(event, FollowCreated))
        assert [event.at for event in one.steps] == sorted(event.at for event in one.steps)


def test_nobody_new_has_a_handle_that_somebody_has(made: Crowd, before: dict[str, AccountCreated]) -> None:
    handles = [opened(one).profile.handle for one in made.arrivals]

    assert len(set(handles)) == len(handles)
    assert set(handles) & {event.profile.handle for event in before.values()} == set()


def test_a_return_is_of_a_removed_account_of_the_same_hand(made: Crowd) -> None:
    removed = {account for account, _ in made.removed}

    for one in of_kind(made, "return"):
        assert one.returns_of in removed
        assert made.operators[one.returns_of] == one.operator == made.operators[one.account]


def test_half_of_the_returns_are_from_the_old_device_and_many_show_nothing_of_the_old(
    made: Crowd, before: dict[str, AccountCreated]
) -> None:
    back = [same_traits(opened(one), before[one.returns_of or ""]) for one in of_kind(made, "return")]

    assert 0.3 < sum("device" in same for same in back) / len(back) < 0.55
    assert 0.2 < sum("ip" in same for same in back) / len(back) < 0.5
    assert sum(not same & {"device", "ip", "email", "phone"} for same in back) / len(back) > 0.1


def test_a_second_account_of_somebody_innocent_looks_like_a_return_but_of_nobody_removed(
    made: Crowd, before: dict[str, AccountCreated]
) -> None:
    removed = {account for account, _ in made.removed}
    again = of_kind(made, "benign_return")
    same = [same_traits(opened(one), before[one.returns_of or ""]) for one in again]

    assert [one for one in again if one.returns_of in removed or one.operator] == []
    assert sum("device" in traits for traits in same) / len(again) > 0.6
    assert sum(opened(o).profile.avatar == before[o.returns_of or ""].profile.avatar for o in again) / len(again) > 0.6


def test_neighbours_share_an_address_with_a_removed_account_a_few_a_device_and_otherwise_nothing(
    made: Crowd, before: dict[str, AccountCreated]
) -> None:
    near = of_kind(made, "shared_address")
    same = [same_traits(opened(one), before[one.resembles or ""]) for one in near]

    assert all({"ip", "asn"} <= traits for traits in same)
    assert 0.03 < sum("device" in traits for traits in same) / len(near) < 0.2
    assert [one for one in near if one.operator or one.returns_of] == []
    assert not any({"email", "phone"} & traits for traits in same)


def test_the_innocent_are_nobodys_return_and_many_of_them_speak_about_a_cause(made: Crowd) -> None:
    people = of_kind(made, "innocent")

    assert {(one.operator, one.returns_of, one.resembles) for one in people} == {(None, None, None)}
    assert {one.role for one in people} == {"ordinary", "fan", "reporter", "researcher", "opponent", "believer"}


def test_some_of_the_innocent_follow_the_network(made: Crowd) -> None:
    watching = [
        one
        for one in of_kind(made, "innocent")
        if any(isinstance(event, FollowCreated) and event.target in made.operators for event in one.steps)
    ]

    assert watching
    assert {one.role for one in watching} <= {"reporter", "researcher", "opponent", "believer"}
