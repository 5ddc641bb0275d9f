"""What suspicion knows of the whole platform: how many accounts use each value that a removed account used.

It is counted at one time, has a name, and holds until the next one is made. Whoever is weighed with the same snapshot and has
the same dossier gets the same bits, whether events arrive one by one or all of history is read at once.

A whole platform is never scored cold: at a share of one violating account in six thousand, even the best published classifier
names mostly innocents. Around confirmed cases that share is hundreds of times higher (science: IVCC, Benigni et al. 2017). So
candidates are accounts that touch a removed account, or that share with several of them what few others have.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log2

from cautery.model.account import Account, AccountId, Platform
from cautery.signals.near_index import NearIndex
from cautery.signals.near_texts import plain
from cautery.signals.types.near_text import NearText
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.operators.frames import runs
from cautery.suspicion.operators.keys import key_of
from cautery.suspicion.operators.passages import passages

Value = tuple[Platform, str]
"""A value on a platform; the same on another platform is another value."""
CHANNELS = ("ties", "links", "handoffs", "texts")
TOLD = ("links", "handoffs", "texts")
"""Channels of what accounts say themselves, which count together."""
MOST_ITEMS = 20
USUAL = 0.05
"""Share of removed accounts around removed ones, of whom nothing else is known: the prior of a neighbourhood."""
AS_MUCH = 0.8
"""Whoever shares this part of what an account shares, shares as much."""
MOST_RIVALS = 64
"""Others that are kept for each circle: of more, nothing is borne out by any number of removed accounts here."""
WORTH = 2.0
"""Users of a value that this share counts as: one removed user is not yet a pattern."""


def bits_borne_out(removed: int, others: int) -> float:
    """Weigh that so many removed and so many other accounts use something, against the usual share of removed ones.

    The log-ratio of the odds of a beta-binomial: it says nothing where nobody else was met, and little by one.

    >>> [round(bits_borne_out(removed, others), 1) for removed, others in ((0, 0), (1, 0), (5, 0), (5, 5), (1, 17))]
    [0.0, 3.5, 5.7, 3.8, 0.1]
    """
    return log2((removed + WORTH * USUAL) / (others + WORTH * (1 - USUAL))) + log2((1 - USUAL) / USUAL)


@dataclass(frozen=True, slots=True)
class Count:
    """How many accounts use a value."""

    removed: int
    users: int
    """Of the whole platform, removed ones included."""
    circle: int = -1
    """Place in `Snapshot.circles` of the removed accounts that use it; -1 where that was not counted."""

    def worth(self) -> float:
        """Give what those who use it bear out for one of them, in bits; never below 0."""
        return max(0.0, bits_borne_out(self.removed, self.others(own=1)))

    def others(self, *, own: int) -> int:
        """Count the users who were not removed, but for the one who is weighed."""
        return max(0, self.users - self.removed - own)


Counts = Mapping[Value, Count]


@dataclass(frozen=True, slots=True)
class Circle:
    """Removed accounts that use the same things, and how much others share with just these."""

    removed: int
    shared: tuple[float, ...]
    """Bits of those who share most; falling."""

    def rivals(self, bits: float) -> int:
        """Count those who share as much, whoever is asked included."""
        return bisect_right(self.shared, -AS_MUCH * bits, key=lambda one: -one)

    def most_bits(self, bits: float, *, is_removed: bool) -> float:
        """Give the most that sharing so much says; much that is shared with one account is still one account's.

        Args:
            is_removed: whether who is weighed is of the circle.
        """
        return bits_borne_out(self.removed - is_removed, max(0, self.rivals(bits) - self.removed - (not is_removed)))


@dataclass(frozen=True, kw_only=True)
class RemovedTraits:
    """What removed accounts use: by value, how many of them."""

    removed: frozenset[Account]
    ties: Mapping[Value, int]
    links: Mapping[Value, int]
    handoffs: Mapping[Value, int]
    texts: Mapping[Value, int]
    turned: Mapping[Account, tuple[str, ...]]
    """To whom they turn, with the items that show it."""
    frames: Mapping[str, frozenset[int]]
    """The keys of the passages and frames by which a copy of each of their texts is found, also one that is filled in anew."""
    circles: Mapping[tuple[str, Value], int]
    """By channel and value, the number of its circle: the same removed accounts have the same number."""
    sizes: Sequence[int]
    """How many removed accounts each circle has."""

    def worth(self, channel: str, value: Value, users: int) -> float:
        """Give what those who use a value bear out, in bits; never below 0."""
        return Count(getattr(self, channel)[value], users).worth()


@dataclass(frozen=True, kw_only=True)
class Used:
    """How many accounts of the platform use what removed accounts use."""

    values: Mapping[str, Mapping[Value, int]]
    """By channel, the users of each value."""
    circles: Mapping[int, Sequence[float]]
    """By circle, what each user shares with it, in bits; falling, removed accounts included."""


Users = Callable[[RemovedTraits], Used]
"""Counts how many accounts of the platform use each value, and how much they share with each circle."""


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Counts of one time."""

    name: str
    removed: frozenset[Account]
    population: int
    ties: Counts = field(default_factory=dict)
    """To whom removed accounts turn, and who turns to removed accounts."""
    links: Counts = field(default_factory=dict)
    handoffs: Counts = field(default_factory=dict)
    texts: Counts = field(default_factory=dict)
    turned: Mapping[Account, tuple[str, ...]] = field(default_factory=dict)
    frames: Mapping[str, frozenset[int]] = field(default_factory=dict)
    circles: tuple[Circle, ...] = ()

    def bits(self, count: Count, *, about: Account, has: bool = True) -> float:
        """Weigh a value by its rarity, but no more than those who use it bear out; never below 0.

        Of k among n1 removed and m among n0 other accounts rarity says log2((k + .5)/(n1 + 1) * (n0 + 1)/(m + .5)).

        Args:
            about: who is weighed; an account that has the value is left out of the counts, so that nobody vouches for
                themselves.
        """
        is_removed = about in self.removed
        return self._bits(count, own=int(is_removed and has), other=int(not is_removed and has))

    def strangers_share(self, channel: str, platform: Platform) -> Mapping[str, tuple[int, float]]:
        """Give, for whoever is not removed, what sharing each value of a platform is worth: removed accounts, and bits."""
        return self._shares.get((channel, platform), {})

    @cached_property
    def _shares(self) -> Mapping[tuple[str, Platform], Mapping[str, tuple[int, float]]]:
        shares: dict[tuple[str, Platform], dict[str, tuple[int, float]]] = {}
        for channel in CHANNELS:
            counts: Counts = getattr(self, channel)
            for (platform, value), count in counts.items():
                worth = count.removed, self.stranger_bits(count)
                shares.setdefault((channel, platform), {})[value] = worth
        return shares

    def stranger_bits(self, count: Count) -> float:
        """Weigh a value for whoever is not removed and has it."""
        return self._bits(count, own=0, other=1)

    def _bits(self, count: Count, *, own: int, other: int) -> float:
        k, m = count.removed - own, count.others(own=other)
        n1 = len(self.removed) - own
        n0 = max(0, max(0, self.population - len(self.removed)) - other)
        return max(0.0, min(log2((k + 0.5) / (n1 + 1) * (n0 + 1) / (m + 0.5)), bits_borne_out(k, m)))

    def near(self, texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Find the texts of removed accounts that some plain texts repeat, word for word or nearly."""
        return self._near.find(texts)

    @cached_property
    def _near(self) -> "_Near":
        return _Near(sorted({text for _, text in self.texts}))


def take_snapshot(name: str, removed: Iterable[Dossier], users: Users, *, population: int) -> Snapshot:
    """Count what removed accounts use, and how many accounts of the platform use it.

    Args:
        population: accounts on the platform, removed ones included.
    """
    held = held_by(list(removed))
    used = users(held)

    def counts(channel: str) -> Counts:
        known = used.values.get(channel, {})
        return {
            value: Count(many, max(many, known.get(value, 0)), held.circles.get((channel, value), -1))
            for value, many in getattr(held, channel).items()
        }

    return Snapshot(
        name=name,
        removed=held.removed,
        population=population,
        turned=held.turned,
        frames=held.frames,
        circles=tuple(
            Circle(removed=many, shared=tuple(used.circles.get(number, ()))[:MOST_RIVALS])
            for number, many in enumerate(held.sizes)
        ),
        **{channel: counts(channel) for channel in CHANNELS},
    )


def held_by(removed: Sequence[Dossier]) -> RemovedTraits:
    """Count what removed accounts use."""
    users: dict[tuple[str, Value], set[int]] = {}
    items: dict[Account, set[str]] = {}
    frames: dict[str, set[int]] = {}
    near = _Near(sorted({text for one in removed for text in one.texts})).find(
        text for one in removed for text in one.texts
    )
    for number, one in enumerate(removed):
        platform = one.about.platform
        users.setdefault(("ties", (platform, one.about.id)), set())
        for other, tie in one.ties.items():
            items.setdefault(Account(platform=platform, id=AccountId(other)), set()).add(tie.item)
        for channel, value in _values(one, near):
            users.setdefault((channel, value), set()).add(number)
        for said in one.newest():
            frames.setdefault(plain(said.text), set()).update(parts_of(said.text))
    circles = _circles(users)
    return RemovedTraits(
        removed=frozenset(one.about for one in removed),
        turned={about: tuple(sorted(shown)[:MOST_ITEMS]) for about, shown in items.items()},
        frames={text: frozenset(frames.get(text, ())) for text in near},
        circles={use: circles[frozenset(who)] for use, who in users.items() if who and use[0] in TOLD},
        sizes=tuple(map(len, circles)),
        **{channel: {value: len(who) for (of, value), who in users.items() if of == channel} for channel in CHANNELS},
    )


def parts_of(text: str) -> set[int]:
    """Give the keys of a text's passages, and of its frames with digits and links masked."""
    return {key_of("passages", part) for part in passages(text)} | set(runs(text))


def _values(one: Dossier, near: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Value]]:
    platform = one.about.platform
    for channel in ("ties", "links", "handoffs"):
        yield from ((channel, (platform, value)) for value in getattr(one, channel))
    yield from (("texts", (platform, text)) for own in one.texts for text in near[own])


def _circles(users: Mapping[tuple[str, Value], set[int]]) -> Mapping[frozenset[int], int]:
    """Number the sets of removed accounts that use the same things."""
    found = sorted({tuple(sorted(who)) for (channel, _), who in users.items() if who and channel in TOLD})
    return {frozenset(who): number for number, who in enumerate(found)}


class _Near:
    """Texts of removed accounts, ready to be met again."""

    def __init__(self, known: Sequence[str]) -> None:
        self._known, self._index = known, NearIndex(known, within=NearText.same_within) if known else None

    def find(self, texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        asked = list(dict.fromkeys(texts))
        found: dict[str, set[str]] = {text: set() for text in asked}
        for row, position, _ in self._index.find(asked) if self._index else ():
            found[asked[row]].add(self._known[position])
        return {text: tuple(sorted(known)) for text, known in found.items()}
