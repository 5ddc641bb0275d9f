"""An inverted index of what accounts use: sorted runs of (key, account number), extended in place and never made anew.

Newest pairs are in memory; older ones lie in sorted runs on disk, read through the page cache. Runs of like size are merged (as
an LSM tree does), up to a size that keeps a merge within a few hundred MB. A pair counts once however often it is added, so
adding the same events again changes nothing.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cautery.errors import Permanent
from cautery.kit.files import sync_folder

MEMORY_PAIRS = 400_000
"""Pairs in memory before they become a run: about 5 MB."""
LARGEST_MERGE = 8_000_000
"""Pairs (12 bytes each) beyond which runs are left as they are."""

Keys = NDArray[np.int64]
Numbers = NDArray[np.uint32]
Pairs = tuple[Keys, Numbers]


class Postings:
    """The index in a folder. Whoever uses it keeps the names of its runs, and what is in memory."""

    def __init__(self, folder: Path, runs: Sequence[str]) -> None:
        """Open the runs that are named; others in the folder are what a crash left, and go."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder, self.runs = folder, list(runs)
        self._recent, self._new = _sorted([]), list[Pairs]()
        self._opened = [self._open(name) for name in runs]
        for path in folder.glob("*.npy"):
            if path.name.split(".")[0] not in self.runs:
                path.unlink()

    def add(self, keys: Keys, numbers: Numbers) -> None:
        """Add pairs, in memory."""
        if len(keys):
            self._new.append((keys, numbers))
            if len(self._new) > 256:
                self._in_memory()

    def is_full(self) -> bool:
        """Tell whether it is time to `flush`."""
        return len(self._recent[0]) + sum(len(keys) for keys, _ in self._new) >= MEMORY_PAIRS

    def flush(self) -> None:
        """Put what is in memory on disk. Afterwards `runs` has other names, and files that no run names may stand beside."""
        if not len(self._in_memory()[0]):
            return
        opened = [*self._opened, self._recent]
        names = [*self.runs, ""]
        while len(opened) > 1 and _may_merge(len(opened[-2][0]), len(opened[-1][0])):
            last = opened.pop()
            names.pop()
            opened[-1], names[-1] = _sorted([opened[-1], last]), ""
        if not names[-1]:
            names[-1] = self._put(opened[-1])
            opened[-1] = self._open(names[-1])
        self._opened, self.runs, self._recent = opened, names, _sorted([])

    def tidy(self) -> None:
        """Drop the files of runs that were merged, once the names of the new ones are kept."""
        for path in self._folder.glob("*.npy"):
            if path.name.split(".")[0] not in self.runs:
                path.unlink()

    def find(self, keys: Keys) -> tuple[NDArray[np.int64], Numbers]:
        """Find who uses each of some keys (sorted, distinct).

        Returns: places in `keys`, and account numbers; each pair once.
        """
        found = [_find(run, keys) for run in (*self._opened, self._in_memory())]
        places = np.concatenate([np.zeros(0, dtype=np.int64), *(at for at, _ in found)])
        numbers = np.concatenate([np.zeros(0, dtype=np.uint32), *(who for _, who in found)])
        if not len(places):
            return places, numbers
        once = np.unique((places << 32) | numbers)
        return once >> 32, (once & 0xFFFFFFFF).astype(np.uint32)

    def _in_memory(self) -> Pairs:
        if self._new:
            self._recent, self._new = _sorted([self._recent, *self._new]), []
        return self._recent

    def _open(self, name: str) -> Pairs:
        try:
            keys = np.load(self._folder / f"{name}.keys.npy", mmap_mode="r")
            numbers = np.load(self._folder / f"{name}.numbers.npy", mmap_mode="r")
        except (OSError, ValueError) as error:
            raise Permanent(f"A part of the index '{self._folder / name}' is gone or damaged ({error}).") from None
        if len(keys) != len(numbers):
            raise Permanent(f"A part of the index, '{self._folder / name}', is damaged.")
        return keys, numbers

    def _put(self, pairs: Pairs) -> str:
        taken = [int(path.name.split(".")[0]) for path in self._folder.glob("*.keys.npy")]
        name = f"{max(taken, default=0) + 1:08d}"
        np.save(self._folder / f"{name}.keys.npy", pairs[0])
        np.save(self._folder / f"{name}.numbers.npy", pairs[1])
        sync_folder(self._folder)
        return name


def _may_merge(older: int, newer: int) -> bool:
    return older < 2 * newer and older + newer <= LARGEST_MERGE


def _sorted(parts: Sequence[Pairs]) -> Pairs:
    keys = np.concatenate([np.zeros(0, dtype=np.int64), *(keys for keys, _ in parts)])
    numbers = np.concatenate([np.zeros(0, dtype=np.uint32), *(numbers for _, numbers in parts)])
    order = np.lexsort((numbers, keys))
    keys, numbers = keys[order], numbers[order]
    kept = np.ones(len(keys), dtype=bool)
    kept[1:] = (keys[1:] != keys[:-1]) | (numbers[1:] != numbers[:-1])
    return keys[kept], numbers[kept]


def _find(run: Pairs, keys: Keys) -> tuple[NDArray[np.int64], Numbers]:
    first = np.searchsorted(run[0], keys, side="left")
    many = np.searchsorted(run[0], keys, side="right") - first
    places = np.repeat(np.arange(len(keys)), many)
    starts = np.repeat(first - np.concatenate(([0], np.cumsum(many)[:-1])), many) if len(keys) else first
    return places, np.asarray(run[1][starts + np.arange(int(many.sum()))], dtype=np.uint32)
