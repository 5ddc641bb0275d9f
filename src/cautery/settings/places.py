"""Where in the text of a TOML file a key is set."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cautery.errors import Invalid

Keys = Sequence[str]
"""The way to a value: tables from the outside in, then the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFile:
    """A file of settings, as its owner wrote it."""

    file: Path
    text: str

    def wrong(self, keys: Keys, says: str) -> Invalid:
        """Say what is wrong with a key, and where it stands; without keys: with the whole file."""
        line = line_of(self.text, keys)
        return Invalid(f"'{self.file}'{f', line {line}' if line else ''}: {says}")


def line_of(text: str, keys: Keys) -> int | None:
    """Give the line on which a key is set first, from 1; None: it is not set.

    The shortest beginning of the text that can be read and holds the key ends with the key's value; the value begins after the
    longest shorter one that can be read.

    >>> line_of('name = "a"\\n[takedown]\\nbatch = 7', ["takedown", "batch"])
    3
    """
    lines, first = text.split("\n"), 1
    for end in range(1, len(lines) + 1):
        try:
            said = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        if keys and _holds(said, keys):
            return first
        first = end + 1
    return None


def _holds(said: object, keys: Keys) -> bool:
    for key in keys:
        if not isinstance(said, Mapping) or key not in said:
            return False
        said = said[key]
    return True
