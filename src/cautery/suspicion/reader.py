"""Weighs accounts by one snapshot again and again: what was found in a text once is not looked for again."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cautery.model.account import Account
from cautery.model.bank import Match
from cautery.model.content import Content
from cautery.model.suspicion import Suspicion
from cautery.signals.match import Matcher
from cautery.suspicion.dossier import Dossier, OwnText
from cautery.suspicion.evidence import MOST_READ_CLOSELY, Readings, around, read, read_closely, with_weak
from cautery.suspicion.snapshot import Snapshot
from cautery.suspicion.suspects import SuspicionModel, weigh
from cautery.suspicion.voices import AccountVoice, Heard, add_all_texts

MOST_REMEMBERED = 4_000
"""Accounts of which is remembered what was found in their texts."""
MOST_HEARD = 150_000
"""Texts of which is remembered how they speak: about 80 MB."""


@dataclass(slots=True)
class _Read:
    """What was found in an account's texts so far."""

    near: dict[str, tuple[str, ...]] = field(default_factory=dict)
    banked: dict[OwnText, tuple[Match, ...]] = field(default_factory=dict)
    weak: dict[OwnText, Sequence[Match]] = field(default_factory=dict)


class Reader:
    """One snapshot, ready to weigh dossiers with."""

    def __init__(
        self, snapshot: Snapshot, ways: SuspicionModel, matcher: Matcher | None, *, heard: Heard | None = None
    ) -> None:
        """Be ready to weigh.

        Args:
            heard: remembers how texts speak, from one snapshot to the next.
        """
        self.snapshot, self._ways, self._matcher = snapshot, ways, matcher
        self._heard: Heard = {} if heard is None else heard
        self._read: OrderedDict[Account, _Read] = OrderedDict()

    def suspect(self, dossiers: Iterable[Dossier]) -> tuple[Suspicion, ...]:
        """Weigh some accounts, in the order of their names."""
        some = sorted(dossiers, key=lambda one: one.about)
        self._look_for_texts(some)
        self._look_in_banks(some)
        return tuple(self._weigh(dossier) for dossier in some)

    def _weigh(self, dossier: Dossier) -> Suspicion:
        known = self._read[dossier.about]
        banked = {said: known.banked[said] for said in dossier.newest()} if self._matcher else {}
        readings = self._readings(dossier, known, banked)
        inside = dossier.about in around(readings)
        if inside and self._matcher and self._matcher.knows_weak():
            new = [said for said in dossier.newest()[-MOST_READ_CLOSELY:] if said not in known.weak]
            known.weak.update(read_closely(new, self._matcher))
            readings = self._readings(dossier, known, with_weak(banked, known.weak))
        return weigh(self._voice(dossier), readings, inside=inside, ways=self._ways)

    def _readings(self, dossier: Dossier, known: _Read, banked: Mapping[OwnText, Sequence[Match]]) -> Readings:
        found = read(dossier, self.snapshot, near=known.near, banked=banked)
        return {channel: {dossier.about: reading} for channel, reading in found}

    def _voice(self, dossier: Dossier) -> AccountVoice:
        if len(self._heard) > MOST_HEARD:
            self._heard.clear()
        return add_all_texts(dossier.about, ((said.post, said.text) for said in dossier.newest()), heard=self._heard)

    def _look_in_banks(self, some: Iterable[Dossier]) -> None:
        """Match what was not matched yet, for all at once."""
        if self._matcher is None:
            return
        new = [
            (dossier.about, said)
            for dossier in some
            for said in dossier.newest()
            if said not in self._read[dossier.about].banked
        ]
        found = self._matcher.match_many([Content(text=said.text, links=said.links) for _, said in new], weak=False)
        for (about, said), matches in zip(new, found, strict=True):
            self._read[about].banked[said] = matches

    def _look_for_texts(self, some: Iterable[Dossier]) -> None:
        """Find repeated texts of removed accounts, for all at once; who has not been weighed for longest is forgotten."""
        while len(self._read) > MOST_REMEMBERED:
            self._read.popitem(last=False)
        new: set[str] = set()
        for dossier in some:
            known = self._read.setdefault(dossier.about, _Read())
            self._read.move_to_end(dossier.about)
            new.update(text for text in dossier.texts if text not in known.near)
        near = self.snapshot.near(sorted(new))
        for dossier in some:
            known = self._read[dossier.about]
            known.near.update({text: near[text] for text in dossier.texts if text not in known.near})
