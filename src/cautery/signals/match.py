"""Is it known, or near to what is known? Whatever is found is the same material, never the same intent."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from cautery.kit.canonical import digest
from cautery.model.bank import BankEntry, Match
from cautery.model.content import Content
from cautery.signals.banks.rules import expired
from cautery.signals.growing import growing
from cautery.signals.kinds import signal_types
from cautery.signals.signal_type import GrowingIndex, SignalType

_Name = tuple[str, str, str, str]


class Matcher:
    """Banked values of every type, ready to be looked for; values may come and go.

    A value is disputed when somebody holds that it is harmless, or that something is to which the content is at least as
    near: a flag that the news shows, a black picture, a card with a text.
    """

    def __init__(self, entries: Sequence[BankEntry], *, at: datetime) -> None:
        """Take what is in force at a time; expired values match nothing."""
        live = [entry for entry in entries if not expired(entry, at)]
        self._kinds = signal_types()
        self._known = {name: _Known(kind, _of(live, name, "positive")) for name, kind in self._kinds.items()}
        self._harmless = {name: _Known(kind, _of(live, name, "negative")) for name, kind in self._kinds.items()}

    def take(self, entry: BankEntry, *, at: datetime) -> None:
        """Take an entry that was banked since; it replaces an earlier one of the same bank, value and origin."""
        if entry.type not in self._kinds:
            return
        for side in (self._known, self._harmless):
            side[entry.type].drop(entry)
        if not expired(entry, at):
            (self._known if entry.opinion == "positive" else self._harmless)[entry.type].keep(entry)

    def match(self, content: Content, *, at: datetime | None = None) -> tuple[Match, ...]:
        """Give what is known in some content, nearest first; a disputed value says that it is disputed."""
        return self.match_many((content,), at=at)[0]

    def match_many(
        self, contents: Sequence[Content], *, at: datetime | None = None, weak: bool | None = None
    ) -> list[tuple[Match, ...]]:
        """Answer for many contents at once, as `match` does for each; terms are looked for in columns.

        Args:
            weak: only what is weak, or only what is not; None: all.
        """
        found: list[list[Match]] = [[] for _ in contents]
        lots = list(map(_lot, contents))
        for name, known in self._known.items():
            if weak is not None and self._kinds[name].weak != weak:
                continue
            for number, entry, distance in known.find_in_many(contents, at):
                if lots[number] < entry.share:
                    found[number].append(self._judged(entry, distance, self._kinds[name], contents[number], at))
        return [tuple(sorted(some, key=_nearest_first)) for some in found]

    def knows_weak(self) -> bool:
        """Say whether anything is known that is read only by hand and around candidates."""
        return any(kind.weak and self._known[name] for name, kind in self._kinds.items())

    def _judged(
        self, entry: BankEntry, distance: float, kind: SignalType, content: Content, at: datetime | None
    ) -> Match:
        disputed = self._disputed(entry, distance, content, at)
        return _match(entry, distance, disputed=disputed, kind=kind, content=content)

    def _disputed(self, entry: BankEntry, distance: float, content: Content, at: datetime | None) -> bool:
        harmless, kind = self._harmless[entry.type], self._kinds[entry.type]
        if harmless.holds(kind.canonical(entry.value), at):
            return True
        if kind.same_within == 0.0:
            return False
        return any(far <= distance for _, far in harmless.find(_as_it_is(content), at))


class _Known:
    """The entries of one type, by their positions in its index."""

    def __init__(self, kind: SignalType, entries: Sequence[BankEntry]) -> None:
        self._kind = kind
        self._entries: dict[int, BankEntry] = dict(enumerate(entries))
        self._positions: dict[_Name, int] = {_name(entry): position for position, entry in self._entries.items()}
        self._values: dict[str, set[int]] = {}
        for position, entry in self._entries.items():
            self._values.setdefault(entry.value, set()).add(position)
        self._index: GrowingIndex = growing(kind, [entry.value for entry in entries])

    def __bool__(self) -> bool:
        return bool(self._entries)

    def keep(self, entry: BankEntry) -> None:
        position = self._index.add(entry.value)
        self._entries[position], self._positions[_name(entry)] = entry, position
        self._values.setdefault(entry.value, set()).add(position)

    def drop(self, entry: BankEntry) -> None:
        position = self._positions.pop(_name(entry), None)
        if position is not None:
            self._index.remove(position)
            del self._entries[position]
            self._values[entry.value].discard(position)

    def holds(self, value: str, at: datetime | None) -> bool:
        return any(_in_force(self._entries[position], at) for position in self._values.get(value, ()))

    def find_in_many(self, contents: Sequence[Content], at: datetime | None) -> Iterator[tuple[int, BankEntry, float]]:
        if self._entries:
            for number, position, distance in self._index.find_in_many(contents):
                if _in_force(self._entries[position], at):
                    yield number, self._entries[position], distance

    def find(self, content: Content, at: datetime | None) -> Iterator[tuple[BankEntry, float]]:
        for _, entry, distance in self.find_in_many((content,), at):
            yield entry, distance


def _of(entries: Sequence[BankEntry], name: str, opinion: str) -> list[BankEntry]:
    return [entry for entry in entries if entry.type == name and entry.opinion == opinion]


def _name(entry: BankEntry) -> _Name:
    return entry.bank, entry.type, entry.value, entry.origin


def _in_force(entry: BankEntry, at: datetime | None) -> bool:
    return at is None or not expired(entry, at)


def _nearest_first(match: Match) -> tuple[float, str, str, str]:
    return match.distance, match.type, match.bank, match.value


def _as_it_is(content: Content) -> Content:
    """Leave out views: a harmless logo in a corner makes the rest of a picture no less what it is."""
    media = (
        replace(one, fingerprints=tuple(mark for mark in one.fingerprints if not mark.view)) for one in content.media
    )
    return replace(content, media=tuple(media))


def _lot(content: Content) -> float:
    """Draw a lot, 0..1, that falls the same way whenever the same content is asked about."""
    marks = (mark.value for media in content.media for mark in media.fingerprints)
    return int(digest(content.text, *content.links, *marks)[:12], 16) / 16**12


def _match(entry: BankEntry, distance: float, *, disputed: bool, kind: SignalType, content: Content) -> Match:
    view = kind.seen_in(entry.value, content)
    seen = f" ({view})" if view else ""
    doubt = " (disputed: others say it is harmless; never acted upon)" if disputed else ""
    return Match(
        bank=entry.bank,
        type=entry.type,
        distance=distance,
        value=entry.value,
        says=f"{kind.says(entry.value, distance)}{seen}, banked by {entry.origin} under '{entry.policy}'{doubt}",
        disputed=disputed,
        policy=entry.policy,
        labels=entry.labels,
        confidence=entry.confidence,
        why=kind.why(entry.value, content),
        seen=kind.met_by(entry.value, content),
        weak=kind.weak,
    )
