"""One life: in order, with ids of its own, the same for the same chance, and ended by a removal."""

import random
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bench.crowd.lives import Life, live, moment
from bench.crowd.speech import Declaration, Speaker
from cautery.model.account import AccountId
from cautery.model.event import AccountClosed, AccountCreated, AnyEvent, FollowCreated, PostCreated, SessionStarted
from cautery.simulator.habits import draw_habit
from cautery.simulator.languages import language
from cautery.simulator.looks import look_of_person
from cautery.simulator.places import Places
from cautery.simulator.world import BEGIN

PLACES = Places(5000, seed=1)


def a_life(*, posts: int = 10, ends_h: float = 5000.0, closed: bool = False) -> Life:
    rng, spoken = random.Random(1), language("qad")
    speaker = Speaker(
        account=AccountId("me"),
        role="ordinary",
        look=look_of_person(rng, spoken, role="ordinary", cause=0, place=PLACES.of_person(1, rng)),
        habit=draw_habit(rng, spoken),
        cause=0,
        follows=tuple(AccountId(f"f{number}") for number in range(8)),
    )
    return Life(speaker=speaker, born_h=100.0, ends_h=ends_h, closed=closed, posts=posts, pace_h=10.0)


def lived(life: Life, seed: int = 1) -> list[AnyEvent]:
    return list(live(life, PLACES, random.Random(seed)))


@given(seed=st.integers(0, 2**32))
def test_a_life_is_told_in_order_and_no_id_is_used_twice(seed: int) -> None:
    told = lived(a_life(closed=True), seed)

    assert isinstance(told[0], AccountCreated)
    assert [(one, other) for one, other in pairwise(told) if one.at > other.at] == []
    assert len({event.id for event in told}) == len(told)


def test_the_same_chance_lives_the_same_life() -> None:
    assert lived(a_life()) == lived(a_life()) != lived(a_life(), seed=2)


def test_the_first_follows_come_before_the_first_post() -> None:
    kinds = [type(event) for event in lived(a_life())]

    assert kinds.count(FollowCreated) == 8
    assert kinds[1:9] == [FollowCreated] * 8
    assert kinds.count(PostCreated) == 10


def test_a_removal_ends_it() -> None:
    told = lived(a_life(posts=60, ends_h=250.0, closed=True))

    assert isinstance(told[-1], AccountClosed)
    assert told[-1].at == moment(250.0)
    assert sum(isinstance(event, PostCreated) for event in told) < 60


def test_sessions_are_with_the_same_device_and_not_always_from_home() -> None:
    seen = [e.traits for seed in range(30) for e in lived(a_life(), seed) if isinstance(e, SessionStarted)]
    home = a_life().speaker.look

    assert {traits["device"] for traits in seen} == {home.device}
    assert 0.5 < sum(traits["ip"] == home.address.ip for traits in seen) / len(seen) < 0.9


def test_who_declares_does_so_in_one_of_the_first_three_posts() -> None:
    life = replace(a_life(), declares=Declaration(kind="lost", old="mara_vale9"))
    for seed in range(30):
        posts = [event.post.text or "" for event in lived(life, seed) if isinstance(event, PostCreated)]
        assert [number for number, text in enumerate(posts) if "mara_vale9" in text] in ([0], [1], [2])


def test_people_write_more_at_their_hour_than_at_the_opposite_one() -> None:
    life = a_life(posts=60)
    hours = [e.at.hour for seed in range(20) for e in lived(life, seed) if isinstance(e, PostCreated)]
    peak = life.speaker.habit.peak_h
    near = sum(min((hour - peak) % 24, (peak - hour) % 24) < 6 for hour in hours)

    assert near / len(hours) > 0.6


def test_time_is_told_to_the_second() -> None:
    assert moment(0.0) == BEGIN
    assert moment(1.00001).microsecond == 0
