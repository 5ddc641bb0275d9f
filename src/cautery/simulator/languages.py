"""Invented languages in several scripts: their words mean nothing, but are as unequal in use as real ones.

Their codes are from the range that ISO 639 leaves to private use. A language is the same in every crowd.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from cautery.simulator.draws import by_rank, by_share, stream
from cautery.simulator.parameters import FAVOURITE, ON_TOPIC

TOPICS = ("daily", "football", "series", "faith", "news", "organisation")
VOCABULARY, NAMES, TITLES, TOPIC_WORDS = 2500, 90, 8, 90

_LETTERS: Mapping[str, tuple[str, str]] = {
    "qaa": ("b d f g h k l m n r s t v", "a e i o u"),
    "qab": ("c č d ğ k l m n p r s š t y ž", "a e ı i o ö u ü"),
    "qac": ("ب ت ج ح د ر س ش ص ع ف ق ك ل م ن ه", "ا و ي ا"),
    "qad": ("б в г д ж з к л м н п р с т х", "а е и о у ы я"),
    "qae": ("क ग च ज त द न प ब म य र ल व स ह", "ा ि ी ु े ो"),
}
SPEAKERS: Mapping[str, float] = {"qaa": 0.35, "qab": 0.15, "qac": 0.3, "qad": 0.12, "qae": 0.08}
"""Shares of the people who speak each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedLanguage:
    """A language: its words by rank, its names, and the words of its topics."""

    code: str
    words: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    titles: tuple[str, ...]
    """Honorifics, which hands and believers put before a name."""
    topics: Mapping[str, tuple[str, ...]]


@cache
def language(code: str) -> SimulatedLanguage:
    """Give a language."""
    rng = stream("language", code)
    words = _words(rng, code, VOCABULARY + 2 * NAMES + TITLES + len(TOPICS) * TOPIC_WORDS)
    parts = iter(words[VOCABULARY:])
    return SimulatedLanguage(
        code=code,
        words=words[:VOCABULARY],
        given=_take(parts, NAMES),
        family=_take(parts, NAMES),
        titles=_take(parts, TITLES),
        topics={topic: _take(parts, TOPIC_WORDS) for topic in TOPICS},
    )


@cache
def memes(code: str) -> tuple[str, ...]:
    """Give what the speakers of a language pass round word for word: jokes, verses, quotes."""
    rng = stream("memes", code)
    return tuple(
        sentence(rng, language(code), rng.choice(("daily", "faith", "series")), longest=20) for _ in range(400)
    )


@cache
def common_bios(code: str) -> tuple[str, ...]:
    """Give how many speakers of a language present themselves."""
    rng = stream("bios", code)
    return tuple(sentence(rng, language(code), rng.choice(("daily", "faith")), longest=6) for _ in range(250))


def draw_language(rng: random.Random) -> SimulatedLanguage:
    """Draw what somebody speaks."""
    return language(by_share(rng, SPEAKERS))


def sentence(
    rng: random.Random, spoken: SimulatedLanguage, topic: str, *, favourites: Sequence[str] = (), longest: int = 14
) -> str:
    """Say something about a topic; a speaker's favourite words come up more often than chance."""
    about, said = spoken.topics[topic], []
    for _ in range(rng.randint(3, longest)):
        drawn = rng.random()
        if drawn < ON_TOPIC:
            said.append(about[by_rank(rng, TOPIC_WORDS)])
        elif drawn < ON_TOPIC + FAVOURITE and favourites:
            said.append(favourites[by_rank(rng, len(favourites))])
        else:
            said.append(spoken.words[by_rank(rng, VOCABULARY)])
    return " ".join(said)


def full_name(rng: random.Random, spoken: SimulatedLanguage, *, titled: bool) -> str:
    """Draw how somebody is called; names are shared by many."""
    given = spoken.given[by_rank(rng, NAMES)].capitalize()
    if titled:
        return f"{rng.choice(spoken.titles).capitalize()} {given}"
    return f"{given} {spoken.family[by_rank(rng, NAMES)].capitalize()}"


def _words(rng: random.Random, code: str, count: int) -> tuple[str, ...]:
    """Make distinct words; the most used are the shortest."""
    consonants, vowels = (letters.split() for letters in _LETTERS[code])
    words: dict[str, None] = {}
    while len(words) < count:
        syllables = rng.randint(1, 2) if len(words) < 60 else rng.randint(2, 4)
        word = "".join(rng.choice(consonants) + rng.choice(vowels) for _ in range(syllables))
        words[word + (rng.choice(consonants) if rng.random() < 0.3 else "")] = None
    return tuple(words)


def _take(parts: Iterator[str], count: int) -> tuple[str, ...]:
    return tuple(islice(parts, count))
