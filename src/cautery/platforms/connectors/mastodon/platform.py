"""A Mastodon as a connector: a moderator's door."""

import time
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import ClassVar, Self
from urllib.parse import quote

import msgspec

from cautery.errors import Invalid, Missing, Refused
from cautery.kit.http import Http
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent
from cautery.model.intake import UnreadableItem
from cautery.platforms.connector import Connector, Delivery, PlatformBatch, State
from cautery.platforms.connectors.mastodon.fields import FIELDS
from cautery.platforms.connectors.mastodon.notes import noted, with_marks
from cautery.platforms.connectors.mastodon.reading import REPORT, STATUS, MastodonCursor, MastodonReader, read_item
from cautery.platforms.connectors.mastodon.streaming import Stream
from cautery.platforms.connectors.mastodon.webhooks import read_signed
from cautery.platforms.marks import MeasureMarks
from cautery.platforms.reach import Reach
from cautery.platforms.reading import Items

_ADMIN = "/api/v1/admin/accounts"
ASKED_EVERY_S, FILLED_EVERY_S = 10.0, 60.0
"""How often is asked what is new where there was nothing: without the stream, and beside it. A server allows its
moderators some hundred questions a minute, and actions need theirs."""
_UNDONE = {"suspend": "unsuspend", "disable": "enable", "silence": "unsilence", "sensitive": "unsensitive"}


class _User(msgspec.Struct):
    id: str
    username: str
    domain: str | None = None
    suspended: bool = False
    silenced: bool = False
    sensitized: bool = False
    disabled: bool = False


class _Related(msgspec.Struct):
    id: str
    note: str = ""


class _Us(msgspec.Struct):
    username: str


class Mastodon(Connector):
    """One server, as one of its moderators."""

    measures = frozenset[Measure]({"suspend", "restrict", "mark"})
    effects: ClassVar = {"restrict": "hidden", "mark": "media_hidden"}
    fields = FIELDS
    settings: ClassVar = {
        "suspend": '"suspend" or "disable"',
        "stream": "the address of streaming, where it has one of its own",
    }

    def __init__(self, reach: Reach) -> None:
        suspend = reach.more.get("suspend", "suspend")
        if suspend not in ("suspend", "disable"):
            raise Invalid(f'[platforms.{reach.platform}]: \'suspend\' must be "suspend" or "disable".')
        self._platform = reach.platform
        self._types: Mapping[Measure, str] = {"suspend": suspend, "restrict": "silence", "mark": "sensitive"}
        self._http = Http(reach.address, headers={"Authorization": f"Bearer {reach.secret}"})
        self._stream = Stream(reach.more.get("stream", reach.address), reach.secret, platform=reach.platform)
        self._told: list[AnyEvent] = []
        self._untold: list[UnreadableItem] = []
        self._behind, self._filled_at = -1, float("-inf")

    @classmethod
    def connect(cls, reach: Reach) -> Self:
        """Prepare to speak with a server."""
        return cls(reach)

    def greet(self) -> str:
        """Ask who we are, and for what only moderators are told."""
        us = self._http.ask("GET", "/api/v1/accounts/verify_credentials").read(_Us)
        self._http.ask("GET", "/api/v1/admin/reports", params={"limit": "1"}).read(list)
        return f"a Mastodon, where we are '{us.username}'"

    def close(self) -> None:
        """Let connections go."""
        self._http.close()
        self._stream.close()

    @classmethod
    def read_delivery(cls, reach: Reach, delivery: Delivery) -> Sequence[AnyEvent]:
        """Read what a webhook of the server brought."""
        return read_signed(reach, delivery)

    def read_events(self, cursor: str | None) -> PlatformBatch:
        """Give what the stream told, what it missed, and what people reported.

        What the stream told is given again until the place behind it comes back: then it is kept.
        """
        since = msgspec.json.decode(cursor, type=MastodonCursor) if cursor else MastodonCursor()
        if since.told == self._behind:
            self._told, self._untold = [], []
        was_open = self._stream.is_open
        if not self._told and not self._untold:
            told = self._stream.read()
            self._told, self._untold = told.events, told.unread
        self._behind = since.told + 1
        if self._stream.is_open and not was_open:
            self._filled_at = float("-inf")  # what happened before the stream began is asked for at once
        reading = self._filled(since)
        if self._told or self._untold:
            reading.reached.told = self._behind
        return PlatformBatch(
            events=[*self._told, *reading.items.events],
            cursor=msgspec.json.encode(reading.reached).decode(),
            unread=[*self._untold, *reading.items.unread],
            problems=reading.parts.problems,
            retry_after_s=reading.parts.retry_after_s,
        )

    def read_again(self, item: UnreadableItem) -> Sequence[AnyEvent]:
        """Read a post, a report or a message of the stream that an earlier version could not read."""
        again = Items()
        if again.read(item.reader, item.place, item.raw, lambda: self._again(item)):
            return again.events
        raise Invalid(again.unread[0].reason)

    def _again(self, item: UnreadableItem) -> Sequence[AnyEvent | None]:
        if item.reader in (STATUS, REPORT):
            return read_item(item.reader, item.raw, self._platform)
        return self._stream.read_again(item.raw)

    def refuse_what_cannot_be(self, action: Action) -> None:
        """Refuse to lock out an account of another server: it does not log in here; suspended, it is not seen here."""
        self._refuse_remote(action, self._subject(action))

    def _refuse_remote(self, action: Action, user: _User) -> None:
        if user.domain and self._types[action.measure] == "disable":
            raise Refused(
                f"'{user.username}@{user.domain}' is an account of another server and cannot be locked out here; "
                f"set suspend = \"suspend\" for '{self._platform}', or restrict it, which hides it from others' timelines."
            )

    def look_up(self, about: Account) -> State:
        """Say how an account stands."""
        user = self._user(about)
        handle = f"{user.username}@{user.domain}" if user.domain else user.username
        return State(
            handle=handle, measures=frozenset(measure for measure in self.measures if self._is_held(user, measure))
        )

    def act(self, action: Action) -> str:
        """Take a measure, once. Who wants it is noted first."""
        user = self._subject(action)
        self._refuse_remote(action, user)
        note = self._note(user)
        is_held = self._is_held(user, action.measure)
        marks = noted(note, action.measure) if is_held else MeasureMarks()
        if action.key not in marks.keys:
            self._write(user, with_marks(note, action.measure, marks.with_key(action.key)))
            if not is_held:
                form = {"type": self._types[action.measure], "send_email_notification": "1"}
                self._http.ask("POST", f"{_ADMIN}/{user.id}/action", form=form).read(dict)
        return action.key

    def undo(self, action: Action, token: str) -> None:
        """Take back what this action did; what somebody else wants too stays in force."""
        user = self._subject(action)
        if not self._is_held(user, action.measure):
            return
        note = self._note(user)
        marks = noted(note, action.measure)
        if token in marks.keys:
            left = marks.without(token)
            if not left.wanted:
                self._http.ask("POST", f"{_ADMIN}/{user.id}/{_UNDONE[self._types[action.measure]]}").read(dict)
            self._write(user, with_marks(note, action.measure, left))

    def in_effect(self, action: Action) -> bool:
        """Look whether a measure is in force."""
        return self._is_held(self._subject(action), action.measure)

    def _filled(self, since: MastodonCursor) -> MastodonReader:
        """Ask for what is new, unless there was nothing a moment ago."""
        every_s = FILLED_EVERY_S if self._stream.is_open else ASKED_EVERY_S
        reading = MastodonReader(self._http, since, self._platform)
        if time.monotonic() - self._filled_at < every_s:
            return reading
        self._stream.know(reading.read())
        if not reading.items.events and not reading.items.unread:
            self._filled_at = time.monotonic()
        return reading

    def _subject(self, action: Action) -> _User:
        if action.measure not in self.measures:
            raise Refused(f"'{self._platform}' cannot '{action.measure}'; it can: {', '.join(sorted(self.measures))}.")
        return self._user(action.about)

    def _user(self, about: Account) -> _User:
        if about.platform != self._platform:
            raise Missing(f"There is no account '{about.id}' of '{about.platform}' on '{self._platform}'.")
        answer = self._http.ask("GET", f"{_ADMIN}/{quote(about.id, safe='')}")
        if answer.status == HTTPStatus.NOT_FOUND:
            raise Missing(f"There is no account '{about.id}' on '{self._platform}'.")
        return answer.read(_User)

    def _is_held(self, user: _User, measure: Measure) -> bool:
        held = {
            "suspend": user.suspended,
            "disable": user.disabled,
            "silence": user.silenced,
            "sensitive": user.sensitized,
        }
        return held[self._types[measure]]

    def _note(self, user: _User) -> str:
        params = {"id[]": user.id, "with_suspended": "true"}
        related = self._http.ask("GET", "/api/v1/accounts/relationships", params=params).read(list[_Related])
        if [one.id for one in related] != [user.id]:
            raise Refused(f"'{self._platform}' does not show our note on '{user.id}'; Mastodon 4.3 or newer does.")
        return related[0].note

    def _write(self, user: _User, note: str) -> None:
        self._http.ask("POST", f"/api/v1/accounts/{user.id}/note", form={"comment": note}).read(_Related)
