"""The cast of a crowd: causes, and the accounts of hands, when each is opened and what it kept from the one before."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from cautery.simulator.draws import stream
from cautery.simulator.habits import draw_habit
from cautery.simulator.hands import Guise, Hand, draw_drops, lose, put_on
from cautery.simulator.languages import SimulatedLanguage
from cautery.simulator.looks import look_of_hand
from cautery.simulator.parameters import (
    ACCOUNTS_EACH,
    DECLARED,
    LIFETIME_D,
    MOST_ACCOUNTS,
    RETURN_DELAY_H,
    RETURNS_AGAIN,
    STILL_UP,
)
from cautery.simulator.places import Places

BEFORE_H, AFTER_H = 180 * 24.0, 7 * 24.0
"""How long the time before lasts, and the time in which people sign up."""
SETTLED_H, SETTLERS = 3 * 24.0, 0.3
"""When the first bystanders are all there, and their share: only then hands begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What hands promote together: its accounts follow much the same people."""

    number: int
    spoken: SimulatedLanguage
    pool: tuple[int, ...]
    """The bystanders whom they like, the most liked first."""


@dataclass(slots=True, kw_only=True)
class CastMember:
    """An account of a hand."""

    hand: Hand
    guise: Guise
    born_h: float
    removed_h: float | None
    continues: "CastMember | None"
    """The account that it keeps something from: the one removed last, or else the one opened last."""
    declares: bool
    """Whether it says that it is back."""
    number: int = -1
    """Among all accounts of the crowd; known when all are."""
    follows: tuple[int, ...] = ()
    """Accounts by number."""

    def up(self, at_h: float) -> bool:
        """Say whether it can be followed at a time."""
        return self.born_h <= at_h and (self.removed_h is None or at_h < self.removed_h)


def born_h(number: int, bystanders: int) -> float:
    """Say when a bystander comes: they are numbered in that order."""
    settlers = max(1, int(SETTLERS * bystanders))
    if number < settlers:
        return SETTLED_H * number / settlers
    return SETTLED_H + (0.98 * BEFORE_H - SETTLED_H) * (number - settlers) / (bystanders - settlers)


def bystanders_by(at_h: float, bystanders: int) -> int:
    """Count the bystanders who have come before a time at which the first ones are there."""
    settlers = max(1, int(SETTLERS * bystanders))
    share = (at_h - SETTLED_H) / (0.98 * BEFORE_H - SETTLED_H)
    return min(bystanders, settlers + int(share * (bystanders - settlers)))


def draw_accounts(removed: int, rng: random.Random) -> Iterator[tuple[bool, ...]]:
    """Draw hands until enough accounts are removed: for each of its accounts, whether it is removed before the end.

    The first is removed always, or nobody would know of the hand.
    """
    left = removed
    while left:
        count = min(MOST_ACCOUNTS, 1 + int(log(1 - rng.random()) / log(1 - 1 / ACCOUNTS_EACH)))
        closed = (True, *(rng.random() >= STILL_UP for _ in range(count - 1)))
        kept, gone = [], 0
        for one in closed:
            if one and gone == left:
                break
            kept.append(one)
            gone += one
        left -= gone
        yield tuple(kept)


def draw_returning(hands: Sequence[tuple[bool, ...]], count: int, rng: random.Random) -> frozenset[int]:
    """Draw the hands that will come back: the oftener they were removed, the fewer do."""
    order = list(range(len(hands)))
    rng.shuffle(order)
    eager = [one for one in order if rng.random() < RETURNS_AGAIN ** (sum(hands[one]) - 1)]
    rest = sorted(set(order) - set(eager))
    return frozenset((eager + rest)[:count])


def life_of_hand(
    number: int, closed: Sequence[bool], *, cause: Cause, places: Places, returns: bool, seed: int
) -> list[CastMember]:
    """Play a hand's accounts in the order of their opening; the last one is the return, if it returns."""
    rng = stream(seed, "hand", number)
    habit = draw_habit(rng, cause.spoken)
    hand = Hand(id=f"op{number:06d}", cause=cause.number, habit=habit, drops=draw_drops(rng))
    opened: list[CastMember] = []
    learnt = 0
    for born_h, removed_h in _times(closed, returns=returns, rng=rng):
        gone = sorted((one for one in opened if one.removed_h is not None and one.removed_h < born_h), key=_removal)
        for one in gone[learnt:]:
            lose(hand, one.guise, rng)
        learnt = len(gone)
        before = gone[-1] if gone else (opened[-1] if opened else None)
        fresh = look_of_hand(rng, cause.spoken, cause=cause.number, place=places.of_hand(rng))
        opened.append(
            CastMember(
                hand=hand,
                guise=put_on(hand, fresh, before.guise if before else None, rng),
                born_h=born_h,
                removed_h=removed_h,
                continues=before,
                declares=bool(gone) and rng.random() < DECLARED,
            )
        )
    return opened


def _times(closed: Sequence[bool], *, returns: bool, rng: random.Random) -> list[tuple[float, float | None]]:
    """Draw when accounts are opened and removed. Who returns lost the last one not long before."""
    begin_h = rng.uniform(SETTLED_H, 0.8 * BEFORE_H)
    end_h = rng.uniform(begin_h, 0.98 * BEFORE_H)
    born = sorted(rng.uniform(begin_h, end_h) for _ in closed)
    gone = [_removed_h(born_h, rng) if is_closed else None for born_h, is_closed in zip(born, closed, strict=True)]
    if returns:
        again_h = BEFORE_H + rng.uniform(0, AFTER_H)
        median_h, spread = RETURN_DELAY_H
        lost_h = min(again_h - rng.lognormvariate(log(median_h), spread), BEFORE_H - 1)
        last = max(range(len(gone)), key=lambda one: gone[one] or 0.0)
        gone[last] = max(gone[last] or 0.0, lost_h)
        return [*zip(born, gone, strict=True), (again_h, None)]
    return list(zip(born, gone, strict=True))


def _removed_h(born_h: float, rng: random.Random) -> float:
    shares = [share for share, _, _ in LIFETIME_D]
    _, least_d, most_d = rng.choices(LIFETIME_D, shares)[0]
    removed_h = born_h + 24 * rng.uniform(least_d, most_d)
    return removed_h if removed_h < BEFORE_H else rng.uniform(born_h + 1, BEFORE_H)


def _removal(one: CastMember) -> float:
    return one.removed_h or 0.0
