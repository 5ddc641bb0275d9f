"""Reads settings into typed tables, key by key, so that a mistake is told by its line, what is expected and the nearest key."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from cautery.errors import Invalid
from cautery.settings.expected import example, expected, shown
from cautery.settings.places import Keys, SettingsFile

REST = "more"
"""A table with this key hands on what else stands in it: a plug-in knows what that means."""
NEAR = 0.7
"""How alike two keys must be (difflib's ratio) for one to be meant by the other."""
T = TypeVar("T")


def read_file(file: Path) -> SettingsFile:
    """Read a file's text; Invalid when it is no text."""
    try:
        return SettingsFile(file=file, text=file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise Invalid(f"'{file}' is not TOML: {error}. Save it as UTF-8.") from None


def read_as(kind: type[T], written: SettingsFile) -> T:
    """Read a text into a type of tables; Invalid for the first key that is unknown, missing or wrong."""
    try:
        said = tomllib.loads(written.text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"'{written.file}' is not TOML: {error}.") from None
    return msgspec.convert(_checked(said, kind, (), written), kind)


@contextmanager
def placed(written: SettingsFile, *keys: str) -> Iterator[None]:
    """Name the line of a key in what is refused inside."""
    try:
        yield
    except Invalid as error:
        raise written.wrong(keys, str(error)) from None


def refuse_unknown(written: SettingsFile, keys: Keys, more: Iterable[str], own: Mapping[str, str], *, of: str) -> None:
    """Refuse a key that a plug-in does not know: name its line, the nearest key, and what that is expected to be.

    Args:
        more: the keys of a table that only the plug-in can know.
        own: the keys that it knows, and what each is expected to be.
    """
    for key in more:
        if key not in own:
            near = get_close_matches(key, list(own), n=1, cutoff=NEAR)
            known = "; ".join(f"'{one}': {own[one]}" for one in near or own) or "none of its own"
            meant = f"Did you mean {known}?" if near else f"'{of}' knows: {known}."
            raise written.wrong((*keys, key), f"there is no setting '{key}' in {_named(keys)}. {meant}")


def _checked(said: object, kind: Any, keys: Keys, written: SettingsFile) -> object:
    if _is_table(kind):
        return _table(said, kind, keys, written)
    if _of_each(kind) is not None:
        table = _as_table(said, keys, written)
        said = {name: _checked(one, _of_each(kind), (*keys, name), written) for name, one in table.items()}
    try:
        msgspec.convert(said, kind)
    except msgspec.ValidationError:
        raise written.wrong(keys, _mistake(said, kind, keys)) from None
    return said


def _table(said: object, kind: Any, keys: Keys, written: SettingsFile) -> Mapping[str, object]:
    table, known, rest = _as_table(said, keys, written), _kinds(kind), {}
    found: dict[str, object] = {}
    for key, value in table.items():
        if key in known and key != REST:
            found[key] = _checked(value, known[key], (*keys, key), written)
        elif REST in known and not _meant(key, known, table):
            rest[key] = _checked(value, str, (*keys, key), written)
        else:
            raise written.wrong((*keys, key), _unknown(key, known, keys, table))
    for key in known:
        if key not in found and not _has_default(kind, key):
            raise written.wrong(keys, f"{_named(keys)} needs '{key}': {expected(known[key])}.")
    return {**found, **({REST: rest} if rest else {})}


def _as_table(said: object, keys: Keys, written: SettingsFile) -> Mapping[str, object]:
    if not isinstance(said, Mapping):
        raise written.wrong(keys, f"'{keys[-1]}' is a table: write {_named(keys)} on a line of its own above its keys.")
    return said


def _unknown(key: str, known: Mapping[str, object], keys: Keys, table: Mapping[str, object]) -> str:
    """Say that a key means nothing, and which is near; all that are known, when none is."""
    near, where = _meant(key, known, table), f" in {_named(keys)}" if keys else ""
    if near:
        return f"there is no setting '{key}'{where}. Did you mean '{near}'?"
    return f"there is no setting '{key}'{where}. Known are: {', '.join(sorted(set(known) - {REST}))}."


def _meant(key: str, known: Mapping[str, object], table: Mapping[str, object]) -> str | None:
    """Give the known key that was probably meant by another; none that is set as well."""
    near = get_close_matches(key, [name for name in known if name not in table and name != REST], n=1, cutoff=NEAR)
    return near[0] if near else None


def _mistake(said: object, kind: Any, keys: Keys) -> str:
    model = example(kind)
    return (
        f"'{keys[-1]}' must be {expected(kind)}; it is {shown(said)}."
        f"{f' Write, for example: {keys[-1]} = {model}' if model else ''}"
    )


def _named(keys: Keys) -> str:
    return f"[{'.'.join(keys)}]"


def _is_table(kind: Any) -> bool:
    return is_dataclass(kind) or (isinstance(kind, type) and issubclass(kind, msgspec.Struct))


def _of_each(kind: Any) -> Any:
    """Give the type of what a table of freely named keys holds; None: it is no such table."""
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return get_args(bare)[1] if get_origin(bare) is dict else None


@cache
def _kinds(kind: Any) -> Mapping[str, Any]:
    """Give the type of each key of a table; of a table that may be missing, the table."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: _present(hint) for name, hint in hints.items()}


def _present(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        there = [arg for arg in get_args(hint) if arg is not NoneType]
        return there[0] if len(there) == 1 else hint
    return hint


def _has_default(kind: Any, key: str) -> bool:
    if is_dataclass(kind):
        field = next(field for field in fields(kind) if field.name == key)
        return field.default is not MISSING or field.default_factory is not MISSING
    return not next(field for field in msgspec.structs.fields(kind) if field.name == key).required
