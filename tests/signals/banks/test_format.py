import io
from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from typing import TextIO

import pytest

from cautery.signals.banks.format import BadRow, BankFileRow, BankFormat


class ReadOnly(BankFormat):
    """A format that takes and does not give."""

    def read(self, lines: TextIO) -> Iterator[BankFileRow | BadRow]:
        yield from (
            BankFileRow(line=number, said={"value": line.strip()}) for number, line in enumerate(lines, start=1)
        )


def test_a_format_that_cannot_write_what_it_reads_is_none() -> None:
    with pytest.raises(TypeError, match="write"):
        ReadOnly()  # type: ignore[abstract]


def test_a_row_and_a_bad_row_are_told_apart_and_are_not_edited() -> None:
    row, bad = BankFileRow(line=1, said={"value": "x"}), BadRow(line=1, reason="is not CSV")

    assert not isinstance(row, BadRow)
    with pytest.raises(FrozenInstanceError):
        bad.reason = "is fine"  # type: ignore[misc]


def test_rows_are_read_one_at_a_time() -> None:
    """A bank of a million values need not stand in memory."""

    class Both(ReadOnly):
        def write(self, entries: object, out: TextIO) -> None: ...

    lines = io.StringIO("a\nb\nc\n")

    assert next(Both().read(lines)) == BankFileRow(line=1, said={"value": "a"})
    assert lines.readline() == "b\n"
