"""What the pages for outsiders say, in their language where we have it; where we have not, in English, which says so."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

STANDS_IN = "en"


class Notice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form for notices."""

    title: str
    intro: str
    place: str
    account: str
    platform: str
    post: str
    text: str
    name: str
    email: str
    good_faith: str
    send: str
    danger: str


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became of a notice."""

    title: str
    received: str
    decided: str
    left: str
    acted: str
    redress: str
    waits: str
    due: str
    about: str
    where: str
    said: str


class Objection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why we acted, and objecting."""

    title: str
    text: str
    contact: str
    send: str
    heard: str
    overturned: str
    upheld: str
    thanks: str
    waits: str
    due: str


class Labels(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of one language."""

    name: str
    direction: str
    languages: str
    instead: str = ""
    """What is said where there are no words in a language; only the one that stands in has it."""
    notice: Notice
    receipt: Receipt
    objection: Objection


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The words that somebody gets."""

    language: str
    labels: Labels
    missed: bool
    """Whether they read another language, that we have no words in."""


def spoken(asked: str, accepted: str) -> Spoken:
    """Choose the words for somebody.

    Args:
        asked: the language that they chose, or that is theirs as far as is known; '' for none.
        accepted: what their browser says that they read (`Accept-Language`).
    """
    wanted = [asked.partition("-")[0].lower()] if asked else list(_read(accepted))
    known = next((language for language in wanted if language in languages()), None)
    return Spoken(
        language=known or STANDS_IN, labels=languages()[known or STANDS_IN], missed=known is None and bool(wanted)
    )


@cache
def languages() -> Mapping[str, Labels]:
    """Give the words of every language that we have."""
    shelf = files("cautery.console.labels")
    names = sorted(file.name.removesuffix(".toml") for file in shelf.iterdir() if file.name.endswith(".toml"))
    return {
        name: msgspec.convert(tomllib.loads(shelf.joinpath(f"{name}.toml").read_text(encoding="utf-8")), type=Labels)
        for name in names
    }


def _read(accepted: str) -> Iterator[str]:
    """List languages as a browser says them, best first: 'ar-EG, fr;q=0.8, *;q=0.1'."""
    told = [part.strip().partition(";") for part in accepted.split(",") if part.strip()]
    ordered = sorted(told, key=lambda one: -_weight(one[2]))
    yield from (name.partition("-")[0].lower() for name, _, _ in ordered if name != "*")


def _weight(said: str) -> float:
    try:
        return float(said.strip().removeprefix("q="))
    except ValueError:
        return 1.0
