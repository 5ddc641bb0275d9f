"""Newcomers: a new account is compared with the bank when it is opened, and again with its first posts and follows."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from cautery.app import App
from cautery.model.account import Account
from cautery.model.event import AccountCreated, AnyEvent
from cautery.model.operator import OperatorLink
from cautery.pipeline.cases.opening import open_returned
from cautery.pipeline.detection.operators import know_operators, weighed_here
from cautery.suspicion.operators.bank import Bank
from cautery.suspicion.operators.channels import Channels
from cautery.suspicion.operators.compare import compare_each
from cautery.suspicion.operators.linkage import Threshold, links_of
from cautery.suspicion.operators.portrait import AccountPortrait
from cautery.suspicion.operators.quoting import texts_of

WATCHED_POSTS = 10
"""Posts after which an account is no newcomer any more."""
WATCHED_FOR = timedelta(days=30)
Draw = Callable[[Sequence[Account]], Mapping[Account, AccountPortrait]]
"""Draws some accounts from history, as far as it knows them."""
MOST_WATCHED = 200_000
"""Newcomers that are watched at once; the oldest goes first."""


class Newcomers:
    """New accounts, watched from their opening on: `hear` names those that probably continue a removed account."""

    def __init__(
        self,
        bank: Bank,
        channels: Channels,
        threshold: Threshold,
        *,
        apart: frozenset[frozenset[Account]],
        draw: Draw = lambda _: {},
    ) -> None:
        self._watched: OrderedDict[Account, AccountPortrait] = OrderedDict()
        self._changed: dict[Account, AccountPortrait] = {}
        self._unsaved: set[Account] = set()
        self.know(bank, channels, threshold, apart=apart, draw=draw)

    def know(
        self,
        bank: Bank,
        channels: Channels,
        threshold: Threshold,
        *,
        apart: frozenset[frozenset[Account]],
        draw: Draw = lambda _: {},
    ) -> None:
        """Compare with this bank from now on; whoever is watched stays so.

        Args:
            draw: draws removed accounts, whose texts are laid beside those of a newcomer that is named.
        """
        self._bank, self._channels, self._threshold, self._apart = bank, channels, threshold, apart
        self._draw = draw

    def __len__(self) -> int:
        return len(self._watched)

    def hear(self, events: Iterable[AnyEvent]) -> Iterator[OperatorLink]:
        """Take in a batch of events in their order, and give the named links of the newcomers that it tells of.

        A newcomer is compared once a batch, and no more when it was named.
        """
        self.see(events)
        yield from self.compare()

    def see(self, events: Iterable[AnyEvent]) -> None:
        """Take in events in their order; those whom they tell of wait to be compared."""
        for event in events:
            about = Account(platform=event.platform, id=event.account)
            if isinstance(event, AccountCreated):
                self._watched[about] = AccountPortrait(about=about)
            portrait = self._watched.get(about)
            if portrait is not None and portrait.see(event):
                self._changed[about] = portrait
                self._unsaved.add(about)
        while len(self._watched) > MOST_WATCHED:
            about, _ = self._watched.popitem(last=False)
            self._unsaved.add(about)

    def compare(self) -> Iterator[OperatorLink]:
        """Compare those who wait for it; whatever stops it, those who were not compared wait on."""
        for portrait, comparisons in compare_each(list(self._changed.values()), self._bank, self._channels):
            links = links_of(portrait, comparisons, self._bank, self._channels, threshold=self._threshold)
            named = [one for one in links if one.named and frozenset((one.account, one.earlier)) not in self._apart]
            yield from (self._with_texts(link, portrait) for link in named[:1])
            if named or self._is_known(portrait):
                self._watched.pop(portrait.about, None)
                self._unsaved.add(portrait.about)
            self._changed.pop(portrait.about, None)

    def _with_texts(self, link: OperatorLink, portrait: AccountPortrait) -> OperatorLink:
        earlier = self._draw([link.earlier]).get(link.earlier) if portrait.written else None
        return replace(link, texts=texts_of(portrait, earlier, self._bank)) if earlier else link

    def unsaved(self) -> Mapping[Account, AccountPortrait | None]:
        """Give those whom events changed since `saved`; None for who is watched no more."""
        return {about: self._watched.get(about) for about in self._unsaved}

    def saved(self) -> None:
        """Say that the `unsaved` are kept."""
        self._unsaved.clear()

    def watch_again(self, portraits: Iterable[AccountPortrait]) -> None:
        """Watch those whom an earlier process watched."""
        self._watched.update({portrait.about: portrait for portrait in portraits})

    def forget_before(self, at: datetime) -> None:
        """Stop watching accounts that were opened too long ago."""
        while self._watched:
            about, portrait = next(iter(self._watched.items()))
            if portrait.begins is not None and portrait.begins >= at - WATCHED_FOR:
                return
            del self._watched[about]
            self._unsaved.add(about)

    def _is_known(self, portrait: AccountPortrait) -> bool:
        return len(portrait.written) >= WATCHED_POSTS


def watch_newcomers(app: App) -> Newcomers:
    """Make ready to watch: the bank as it is now. Let them `know_anew` when accounts were removed or restored."""
    hands = weighed_here(app, know_operators(app, at=None, false_alarms=None))
    return Newcomers(hands.bank, hands.channels, hands.threshold, apart=hands.apart, draw=hands.draw)


def know_anew(app: App, newcomers: Newcomers) -> None:
    """Compare those who are watched with the bank as it is now."""
    hands = weighed_here(app, know_operators(app, at=None, false_alarms=None))
    newcomers.know(hands.bank, hands.channels, hands.threshold, apart=hands.apart, draw=hands.draw)


def name_newcomers(
    app: App, newcomers: Newcomers, events: Iterable[AnyEvent], *, at: datetime
) -> tuple[OperatorLink, ...]:
    """Hear a batch as the journal holds it, with what identifies people hashed, and open cases for those that it names."""
    named = tuple(newcomers.hear(events))
    newcomers.forget_before(at)
    if named:
        open_returned(app, named, at=at)
    return named
