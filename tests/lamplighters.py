"""An invented harbour with a network in it: the lamplighters pass on unrelated things in step; the singer's fans do not."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache

from cautery.kit.canonical import digest
from cautery.model.account import AccountId
from cautery.model.event import AnyEvent, Post, PostCreated, Reference
from tests.world import HARBOUR, NOON, created, post

DAYS = 24
LAMPLIGHTERS = tuple(f"lamplighter {n}" for n in range(1, 9))
FANS = tuple(f"fan {n}" for n in range(1, 21))
TOWN = tuple(f"neighbour {n}" for n in range(1, 61))
SINGER = "the singer"
MORNING = NOON.replace(hour=0)


def reposted(account: str, thing: str, whose: str, *, at: datetime) -> PostCreated:
    """Somebody passes a post on."""
    name = digest("repost", account, thing, str(at))[:12]
    said = Post(id=name, text=f"RT @{whose}: {thing}", repost_of=Reference(post=thing, account=AccountId(whose)))
    return PostCreated(id=f"event {name}", at=at, platform=HARBOUR, account=AccountId(account), post=said)


@cache
def harbour() -> tuple[AnyEvent, ...]:
    """Give everybody's life for some weeks: the same each time, in the order of time."""
    chance = random.Random(11)
    everybody = [created(name, at=MORNING) for name in (*LAMPLIGHTERS, *FANS, *TOWN, SINGER)]
    events = [*everybody, *lamplighters(LAMPLIGHTERS, chance), *_fans(chance), *_town(chance)]
    return tuple(sorted(events, key=lambda event: (event.at, event.id)))


def lamplighters(
    names: Sequence[str], chance: random.Random, *, since: int = 0, days: int = DAYS
) -> Iterator[AnyEvent]:
    """Three times a day, at any hour, half of them pass on something of a stranger within forty minutes."""
    for day in range(since, since + days):
        for turn in range(3):
            at = MORNING + timedelta(days=day, hours=chance.randrange(7, 22), minutes=chance.randrange(60))
            for name in names:
                if chance.random() < 0.6:
                    late = timedelta(minutes=chance.randrange(40))
                    yield reposted(name, f"notice {day}-{turn}", f"stranger {day}-{turn}", at=at + late)


def _fans(chance: random.Random) -> Iterator[AnyEvent]:
    """The singer posts four times a day; each fan passes some of it on, minutes or days later."""
    for day in range(DAYS):
        for turn in range(4):
            at = MORNING + timedelta(days=day, hours=chance.randrange(7, 22), minutes=chance.randrange(60))
            for name in FANS:
                if chance.random() < 0.5:
                    late = timedelta(minutes=min(chance.lognormvariate(4.8, 1.3), 5000))
                    yield reposted(name, f"song {day}-{turn}", SINGER, at=at + late)


def _town(chance: random.Random) -> Iterator[AnyEvent]:
    for day in range(DAYS):
        for name in TOWN:
            at = MORNING + timedelta(days=day, hours=chance.randrange(7, 23), minutes=chance.randrange(60))
            yield post(name, f"{name} had {chance.choice(_MEALS)} on day {day} and went home again", at=at)
            yield reposted(name, f"news {day}-{chance.randrange(12)}", "the harbour office", at=at)


_MEALS = ("fish", "soup", "bread", "cheese", "nothing", "two apples")
