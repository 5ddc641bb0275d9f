"""A Merkle tree over entries, as RFC 6962 section 2.1 defines it: one root says what all entries were, and in which order.

All hashes are 32 bytes. `Frontier` grows a tree one leaf at a time in memory of log2(n) hashes; `root_of` is the definition.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Give the root over leaf hashes, by the definition: split at the largest power of two below their number."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else EMPTY
    split = _split(len(leaves))
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree's size, and the roots of its whole subtrees from the largest to the smallest: all that growing it needs."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def grow(self, leaves: Iterable[bytes]) -> "Frontier":
        """Add leaf hashes at the end."""
        size, roots = self.size, list(self.roots)
        for leaf in leaves:
            roots.append(leaf)
            size += 1
            merges = size
            while merges % 2 == 0:
                right = roots.pop()
                roots[-1] = node_hash(roots[-1], right)
                merges //= 2
        return Frontier(size, tuple(roots))

    def root(self) -> bytes:
        """Give the root of what was added."""
        if not self.roots:
            return EMPTY
        found = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            found = node_hash(left, found)
        return found


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Give the hashes that lead from one leaf to the root, nearest first (RFC 6962 section 2.1.1)."""
    if len(leaves) <= 1:
        return ()
    split = _split(len(leaves))
    if index < split:
        return (*inclusion_proof(leaves[:split], index), root_of(leaves[split:]))
    return (*inclusion_proof(leaves[split:], index - split), root_of(leaves[:split]))


def root_by_inclusion(leaf: bytes, proof: Sequence[bytes], *, index: int, size: int) -> bytes | None:
    """Follow a proof from a leaf hash to a root; None when the proof has the wrong length (RFC 9162 section 2.1.3.2)."""
    node, last, found, used = index, size - 1, leaf, 0
    while last > 0:
        if node % 2 == 1 or node != last:
            if used == len(proof):
                return None
            found = node_hash(proof[used], found) if node % 2 == 1 else node_hash(found, proof[used])
            used += 1
        node, last = node // 2, last // 2
    return found if used == len(proof) else None


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)
