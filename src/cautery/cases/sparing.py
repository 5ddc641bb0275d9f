"""Sparing people: what says the same again is shown once, with how often it was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from cautery.model.exhibit import Item
from cautery.signals.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class DistinctText:
    """One thing that was said, and the posts that say it again."""

    item: Item
    again: tuple[Item, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """List the posts that say it."""
        return (self.item.id, *(one.id for one in self.again))


def once(items: Sequence[Item]) -> tuple[DistinctText, ...]:
    """Put together what folds to the same text; each stands where it stood first. What carries media stands by itself."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        said = fold(item.text)
        groups.setdefault(said if said and not item.media else f"post {item.id}", []).append(item)
    return tuple(DistinctText(item=group[0], again=tuple(group[1:])) for group in groups.values())
