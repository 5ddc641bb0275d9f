"""Makes any index grow: what comes later stands in small indexes of its own, which are joined as they become many.

The logarithmic method (Bentley & Saxe 1980): parts of equal size are joined into one, so that a value is made ready again
only a few times in all. Joining stops at `LARGEST_JOINED`, so that no addition waits for a large one.
"""

from collections.abc import Iterator, Sequence

from cautery.model.content import Content
from cautery.signals.signal_type import GrowingIndex, Index, SignalType

LARGEST_JOINED = 256


def growing(kind: SignalType, values: Sequence[str]) -> GrowingIndex:
    """Make known values of a type ready, so that others can be added and some removed."""
    index = kind.index(values)
    return index if isinstance(index, GrowingIndex) else _Parts(kind, index, values)


class _Parts(GrowingIndex):
    """Each part has its first position, its values and its index."""

    def __init__(self, kind: SignalType, index: Index, values: Sequence[str]) -> None:
        self._kind, self._count = kind, len(values)
        self._parts: list[tuple[int, list[str], Index]] = [(0, list(values), index)]
        self._gone: set[int] = set()

    def add(self, value: str) -> int:
        position, joined = self._count, [value]
        while len(self._parts) > 1 and len(self._parts[-1][1]) <= len(joined) < LARGEST_JOINED:
            joined = [*self._parts.pop()[1], *joined]
        self._parts.append((position + 1 - len(joined), joined, self._kind.index(joined)))
        self._count += 1
        return position

    def remove(self, position: int) -> None:
        self._gone.add(position)

    def find_in_many(self, contents: Sequence[Content]) -> Iterator[tuple[int, int, float]]:
        for first, _, index in self._parts:
            for number, place, distance in index.find_in_many(contents):
                if first + place not in self._gone:
                    yield number, first + place, distance

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        for first, _, index in self._parts:
            for place, distance in index.find(content):
                if first + place not in self._gone:
                    yield first + place, distance
