"""A played team of moderators: so many reviews a day, people who err, and a second and third person where they are asked for.

What a review costs is counted, whoever makes it: second and third looks come out of the same reviews of the day.
"""

import random
from dataclasses import dataclass, field

LEAST_ERROR, MOST_ERROR = 0.05, 0.10
"""Shares of wrong answers, drawn for each person (Barrett 2020; prior of a literature review)."""
WELL_FOUNDED = 0.9
"""From this chance on, a suspicion stands on enough for two people; below it, or without one, all three must agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the team said, and how many reviews that took."""

    suspend: bool
    looks: int


@dataclass(slots=True, kw_only=True)
class Team:
    """Moderators, each as reliable as drawn."""

    seed: int
    a_day: int = 200
    people: int = 10
    errors: tuple[float, float] = (LEAST_ERROR, MOST_ERROR)
    left: int = 0
    """Reviews left today."""
    spent: int = 0
    """Reviews made so far."""
    _rng: random.Random = field(init=False)
    _error: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._rng = random.Random(self.seed)
        self._error = [self._rng.uniform(*self.errors) for _ in range(self.people)]

    def new_day(self) -> None:
        """Give the team its reviews of a day; what was not used is gone."""
        self.left = self.a_day

    def can_look(self) -> bool:
        """Whether a case can be begun: three looks must be left, so that none is left half decided."""
        return self.left >= 3

    def judge(self, guilty: bool, *, chance: float | None) -> Verdict:
        """Answer a case: two people must agree; where they do not, or little speaks for it, a third is asked.

        Args:
            guilty: what is true; each person says so, or errs.
            chance: the machine's suspicion; None where nobody but a complainer says anything.
        """
        people = self._rng.sample(self._error, 3)
        said = [guilty ^ (self._rng.random() < error) for error in people]
        founded = chance is not None and chance >= WELL_FOUNDED
        looks = 2 if said[0] == said[1] and (founded or not said[0]) else 3
        self.left -= looks
        self.spent += looks
        suspend = sum(said[:looks]) * 2 > looks if founded else all(said[:looks])
        return Verdict(suspend=suspend, looks=looks)
