"""Is it known, or near to what is known? Whatever is found is the same material, never the same intent."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from cautery.model.bank import BankEntry, Match
from cautery.model.content import Content
from cautery.signals.banks.rules import in_force
from cautery.signals.kinds import signal_types


class Matcher:
    """Banked values of every type, ready to be looked for."""

    def __init__(self, entries: Sequence[BankEntry], *, at: datetime) -> None:
        """Take what is in force at a time; expired values match nothing."""
        self._kinds = signal_types()
        self._known = {
            name: [held for held in in_force(entries, at) if held.entry.type == name] for name in self._kinds
        }
        self._indexes = {
            name: kind.index([held.entry.value for held in self._known[name]]) for name, kind in self._kinds.items()
        }

    def match(self, content: Content) -> tuple[Match, ...]:
        """Give what is known in some content, nearest first; a disputed value says that it is disputed."""
        return tuple(
            sorted(self._found(content), key=lambda match: (match.distance, match.type, match.bank, match.value))
        )

    def _found(self, content: Content) -> Iterator[Match]:
        for name, index in self._indexes.items():
            for position, distance in index.find(content):
                held = self._known[name][position]
                says = self._kinds[name].says(held.entry.value, distance)
                disputed = " (disputed: others say it is harmless; never acted upon)" if held.disputed else ""
                yield Match(
                    bank=held.entry.bank,
                    type=name,
                    distance=distance,
                    value=held.entry.value,
                    says=f"{says}, banked by {held.entry.origin} under '{held.entry.policy}'{disputed}",
                    disputed=held.disputed,
                )
