"""Handles: what people call themselves in the letters that every platform takes, and how a hand spells one anew."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

_LEET = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5"}
_LONGEST = 24


def ordinary_handle(rng: random.Random) -> str:
    """Draw an ordinary handle: a name, often with a number."""
    parts = _parts()
    first, last = rng.choice(parts["first"]), rng.choice(parts["last"])
    name = rng.choice((f"{first}_{last}", f"{first}{last}", f"{first[0]}{last}", f"{last}_{first}", f"the_{first}"))
    number = rng.choice(("", "", rng.randrange(60, 100), rng.randrange(1000), rng.randrange(1960, 2004)))
    return f"{name}{rng.choice(('', '_'))}{number}"


def banner(rng: random.Random) -> str:
    """Draw a handle's stem of the kind that hands, and some believers and opponents, like."""
    words = _parts()["banner"]
    one, other = rng.choice(words), rng.choice(words)
    return rng.choice((f"{one}_of_{other}", f"{one}{other}", f"{one}_{other}", f"the{one}{other}"))


def respelt(stem: str, rng: random.Random, *, counter: int) -> str:
    """Spell a stem anew: the old handle is taken, but whoever knew it shall know this one.

    >>> respelt("dawn_rider", random.Random(3), counter=4) == respelt("dawn_rider", random.Random(3), counter=4)
    True
    """
    spelt = stem
    for _ in range(rng.randint(0, 2)):
        spelt = rng.choice((_doubled, _in_digits, _underscored, _shortened))(spelt, rng)
    number = rng.choice(("", str(counter), f"_{counter}", f"{counter:02d}", str(rng.randrange(10, 1000))))
    return f"{spelt[: _LONGEST - len(number)]}{number}"


def untaken(handle: str, taken: set[str], rng: random.Random) -> str:
    """Give a handle that nobody has, and take it."""
    free = handle
    while free in taken:
        free = f"{handle}{rng.randrange(10, 1000)}"
    taken.add(free)
    return free


def _doubled(stem: str, rng: random.Random) -> str:
    """Write a vowel twice."""
    at = [position for position, letter in enumerate(stem) if letter in "aeiou"]
    if not at:
        return stem
    chosen = rng.choice(at)
    return stem[:chosen] + stem[chosen] + stem[chosen:]


def _in_digits(stem: str, rng: random.Random) -> str:
    """Write a letter, wherever it stands, as a digit that looks like it."""
    letter = rng.choice(sorted(_LEET))
    return stem.replace(letter, _LEET[letter])


def _underscored(stem: str, rng: random.Random) -> str:
    """Move, add or leave out the underscore."""
    bare = stem.replace("_", "")
    cut = rng.randrange(1, len(bare)) if len(bare) > 1 else 0
    return rng.choice((bare, f"{bare}_", f"_{bare}", f"{bare[:cut]}_{bare[cut:]}"))


def _shortened(stem: str, rng: random.Random) -> str:
    """Leave one vowel out."""
    at = [position for position, letter in enumerate(stem) if letter in "aeiou"]
    if len(at) < 2:
        return stem
    chosen = rng.choice(at)
    return stem[:chosen] + stem[chosen + 1 :]


@cache
def _parts() -> Mapping[str, Sequence[str]]:
    text = files("cautery.simulator").joinpath("handles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
