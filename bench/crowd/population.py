"""Everybody in a crowd, drawn once: who they are, whom they follow, and the lives that they live."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.crowd.cast import (
    BEFORE_H,
    SETTLED_H,
    CastMember,
    Cause,
    born_h,
    bystanders_by,
    draw_accounts,
    draw_returning,
    life_of_hand,
)
from bench.crowd.follows import Circles
from bench.crowd.lives import Life
from bench.crowd.speech import Declaration, Speaker
from cautery.errors import Invalid
from cautery.model.account import AccountId
from cautery.simulator.draws import by_share, opaque, stream
from cautery.simulator.habits import Habit, draw_habit
from cautery.simulator.handles import untaken
from cautery.simulator.languages import SPEAKERS, SimulatedLanguage, draw_language, language
from cautery.simulator.looks import Look, look_of_person
from cautery.simulator.parameters import HANDS_IN_A_CAUSE
from cautery.simulator.people import ROLES
from cautery.simulator.places import Places

POOL = 150
"""Bystanders whom the accounts of one cause like."""
PACE_H = 40.0
"""Mean hours between two posts of the ordinary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """How many there are of each sort."""

    removed: int
    bystanders: int
    arrivals: int
    returns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bystander:
    """An ordinary person."""

    number: int
    role: str
    look: Look
    cause: int
    """Which cause they speak of, if they speak of any: one of those in their language."""


class Population:
    """The people before, with what is drawn of them; nobody in it changes afterwards."""

    def __init__(self, count: Headcount, *, seed: int) -> None:
        self.seed, self.count = seed, count
        rng = stream(seed, "population")
        hands = list(draw_accounts(count.removed, rng))
        if count.returns > len(hands):
            raise Invalid(
                f"{count.returns} hands cannot return: {count.removed} removed accounts belong to {len(hands)} hands; "
                "ask for fewer arrivals or more removed accounts."
            )
        accounts = sum(map(len, hands)) + count.bystanders + count.arrivals
        self.places = Places(accounts, seed=seed)
        self.causes = _causes(len(hands), count.bystanders, rng)
        self.taken: set[str] = set()
        """Handles."""
        self.members, self.returning = self._members(hands, rng)
        self.circles = Circles(count.bystanders, self.causes, self.members)
        for member in (*self.members, *self.returning):
            member.follows = self.circles.of_hand(member, rng)
        self.bystanders = [self._bystander(number) for number in range(count.bystanders)]

    def account(self, number: int) -> AccountId:
        """Give an account's id: it says nothing of when it was opened or by whom."""
        return AccountId(opaque(self.seed, "account", number))

    def born_h(self, number: int) -> float:
        """Say when a bystander came."""
        return born_h(number, self.count.bystanders)

    def life_of_bystander(self, number: int) -> Life:
        """Give the life before of an ordinary person."""
        person, rng = self.bystanders[number], stream(self.seed, "bystander's life", number)
        born_h = self.born_h(number)
        return Life(
            speaker=self.speaker(person, self.follows_of(person, came=number, at_h=born_h)),
            born_h=born_h,
            ends_h=BEFORE_H,
            closed=False,
            posts=_posts(rng),
            pace_h=PACE_H,
        )

    def life_of_member(self, member: CastMember) -> Life:
        """Give the life before of an account of a hand."""
        rng = stream(self.seed, "member's life", member.number)
        ends_h, posts = member.removed_h or BEFORE_H, _posts(rng)
        return Life(
            speaker=self.speaker_of(member, member.number),
            born_h=member.born_h,
            ends_h=ends_h,
            closed=member.removed_h is not None,
            posts=posts,
            pace_h=min(PACE_H, 0.8 * (ends_h - member.born_h) / posts),
            declares=declaration_of(member),
        )

    def stream_of_life(self, number: int) -> random.Random:
        """Give the chance by which an account lives its life before: the same whenever it is asked for."""
        return stream(self.seed, "life", number)

    def follows_of(self, person: Bystander, *, came: int, at_h: float) -> tuple[int, ...]:
        """Give whom an ordinary person follows: the same whenever it is asked for."""
        rng = stream(self.seed, "follows", person.number)
        return self.circles.of_person(came, role=person.role, cause=person.cause, at_h=at_h, rng=rng)

    def draw_person(
        self, number: int, role: str, spoken: SimulatedLanguage, *, taken: set[str], rng: random.Random
    ) -> Bystander:
        """Draw an ordinary person, under a handle that nobody else has."""
        near = [cause.number for cause in self.causes if cause.spoken.code == spoken.code]
        cause = rng.choice(near or [cause.number for cause in self.causes])
        look = look_of_person(rng, spoken, role=role, cause=cause, place=self.places.of_person(number, rng))
        look = replace(look, handle=untaken(look.handle, taken, rng))
        return Bystander(number=number, role=role, look=look, cause=cause)

    def speaker(self, person: Bystander, follows: Sequence[int]) -> Speaker:
        """Let an ordinary person speak."""
        return Speaker(
            account=self.account(person.number),
            role=person.role,
            look=person.look,
            habit=self.habit_of(person),
            cause=person.cause,
            follows=tuple(map(self.account, follows)),
        )

    def habit_of(self, person: Bystander) -> Habit:
        """Give how an ordinary person writes: the same whenever it is asked for."""
        return draw_habit(stream(self.seed, "habit", person.number), language(person.look.language))

    def speaker_of(self, member: CastMember, number: int) -> Speaker:
        """Let a hand speak by one of its accounts."""
        return Speaker(
            account=self.account(number),
            role="operator",
            look=member.guise.look,
            habit=member.hand.habit,
            cause=member.hand.cause,
            follows=tuple(map(self.account, member.follows)),
        )

    def _members(
        self, hands: Sequence[tuple[bool, ...]], rng: random.Random
    ) -> tuple[list[CastMember], list[CastMember]]:
        """Play the lives of all hands; accounts are numbered in the order of their opening, the returns by the arrivals."""
        back = draw_returning(hands, self.count.returns, rng)
        members: list[CastMember] = []
        for number, closed in enumerate(hands):
            members += life_of_hand(
                number,
                closed,
                cause=self.causes[rng.randrange(len(self.causes))],
                places=self.places,
                returns=number in back,
                seed=self.seed,
            )
        members.sort(key=lambda one: (one.born_h, one.hand.id))
        for member in members:
            look = member.guise.look
            handle = untaken(look.handle, self.taken, rng)
            member.guise = replace(member.guise, look=replace(look, handle=handle))
        before, returning = members[: len(members) - len(back)], members[len(members) - len(back) :]
        for number, member in enumerate(before, start=self.count.bystanders):
            member.number = number
        return before, returning

    def _bystander(self, number: int) -> Bystander:
        rng = stream(self.seed, "bystander", number)
        role, spoken = by_share(rng, ROLES), draw_language(rng)
        return self.draw_person(number, role, spoken, taken=self.taken, rng=rng)


def declaration_of(member: CastMember) -> Declaration | None:
    """Give what a return says of the account before; None when it says nothing."""
    if not (member.declares and member.continues):
        return None
    return Declaration(kind="back", old=member.continues.guise.look.handle, number=member.guise.nth)


def _causes(hands: int, bystanders: int, rng: random.Random) -> list[Cause]:
    """Draw the causes, and whom their accounts like: bystanders who were there early."""
    causes = []
    early = bystanders_by(SETTLED_H, bystanders)
    for number in range(max(2, hands // HANDS_IN_A_CAUSE)):
        pool = tuple(rng.sample(range(early), min(early, POOL)))
        causes.append(Cause(number=number, spoken=language(by_share(rng, SPEAKERS)), pool=pool))
    return causes


def _posts(rng: random.Random) -> int:
    """Draw how much somebody has posted: most a little, few very much."""
    return min(60, 6 + int(2 * rng.paretovariate(1.4)))
