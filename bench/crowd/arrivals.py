"""Who signs up after the removals, and what they do first: returning hands, and the innocent who resemble them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bench.crowd.cast import AFTER_H, BEFORE_H, CastMember
from bench.crowd.framing import FramedAccount, copied_look, framed
from bench.crowd.lives import Life, live
from bench.crowd.population import Bystander, Population, declaration_of
from bench.crowd.speech import Declaration, Speaker
from cautery.model.account import AccountId
from cautery.model.event import AnyEvent
from cautery.simulator.draws import by_share, stream
from cautery.simulator.handles import respelt, untaken
from cautery.simulator.languages import draw_language, language
from cautery.simulator.parameters import (
    ARRIVING_ROLES,
    BENIGN_DECLARED,
    BENIGN_KEPT,
    BENIGN_REFOLLOWED,
    DRESSED,
    SAME_DEVICE,
)

Kind = Literal["return", "innocent", "benign_return", "shared_address", "framed"]
POSTS, PACE_H = 10, 8.0
"""How many posts of each arrival are told, and the mean hours between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Somebody who signs up, and everything that happens about the account until its tenth post."""

    account: AccountId
    kind: Kind
    role: str
    operator: str | None
    """The hand behind it; None for everybody who is nobody's tool, the framed among them."""
    returns_of: AccountId | None
    """The account that the same person had before: a hand's removed one, or somebody's own that is still up."""
    resembles: AccountId | None
    """The removed account that it was made to look like, or whose address it shares."""
    steps: tuple[AnyEvent, ...]
    """In the order of time, the opening first; a framed account's puppets act in it too, under their own names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedArrival:
    """Somebody who will sign up."""

    number: int
    """Among all accounts of the crowd."""
    born_h: float
    kind: Kind
    member: CastMember | None
    """The account of a hand, when it is a return."""


def schedule(people: Population, kinds: Mapping[Kind, int]) -> tuple[ExpectedArrival, ...]:
    """Draw who signs up when, in the order of time."""
    rng = stream(people.seed, "arrivals")
    drawn: list[tuple[float, Kind, CastMember | None]] = [(one.born_h, "return", one) for one in people.returning]
    for kind, count in kinds.items():
        if kind != "return":
            drawn += [(BEFORE_H + rng.uniform(0, AFTER_H), kind, None) for _ in range(count)]
    first = people.count.bystanders + len(people.members)
    ordered = enumerate(sorted(drawn, key=lambda one: one[0]), start=first)
    return tuple(
        ExpectedArrival(number=number, born_h=at_h, kind=kind, member=one) for number, (at_h, kind, one) in ordered
    )


def arrive(due: ExpectedArrival, people: Population, *, taken: set[str]) -> Arrival:
    """Let somebody sign up and live until the tenth post; `taken` are the handles that somebody has."""
    rng = stream(people.seed, "arrival", due.number)
    if due.member:
        return _back(due, due.member, people, rng)
    if due.kind == "benign_return":
        return _benign_return(due, people, taken, rng)
    role = "reporter" if due.kind == "framed" and rng.random() < DRESSED else by_share(rng, ARRIVING_ROLES)
    person = people.draw_person(due.number, role, draw_language(rng), taken=taken, rng=rng)
    if due.kind == "framed":
        return _framed(due, person, people, taken, rng)
    near = _neighbour(people, rng) if due.kind == "shared_address" else None
    if near:
        seen = near.guise.look
        device = seen.device if rng.random() < SAME_DEVICE else person.look.device
        person = replace(person, look=replace(person.look, address=seen.address, device=device))
    return _told(
        due,
        people.speaker(person, _follows(due, person, people)),
        people,
        rng,
        resembles=people.account(near.number) if near else None,
    )


def _back(due: ExpectedArrival, member: CastMember, people: Population, rng: random.Random) -> Arrival:
    before = member.continues
    return _told(
        due,
        people.speaker_of(member, due.number),
        people,
        rng,
        operator=member.hand.id,
        returns_of=people.account(before.number) if before else None,
        declares=declaration_of(member),
    )


def _benign_return(due: ExpectedArrival, people: Population, taken: set[str], rng: random.Random) -> Arrival:
    """Lose a password, or open a second account: nothing is hidden, and the first one was never removed."""
    own = rng.choice(people.bystanders)
    fresh = people.draw_person(due.number, own.role, language(own.look.language), taken=taken, rng=rng)
    kept = {name: getattr(own.look, name) for name, chance in BENIGN_KEPT.items() if rng.random() < chance}
    look = replace(fresh.look, **kept)
    if "stem" in kept:
        look = replace(look, handle=untaken(respelt(look.stem, rng, counter=2), taken, rng))
    person = replace(fresh, look=look, cause=own.cause)
    old = people.follows_of(own, came=own.number, at_h=people.born_h(own.number))
    again = [one for one in old if rng.random() < BENIGN_REFOLLOWED and people.circles.up(one, due.born_h)]
    follows = tuple(dict.fromkeys((*again, *_follows(due, person, people))))
    says = Declaration(kind="lost", old=own.look.handle) if rng.random() < BENIGN_DECLARED else None
    speaker = replace(people.speaker(person, follows), habit=people.habit_of(own))
    return _told(due, speaker, people, rng, returns_of=people.account(own.number), declares=says)


def _framed(
    due: ExpectedArrival, person: Bystander, people: Population, taken: set[str], rng: random.Random
) -> Arrival:
    removed, role = _neighbour(people, rng), person.role
    dressed = role == "reporter"
    follows = _follows(due, person, people)
    if dressed or rng.random() < 0.5:  # the other copies follow whomever the copier follows
        seen = [one for one in removed.follows if people.circles.up(one, due.born_h)]
        follows = tuple(dict.fromkeys((*seen, *follows)))
    if not dressed:
        handle = untaken(respelt(removed.guise.look.stem, rng, counter=removed.guise.nth + 1), taken, rng)
        look = copied_look(person.look, removed.guise.look, handle)
        person = replace(person, look=look, role="operator", cause=removed.hand.cause)
    speaker = people.speaker(person, follows)
    frame = FramedAccount(
        speaker=speaker, removed=removed, dressed=dressed, born_h=due.born_h, posts=POSTS, pace_h=PACE_H
    )
    return Arrival(
        account=speaker.account,
        kind=due.kind,
        role=role,
        operator=None,
        returns_of=None,
        resembles=people.account(removed.number),
        steps=framed(frame, people, rng),
    )


def _neighbour(people: Population, rng: random.Random) -> CastMember:
    """Draw a removed account."""
    while True:
        drawn = rng.choice(people.members)
        if drawn.removed_h is not None:
            return drawn


def _follows(due: ExpectedArrival, person: Bystander, people: Population) -> tuple[int, ...]:
    return people.follows_of(person, came=people.count.bystanders, at_h=due.born_h)


def _told(
    due: ExpectedArrival,
    speaker: Speaker,
    people: Population,
    rng: random.Random,
    *,
    operator: str | None = None,
    returns_of: AccountId | None = None,
    resembles: AccountId | None = None,
    declares: Declaration | None = None,
) -> Arrival:
    life = Life(
        speaker=speaker,
        born_h=due.born_h,
        ends_h=float("inf"),
        closed=False,
        posts=POSTS,
        pace_h=PACE_H,
        declares=declares,
    )
    return Arrival(
        account=speaker.account,
        kind=due.kind,
        role=speaker.role,
        operator=operator,
        returns_of=returns_of,
        resembles=resembles,
        steps=tuple(live(life, people.places, rng)),
    )
