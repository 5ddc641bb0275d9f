"""Which language somebody outside gets a letter or a page in, from codes as platforms, browsers and people write them.

Codes are BCP 47 (RFC 5646), with the spellings that are met beside it: `de_DE`, `deu`, `ger`. A dialect of Arabic with
a code of its own reads Arabic (ISO 639-3, macrolanguage `ara`).
"""

from collections.abc import Collection, Mapping

from babel.core import get_global

from cautery.translations.languages import LANGUAGES, SOURCE, ChosenLanguage, tags

ALIASES: Mapping[str, str] = get_global("language_aliases")
ARABIC = frozenset(
    "aao abh abv acm acq acw acx acy adf aeb aec afb ajp apc apd arb arq ars ary arz auz avl ayh ayl ayn ayp pga shu "
    "ssh".split()
)
NONE = frozenset("und zxx mul mis art qme qht qam qct qst".split())
"""What is written where a language is not known, or there is none or several: nobody misses a letter in it."""


def language_of(code: str | None, *, among: Collection[str] = tuple(LANGUAGES)) -> str | None:
    """Give the language that a code stands for, of those that we have; None: none of them.

    >>> language_of("de_DE"), language_of("arz"), language_of("fa")
    ('de', 'ar', None)
    """
    base = (code or "").strip().replace("_", "-").partition("-")[0].lower()
    found = "ar" if base in ARABIC else ALIASES.get(base, base)
    return found if found in among else None


def says_nothing(code: str | None) -> bool:
    """Say whether a code names no language that somebody could miss a letter in."""
    base = (code or "").strip().replace("_", "-").partition("-")[0].lower()
    return not base or base in NONE


def negotiate(asked: str, accepted: str) -> ChosenLanguage:
    """Choose the language for somebody outside; English where none of theirs is there.

    Args:
        asked: the language that they chose, or that is theirs as far as is known; '' for none.
        accepted: what their browser says that they read (`Accept-Language`, RFC 9110, section 12.5.4).
    """
    wanted = [one for one in ((asked,) if not says_nothing(asked) else tags(accepted)) if not says_nothing(one)]
    known = next((found for one in wanted if (found := language_of(one))), None)
    return ChosenLanguage(language=known or SOURCE, missed=known is None and bool(wanted))
