"""Columns that grow together: rows are added at the end and changed in place, and nothing is ever taken out."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cautery.simulator.society.dice import Integers

Column = NDArray[Any]


class Columns:
    """A table in memory, by name of column."""

    def __init__(self, kinds: Mapping[str, DTypeLike], *, room: int = 1024) -> None:
        self._held: dict[str, Column] = {name: np.zeros(max(1, room), dtype=kind) for name, kind in kinds.items()}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, name: str) -> Column:
        return self._held[name][: self._count]

    def names(self) -> tuple[str, ...]:
        """Give the names of the columns."""
        return tuple(self._held)

    def add(self, **given: Column) -> Integers:
        """Add rows; returns their numbers. Every column must be given."""
        more = len(next(iter(given.values())))
        first, self._count = self._count, self._count + more
        for name, held in self._held.items():
            if self._count > len(held):
                self._held[name] = held = np.concatenate((held, np.zeros(self._count, dtype=held.dtype)))
            held[first : self._count] = given[name]
        return np.arange(first, self._count)
