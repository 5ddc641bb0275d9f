"""What in the free texts of a statement may tell who somebody is: the transparency database is public and takes none of it."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Literal

Kind = Literal["mail address", "handle", "phone number", "IP address", "account", "notifier"]
FREE_TEXT = (
    "decision_visibility_other",
    "decision_monetary_other",
    "illegal_content_legal_ground",
    "illegal_content_explanation",
    "incompatible_content_ground",
    "incompatible_content_explanation",
    "content_type_other",
    "category_specification_other",
    "decision_facts",
    "source_identity",
    "puid",
)
SHORTEST = 3
"""Letters from which on a name is searched for: what is shorter stands in too many words."""
FEWEST_DIGITS = 8
"""Of a phone number; a date has no more than eight, and its separators give it away."""
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("mail address", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")),
    ("handle", re.compile(r"(?<![\w@])@[\w.-]{2,}(?::[\w.-]+)?|\bdid:(?:plc|web):[\w.:-]+|\bu/[\w-]{3,}")),
    ("IP address", re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){4,}[0-9a-f:]*", re.IGNORECASE)),
    ("phone number", re.compile(r"(?<![\w/.-])\+?\(?\d[\d ()./-]{6,}\d(?![\w-])")),
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}/\d{3,4}")


def tells_who(statement: Mapping[str, object], names: Collection[str] = ()) -> Mapping[str, Kind]:
    """Say which fields may tell who somebody is, and by what.

    Args:
        names: how the account and whoever told of it are called: ids, handles, names, addresses.
    """
    found = ((field, kind) for field in FREE_TEXT for kind in _kinds(statement, field, names))
    said: dict[str, Kind] = {}
    for field, kind in found:
        said.setdefault(field, kind)
    return said


def _kinds(statement: Mapping[str, object], field: str, names: Collection[str]) -> Iterator[Kind]:
    value = statement.get(field)
    if not isinstance(value, str):
        return
    if field == "source_identity" and value.strip() and statement.get("source_type") != "SOURCE_TRUSTED_FLAGGER":
        yield "notifier"
    folded = value.casefold()
    if any(len(name) >= SHORTEST and _word(name.casefold()).search(folded) for name in names):
        yield "account"
    if field != "puid":
        yield from (kind for kind, form in _FORMS if any(_counts(kind, hit) for hit in form.findall(value)))


def _counts(kind: Kind, hit: str) -> bool:
    if kind != "phone number":
        return True
    return not _DAY.fullmatch(hit.strip()) and sum(letter.isdigit() for letter in hit) >= FEWEST_DIGITS


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
