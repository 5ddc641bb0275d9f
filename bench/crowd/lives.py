"""One account's life as events: it is opened, follows, comes in and speaks, and may be closed."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from msgspec.structs import replace

from bench.crowd.speech import Declaration, Speaker, declare, say
from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountClosed, AccountCreated, AnyEvent, FollowCreated, PostCreated, SessionStarted
from cautery.simulator.looks import profile_of, session_traits, traits_of
from cautery.simulator.parameters import AWAY
from cautery.simulator.places import Places
from cautery.simulator.world import BEGIN, PLATFORM

SIGN_UP_H = 0.4
"""How long after opening somebody has followed the first accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What will happen to an account."""

    speaker: Speaker
    born_h: float
    ends_h: float
    """When it is closed, or when nobody looks any more."""
    closed: bool
    posts: int
    pace_h: float
    """Mean hours from one post to the next."""
    declares: Declaration | None = None
    """What it says of an earlier account, in one of its first three posts."""


class _Who(TypedDict):
    id: str
    at: datetime
    platform: Platform
    account: AccountId


def live(life: Life, places: Places, rng: random.Random) -> Iterator[AnyEvent]:
    """Live a life; events come in the order of their times."""
    who, look, happened = life.speaker, life.speaker.look, 0
    followed_h = sorted(life.born_h + 0.01 + rng.random() * SIGN_UP_H for _ in who.follows)
    profile = replace(profile_of(look), followers=0, following=0, created_at=moment(life.born_h))
    yield AccountCreated(**_who(who, 0, life.born_h), profile=profile, traits=traits_of(look))
    for target, at_h in zip(who.follows, followed_h, strict=True):
        happened += 1
        yield FollowCreated(**_who(who, happened, at_h), target=target)
    declares_at = rng.randrange(3)
    at_h = followed_h[-1] if followed_h else life.born_h
    for turn in range(life.posts):
        at_h = _next_h(at_h, life.pace_h, who.habit.peak_h, rng)
        if at_h >= life.ends_h - 0.01:
            break
        if rng.random() < 0.2:
            happened += 1
            address = places.away(rng) if rng.random() < AWAY else look.address
            yield SessionStarted(**_who(who, happened, at_h - 0.01), traits=session_traits(look, address))
        happened += 1
        post = f"{who.account}.{happened}p"
        if life.declares and turn == declares_at:
            yield PostCreated(**_who(who, happened, at_h), post=declare(who, post, life.declares, rng))
        else:
            yield PostCreated(**_who(who, happened, at_h), post=say(who, post, at_h=at_h, rng=rng))
    if life.closed:
        yield AccountClosed(**_who(who, happened + 1, life.ends_h), by="platform", reason="suspended")


def moment(at_h: float) -> datetime:
    """Say when that is, to the second."""
    return BEGIN + timedelta(seconds=round(at_h * 3600))


def _next_h(at_h: float, pace_h: float, peak_h: float, rng: random.Random) -> float:
    """Draw when the next post comes: rather near the hour of the day at which somebody mostly writes."""
    for _ in range(4):
        at_h += 0.02 + rng.expovariate(1.5 / pace_h)
        if rng.random() < 0.5 * (1 + math.cos((at_h % 24 - peak_h) / 24 * 2 * math.pi)):
            break
    return at_h


def _who(speaker: Speaker, happened: int, at_h: float) -> _Who:
    return {
        "id": f"{speaker.account}.{happened}",
        "at": moment(at_h),
        "platform": PLATFORM,
        "account": speaker.account,
    }
