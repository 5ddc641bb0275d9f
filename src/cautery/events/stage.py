"""What follows an event: stages. Each has a durable place in the journal and gets every event, by whichever door it came in."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from cautery.model.event import AnyEvent
from cautery.store.journal import JournalPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBatch:
    """Events in the order in which they were accepted, already masked; and the places before and behind them."""

    events: Sequence[AnyEvent]
    since: JournalPlace
    until: JournalPlace
    known: bool = False
    """Whether the stage has followed these before, and gets them again only to remember what it kept in memory."""


class Stage(ABC):
    """One thing that must follow events. It is told each batch in order, at least once: the same one again changes nothing.

    A stage that raises `Temporary` (a database is busy) gets the batch again, later each time, for as long as it takes. After
    any other error it gets it again twice, then in halves down to the one event that it cannot follow: that one is set
    aside with the reason, and the stage goes on with the others.
    """

    name: str
    """Names its place; lasts."""
    after: str = ""
    """The stage that must have followed a batch before this one gets it; '': none."""
    most_events: int = 5_000
    """Events in a batch: when it is behind, that many at once."""
    every_s: float = 0.0
    """Seconds that it lets events gather in, so that few steps cost as much as many events."""
    keeps_place: bool = False
    """Whether it moves its place itself, in the transaction of what it writes (`places.move`): then nothing is followed twice.
    Such a stage leaves no event out: after an error it gets the same batch again, however often.
    """

    derived: bool = False
    """Whether all that it knows can be computed again: `cautery rebuild detection` lets it `forget` and follow anew."""

    @abstractmethod
    def follow(self, batch: EventBatch) -> None:
        """Do what follows from a batch."""

    def resume(self, place: JournalPlace) -> JournalPlace:
        """Say, before the first batch, from where it must read again to know what it knew; usually from its place.

        What lies before its place then comes with `known`.
        """
        return place

    def forget(self) -> None:
        """Drop what it knows; it then follows the journal from the beginning."""
        return

    def idle(self) -> bool:
        """Do what is due when nothing has come in, about once a second while it is not behind; usually nothing.

        Says whether it must begin again: it is then asked to `resume`.
        """
        return False
