"""The contract's own events: newline-delimited JSON, one event a line.

Parsed by msgspec, which checks and types an event in a microsecond; many lines at once, and where one of them is bad, halves of
them, so that a file with a bad line in a hundred is still read quickly. A line that is not strictly as the contract has it is
mended where it can be: fields that nobody knows are left out, leap seconds taken, and times without an offset read as told.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

import msgspec

from cautery.errors import Invalid
from cautery.events.format import Accepted, EventFormat, FileLine, Reject, plausible
from cautery.events.times import mended_time
from cautery.model.event import AnyEvent
from cautery.model.known import without_unknown

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
        return (self._event(line, Counter()),)

    def parse_many(self, lines: Sequence[FileLine]) -> tuple[Accepted, list[Reject]]:
        if len(lines) <= _ONE_BY_ONE:
            return self._one_by_one(lines)
        try:
            events = [plausible(event) for event in _DECODER.decode_lines(b"\n".join([line.raw for line in lines]))]
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, Invalid):
            return self._halves(lines)
        if len(events) != len(lines):
            return self._halves(lines)
        return Accepted(events=events), []

    def _halves(self, lines: Sequence[FileLine]) -> tuple[Accepted, list[Reject]]:
        middle = len(lines) // 2
        first, bad_first = self.parse_many(lines[:middle])
        second, bad_second = self.parse_many(lines[middle:])
        unknown = first.unknown + second.unknown
        return Accepted(events=first.events + second.events, unknown=unknown), bad_first + bad_second

    def _one_by_one(self, lines: Sequence[FileLine]) -> tuple[Accepted, list[Reject]]:
        accepted, rejects = Accepted(events=[]), list[Reject]()
        for line in lines:
            try:
                accepted.events.append(self._event(line.raw, accepted.unknown))
            except Invalid as error:
                rejects.append(Reject(line=line.number, reason=str(error), raw=line.raw))
        return accepted, rejects

    def _event(self, line: bytes, unknown: Counter[str]) -> AnyEvent:
        try:
            return plausible(_DECODER.decode(line))
        except msgspec.ValidationError as error:
            return self._mended(line, error, unknown)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Invalid(_in_words(error)) from None

    def _mended(self, line: bytes, error: msgspec.ValidationError, unknown: Counter[str]) -> AnyEvent:
        """Read a line without what the contract does not know; where it still is none, say what is wrong with it."""
        try:
            read = msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.ValidationError:
            raise Invalid(_in_words(error)) from None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as worse:
            raise Invalid(_in_words(worse)) from None
        said, dropped = without_unknown(self._with_times(read))
        try:
            event: AnyEvent = msgspec.json.decode(msgspec.json.encode(said), type=AnyEvent)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as still:
            raise Invalid(_in_words(still)) from None
        event = plausible(event)
        unknown.update(dropped)
        return event

    def _with_times(self, said: dict[str, Any]) -> dict[str, Any]:
        said |= {name: mended_time(said[name], self.zone) for name in ("at", "received") if name in said}
        profile = said.get("profile")
        if isinstance(profile, dict) and "created_at" in profile:
            said["profile"] = {**profile, "created_at": mended_time(profile["created_at"], self.zone)}
        return said


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
    if "timezone" in text:
        return f"'{field}' says no offset from UTC; write it like 2016-02-05T12:00:00Z, or say --timezone."
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
