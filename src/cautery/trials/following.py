"""How many follow the network's accounts while a policy is played, and how long those live that continue another.

The event world tells no followers; they are drawn here as in societies: many for few, growing with age, fewer for each return.
Draws belong to the account that a line of accounts began with, so that policies on the same seed differ by what they do.
"""

import math

from cautery.model.account import AccountId
from cautery.simulator.draws import stream
from cautery.simulator.people import SimulatedAccount
from cautery.simulator.society.priors import Priors
from cautery.simulator.world import World


class HourlyCounts:
    """Counts, an hour at a time."""

    def __init__(self, world: World, *, seed: int, priors: Priors | None = None) -> None:
        self._world, self._seed, self._priors = world, seed, priors or Priors()
        self._scale: dict[AccountId, float] = {}
        self._begun: dict[AccountId, float] = {}
        self._ended: dict[AccountId, float] = {}
        self._since_h = 0.0
        self.reach_days = 0.0

    def begin(self) -> None:
        """Count from now on."""
        self._since_h = float(self._world.hour)

    def an_hour(self) -> None:
        """Count the hour that has just passed."""
        hour = float(self._world.hour)
        for person in self._world.people.values():
            if person.operator is None or person.silent or person.born_h >= hour:
                continue
            begun = self._begun.setdefault(
                person.id, max(person.born_h, hour - 1) if person.returns_of else person.born_h
            )
            if person.closed:
                self._ended.setdefault(person.id, hour - 1)
            else:
                self.reach_days += self._followers(person, hour - begun) / 24

    def returns(self) -> tuple[tuple[float, bool], ...]:
        """Give the hours that each account lived which continues another, and whether it has ended."""
        now = float(self._world.hour)
        return tuple(
            (self._ended.get(one, now) - begun, one in self._ended)
            for one, begun in self._begun.items()
            if self._world.people[one].returns_of and begun >= self._since_h
        )

    def _followers(self, person: SimulatedAccount, age_h: float) -> float:
        scale = self._scale.get(person.id)
        if scale is None:
            scale = self._scale[person.id] = self._drawn(person)
        return scale * math.pow(max(0.0, age_h) / (30 * 24), self._priors.growth)

    def _drawn(self, person: SimulatedAccount) -> float:
        times, first = self._world.times_removed(person) - 1, person
        while first.returns_of:
            first = self._world.people[first.returns_of]
        rng = stream(self._seed, "followers", first.id)
        scale = self._priors.followers_30d * math.exp(self._priors.followers_sigma * rng.gauss(0, 1))
        regain = rng.uniform(*self._priors.regain)
        return scale * math.pow(regain, times) * math.pow(self._priors.slower, times * self._priors.growth)


def half_life_h(lived: tuple[tuple[float, bool], ...]) -> float | None:
    """Give the hours after which half are gone (Kaplan-Meier); None where fewer than half ended, or none began.

    >>> half_life_h(((2.0, True), (4.0, True), (9.0, False)))
    4.0
    """
    up, alive = len(lived), 1.0
    for hours, ended in sorted(lived, key=lambda one: (one[0], not one[1])):
        if ended:
            alive *= 1 - 1 / up
            if alive <= 0.5:
                return hours
        up -= 1
    return None
