"""Releases: what the organisation puts up is pushed by its accounts within the hour, at all hours of the day, day after day.

That is how they act together; the rest of their life goes on beside it, and each takes part in some releases only. One
researcher has a tool that passes on what it sees as fast as they do: seen from outside they keep time with the network, and
nobody but a person can tell.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cautery.simulator.people import SimulatedAccount

HOSTS = ("justpaste", "soundcloud", "video", "archive", "files", "drive", "pages", "reader")
"""Where the organisation puts things up: no source stands out (assumed; Conway et al. 2017 found many)."""
TAKES_PART = 0.4
"""Chance that an account pushes a release (assumed)."""
DELAY_H = 0.03
"""Mean hours from a release to a push, exponential: assumed, and short because a longer one was not told from a common
interest. A story in which this is on shows how a network looks when it is found, and not how often one is."""
AWAKE = range(6, 23)
"""Hours of the day in which something may be put up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePush:
    """Somebody who pushes a release, and when."""

    person: SimulatedAccount
    link: str
    at_h: float


def pushes(people: Iterable[SimulatedAccount], *, hour: int, a_day: float, rng: random.Random) -> Iterator[ReleasePush]:
    """Say who pushes what in an hour.

    Args:
        a_day: releases a day, on average.
    """
    if hour % 24 not in AWAKE or rng.random() >= a_day / len(AWAKE):
        return
    link = f"https://{rng.choice(HOSTS)}.example/{rng.getrandbits(32):08x}"
    put_up_h = hour + 0.3 * rng.random()
    for person in people:
        if _may(person, hour) and rng.random() < TAKES_PART:
            yield ReleasePush(person=person, link=link, at_h=min(put_up_h + rng.expovariate(1 / DELAY_H), hour + 0.98))


def _may(person: SimulatedAccount, hour: int) -> bool:
    acts = (person.operator is not None and not person.silent) or person.relays
    return acts and not person.closed and person.born_h <= hour
