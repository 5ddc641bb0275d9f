"""Weighs accounts by one snapshot again and again: what was found in a text once is not looked for again."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cautery.model.account import Account
from cautery.model.bank import Match
from cautery.model.content import Content
from cautery.model.suspicion import Suspicion
from cautery.signals.match import Matcher
from cautery.suspicion.dossier import Dossier, OwnText
from cautery.suspicion.evidence import ChannelEvidence, around, read
from cautery.suspicion.snapshot import Snapshot
from cautery.suspicion.suspects import SuspicionModel, weigh
from cautery.suspicion.voices import AccountVoice, Heard, hear_all

MOST_REMEMBERED = 4_000
"""Accounts of which is remembered what was found in their texts."""
MOST_HEARD = 150_000
"""Texts of which is remembered how they speak: about 80 MB."""


@dataclass(slots=True)
class _Read:
    """What was found in an account's texts so far."""

    near: dict[str, tuple[str, ...]] = field(default_factory=dict)
    banked: dict[OwnText, tuple[Match, ...]] = field(default_factory=dict)


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
        return tuple(self._weigh(one) for one in some)

    def _weigh(self, dossier: Dossier) -> Suspicion:
        known = self._read[dossier.about]
        banked = {said: known.banked[said] for said in dossier.newest()} if self._matcher else {}
        readings: dict[str, Mapping[Account, ChannelEvidence]] = {
            channel: {dossier.about: reading}
            for channel, reading in read(dossier, self.snapshot, near=known.near, banked=banked)
        }
        voice = self._voice(dossier)
        return weigh(voice, readings, inside=dossier.about in around(readings), ways=self._ways)

    def _voice(self, dossier: Dossier) -> AccountVoice:
        if len(self._heard) > MOST_HEARD:
            self._heard.clear()
        return hear_all(dossier.about, ((said.post, said.text) for said in dossier.newest()), heard=self._heard)

    def _look_in_banks(self, some: Iterable[Dossier]) -> None:
        """Match what was not matched yet, for all at once."""
        if self._matcher is None:
            return
        new = [(one.about, said) for one in some for said in one.newest() if said not in self._read[one.about].banked]
        found = self._matcher.match_many([Content(text=said.text, links=said.links) for _, said in new])
        for (about, said), matches in zip(new, found, strict=True):
            self._read[about].banked[said] = matches

    def _look_for_texts(self, some: Iterable[Dossier]) -> None:
        """Find repeated texts of removed accounts, for all at once; who has not been weighed for longest is forgotten."""
        while len(self._read) > MOST_REMEMBERED:
            self._read.popitem(last=False)
        new: set[str] = set()
        for one in some:
            known = self._read.setdefault(one.about, _Read())
            self._read.move_to_end(one.about)
            new.update(text for text in one.texts if text not in known.near)
        near = self.snapshot.near(sorted(new))
        for one in some:
            known = self._read[one.about]
            known.near.update({text: near[text] for text in one.texts if text not in known.near})
