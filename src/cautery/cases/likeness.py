"""What cases have in common: nearly the same words, the same links and contacts; never who or what somebody is."""

from collections.abc import Sequence
from dataclasses import dataclass

from cautery.kit.canonical import digest
from cautery.model.case import Case
from cautery.model.content import Content
from cautery.model.exhibit import Exhibit, Item
from cautery.signals.minhash import bands_of, resemblance
from cautery.signals.near_texts import plain
from cautery.signals.types.handoff import Handoff
from cautery.signals.types.link import Link

MOST_ITEMS = 6
"""Items by which a case is found again: those that its evidence rests on."""
BANDS_USED = 8
"""Of two texts of resemblance 0.8, all but one in seventy share one of so many bands."""
NEAR = 0.8
FEWEST_LETTERS = 30
BITS = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTraits:
    """What two cases have in common."""

    resemblance: float
    """Of the two texts that are most alike, 0..1."""
    values: tuple[str, ...]
    """Links and contacts that both show."""
    twins: bool
    """Whether every item of evidence of the one is nearly one of the other's: whoever read one has read both."""

    @property
    def says(self) -> str:
        """Say it in words."""
        text = ("the same words",) if self.resemblance == 1.0 else ()
        if NEAR <= self.resemblance < 1.0:
            text = (f"nearly the same words ({self.resemblance:.0%})",)
        return ", ".join((*text, *(f"the same {value}" for value in self.values)))


def supporting_items(case: Case, exhibit: Exhibit) -> tuple[Item, ...]:
    """Give the items that a case rests on; where its evidence names none, the latest that it shows."""
    named = {name for reason in case.reasons for name in reason.evidence} | {case.post}
    return (tuple(item for item in exhibit.items if item.id in named) or exhibit.items)[:MOST_ITEMS]


def marks_of(case: Case, exhibit: Exhibit) -> frozenset[int]:
    """Give the marks by which a case is found again: those that share one may have something in common."""
    items = supporting_items(case, exhibit)
    texts = [text for item in items if len(text := plain(item.text)) >= FEWEST_LETTERS]
    bands = bands_of(texts)[:, :BANDS_USED] if texts else ()
    near = {_mark("text", f"{band} {int(key)}") for text in bands for band, key in enumerate(text)}
    return frozenset(near | {_mark("value", value) for item in items for value in _values(item)})


def shared(one: tuple[Case, Exhibit], other: tuple[Case, Exhibit]) -> SharedTraits | None:
    """Say what two cases have in common; None when it is nothing."""
    ours, theirs = supporting_items(*one), supporting_items(*other)
    nearest = [max((_alike(item, again) for again in theirs), default=0.0) for item in ours]
    both = {value for item in ours for value in _values(item)} & {value for item in theirs for value in _values(item)}
    best = max(nearest, default=0.0)
    if best < NEAR and not both:
        return None
    return SharedTraits(
        resemblance=best,
        values=tuple(sorted(both)),
        twins=bool(nearest) and min(nearest) >= NEAR and _is_covered(theirs, ours),
    )


def _is_covered(items: Sequence[Item], by: Sequence[Item]) -> bool:
    return all(any(_alike(item, other) >= NEAR for other in by) for item in items)


def _alike(one: Item, other: Item) -> float:
    a, b = plain(one.text), plain(other.text)
    if min(len(a), len(b)) < FEWEST_LETTERS:
        return 1.0 if one.text.strip() and one.text.strip() == other.text.strip() else 0.0
    return 1.0 if a == b else resemblance(a, b)


def _values(item: Item) -> tuple[str, ...]:
    content = Content(text=item.text, links=item.links)
    return (
        *(f"link {value}" for value in Link().extract(content)),
        *(f"contact {value}" for value in Handoff().extract(content)),
    )


def _mark(kind: str, value: str) -> int:
    return int(digest("mark", kind, value)[:16], 16) >> (64 - BITS)
