"""Reads the messages of a language, compiled by `make catalogue`."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from cautery.translations.languages import PSEUDO
from cautery.translations.pseudo import PseudoTranslations


@cache
def catalogue(language: str) -> NullTranslations:
    """Give a language's messages; English where there are none."""
    if language == PSEUDO:
        return PseudoTranslations()
    compiled = files("cautery.translations").joinpath("locales", f"{language}.mo")
    if not compiled.is_file():
        return NullTranslations()
    with compiled.open("rb") as file:
        return GNUTranslations(file)
