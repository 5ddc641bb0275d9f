"""A hand behind accounts: what it keeps from one account to the next, and what it gives up because it was caught by it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cautery.simulator.habits import Habit
from cautery.simulator.handles import respelt
from cautery.simulator.looks import Look
from cautery.simulator.parameters import ALTERED, DROPPED, KEPT, Channel
from cautery.simulator.pictures import altered

_FIELDS: dict[Channel, tuple[str, ...]] = {
    "handle": ("stem",),
    "name": ("name",),
    "bio": ("bio",),
    "avatar": ("avatar",),
    "links": ("links",),
    "media": ("media",),
    "contact": ("contact",),
    "device": ("device", "client"),
    "address": ("address",),
    "email": ("email", "email_pattern"),
    "phone": ("phone",),
    "follows": (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guise:
    """An account of a hand as it was opened, and where each channel of it comes from."""

    look: Look
    kept: frozenset[Channel]
    """What it has from the account that it continues."""
    nth: int
    """The how manieth account of the hand it is."""
    origins: dict[Channel, int]
    """For each channel, a number that all guises have who took it from the same one."""


@dataclass(slots=True, kw_only=True)
class Hand:
    """A person with several accounts. The way of writing stays; all else may go."""

    id: str
    cause: int
    """What it promotes, and with whom."""
    habit: Habit
    drops: float
    """Chance that it never again uses what gave an account away."""
    dropped: set[Channel] = field(default_factory=set)
    opened: int = 0
    kept: Mapping[Channel, float] = field(default_factory=lambda: KEPT)
    """How probably it keeps a channel from one account to the next."""
    lost: dict[Channel, set[int]] = field(default_factory=lambda: {channel: set() for channel in KEPT})
    """Origins of what removed accounts had."""


def draw_drops(rng: random.Random, bounds: tuple[float, float] = DROPPED) -> float:
    """Draw how careful a hand is."""
    return rng.uniform(*bounds)


def put_on(hand: Hand, fresh: Look, before: Guise | None, rng: random.Random) -> Guise:
    """Open an account: some channels as before, each by its own chance, and the others fresh."""
    hand.opened += 1
    drawn = {channel: rng.random() < chance for channel, chance in hand.kept.items()}
    kept = [one for one, keeps in drawn.items() if keeps and before is not None and one not in hand.dropped]
    origins = dict.fromkeys(KEPT, hand.opened)
    look = fresh
    if before is not None:
        origins |= {channel: before.origins[channel] for channel in kept}
        look = replace(fresh, **{name: getattr(before.look, name) for one in kept for name in _FIELDS[one]})
    look = replace(look, handle=respelt(look.stem, rng, counter=hand.opened))
    return Guise(look=_a_little_changed(look, kept, rng), kept=frozenset(kept), nth=hand.opened, origins=origins)


def lose(hand: Hand, guise: Guise, rng: random.Random) -> None:
    """Lose an account to a removal: what it shared with an earlier removed one may have given it away."""
    for channel in KEPT:
        if guise.origins[channel] in hand.lost[channel] and rng.random() < hand.drops:
            hand.dropped.add(channel)
        hand.lost[channel].add(guise.origins[channel])


def _a_little_changed(look: Look, kept: list[Channel], rng: random.Random) -> Look:
    if "avatar" in kept and look.avatar is not None and rng.random() < ALTERED:
        look = replace(look, avatar=altered(look.avatar, rng))
    if "media" in kept and rng.random() < ALTERED:
        look = replace(look, media=tuple(altered(one, rng) for one in look.media))
    if "bio" in kept and look.bio and rng.random() < ALTERED:
        look = replace(look, bio=f"{look.bio} {rng.choice(('|', '#', '.', '🔥', '2', 'back'))}")
    return look
