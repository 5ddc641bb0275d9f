"""The language of the search field: words, "phrases", -without, begin*, and fields such as `platform:plaza lang:ar`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cautery.errors import Invalid
from cautery.kit.clock import parse_time
from cautery.signals.fold import fold, spaced

FIELDS = ("from", "platform", "lang", "link", "hash", "after", "before", "case", "takedown", "account")
_PART = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))')
LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """A question, read."""

    text: str
    """As it was typed, without its fields."""
    words: str
    """What posts must hold, in the language of FTS5; '' where nothing is asked of texts."""
    fields: Mapping[str, str] = field(default_factory=dict)

    def time(self, name: str) -> datetime | None:
        """Read a field as a time; Invalid where it is none."""
        return parse_time(self.fields[name]) if name in self.fields else None

    @property
    def of_posts(self) -> bool:
        """Say whether posts are asked for."""
        return bool(self.words) or any(
            name in self.fields for name in ("from", "hash", "link", "lang", "after", "before")
        )


def read_query(typed: str) -> SearchQuery:
    """Read what somebody typed; refuse (Invalid) a field that there is not, with those that there are.

    >>> read_query('platform:plaza "old pier" -song lamp*').words
    '"old pier" AND "lamp" * NOT "song"'
    """
    if len(typed) > LONGEST:
        raise Invalid(f"A question has at most {LONGEST} characters.")
    fields: dict[str, str] = {}
    plain: list[str] = []
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, name, phrase, word in _PART.findall(typed):
        said = phrase or word
        if name and not (word and word.startswith("//")):
            _refuse_unknown(name)
            fields[name] = said
            continue
        plain.append(said)
        if term := _term(said, begins=word.endswith("*")):
            (unwanted if minus else wanted).append(term)
    if "link" in fields and (term := _term(fields["link"], begins=False)):
        wanted.append(f"links : {term}")
    if unwanted and not wanted:
        raise Invalid("A question that only leaves words out would find everything; add a word to look for.")
    words = " AND ".join(wanted) + "".join(f" NOT {term}" for term in unwanted)
    return SearchQuery(text=" ".join(plain), words=words, fields=fields)


def _refuse_unknown(name: str) -> None:
    if name not in FIELDS:
        raise Invalid(f"There is no field '{name}:'. There are: {', '.join(f'{one}:' for one in FIELDS)}.")


def _term(said: str, *, begins: bool) -> str:
    """Write words as one phrase of FTS5; whatever else they hold means nothing there."""
    plain = spaced(fold(said)).strip()
    return f'"{plain}"{" *" if begins else ""}' if plain else ""
