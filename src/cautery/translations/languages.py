"""Which languages there are, and which one a reader gets."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

SOURCE = "en"
"""The language of the message ids."""
PSEUDO = "en-XA"
"""The pseudo-locale of the Unicode CLDR: accented English, a third longer. Only tests ask for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language that messages are translated into."""

    name: str
    """As its own readers write it."""
    direction: Literal["ltr", "rtl"] = "ltr"


LANGUAGES: Mapping[str, Language] = {
    "ar": Language(name="العربية", direction="rtl"),
    "de": Language(name="Deutsch"),
    "en": Language(name="English"),
    "es": Language(name="Español"),
    "fr": Language(name="Français"),
    "ru": Language(name="Русский"),
    "tr": Language(name="Türkçe"),
}
"""Languages of letters and of the pages for people outside, by ISO 639-1 code."""
CONSOLE = (SOURCE, PSEUDO)
"""Languages of the console and the command line: those whose catalogue is complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenLanguage:
    """The language that a reader gets."""

    language: str
    missed: bool
    """Whether they read another language, which has no catalogue."""


def choose(asked: str, accepted: str, *, among: Collection[str] = tuple(LANGUAGES)) -> ChosenLanguage:
    """Choose the language for a reader; English where none of theirs has a catalogue.

    Args:
        asked: the language that they chose, or that is theirs as far as is known; '' for none.
        accepted: what their browser says that they read (`Accept-Language`, RFC 9110, section 12.5.4).
        among: the languages to choose from.
    """
    wanted = [asked] if asked else list(tags(accepted))
    known = next((found for tag in wanted if (found := _known(tag, among))), None)
    return ChosenLanguage(language=known or SOURCE, missed=known is None and bool(wanted))


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Say in which direction a language is written."""
    return LANGUAGES[language].direction if language in LANGUAGES else "ltr"


def _known(tag: str, among: Collection[str]) -> str | None:
    """Find a tag as it is, or its language without the region."""
    plain = tag.partition("-")[0].lower()
    return tag if tag in among else plain if plain in among else None


def tags(accepted: str) -> Iterator[str]:
    """List language tags as a browser says them, best first: 'ar-EG, fr;q=0.8, *;q=0.1'."""
    told = [part.strip().partition(";") for part in accepted.split(",") if part.strip()]
    ordered = sorted(told, key=lambda part: -_weight(part[2]))
    yield from (name for name, _, _ in ordered if name != "*")


def _weight(said: str) -> float:
    try:
        return float(said.strip().removeprefix("q="))
    except ValueError:
        return 1.0
