"""What people of a crowd post: their own words, what goes round, their cause's releases, and that they are back."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cautery.model.account import AccountId
from cautery.model.event import MediaAttachment, Post, Reference
from cautery.simulator import texts
from cautery.simulator.draws import by_rank, by_share, opaque, stream
from cautery.simulator.habits import Habit, written
from cautery.simulator.languages import language, memes, sentence
from cautery.simulator.looks import STOCK, Look
from cautery.simulator.parameters import (
    CONTACTS,
    LINKED,
    LINKS_OWN,
    MEME,
    PASSED_ON,
    SHOWN,
    SHOWS_OWN,
)
from cautery.simulator.pictures import picture

TOPICS_OF: Mapping[str, Mapping[str, float]] = {
    "ordinary": {"daily": 0.75, "football": 0.15, "faith": 0.05, "news": 0.05},
    "fan": {"series": 0.5, "football": 0.2, "daily": 0.3},
    "reporter": {"news": 0.5, "organisation": 0.4, "daily": 0.1},
    "researcher": {"organisation": 0.6, "news": 0.3, "daily": 0.1},
    "opponent": {"organisation": 0.5, "news": 0.2, "daily": 0.3},
    "believer": {"faith": 0.6, "daily": 0.3, "organisation": 0.1},
    "operator": {"organisation": 0.6, "faith": 0.2, "daily": 0.2},
}
QUOTES: Mapping[str, float] = {"reporter": 0.1, "researcher": 0.1, "opponent": 0.08, "believer": 0.02}
"""How often those who are no part of a cause post its releases: to report, study or condemn them (assumed)."""
RELEASE_EVERY_H, RELEASES_AROUND = 8, 30
NEWS = 500
"""Links to news that anybody may post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks, as whom."""

    account: AccountId
    role: str
    look: Look
    habit: Habit
    cause: int
    follows: tuple[AccountId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What somebody says of an earlier account."""

    kind: Literal["back", "lost"]
    """Back after a removal; or a password lost, a second account."""
    old: str
    """The handle before."""
    number: int = 2
    """The how manieth account it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a cause publishes, for everybody in it to pass on."""

    post: str
    text: str
    link: str
    media: MediaAttachment


def say(speaker: Speaker, post: str, *, at_h: float, rng: random.Random) -> Post:
    """Say something."""
    drawn = rng.random()
    passes_on = PASSED_ON if speaker.role == "operator" else QUOTES.get(speaker.role, 0.0)
    if drawn < passes_on:
        return _pass_on(speaker, post, at_h=at_h, rng=rng)
    if speaker.role == "operator":
        return _of_hand(speaker, post, rng)
    return _of_person(speaker, post, rng)


def declare(speaker: Speaker, post: str, said: Declaration, rng: random.Random) -> Post:
    """Say that one is back, or has another account, and as whom one was known."""
    text = texts.say(said.kind, rng, old=said.old, number=str(said.number))
    return Post(id=post, text=written(text, speaker.habit, rng), lang=speaker.look.language)


@lru_cache(maxsize=100_000)
def release(cause: int, number: int, code: str) -> Release:
    """Give a release of a cause."""
    rng = stream("release", cause, number)
    text = sentence(rng, language(code), "organisation", longest=22)
    return Release(
        post=opaque("release", cause, number),
        text=text,
        link=f"https://paste.example/{rng.getrandbits(40):010x}",
        media=picture("release", cause, number, kind=rng.choice(("image", "video"))),
    )


def _pass_on(speaker: Speaker, post: str, *, at_h: float, rng: random.Random) -> Post:
    newest = int(at_h // RELEASE_EVERY_H)
    one = release(speaker.cause, newest - by_rank(rng, RELEASES_AROUND), speaker.look.language)
    if speaker.role != "operator":
        own = sentence(rng, language(speaker.look.language), "organisation", favourites=speaker.habit.favourites)
        text = written(f"{own}: {one.text}", speaker.habit, rng)
        return Post(id=post, text=text, links=(one.link,), lang=speaker.look.language)
    shows = (one.media,) if rng.random() < 0.5 else ()
    first = Reference(post=one.post) if rng.random() < 0.5 else None  # the others copy it as if it were their own
    text, lang = f"{one.text} {one.link}", speaker.look.language
    return Post(id=post, text=text, links=(one.link,), media=shows, repost_of=first, lang=lang)


def _of_hand(speaker: Speaker, post: str, rng: random.Random) -> Post:
    look, drawn = speaker.look, rng.random()
    if look.contact and drawn < CONTACTS:
        text = texts.say("handoff", rng, contact=look.contact)
        return Post(id=post, text=written(text, speaker.habit, rng), lang=look.language)
    text = _own_words(speaker, rng)
    if drawn < CONTACTS + LINKS_OWN:
        link = rng.choice(look.links)
        return Post(id=post, text=f"{text} {link}", links=(link,), lang=look.language)
    if drawn < CONTACTS + LINKS_OWN + SHOWS_OWN:
        return Post(id=post, text=text, media=(rng.choice(look.media),), lang=look.language)
    return _addressed(speaker, post, text, rng)


def _of_person(speaker: Speaker, post: str, rng: random.Random) -> Post:
    look, drawn = speaker.look, rng.random()
    if drawn < MEME:
        return _meme(look.language, post, rng)
    text = _own_words(speaker, rng)
    if drawn < MEME + LINKED:
        own = rng.random() < 0.2
        link = look.links[0] if own else f"https://news.example/{by_rank(rng, NEWS)}"
        return Post(id=post, text=f"{text} {link}", links=(link,), lang=look.language)
    if drawn < MEME + LINKED + SHOWN:
        shown = picture("stock", by_rank(rng, STOCK)) if rng.random() < 0.5 else rng.choice(look.media)
        return Post(id=post, text=text, media=(shown,), lang=look.language)
    return _addressed(speaker, post, text, rng)


def _meme(code: str, post: str, rng: random.Random) -> Post:
    """Pass on what goes round: half the time as a repost, half as if one had thought of it."""
    number = by_rank(rng, len(memes(code)))
    first = Reference(post=opaque("meme", code, number)) if rng.random() < 0.5 else None
    return Post(id=post, text=memes(code)[number], repost_of=first, lang=code)


def _addressed(speaker: Speaker, post: str, text: str, rng: random.Random) -> Post:
    """Post it to nobody in particular, or to somebody whom one follows."""
    if not speaker.follows or rng.random() > 0.2:
        return Post(id=post, text=text, lang=speaker.look.language)
    other = rng.choice(speaker.follows)
    answers = Reference(account=other) if rng.random() < 0.5 else None
    return Post(id=post, text=text, mentions=(other,), reply_to=answers, lang=speaker.look.language)


def _own_words(speaker: Speaker, rng: random.Random) -> str:
    topic = by_share(rng, TOPICS_OF[speaker.role])
    said = sentence(rng, language(speaker.look.language), topic, favourites=speaker.habit.favourites)
    return written(said, speaker.habit, rng)
