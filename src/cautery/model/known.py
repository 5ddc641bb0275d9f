"""Which fields the contract knows: all others are dropped before an event is kept, and counted by name.

A field that nobody knows may hold anything, a telephone number too, and nothing would ever hash it. So the owner is told its
name, and can ask for it; where it looks like one that is known, that is said.
"""

import difflib
import types
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from cautery.model.event import AnyEvent

_BY_TYPE: Mapping[str, type[msgspec.Struct]] = {str(kind.__struct_config__.tag): kind for kind in get_args(AnyEvent)}
_TAG = "type"


def without_unknown(said: Mapping[str, Any]) -> tuple[dict[str, Any], Counter[str]]:
    """Leave out what the contract does not know; give what is left, and the names of the rest with their places."""
    unknown: Counter[str] = Counter()
    kind = _BY_TYPE.get(said.get(_TAG, "")) if isinstance(said.get(_TAG), str) else None
    if kind is None:
        return dict(said), unknown
    kept = _kept(said, kind, "", unknown)
    return {_TAG: said[_TAG], **kept}, unknown


def suggestion_for(place: str) -> str:
    """Give the known field that an unknown one looks like; '' where none does.

    >>> suggestion_for("post.link")
    'post.links'
    """
    above, _, name = place.rpartition(".")
    known = {field for kind in _BY_TYPE.values() for field in _known_under(kind, above)}
    if name.lower() in known:
        return "" if name in known else f"{above}.{name.lower()}".lstrip(".")
    near = difflib.get_close_matches(name.lower(), sorted(known), n=1, cutoff=0.75)
    return f"{above}.{near[0]}".lstrip(".") if near else ""


def told(unknown: Mapping[str, int]) -> list[str]:
    """Say in sentences what was dropped, the most frequent first."""
    return [
        f"Dropped '{name}' {count:,} times: the contract has no such field"
        + (f"; did you mean '{near}'?" if (near := suggestion_for(name)) else ".")
        for name, count in sorted(unknown.items(), key=lambda one: (-one[1], one[0]))
    ]


def _kept(said: Mapping[str, Any], kind: type[msgspec.Struct], place: str, unknown: Counter[str]) -> dict[str, Any]:
    known = _fields(kind)
    kept: dict[str, Any] = {}
    for name, value in said.items():
        if name in known:
            kept[name] = _inside(value, known[name], f"{place}{name}", unknown)
        elif not (name == _TAG and not place):
            unknown[f"{place}{name}"[:200]] += 1
    return kept


def _inside(value: Any, kind: type[msgspec.Struct] | None, place: str, unknown: Counter[str]) -> Any:
    if kind is None:
        return value
    if isinstance(value, dict):
        return _kept(value, kind, f"{place}.", unknown)
    if isinstance(value, list):
        return [_inside(one, kind, place, unknown) for one in value]
    return value


@cache
def _fields(kind: type[msgspec.Struct]) -> Mapping[str, type[msgspec.Struct] | None]:
    """Give a struct's fields as they are written, each with the struct that stands in it, if one does."""
    hints = get_type_hints(kind, include_extras=False)
    return {field.encode_name: _struct_in(hints[field.name]) for field in msgspec.structs.fields(kind)}


def _struct_in(hint: Any) -> type[msgspec.Struct] | None:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    if get_origin(hint) in (Union, types.UnionType, tuple, list, Annotated):
        return next((found for inner in get_args(hint) if (found := _struct_in(inner)) is not None), None)
    return None


def _known_under(kind: type[msgspec.Struct], above: str) -> Iterable[str]:
    here: type[msgspec.Struct] | None = kind
    for name in filter(None, above.split(".")):
        here = _fields(here).get(name) if here is not None else None
    return _fields(here) if here is not None else ()
