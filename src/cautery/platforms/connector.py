"""What a platform must be able to do for us. Connectors stand on the shelf `platforms/connectors`, one file or package each.

A connector raises our errors: Temporary (trying again may help), Permanent (it will not), Refused (we may not), Missing (no
such account). It never decides, and never hides that something did not work.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Self

from cautery.errors import Invalid, Missing
from cautery.kit.fields import Fields
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent
from cautery.model.intake import Gap, UnreadableItem
from cautery.platforms.reach import Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformBatch:
    """Events in the platform's order, and the place behind them. Without events: there is nothing new for now."""

    events: Sequence[AnyEvent]
    cursor: str
    """Handed back to read on; what it means is the connector's business. It stands behind what could not be read too."""
    unread: Sequence[UnreadableItem] = ()
    """Items that could not be read, each with its bytes: they cost none of the others."""
    gaps: Sequence[Gap] = ()
    """Of which times the platform admits to have nothing more."""
    problems: Sequence[str] = ()
    """What of it did not answer this time, in words, while the rest was read."""
    unknown: Mapping[str, int] = field(default_factory=dict)
    """Fields that the contract does not know, by name, with how often they were dropped."""
    retry_after_s: float | None = None
    """For how long the platform wants to be left alone; None: it did not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What somebody sent to our door, who says to be a platform."""

    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How an account stands on its platform."""

    handle: str
    measures: frozenset[Measure]
    """What is in force against it."""
    address: str = field(default="", repr=False)
    """Where its holder is reached by mail; '' where the platform does not tell."""


class Connector(ABC):
    """One platform."""

    measures: frozenset[Measure]
    """What can be done there."""
    of_posts: frozenset[Measure] = frozenset()
    """What of it is done to a post, and not to the account."""
    effects: ClassVar[Mapping[Measure, str]] = {}
    """What a measure means for the account there, where it may mean several things; `cases/statements` has the words."""
    settings: ClassVar[Mapping[str, str]] = {}
    """Keys of `[platforms.NAME]` that only this connector knows, and what each is expected to be."""
    fields: ClassVar[Fields] = {}
    """What becomes of each field that the platform documents; the reference page is printed from it."""

    @classmethod
    def connect(cls, reach: Reach) -> Self:
        """Prepare to speak with a platform as its owner configured it; nothing is asked yet."""
        raise Invalid(f"'{reach.connector}' cannot be configured: it is no platform outside ('{reach.platform}').")

    @classmethod
    def read_delivery(cls, reach: Reach, delivery: Delivery) -> Sequence[AnyEvent]:
        """Read what a platform sent by itself; Refused when it does not prove that it comes from there.

        What comes twice has the same names. Nothing is asked, so that no connection need be open for it.
        """
        raise Missing(f"'{reach.platform}' is a platform that sends nothing by itself ('{reach.connector}').")

    def greet(self) -> str:
        """Ask for something small, and say in words who answered; raises when nobody does or we are not let in."""
        return "there is nobody outside to ask"

    def close(self) -> None:
        """Let connections go."""
        return

    @abstractmethod
    def read_events(self, cursor: str | None) -> PlatformBatch:
        """Give the events behind a place; None: from the beginning. Empty when there is nothing new."""

    def read_again(self, item: UnreadableItem) -> Sequence[AnyEvent]:
        """Read an item that an earlier version could not read; Invalid with the reason where this one cannot either."""
        raise Invalid(f"Items of kind '{item.reader}' cannot be read one by one.")

    def refuse_what_cannot_be(self, action: Action) -> None:
        """Refuse (Refused) what this platform cannot do to this account or post, with what can be done instead.

        Asked while a takedown is planned, so that nothing is called done that never comes into force.
        """
        return

    @abstractmethod
    def look_up(self, about: Account) -> State:
        """Say how an account stands."""

    @abstractmethod
    def act(self, action: Action) -> str:
        """Do it; doing it twice is the same as once. Returns what `undo` will need, in the platform's own words."""

    @abstractmethod
    def undo(self, action: Action, token: str) -> None:
        """Take it back; what something else did to the account stays."""

    @abstractmethod
    def in_effect(self, action: Action) -> bool:
        """Look whether the measure is in force now."""
