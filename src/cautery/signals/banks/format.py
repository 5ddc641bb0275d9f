"""What a bank format must do: give values to a file, and take them from one. Formats stand on `signals/banks/formats`."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from cautery.model.bank import BankEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value of a file, as text, before it is checked: column name to what stood there."""

    line: int
    said: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that could not be read, and why."""

    line: int
    reason: str


class BankFormat(ABC):
    """A way to write banked values down."""

    @abstractmethod
    def read(self, lines: TextIO) -> Iterator[Row | BadRow]:
        """Give one row a value; a bad row never stops the file."""

    @abstractmethod
    def write(self, entries: Iterable[BankEntry], out: TextIO) -> None:
        """Write values so that `read` gives them back."""
