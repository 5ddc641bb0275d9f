"""Which events have been seen: 128-bit digests of their ids, so that an event is one event however often it is sent.

Newest digests are in memory; older ones lie in sorted runs on disk, read through the page cache. Runs of like size are merged,
up to a size that keeps a merge within a few hundred MB; so memory stays bounded however many events there are. The digests can
be computed again from the journal.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from cautery.kit.files import replace_file
from cautery.kit.unreadable import NOT_JSON
from cautery.store.journal import START, JournalPlace

MEMORY_DIGESTS = 100_000
"""Digests kept in memory before they become a run: about 12 MB."""
LARGEST_MERGE = 16_000_000
"""Digests (16 bytes each) beyond which runs are left as they are."""

Digests = NDArray[np.uint64]
"""(n, 2): the two halves of each digest, sorted by the first."""


class _Kept(msgspec.Struct, frozen=True):
    """Up to which place in the journal the runs on disk know the events, and how many digests they must hold for that."""

    place: JournalPlace = START
    digests: int = 0


def digest_of(platform: str, event: str) -> bytes:
    """Name an event by its platform and id, in 16 bytes that nobody can make collide on purpose."""
    return hashlib.blake2b(f"{len(platform)}:{platform}{event}".encode(), digest_size=16).digest()


class SeenDigests:
    """The digests seen so far, in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._recent: set[bytes] = set()
        self._runs: list[Digests] = [np.load(path, mmap_mode="r") for path in sorted(folder.glob("*.npy"))]
        self._kept = self._read_place()
        if sum(len(run) for run in self._runs) < self._kept.digests or self._kept.place == START:
            self._forget()

    def __len__(self) -> int:
        return len(self._recent) + sum(len(run) for run in self._runs)

    def are_new(self, digests: Sequence[bytes]) -> list[bool]:
        """Tell for each digest whether it is met for the first time, here and within the batch."""
        known = self._on_disk(digests)
        met: set[bytes] = set()
        answer = []
        for position, digest in enumerate(digests):
            new = not known[position] and digest not in self._recent and digest not in met
            met.add(digest)
            answer.append(new)
        return answer

    def add(self, digests: Iterable[bytes]) -> None:
        """Remember digests, in memory: `keep` puts them on disk."""
        self._recent.update(digests)

    def is_full(self) -> bool:
        """Tell whether it is time to `keep`."""
        return len(self._recent) >= MEMORY_DIGESTS

    def reached(self) -> JournalPlace:
        """Say up to which place in the journal the runs on disk know the events."""
        return self._kept.place

    def keep(self, reached: JournalPlace) -> None:
        """Put what is in memory on disk, as a run; all up to a place in the journal is then known there."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._recent:
            self._put_on_disk()
        self._kept = _Kept(place=reached, digests=sum(len(run) for run in self._runs))
        replace_file(self._folder / "place.json", msgspec.json.encode(self._kept))

    def _read_place(self) -> "_Kept":
        try:
            return msgspec.json.decode((self._folder / "place.json").read_bytes(), type=_Kept)
        except (*NOT_JSON, FileNotFoundError):
            return _Kept()

    def _forget(self) -> None:
        """Begin anew: some of the runs are gone, or nobody knows how far they reach."""
        for path in self._folder.glob("*.npy"):
            path.unlink()
        self._runs, self._kept = [], _Kept()

    def _put_on_disk(self) -> None:
        runs = [*self._runs, _sorted(_halves(list(self._recent)))]
        while len(runs) > 1 and len(runs[-2]) < 2 * len(runs[-1]) and len(runs[-1]) + len(runs[-2]) <= LARGEST_MERGE:
            last = runs.pop()
            runs[-1] = _sorted(np.concatenate([runs[-1], last]))
        self._write(runs)
        self._recent.clear()

    def _on_disk(self, digests: Sequence[bytes]) -> NDArray[np.bool_]:
        wanted = _halves(digests)
        known = np.zeros(len(wanted), dtype=bool)
        for run in self._runs:
            at = np.searchsorted(run[:, 0], wanted[:, 0])
            open_ = np.flatnonzero(~known)
            while open_.size:  # digests that share their first half stand one behind another
                inside = at[open_] < len(run)
                open_ = open_[inside]
                here = run[at[open_]]
                same_first = here[:, 0] == wanted[open_, 0]
                known[open_] |= same_first & (here[:, 1] == wanted[open_, 1])
                open_ = open_[same_first & ~known[open_]]
                at[open_] += 1
        return known

    def _write(self, runs: Sequence[Digests]) -> None:
        kept = {id(run) for run in self._runs}
        first_new = next((i for i, run in enumerate(runs) if id(run) not in kept), len(runs))
        for number, run in enumerate(runs[first_new:], start=first_new):
            beside = self._folder / f"{number:06d}.new"
            with beside.open("wb") as out:
                np.save(out, run)
            beside.rename(self._folder / f"{number:06d}.npy")
        for path in sorted(self._folder.glob("*.npy"))[len(runs) :]:
            path.unlink()
        self._runs = [np.load(self._folder / f"{number:06d}.npy", mmap_mode="r") for number in range(len(runs))]


def _halves(digests: Sequence[bytes]) -> Digests:
    return np.frombuffer(b"".join(digests), dtype=">u8").reshape(-1, 2).astype(np.uint64)


def _sorted(digests: Digests) -> Digests:
    """Sort by the first half; stably, for that costs two sorted runs one behind another no more than their merge."""
    return digests[np.argsort(digests[:, 0], kind="stable")]
