"""What simulated people say: templates of invented texts, drawn with a given chance generator."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter


def say(kind: str, rng: random.Random, **given: str) -> str:
    """Draw a text of a kind; what is `given` fills its places, and words fill the rest."""
    return _filled(rng.choice(_texts()["says"][kind]), rng, given)


def bio(role: str, rng: random.Random) -> str:
    """Draw how somebody presents themselves."""
    return _filled(rng.choice(_texts()["bio"][role]), rng, {})


def manners(rng: random.Random) -> tuple[str, str]:
    """Draw how somebody greets, and how they close; mostly they do neither."""
    habits = _texts()["manners"]
    return rng.choice(habits["greeting"]), rng.choice(habits["closer"])


def _filled(template: str, rng: random.Random, given: Mapping[str, str]) -> str:
    wanted = [name for _, name, _, _ in Formatter().parse(template) if name]
    return template.format_map({name: given.get(name) or _word(name, rng) for name in wanted})


def _word(name: str, rng: random.Random) -> str:
    if name == "number":
        return str(rng.randrange(2, 90))
    if name == "tag":
        return rng.choice(_texts()["words"]["series"]).replace(" ", "")
    return rng.choice(_texts()["words"][name])


@cache
def _texts() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = files("cautery.simulator").joinpath("texts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
