"""What a signal type must do. Types stand on the shelf `signals/types`, one file each; the file's name is the type's name."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from cautery.model.content import Content


class Index(ABC):
    """Known values of one type, ready to be looked for in content."""

    @abstractmethod
    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        """Give (position of a known value, distance) for each that is in the content, or near to it; each at most once."""

    def find_in_many(self, contents: Sequence[Content]) -> Iterator[tuple[int, int, float]]:
        """Give (number of a content, position, distance) for all that is in some contents; in the order of the contents."""
        for number, content in enumerate(contents):
            for position, distance in self.find(content):
                yield number, position, distance


class GrowingIndex(Index):
    """Known values that come and go without the rest being made ready again."""

    @abstractmethod
    def add(self, value: str) -> int:
        """Take one more value and give its position, which no value had before."""

    @abstractmethod
    def remove(self, position: int) -> None:
        """Let a value go; its position stays empty."""


class SignalType(ABC):
    """A kind of thing that can be known and met again."""

    same_within: ClassVar[float] = 0.0
    """Largest distance at which two values count as the same."""
    weak: ClassVar[bool] = False
    """Whether two values within it may still be two things: never a reason alone, read only by hand and around candidates."""
    alike: ClassVar[Sequence[tuple[str, str]]]
    """Pairs that must count as the same."""
    unlike: ClassVar[Sequence[tuple[str, str]]]
    """Pairs that must not."""

    @abstractmethod
    def extract(self, content: Content) -> Iterable[str]:
        """Give the canonical values in some content; never fails, whatever the text."""

    def canonical(self, value: str) -> str:
        """Write a value that a person banked in the form that `extract` gives; refuse one that can never match (Invalid)."""
        return value

    def meant(self, value: str) -> str:
        """Write what a person or a list means by a value: a bare host, say, means the pages of it (Invalid as `canonical`)."""
        return self.canonical(value)

    def distance(self, one: str, other: str) -> float:
        """Say how far two values are apart, 0 (the same) to 1."""
        return 0.0 if self.canonical(one) == self.canonical(other) else 1.0

    def index(self, values: Sequence[str]) -> Index:
        """Make known values ready to be looked for; unless a type knows better, by equality of what is extracted."""
        return _Exact(self, values)

    def shown(self, example: str) -> Content:
        """Give content in which an example is published: as a text, unless the type is about something else."""
        return Content(text=example)

    def seen_in(self, value: str, content: Content) -> str:
        """Say in which view of the content a value was found: 'mirrored'; '' when it is there as it is."""
        return ""

    def why(self, value: str, content: Content) -> tuple[str, ...]:
        """Say in sentences what was compared with a known value that was found, and how it came out."""
        return ("It is the same, letter by letter, once both are written in the same form.",)

    def met_by(self, value: str, content: Content) -> str:
        """Give the value in the content that met a known one, where both can be laid side by side."""
        return ""

    @abstractmethod
    def says(self, value: str, distance: float) -> str:
        """Say in a sentence what was found."""


class _Exact(GrowingIndex):
    def __init__(self, kind: SignalType, values: Sequence[str]) -> None:
        self._kind = kind
        self._values: list[str] = []
        self._known: dict[str, list[int]] = {}
        for value in values:
            self.add(value)

    def add(self, value: str) -> int:
        position = len(self._values)
        self._values.append(self._kind.canonical(value))
        self._known.setdefault(self._values[position], []).append(position)
        return position

    def remove(self, position: int) -> None:
        self._known[self._values[position]].remove(position)

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        for value in dict.fromkeys(self._kind.extract(content)):
            for position in self._known.get(value, ()):
                yield position, 0.0
