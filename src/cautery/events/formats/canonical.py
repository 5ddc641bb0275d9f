"""The contract's own events: newline-delimited JSON, one event a line.

Parsed by msgspec, which checks and types an event in a microsecond; many lines at once, and where one of them is bad, halves of
them, so that a file with a bad line in a hundred is still read quickly.
"""

import re
from collections.abc import Sequence
from typing import get_args

import msgspec

from cautery.errors import Invalid
from cautery.events.format import Accepted, EventFormat, Line, Reject, plausible
from cautery.model.event import AnyEvent

_DECODER = msgspec.json.Decoder(AnyEvent)
_TYPES = ", ".join(str(kind.__struct_config__.tag) for kind in get_args(AnyEvent))
_KINDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "an object",
    "datetime": "a time (RFC 3339)",
}
_ONE_BY_ONE = 4


class Canonical(EventFormat):
    """Events as the contract has them."""

    def recognises(self, line: bytes) -> bool:
        return re.search(rb'"type"\s*:\s*"(account|post|follow|reaction|session|notice)\.', line) is not None

    def parse(self, line: bytes) -> Sequence[AnyEvent]:
        try:
            return (plausible(_DECODER.decode(line)),)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Invalid(_in_words(error)) from None

    def parse_many(self, lines: Sequence[Line]) -> tuple[Accepted, list[Reject]]:
        if len(lines) <= _ONE_BY_ONE:
            return _with_their_own_lines(lines, *super().parse_many(lines))
        try:
            events = _DECODER.decode_lines(b"\n".join([line.raw for line in lines]))
            for event in events:
                plausible(event)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, Invalid):
            return self._halves(lines)
        if len(events) != len(lines):
            return self._halves(lines)
        return Accepted(events=events, lines=[line.raw for line in lines]), []

    def _halves(self, lines: Sequence[Line]) -> tuple[Accepted, list[Reject]]:
        middle = len(lines) // 2
        first, bad_first = self.parse_many(lines[:middle])
        second, bad_second = self.parse_many(lines[middle:])
        both = Accepted(events=first.events + second.events, lines=first.lines + second.lines)
        return both, bad_first + bad_second


def _with_their_own_lines(
    lines: Sequence[Line], accepted: Accepted, rejects: list[Reject]
) -> tuple[Accepted, list[Reject]]:
    """Keep lines as they came, with whatever fields the contract does not know yet."""
    bad = {reject.line for reject in rejects}
    return Accepted(events=accepted.events, lines=[line.raw for line in lines if line.number not in bad]), rejects


def _in_words(error: Exception) -> str:
    """Say what msgspec found, in a sentence: which field, what is there, what is expected."""
    if isinstance(error, RecursionError):
        return "The line is nested too deeply."
    if isinstance(error, UnicodeDecodeError):
        return "The line is not UTF-8."
    text, _, place = str(error).partition(" - at ")
    field = place.strip("`").removeprefix("$").strip(".") or "the line"
    if not isinstance(error, msgspec.ValidationError):
        return f"The line is not JSON: {text}."
    if "required field" in text:
        missing = text.split("`")[1]
        return f"'{missing}' is missing" + (f" in '{field}'." if field != "the line" else ".")
    if text.startswith("Invalid value") and field == "type":
        return f"The 'type' is not one of: {_TYPES}."
    expected = re.fullmatch(r"Expected `([^`]+)`, got `([^`]+)`", text)
    if expected:
        wanted, found = (
            " or ".join(_KINDS.get(kind, kind) for kind in side.split(" | ")) for side in expected.groups()
        )
        return f"'{field}' should be {wanted} and is {found}."
    return f"'{field}': {text}."
