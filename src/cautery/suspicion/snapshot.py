"""What suspicion knows of the whole platform: how many accounts use each value that a removed account used.

It is counted at one time, has a name, and holds until the next one is made. Whoever is weighed with the same snapshot and has
the same dossier gets the same bits, whether events arrive one by one or all of history is read at once.

A whole platform is never scored cold: at a share of one violating account in six thousand, even the best published classifier
names mostly innocents. Around confirmed cases that share is hundreds of times higher (science: IVCC, Benigni et al. 2017). So
candidates are accounts that touch a removed account, or that share with several of them what few others have.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log2

from cautery.model.account import Account, AccountId, Platform
from cautery.signals.near_index import NearIndex
from cautery.signals.near_texts import plain
from cautery.signals.types.near_text import NearText
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.operators.frames import runs
from cautery.suspicion.operators.passages import passages

Value = tuple[Platform, str]
"""A value on a platform; the same on another platform is another value."""
CHANNELS = ("ties", "links", "handoffs", "texts")
MOST_ITEMS = 20
BORNE_OUT = 4.25
"""Bits from the prior of a neighbourhood, one in twenty, to even odds: where half of those who use a value were removed."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many accounts use a value."""

    removed: int
    users: int
    """Of the whole platform, removed ones included."""


Counts = Mapping[Value, Count]


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
    frames: Mapping[str, frozenset[str]]
    """The passages by which a copy of each of their texts is found."""


Users = Callable[[RemovedTraits], Mapping[str, Mapping[Value, int]]]
"""Counts, by channel, how many accounts of the platform use each value."""


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
    frames: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def bits(self, count: Count, *, about: Account, has: bool = True) -> float:
        """Weigh a value that k of n1 removed and m of n0 other accounts use: log2((k + .5)/(n1 + 1) * (n0 + 1)/(m + .5)),
        and never below 0.

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
        """Weigh a value for whoever is not removed and has it: by its rarity, but no more than those who use it bear out.

        What one removed account and eleven others use is a team's or a class's, however rare it is on a large platform.
        """
        others = max(0, count.users - count.removed - 1)
        most = log2((count.removed + 0.5) / (others + 0.5)) + BORNE_OUT
        return max(0.0, min(self._bits(count, own=0, other=1), most))

    def _bits(self, count: Count, *, own: int, other: int) -> float:
        k, m = count.removed - own, max(0, count.users - count.removed - other)
        n1 = len(self.removed) - own
        n0 = max(0, max(0, self.population - len(self.removed)) - other)
        return max(0.0, log2((k + 0.5) / (n1 + 1) * (n0 + 1) / (m + 0.5)))

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
    counted = users(held)

    def counts(channel: str) -> Counts:
        known = counted.get(channel, {})
        return {
            value: Count(removed=many, users=max(many, known.get(value, 0)))
            for value, many in getattr(held, channel).items()
        }

    return Snapshot(
        name=name,
        removed=held.removed,
        population=population,
        turned=held.turned,
        frames=held.frames,
        **{channel: counts(channel) for channel in CHANNELS},
    )


def held_by(removed: Sequence[Dossier]) -> RemovedTraits:
    """Count what removed accounts use."""
    values: dict[str, Counter[Value]] = {channel: Counter() for channel in CHANNELS}
    items: dict[Account, set[str]] = {}
    frames: dict[str, set[str]] = {}
    for one in removed:
        platform = one.about.platform
        values["ties"][platform, one.about.id] += 0
        for other, tie in one.ties.items():
            items.setdefault(Account(platform=platform, id=AccountId(other)), set()).add(tie.item)
        for channel in CHANNELS[:3]:
            values[channel].update((platform, value) for value in getattr(one, channel))
        for said in one.newest():
            frames.setdefault(plain(said.text), set()).update(passages(said.text))
    near = _Near(sorted({text for one in removed for text in one.texts})).find(
        text for one in removed for text in one.texts
    )
    for one in removed:
        values["texts"].update({(one.about.platform, text) for own in one.texts for text in near[own]})
    return RemovedTraits(
        removed=frozenset(one.about for one in removed),
        turned={about: tuple(sorted(shown)[:MOST_ITEMS]) for about, shown in items.items()},
        frames={text: frozenset(frames.get(text, ())) for text in near},
        **values,
    )


def users_among(everybody: Iterable[Dossier]) -> Users:
    """Count by reading everybody: what an index of all values knows without reading."""
    values: dict[str, Counter[Value]] = {channel: Counter() for channel in CHANNELS}
    shared: Counter[Value] = Counter()
    for one in everybody:
        for channel in CHANNELS:
            values[channel].update((one.about.platform, value) for value in getattr(one, channel))
        shared.update({(one.about.platform, passage) for said in one.newest() for passage in passages(said.text)})
        shared.update({(one.about.platform, str(frame)) for said in one.newest() for frame in runs(said.text)})

    def users(held: RemovedTraits) -> Mapping[str, Mapping[Value, int]]:
        texts = {
            (platform, text): max(
                (shared[platform, one] for one in (*held.frames[text], *map(str, runs(text)))), default=0
            )
            for platform, text in held.texts
        }
        most = {value: max(many, values["texts"][value]) for value, many in texts.items()}
        return {**values, "texts": most}

    return users


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
