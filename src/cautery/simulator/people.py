"""Who lives on the simulated platform, and how each of them lives. Operators are hands: each runs several accounts."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cautery.model.account import AccountId
from cautery.simulator import texts
from cautery.simulator.adversary import Adversary
from cautery.simulator.habits import Habit, draw_habit
from cautery.simulator.handles import untaken
from cautery.simulator.hands import Guise, Hand, draw_drops, put_on
from cautery.simulator.languages import language
from cautery.simulator.looks import Look, look_of_hand, look_of_person
from cautery.simulator.places import Places

ROLES: Mapping[str, float] = {
    "ordinary": 0.78,
    "fan": 0.08,
    "reporter": 0.03,
    "researcher": 0.01,
    "opponent": 0.05,
    "believer": 0.05,
}
"""Shares of the people who are nobody's tool."""
POSTS_A_DAY: Mapping[str, float] = {
    "ordinary": 0.8,
    "fan": 1.5,
    "reporter": 2.0,
    "researcher": 0.7,
    "opponent": 1.5,
    "believer": 1.0,
    "operator": 3.0,
}


NAMES_FROM = language("qaa")
"""What people are called; what they say is in English."""


@dataclass(slots=True, kw_only=True)
class SimulatedAccount:
    """One account, and whoever is behind it."""

    id: AccountId
    role: str
    look: Look
    habit: Habit
    born_h: float
    """When it was opened, in hours from the beginning."""
    guise: Guise | None = None
    """What it has from its hand's earlier accounts, if a hand is behind it."""
    operator: str | None = None
    returns_of: AccountId | None = None
    follows: list[AccountId] = field(default_factory=list)
    closed: bool = False
    silent: bool = False
    """Kept in reserve: it says nothing until it is needed."""
    relays: bool = False
    """Whether a tool of theirs passes on what the network puts up, though they are no part of it."""
    announced: bool = True
    """False until a returner who will say so has said that it is back."""

    @property
    def handle(self) -> str:
        """Give the name by which it is called."""
        return self.look.handle


@dataclass(slots=True, kw_only=True)
class SimulatedOperator:
    """A hand, and among whom it lives."""

    hand: Hand
    circle: list[AccountId] = field(default_factory=list)
    """Whom its first accounts follow."""
    reserve: list[SimulatedAccount] = field(default_factory=list)
    """Accounts that were opened to be there when others are gone."""

    @property
    def id(self) -> str:
        """Give the name that the truth has for it."""
        return self.hand.id


class Registry:
    """Opens accounts: everybody gets a number, a handle that nobody has, and a place."""

    def __init__(self, places: Places, rng: random.Random, *, declares: float) -> None:
        self._places, self._rng, self._declares = places, rng, declares
        self._taken: set[str] = set()
        self._opened = 0

    def new_person(self, role: str, *, born_h: float) -> SimulatedAccount:
        """Invent somebody."""
        number, rng = self._next(), self._rng
        place = self._places.of_person(number, rng)
        look = look_of_person(rng, NAMES_FROM, role=role, cause=0, place=place)
        return SimulatedAccount(
            id=_account(number),
            role=role,
            look=self._in_english(look, role),
            habit=_habit(rng),
            born_h=born_h,
        )

    def next_account(
        self, operator: SimulatedOperator, *, born_h: float, before: SimulatedAccount | None, returns: bool
    ) -> SimulatedAccount:
        """Open another account of a hand: it keeps some of what the one before had."""
        number, rng = self._next(), self._rng
        fresh = look_of_hand(rng, NAMES_FROM, cause=0, place=self._places.of_hand(rng))
        fresh = replace(fresh, bio=texts.bio("operator", rng), language="en")
        guise = put_on(operator.hand, fresh, before.guise if before else None, rng)
        return SimulatedAccount(
            id=_account(number),
            role="operator",
            look=replace(guise.look, handle=untaken(guise.look.handle, self._taken, rng)),
            habit=operator.hand.habit,
            born_h=born_h,
            guise=guise,
            operator=operator.id,
            returns_of=before.id if before and returns else None,
            announced=not (returns and rng.random() < self._declares),
        )

    def _next(self) -> int:
        self._opened += 1
        return self._opened

    def _in_english(self, look: Look, role: str) -> Look:
        handle = untaken(look.handle, self._taken, self._rng)
        return replace(look, handle=handle, bio=texts.bio(role, self._rng), language="en")


def new_operator(number: int, adversary: Adversary, *, rng: random.Random) -> SimulatedOperator:
    """Invent a hand."""
    habit, drops = _habit(rng), draw_drops(rng, adversary.drops)
    hand = Hand(id=f"op{number:03d}", cause=0, habit=habit, drops=drops, kept=adversary.kept())
    return SimulatedOperator(hand=hand)


def draw_role(rng: random.Random) -> str:
    """Draw what kind of person somebody is."""
    return rng.choices(list(ROLES), weights=list(ROLES.values()))[0]


def _habit(rng: random.Random) -> Habit:
    greeting, closer = texts.manners(rng)
    return replace(draw_habit(rng, NAMES_FROM), greeting=greeting, closer=closer)


def _account(number: int) -> AccountId:
    return AccountId(f"u{number:06d}")
