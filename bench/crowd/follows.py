"""Whom somebody follows: the popular, by Zipf's law, those around them, their cause; and whom again after a removal."""

import random
from bisect import bisect_left
from collections.abc import Sequence

from bench.crowd.cast import SETTLED_H, CastMember, Cause, bystanders_by
from cautery.simulator.draws import by_rank
from cautery.simulator.parameters import POPULAR, REFOLLOWED

WATCHES = {"reporter": 4, "researcher": 5, "opponent": 3, "believer": 2}
"""At most how many accounts of a cause, or whom it likes, those follow who are no part of it (assumed)."""
NEIGHBOURS = 200
"""Bystanders among whom somebody finds those whom they know."""


class Circles:
    """Who can be followed, and when. Accounts are numbered in the order of their opening, bystanders before members."""

    def __init__(self, bystanders: int, causes: Sequence[Cause], members: Sequence[CastMember]) -> None:
        self._bystanders, self._causes, self._members = bystanders, causes, members
        self._popular = max(20, bystanders // 200)
        self._of_cause: dict[int, list[CastMember]] = {cause.number: [] for cause in causes}
        for member in members:
            self._of_cause[member.hand.cause].append(member)
        self._born = {cause: [member.born_h for member in them] for cause, them in self._of_cause.items()}

    def of_person(self, came: int, *, role: str, cause: int, at_h: float, rng: random.Random) -> tuple[int, ...]:
        """Draw whom an ordinary person follows; `came` is how many bystanders were there before."""
        if came == 0:
            return ()
        drawn = [self._anybody(came, rng) for _ in range(_how_many(rng))]
        watches = WATCHES.get(role, 0) if at_h >= SETTLED_H else 0
        for _ in range(rng.randint(0, watches)):
            drawn += self._around(cause, at_h, rng)
        return tuple(dict.fromkeys(drawn))

    def of_hand(self, member: CastMember, rng: random.Random) -> tuple[int, ...]:
        """Draw whom an account of a hand follows; after a removal, a part of the old ones again."""
        count = _how_many(rng)
        old = member.continues.follows if member.continues else ()
        again = self._again(member, old, count, rng) if "follows" in member.guise.kept else []
        fresh: dict[int, None] = {}
        for _ in range(6 * count):
            if len(again) + len(fresh) >= count:
                break
            drawn = self._around(member.hand.cause, member.born_h, rng)
            if rng.random() < 0.25:
                drawn = [self._anybody(bystanders_by(member.born_h, self._bystanders), rng)]
            fresh |= dict.fromkeys(one for one in drawn if one not in old)
        follows = [*again, *fresh]
        rng.shuffle(follows)
        return tuple(follows)

    def up(self, number: int, at_h: float) -> bool:
        """Say whether an account can be followed at a time."""
        return number < self._bystanders or self._members[number - self._bystanders].up(at_h)

    def fellow(self, cause: int, at_h: float, rng: random.Random) -> int | None:
        """Find an account of a cause that is up, rather a new one; None when a few tries find none."""
        born = bisect_left(self._born[cause], at_h)
        tried = (self._of_cause[cause][born - 1 - by_rank(rng, born)] for _ in range(5 if born else 0))
        return next((one.number for one in tried if one.up(at_h)), None)

    def _again(self, member: CastMember, old: Sequence[int], count: int, rng: random.Random) -> list[int]:
        """Draw which of the old ones: as many as give the overlap that is drawn, if they are still up."""
        overlap = rng.uniform(*REFOLLOWED)
        wanted = round(overlap / (1 + overlap) * (len(old) + count))
        can = [one for one in old if self.up(one, member.born_h)]
        return rng.sample(can, min(wanted, len(can), count))

    def _anybody(self, came: int, rng: random.Random) -> int:
        if rng.random() < POPULAR:
            return by_rank(rng, min(came, self._popular))
        return rng.randrange(max(0, came - NEIGHBOURS), came)

    def _around(self, cause: int, at_h: float, rng: random.Random) -> list[int]:
        """Draw an account of a cause, or one whom its accounts like."""
        fellow = self.fellow(cause, at_h, rng) if rng.random() < 0.35 else None
        pool = self._causes[cause].pool
        return [pool[by_rank(rng, len(pool))] if fellow is None else fellow]


def _how_many(rng: random.Random) -> int:
    """Draw how many somebody follows at once: of hands no more than of others, or counting would tell."""
    return min(30, 6 + int(3 * rng.paretovariate(1.4)))
