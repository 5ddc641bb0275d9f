"""A large population at once, against which the recognition of returning operators is judged.

Accounts were removed before; then people sign up: returning hands, and innocent people who resemble them in every way in
which the innocent do. The same size and seed give the same crowd byte for byte, and events come as a stream.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bench.crowd.arrivals import Arrival, ExpectedArrival, Kind, arrive, schedule
from bench.crowd.lives import Life, live, moment
from bench.crowd.population import Headcount, Population
from cautery.errors import Invalid
from cautery.model.account import AccountId
from cautery.model.event import AnyEvent

SHARES: Mapping[Kind, float] = {
    "return": 0.25,
    "innocent": 0.50,
    "benign_return": 0.10,
    "shared_address": 0.10,
    "framed": 0.05,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdSize:
    """How large a crowd is."""

    removed: int = 100_000
    """Accounts of hands that were removed: the bank."""
    bystanders: int = 100_000
    """Ordinary accounts that were there before."""
    arrivals: int = 20_000
    """Accounts opened afterwards."""
    shares: Mapping[Kind, float] = field(default_factory=lambda: SHARES)
    """Of the arrivals, by kind."""

    def of_kinds(self) -> dict[Kind, int]:
        """Count the arrivals of each kind; what rounding leaves is innocent."""
        counts: dict[Kind, int] = {kind: int(self.shares.get(kind, 0.0) * self.arrivals + 1e-9) for kind in SHARES}
        counts["innocent"] = self.arrivals - sum(count for kind, count in counts.items() if kind != "innocent")
        if counts["innocent"] < 0:
            raise Invalid(f"The shares of the arrivals add up to more than 1: {dict(self.shares)}.")
        return counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """A crowd: what happened before, who was removed, who signs up, and the truth."""

    removed: tuple[tuple[AccountId, datetime], ...]
    """The accounts that were removed, and when; in the order of time."""
    live: tuple[tuple[AccountId, str], ...]
    """Accounts of hands that are still up when the arrivals begin, and whose they are: each hand has a removed one too."""
    operators: Mapping[AccountId, str]
    """Whose an account is, for every account of a hand, the returns among them; everybody else is nobody's tool."""
    _people: Population
    _due: tuple[ExpectedArrival, ...]

    @property
    def before(self) -> Iterator[AnyEvent]:
        """Tell what happened before, in the order of time, anew whenever it is asked for."""
        return _in_order(self._people)

    @property
    def arrivals(self) -> Iterator[Arrival]:
        """Tell who signs up, in the order of time, anew whenever it is asked for."""
        taken = set(self._people.taken)
        return (arrive(due, self._people, taken=taken) for due in self._due)


def crowd(size: CrowdSize, *, seed: int) -> Crowd:
    """Draw a crowd."""
    if min(size.removed, size.bystanders) < 1:
        raise Invalid("A crowd needs at least one removed account and one bystander.")
    kinds = size.of_kinds()
    count = Headcount(removed=size.removed, bystanders=size.bystanders, arrivals=size.arrivals, returns=kinds["return"])
    people = Population(count, seed=seed)
    due = schedule(people, kinds)
    gone = sorted((one.removed_h, one.number) for one in people.members if one.removed_h is not None)
    hands = {people.account(one.number): one.hand.id for one in people.members}
    back = {people.account(one.number): one.member.hand.id for one in due if one.member}
    return Crowd(
        removed=tuple((people.account(number), moment(at_h)) for at_h, number in gone),
        live=tuple((people.account(m.number), m.hand.id) for m in people.members if m.removed_h is None),
        operators={**hands, **back},
        _people=people,
        _due=due,
    )


def _in_order(people: Population) -> Iterator[AnyEvent]:
    """Merge all lives by days: nothing that happens on a day is of somebody who comes after it."""
    days: dict[date, list[AnyEvent]] = {}
    for number in _by_birth(people):
        life = _life(people, number)
        today = moment(life.born_h).date()
        for past in sorted(day for day in days if day < today):
            yield from sorted(days.pop(past), key=lambda event: (event.at, event.id))
        for event in live(life, people.places, people.stream_of_life(number)):
            days.setdefault(event.at.date(), []).append(event)
    for past in sorted(days):
        yield from sorted(days[past], key=lambda event: (event.at, event.id))


def _by_birth(people: Population) -> list[int]:
    born = [(people.born_h(number), number) for number in range(people.count.bystanders)]
    born += [(member.born_h, member.number) for member in people.members]
    return [number for _, number in sorted(born)]


def _life(people: Population, number: int) -> Life:
    if number < people.count.bystanders:
        return people.life_of_bystander(number)
    return people.life_of_member(people.members[number - people.count.bystanders])
