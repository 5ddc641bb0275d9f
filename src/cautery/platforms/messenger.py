"""What a way to people must be able to do for us. Messengers stand on the shelf `platforms/messengers`, one file each.

A messenger raises our errors: Temporary (trying again may help), everything else (it will not). It never writes a secret, an
address or what it says into a log.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Self

from cautery.errors import Invalid
from cautery.model.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What somebody is told."""

    id: str
    """The same each time that it is tried, so that whoever gets it twice knows it again."""
    kind: str
    to: str = field(repr=False)
    """An address, where the messenger needs one; else ''."""
    about: Account | None
    """The account whose holder is told; None: people on duty are."""
    title: str
    paragraphs: tuple[str, ...] = field(repr=False)
    language: str
    link: str = field(repr=False)
    """Where they read it and may object; '' for people on duty."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MessengerSettings:
    """How a messenger is reached, as its owner wrote it down."""

    name: str
    messenger: str
    """Which plug-in of `platforms/messengers` it is."""
    address: str
    secret: str = field(repr=False)
    """'' where none is needed. It is never written, logged or shown."""
    more: Mapping[str, str]

    def needs(self, name: str) -> str:
        """Give one of the messenger's own settings; say which is missing."""
        if not self.more.get(name):
            raise Invalid(
                f"The messenger '{self.name}' needs '{name}'; set it in cautery.toml under [messengers.{self.name}]."
            )
        return self.more[name]


class Messenger(ABC):
    """One way to people."""

    settings: ClassVar[Mapping[str, str]] = {}
    """Keys of `[messengers.NAME]` that only this messenger knows, and what each is expected to be."""
    needs_address: ClassVar[bool]
    """Whether a letter must say its address; else whoever is asked finds the person by their account."""

    @classmethod
    @abstractmethod
    def connect(cls, post: MessengerSettings) -> Self:
        """Prepare to send as the owner configured it; nothing is sent yet."""

    @abstractmethod
    def send(self, letter: Letter) -> None:
        """Hand a letter over; when this returns, somebody else has taken it."""
