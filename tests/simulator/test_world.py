"""A simulated life: the same for the same seed, in order, in the language of events; and operators come back."""

import hashlib
import os
import subprocess
import sys
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.events import formats
from cautery.events.format import EventFormat
from cautery.kit.canonical import canonical_json
from cautery.kit.shelf import take
from cautery.model.account import AccountId
from cautery.model.event import (
    AccountClosed,
    AccountCreated,
    AnyEvent,
    FollowCreated,
    NoticeReceived,
    PostCreated,
    SessionStarted,
)
from cautery.simulator.parameters import DECLARED
from cautery.simulator.people import ROLES, SimulatedAccount
from cautery.simulator.world import BEGIN, World, WorldSize

SMALL = WorldSize(people=60, operators=3, days=5)
CROWDED = WorldSize(people=20, operators=8, accounts_each=5.0)
"""Hardly anybody but the network: many returns in a short time."""
LIVE = """
import hashlib
from cautery.kit.canonical import canonical_json
from cautery.simulator.world import World, WorldSize
world = World(WorldSize(people=60, operators=3, days=5), seed=1)
told = [canonical_json(event) for event in world.live(48)]
for person in [person for person in world.people.values() if person.operator]:
    world.close(person.id)
told += [canonical_json(event) for event in world.live(48)]
print(hashlib.sha256(b"".join(told)).hexdigest())
"""


def a_world(seed: int = 1, size: WorldSize = SMALL) -> World:
    return World(size, seed=seed)


def network(world: World) -> list[SimulatedAccount]:
    return [person for person in world.people.values() if person.operator]


def moderated(world: World, *, days: int) -> list[AnyEvent]:
    """Live some days; at the end of each, everybody who then belongs to the network is closed."""
    told: list[AnyEvent] = []
    for _ in range(days):
        told += world.live(24)
        told += [closed for person in network(world) if (closed := world.close(person.id))]
    return told


def digest_of(events: list[AnyEvent]) -> str:
    return hashlib.sha256(b"".join(map(canonical_json, events))).hexdigest()


def lived_elsewhere(hash_seed: str) -> str:
    """Live the same life in a process where sets and dicts of texts have another order."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run([sys.executable, "-c", LIVE], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_same_seed_lives_the_same_life_and_another_seed_another() -> None:
    lives = [digest_of(moderated(a_world(seed), days=4)) for seed in (1, 1, 2)]

    assert lives[0] == lives[1] != lives[2]


def test_the_same_seed_lives_the_same_life_in_every_process() -> None:
    assert len({lived_elsewhere(hash_seed) for hash_seed in ("0", "1", "77")}) == 1


def test_a_life_told_by_the_hour_is_the_life_told_at_once() -> None:
    by_the_hour, at_once = a_world(), a_world()

    assert [event for _ in range(30) for event in by_the_hour.live(1)] == list(at_once.live(30))
    assert by_the_hour.now() == at_once.now() == BEGIN + timedelta(hours=30)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25)
def test_events_come_in_the_order_of_their_times(seed: int) -> None:
    """Also where somebody opens an account in the last minute of an hour, and follows others from it."""
    told = moderated(a_world(seed, CROWDED), days=6)

    assert [(first, second) for first, second in pairwise(told) if first.at > second.at] == []


@given(seed=st.integers(0, 2**32))
@settings(max_examples=10)
def test_no_id_is_used_twice(seed: int) -> None:
    told = moderated(a_world(seed), days=5)
    posts = [event.post.id for event in told if isinstance(event, PostCreated)]
    notices = [event.notice.id for event in told if isinstance(event, NoticeReceived)]

    assert len({event.id for event in told}) == len(told)
    assert len(set(posts)) == len(posts)
    assert len(set(notices)) == len(notices)


def test_every_event_is_read_back_from_the_canonical_format() -> None:
    told = moderated(a_world(), days=5)
    canonical = take(formats, "canonical", EventFormat)()  # type: ignore[type-abstract]

    assert {type(event) for event in told} >= {AccountCreated, PostCreated, FollowCreated, AccountClosed}
    assert [canonical.parse(canonical_json(event)) for event in told] == [(event,) for event in told]


def test_nobody_acts_before_the_account_is_open_or_follows_themselves() -> None:
    told = moderated(a_world(), days=5)
    opened = {event.account: event.at for event in told if isinstance(event, AccountCreated)}

    assert [event for event in told if event.at < opened[event.account]] == []
    assert [event for event in told if isinstance(event, FollowCreated) and event.account == event.target] == []


def test_whoever_is_spoken_of_or_followed_lives_there() -> None:
    world = a_world()
    told = moderated(world, days=5)
    named = {account for event in told if isinstance(event, PostCreated) for account in event.post.mentions}
    named |= {event.target for event in told if isinstance(event, FollowCreated)}

    assert named
    assert named <= set(world.people)


def test_every_role_lives_there() -> None:
    world = a_world(size=WorldSize(people=600, operators=3))

    assert {person.role for person in world.people.values()} == {*ROLES, "operator"}
    assert len(world.operators) == 3
    assert {person.operator for person in network(world)} == set(world.operators)


def test_operators_come_back_after_a_suspension() -> None:
    """Nine of ten do, under another name, later than the suspension, and for each of them once."""
    world = a_world(size=CROWDED)
    list(world.live(24))
    closed = {person.id: person for person in network(world)}
    for account in closed:
        world.close(account)
    list(world.live(30 * 24))
    back = [person for person in network(world) if person.returns_of]

    assert 0.75 < len(back) / len(closed) <= 1
    assert len({person.returns_of for person in back}) == len(back)
    for person in back:
        before = closed[AccountId(person.returns_of or "")]
        assert person.operator == before.operator
        assert person.handle != before.handle
        assert person.born_h > 24


def test_nobody_comes_back_who_was_not_suspended() -> None:
    world = a_world()
    list(world.live(10 * 24))

    assert [person for person in world.people.values() if person.returns_of] == []


def test_people_who_are_nobodys_tool_do_not_come_back() -> None:
    world = a_world()
    list(world.live(24))
    for person in [person for person in world.people.values() if not person.operator]:
        world.close(person.id)
    list(world.live(10 * 24))

    assert [person for person in world.people.values() if person.returns_of] == []


def test_some_returners_first_say_that_they_are_back_and_as_whom_they_were_known() -> None:
    world = a_world(size=CROWDED)
    told = moderated(world, days=8)
    first: dict[AccountId, str] = {}
    for event in told:
        if isinstance(event, PostCreated):
            first.setdefault(event.account, event.post.text or "")
    back = [person for person in network(world) if person.returns_of and person.id in first]
    named = [one for one in back if world.people[AccountId(one.returns_of or "")].handle in first[one.id]]

    assert 0.05 < len(named) / len(back) < DECLARED + 0.1


def test_a_return_keeps_some_of_what_the_account_before_had_and_not_all() -> None:
    world = a_world(size=CROWDED)
    moderated(world, days=8)
    back = [person for person in network(world) if person.returns_of]
    before = [world.people[AccountId(person.returns_of or "")] for person in back]

    for name in ("device", "address", "name", "links"):
        kept = sum(getattr(one.look, name) == getattr(old.look, name) for one, old in zip(back, before, strict=True))
        assert 0 < kept < len(back)


def test_a_return_follows_some_of_the_old_ones_again() -> None:
    world = a_world(size=CROWDED)
    moderated(world, days=8)
    back = [person for person in network(world) if person.returns_of]
    old = [set(world.people[AccountId(person.returns_of or "")].follows) for person in back]

    assert any(set(person.follows) & before for person, before in zip(back, old, strict=True))
    assert not any(set(person.follows) == before for person, before in zip(back, old, strict=True) if before)


def test_people_show_a_profile_sign_up_from_somewhere_and_come_in_now_and_then() -> None:
    told = moderated(a_world(), days=5)
    opened = [event for event in told if isinstance(event, AccountCreated)]
    devices = {event.account: event.traits["device"] for event in opened}
    sessions = [event for event in told if isinstance(event, SessionStarted)]

    assert [event for event in opened if not (event.profile.handle and event.profile.display_name)] == []
    assert all({"device", "ip", "asn", "email", "email_pattern", "client"} <= set(event.traits) for event in opened)
    assert any(event.profile.avatar and event.profile.avatar.pdq for event in opened)
    assert sessions
    assert [event for event in sessions if event.traits["device"] != devices[event.account]] == []


def test_people_post_pictures_now_and_then() -> None:
    posts = [event.post for event in moderated(a_world(), days=5) if isinstance(event, PostCreated)]

    assert 0 < sum(bool(post.media) for post in posts) < 0.3 * len(posts)


def test_a_closed_account_is_silent_until_it_is_reopened() -> None:
    world = a_world()
    list(world.live(24))
    account = network(world)[0].id
    world.close(account)

    assert account not in {event.account for event in world.live(5 * 24)}
    world.reopen(account)
    assert account in {event.account for event in world.live(5 * 24)}


def test_closing_is_told_once() -> None:
    world = a_world()
    list(world.live(24))
    account = network(world)[0].id
    closed = world.close(account)

    assert isinstance(closed, AccountClosed)
    assert (closed.account, closed.by, closed.at) == (account, "platform", BEGIN + timedelta(hours=24))
    assert world.close(account) is None


@pytest.mark.parametrize("role", ["reporter", "opponent", "researcher"])
def test_those_who_speak_about_the_network_touch_it(role: str) -> None:
    """Otherwise telling them apart from it would be no feat."""
    world = a_world(size=WorldSize(people=600, operators=5))
    members = {person.id for person in network(world)}
    watching = [person for person in world.people.values() if person.role == role]

    assert any(members & set(person.follows) for person in watching)
