"""Reads answers: takes them apart into tweets, users and notices of compliance, each read alone."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cautery.errors import Invalid
from cautery.events.format import MIB, EventFormat, FileLine, Reject, read_back
from cautery.events.formats.twitter_v2.compliance import from_batch, from_stream, is_streamed
from cautery.events.formats.twitter_v2.fields import FIELDS
from cautery.events.formats.twitter_v2.tweets import Includes, tweet_events
from cautery.events.formats.twitter_v2.users import profile_of, time_of
from cautery.kit.unreadable import NOT_JSON
from cautery.model.event import AnyEvent

Item = Mapping[str, Any]
ResponseReader = Callable[[], Sequence[AnyEvent]]
_ADDED = "__twarc"
"""What twarc writes beside each answer, about when it was fetched."""


class TwitterV2(EventFormat):
    """Answers of API v2."""

    longest_line = 16 * MIB
    fields = FIELDS

    def recognises(self, line: bytes) -> bool:
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            return line.lstrip().startswith((b'{"data"', b'{"errors"', b'{"includes"'))
        return isinstance(said, dict) and _is_known(said)

    def parse(self, line: bytes) -> Sequence[AnyEvent]:
        events, rejects = self.read(FileLine(number=1, raw=line))
        if rejects and not events:
            raise Invalid(rejects[0].reason)
        return events

    def read(self, line: FileLine) -> tuple[Sequence[AnyEvent], Sequence[Reject]]:
        try:
            said = json.loads(line.raw)
            if not isinstance(said, dict):
                raise Invalid("The line is no answer of API v2: it is not an object.")
            items = list(self._items(said))
        except Invalid as error:
            return (), (Reject(line=line.number, reason=str(error), raw=line.raw),)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
            return (), (Reject(line=line.number, reason=f"The line is no answer of API v2: {error}.", raw=line.raw),)
        events: list[AnyEvent] = []
        rejects: list[Reject] = []
        for item, reading in items:
            try:
                events += [read_back(event) for event in _read(reading)]
            except Invalid as error:
                raw = line.raw if len(items) == 1 else json.dumps(item).encode()
                rejects.append(Reject(line=line.number, reason=str(error), raw=raw))
        return events, rejects

    def _items(self, said: Item) -> Iterator[tuple[object, ResponseReader]]:
        """Give what stands in an answer, each with what reads it."""
        if "action" in said and "id" in said:
            yield said, lambda: from_batch(said, self.in_utc)
        elif "data" not in said:
            yield from self._without_data(said)
        else:
            data = said["data"]
            alone = {name: value for name, value in said.items() if name == "includes" and isinstance(value, dict)}
            beside = Includes(alone.get("includes", {}))
            for item in data if isinstance(data, list) else [data]:
                yield item, self._reading(item, beside)
            seen = max(filter(None, (time_of(one, self.in_utc) for one in _dicts(data))), default=None)
            for user in beside.users:
                yield user, lambda user=user: profile_of(user, seen, self.in_utc)  # type: ignore[misc]

    def _without_data(self, said: Item) -> Iterator[tuple[object, ResponseReader]]:
        if _is_tweet(said) or _is_user(said):
            flat = {name: value for name, value in said.items() if name != _ADDED}
            yield flat, self._reading(flat, Includes.flattened(flat))
            if isinstance(author := flat.get("author"), dict):
                yield author, lambda: profile_of(author, time_of(flat, self.in_utc), self.in_utc)
        elif said.get("meta") is None or "errors" in said:
            raise Invalid(_what_went_wrong(said))

    def _reading(self, item: object, beside: Includes) -> ResponseReader:
        if not isinstance(item, dict):
            return lambda: _refuse("it is not an object")
        if is_streamed(item):
            return lambda: from_stream(item, self.in_utc)
        if _is_user(item):
            return lambda: profile_of(item, None, self.in_utc)
        return lambda: tweet_events(item, beside, self.in_utc)


def _read(reading: ResponseReader) -> Sequence[AnyEvent]:
    try:
        return reading()
    except KeyError as missing:
        raise Invalid(f"The tweet is partial: {missing} is missing.") from None
    except (*NOT_JSON, ValueError, TypeError, AttributeError, OverflowError, IndexError) as error:
        raise Invalid(f"This is nothing that API v2 answers: {error}.") from None


def _refuse(why: str) -> Sequence[AnyEvent]:
    raise Invalid(f"This is nothing that API v2 answers: {why}.")


def _is_known(said: Item) -> bool:
    if "action" in said and "created_at" in said and "reason" in said:
        return True
    data = said.get("data")
    if "data" in said and isinstance(data, dict | list):
        return True
    if "errors" in said or ("meta" in said and "data" not in said and "type" not in said):
        return True
    return _is_tweet(said) or (_is_user(said) and "screen_name" not in said and "type" not in said)


def _is_tweet(said: Item) -> bool:
    return "id" in said and ("author_id" in said or "edit_history_tweet_ids" in said) and "type" not in said


def _is_user(said: Item) -> bool:
    return "id" in said and "username" in said and "author_id" not in said


def _dicts(data: object) -> list[Item]:
    return [one for one in (data if isinstance(data, list) else [data]) if isinstance(one, dict)]


def _what_went_wrong(said: Item) -> str:
    errors = said.get("errors") or ([said] if "title" in said else [])
    told = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else None
    if told is not None:
        return f"The platform reported an error in place of an event: {told.get('title', 'error')}: {told.get('detail', '')}"
    return (
        f"The line is no answer of API v2: it has no 'data' but {', '.join(sorted(map(str, said))[:5]) or 'nothing'}."
    )
