"""Innocent people made to look like a return, so that they are removed. What anyone can copy is copied perfectly.

What only the platform sees - device, address, e-mail, telephone - is the victim's own; it can agree only as strangers' can.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec.structs import replace as with_fields

from bench.crowd.cast import CastMember
from bench.crowd.lives import Life, live, moment
from bench.crowd.population import Population
from bench.crowd.speech import Declaration, Speaker, declare
from cautery.model.event import AnyEvent, FollowCreated, Post, PostCreated
from cautery.simulator import texts
from cautery.simulator.looks import Look
from cautery.simulator.world import PLATFORM

PUPPETS = (3, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class FramedAccount:
    """Who is framed, as whose return."""

    speaker: Speaker
    """The victim, or the account made in the victim's name; what only the platform sees is the victim's."""
    removed: CastMember
    dressed: bool
    """True: a reporter's own account, and what is around it is made up; False: a full copy."""
    born_h: float
    posts: int
    pace_h: float


def copied_look(own: Look, removed: Look, handle: str) -> Look:
    """Put on what a removed account showed; keep what only the platform sees."""
    return replace(
        own,
        stem=removed.stem,
        handle=handle,
        name=removed.name,
        bio=removed.bio,
        avatar=removed.avatar,
        links=removed.links,
        media=removed.media,
        contact=removed.contact,
        language=removed.language,
    )


def framed(frame: FramedAccount, people: Population, rng: random.Random) -> tuple[AnyEvent, ...]:
    """Tell everything that happens about a framed account, the puppets' part in it too."""
    copies = _texts_of(frame.removed, people)
    life = Life(
        speaker=frame.speaker,
        born_h=frame.born_h,
        ends_h=float("inf"),
        closed=False,
        posts=frame.posts,
        pace_h=frame.pace_h,
    )
    own = _with_copies(list(live(life, people.places, rng)), copies, frame, rng)
    around = _puppets(frame, people, rng)
    return (own[0], *sorted((*own[1:], *around), key=lambda event: (event.at, event.id)))


def _texts_of(removed: CastMember, people: Population) -> tuple[Post, ...]:
    """Read what everybody could read of the removed account."""
    life = people.life_of_member(removed)
    rng = people.stream_of_life(removed.number)
    return tuple(event.post for event in live(life, people.places, rng) if isinstance(event, PostCreated))


def _with_copies(
    own: Sequence[AnyEvent], copies: Sequence[Post], frame: FramedAccount, rng: random.Random
) -> list[AnyEvent]:
    """Let the posts be the removed account's, word for word; a reporter quotes every second one."""
    left, told, turn = iter(copies), list[AnyEvent](), 0
    declares_at = -1 if frame.dressed or rng.random() > 0.7 else rng.randrange(3)
    for event in own:
        if not isinstance(event, PostCreated):
            told.append(event)
            continue
        copy = None if frame.dressed and turn % 2 else next(left, None)
        post = with_fields(copy, id=event.post.id) if copy else event.post
        if turn == declares_at:
            said = Declaration(kind="back", old=frame.removed.guise.look.handle, number=frame.removed.guise.nth + 1)
            post = declare(frame.speaker, event.post.id, said, rng)
        told.append(with_fields(event, post=post))
        turn += 1
    return told


def _puppets(frame: FramedAccount, people: Population, rng: random.Random) -> Iterator[AnyEvent]:
    """Let puppets follow the account and point at it: accounts of the cause that are up, or anybody's."""
    victim, old = frame.speaker, frame.removed.guise.look.handle
    for number in range(rng.randint(*PUPPETS)):
        fellow = people.circles.fellow(frame.removed.hand.cause, frame.born_h, rng)
        puppet = people.account(rng.randrange(people.count.bystanders) if fellow is None else fellow)
        at_h = frame.born_h + rng.uniform(0.05, 20)
        name = f"{victim.account}.{100 + number}"
        yield FollowCreated(id=name, at=moment(at_h), platform=PLATFORM, account=puppet, target=victim.account)
        if rng.random() < 0.4:
            said = texts.say("backup", rng, old=old, new=victim.look.handle)
            post = Post(id=f"{name}p", text=said, mentions=(victim.account,))
            yield PostCreated(id=f"{name}.1", at=moment(at_h + 0.1), platform=PLATFORM, account=puppet, post=post)
