"""An entry of the log is one entry, whatever stands in it."""

import json
import logging

from cautery.errors import Invalid
from cautery.kit.logs import AGAIN, FORMAT, REQUEST, OneEntry, OneObject


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


def as_json(message: str, *args: object, error: Exception | None = None) -> dict[str, object]:
    told = (type(error), error, error.__traceback__) if error else None
    line = OneObject().format(logging.LogRecord("a.b", logging.WARNING, "a.py", 1, message, args, told))
    assert len(line.splitlines()) == 1
    said = json.loads(line)
    assert isinstance(said, dict)
    return said


def test_as_json_an_entry_is_one_object_with_the_id_of_its_request() -> None:
    token = REQUEST.set("r1")
    said = as_json("%s is not taken\n", "x\r\ny")
    REQUEST.reset(token)

    assert (said["level"], said["logger"], said["message"]) == ("warning", "a.b", "x\r\ny is not taken\n")
    assert said["request"] == "r1"
    assert "request" not in as_json("again")


def test_as_json_the_words_of_an_error_that_is_not_ours_are_left_out() -> None:
    try:
        raise ValueError("what somebody wrote")
    except ValueError as error:
        said = as_json("it goes on after: %s", error, error=error)

    assert (said["message"], said["error"]) == ("it goes on after: ValueError", "ValueError")
    assert "somebody" not in json.dumps(said)
    assert as_json("after: %s", Invalid("The batch is empty."))["message"] == "after: The batch is empty."
