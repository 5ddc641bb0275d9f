"""A shelf is a package whose modules are plug-ins: one file, one class, and the file's name is its name for ever."""

import inspect
import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoints, entry_points
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

from cautery.errors import Invalid, Missing

P = TypeVar("P")


def names_on(shelf: ModuleType) -> tuple[str, ...]:
    """List what stands on a shelf, ours and what was installed beside it, without loading any of it."""
    ours = {module.name for module in iter_modules(shelf.__path__)}
    theirs = {entry.name for entry in _beside(shelf.__name__, tuple(sys.path))}
    return tuple(sorted(ours | theirs))


def take(shelf: ModuleType, name: str, kind: type[P]) -> type[P]:
    """Load one plug-in's class by name."""
    if name not in names_on(shelf):
        known = ", ".join(names_on(shelf))
        raise Missing(f"There is no '{name}' in {shelf.__name__}; known are: {known}.")
    private = {entry.name: entry for entry in _beside(shelf.__name__, tuple(sys.path))}
    loaded = private[name].load() if name in private else import_module(f"{shelf.__name__}.{name}")
    if inspect.isclass(loaded) and issubclass(loaded, kind):
        return loaded
    found = [
        thing
        for _, thing in inspect.getmembers(loaded, inspect.isclass)
        if issubclass(thing, kind) and thing.__module__.startswith(loaded.__name__) and not inspect.isabstract(thing)
    ]
    if len(found) != 1:
        raise Invalid(f"{loaded.__name__} must hold exactly one {kind.__name__}; it holds {len(found)}.")
    return found[0]


def take_all(shelf: ModuleType, kind: type[P]) -> Mapping[str, type[P]]:
    """Load everything on a shelf, by name."""
    return {name: take(shelf, name, kind) for name in names_on(shelf)}


@lru_cache(maxsize=64)
def _beside(shelf: str, _: tuple[str, ...]) -> EntryPoints:
    """List what was installed beside ours. Once a process: reading what all packages say takes milliseconds."""
    return entry_points(group=shelf)
