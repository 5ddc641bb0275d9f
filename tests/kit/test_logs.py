"""An entry of the log is one entry, whatever stands in it."""

import logging

from cautery.kit.logs import AGAIN, FORMAT, OneEntry


def written(message: str, *args: object, error: Exception | None = None) -> str:
    told = (type(error), error, error.__traceback__) if error else None
    return OneEntry(FORMAT).format(logging.LogRecord("a.b", logging.WARNING, "a.py", 1, message, args, told))


def test_line_ends_and_escapes_are_written_out() -> None:
    said = written("'%s' is not taken", "x\r\n2020-01-01 WARNING cautery: all is well\x1b[2J\u202e\u2028")

    assert len(said.splitlines()) == 1
    assert said.endswith(r"'x\r\n2020-01-01 WARNING cautery: all is well\x1b[2J\u202e\u2028' is not taken")


def test_a_traceback_is_set_in_and_says_nothing_by_itself() -> None:
    try:
        raise ValueError("bad\n2020-01-01 00:00:00,000 WARNING cautery: all is well\x1b]0;x\x07")
    except ValueError as error:
        said = written("It broke.", error=error)
    first, *others = said.split("\n")

    assert first.endswith("a.b: It broke.")
    assert len(others) > 2
    assert all(f"\n{line}".startswith(AGAIN) for line in others)
    assert "\x1b" not in said
