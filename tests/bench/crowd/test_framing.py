"""Framed accounts: what anyone can copy is the removed account's, what only the platform sees is the victim's."""

import pytest

from bench.crowd.arrivals import Arrival
from bench.crowd.crowd import Crowd, CrowdSize, crowd
from cautery.model.event import AccountCreated, FollowCreated, PostCreated

PRIVATE = {"device", "email", "phone"}


@pytest.fixture(scope="module")
def made() -> Crowd:
    return crowd(CrowdSize(removed=400, bystanders=300, arrivals=200, shares={"framed": 1.0}), seed=1)


@pytest.fixture(scope="module")
def framed(made: Crowd) -> list[Arrival]:
    return list(made.arrivals)


@pytest.fixture(scope="module")
def opened(made: Crowd) -> dict[str, AccountCreated]:
    return {event.account: event for event in made.before if isinstance(event, AccountCreated)}


@pytest.fixture(scope="module")
def said(made: Crowd) -> dict[str, set[str]]:
    texts: dict[str, set[str]] = {}
    for event in made.before:
        if isinstance(event, PostCreated):
            texts.setdefault(event.account, set()).add(event.post.text or "")
    return texts


def first(arrival: Arrival) -> AccountCreated:
    event = arrival.steps[0]
    assert isinstance(event, AccountCreated)
    return event


def own_texts(arrival: Arrival) -> list[str]:
    posts = [event for event in arrival.steps if isinstance(event, PostCreated) and event.account == arrival.account]
    return [event.post.text or "" for event in posts]


def copies(framed: list[Arrival]) -> list[Arrival]:
    return [one for one in framed if one.role != "reporter"]


def test_a_full_copy_shows_what_the_removed_account_showed(
    framed: list[Arrival], opened: dict[str, AccountCreated]
) -> None:
    for one in copies(framed):
        shown, old = first(one).profile, opened[one.resembles or ""].profile
        assert (shown.display_name, shown.bio, shown.avatar) == (old.display_name, old.bio, old.avatar)
        assert shown.language == old.language
        assert shown.handle != old.handle


def test_a_full_copy_says_what_the_removed_account_said(framed: list[Arrival], said: dict[str, set[str]]) -> None:
    shares = [
        sum(text in said.get(one.resembles or "", set()) for text in own_texts(one)) / 10 for one in copies(framed)
    ]

    assert sum(shares) / len(shares) > 0.5


def test_nothing_that_only_the_platform_sees_is_copied(
    framed: list[Arrival], opened: dict[str, AccountCreated]
) -> None:
    for one in framed:
        traits, old = first(one).traits, opened[one.resembles or ""].traits
        assert [name for name in PRIVATE if name in old and traits.get(name) == old[name]] == []


def test_reporters_keep_their_own_profile_and_quote(
    framed: list[Arrival], opened: dict[str, AccountCreated], said: dict[str, set[str]]
) -> None:
    reporters = [one for one in framed if one.role == "reporter"]
    quoted = [sum(text in said.get(one.resembles or "", set()) for text in own_texts(one)) for one in reporters]

    assert reporters
    assert [o for o in reporters if first(o).profile.bio == opened[o.resembles or ""].profile.bio != ""] == []
    assert max(quoted) == 5


def test_puppets_follow_every_framed_account_and_some_point_at_it(framed: list[Arrival]) -> None:
    pointed = 0
    for one in framed:
        puppets = [event for event in one.steps if event.account != one.account]
        assert any(isinstance(event, FollowCreated) and event.target == one.account for event in puppets)
        pointed += any(isinstance(event, PostCreated) and one.account in event.post.mentions for event in puppets)

    assert pointed > len(framed) / 2


def test_many_follow_whom_the_removed_account_followed(made: Crowd, framed: list[Arrival]) -> None:
    old: dict[str, set[str]] = {}
    for event in made.before:
        if isinstance(event, FollowCreated):
            old.setdefault(event.account, set()).add(event.target)
    shared = [
        len({event.target for event in one.steps if isinstance(event, FollowCreated)} & old[one.resembles or ""])
        for one in framed
    ]

    assert sum(count >= 3 for count in shared) / len(shared) > 0.4


def test_the_framed_are_nobodys_tool(made: Crowd, framed: list[Arrival]) -> None:
    assert {(one.operator, one.returns_of) for one in framed} == {(None, None)}
    assert {one.account for one in framed} & set(made.operators) == set()
