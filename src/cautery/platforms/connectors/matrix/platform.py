"""A Synapse as a connector: an administrator's door."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from urllib.parse import quote

import msgspec

from cautery.errors import Invalid, Missing, Refused
from cautery.kit.http import Http, HttpResponse
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent
from cautery.model.intake import UnreadableItem
from cautery.platforms.connector import Connector, PlatformBatch, State
from cautery.platforms.connectors.matrix.fields import FIELDS
from cautery.platforms.connectors.matrix.messages import RoomEvent, RoomServer, event_of, media_of
from cautery.platforms.connectors.matrix.reading import ADMIN, MatrixCursor, MatrixReader, account_in, report_in
from cautery.platforms.marks import MeasureMarks, read_marks
from cautery.platforms.reach import Reach
from cautery.platforms.reading import Items

_WRONG, _NO_SUCH_THING = 400, 404
_CLIENT = "/_matrix/client/v3"


class _Who(msgspec.Struct):
    user_id: str


class _User(msgspec.Struct):
    name: str
    displayname: str | None = None
    locked: bool | None = None
    """None: a server older than 1.91, which cannot."""
    suspended: bool | None = None
    """None: a server older than 1.120, or one without that measure."""
    deactivated: bool = False


class _Media(msgspec.Struct):
    user_id: str | None = None
    quarantined_by: str | None = None


class _MediaInfo(msgspec.Struct):
    media_info: _Media


class _Fetched(msgspec.Struct):
    event: dict[str, Any]


class _Noted(msgspec.Struct):
    noted: str = ""


class Matrix(Connector):
    """One Synapse, as its administrator."""

    measures = frozenset[Measure]({"suspend", "restrict", "remove"})
    effects: ClassVar = {"restrict": "read_only"}
    of_posts = frozenset[Measure]({"remove"})
    fields = FIELDS

    def __init__(self, reach: Reach) -> None:
        self._platform = reach.platform
        self._http = Http(reach.address, headers={"Authorization": f"Bearer {reach.secret}"})
        self._place = RoomServer(platform=reach.platform, media=f"{reach.address}/_matrix/client/v1/media/download/")
        self._us = ""

    @classmethod
    def connect(cls, reach: Reach) -> Self:
        """Prepare to speak with a server."""
        return cls(reach)

    def greet(self) -> str:
        """Ask for what only administrators are told."""
        self._ask("GET", f"{ADMIN}/v1/rooms").read(dict)
        return f"a Synapse, where we are '{self._ourselves()}'"

    def close(self) -> None:
        """Let connections go."""
        self._http.close()

    def read_events(self, cursor: str | None) -> PlatformBatch:
        """Give new accounts, what was said in public rooms, and what people reported; what does not answer stops no other."""
        since = msgspec.json.decode(cursor, type=MatrixCursor) if cursor else MatrixCursor()
        reading = MatrixReader(self._http, since, self._local_place(), now=datetime.now(UTC))
        events = reading.read()
        return PlatformBatch(
            events=events,
            cursor=msgspec.json.encode(reading.reached).decode(),
            unread=reading.items.unread,
            problems=reading.parts.problems,
            retry_after_s=reading.parts.retry_after_s,
        )

    def read_again(self, item: UnreadableItem) -> Sequence[AnyEvent]:
        """Read an account, a message or a report that an earlier version could not read."""
        again = Items()
        if again.read(item.reader, item.place, item.raw, lambda: [self._again(item)]):
            return again.events
        raise Invalid(again.unread[0].reason)

    def _again(self, item: UnreadableItem) -> AnyEvent | None:
        place = self._local_place()
        if item.reader == "account":
            return account_in(item.raw, place)
        if item.reader in ("event_reports", "user_reports"):
            return report_in(item.reader, item.raw, place)
        happened = msgspec.json.decode(item.raw, type=RoomEvent)
        happened.room_id = happened.room_id or item.place.partition(" ")[0]
        return event_of(happened, place)

    def _local_place(self) -> RoomServer:
        return replace(self._place, server=self._server())

    def _server(self) -> str:
        """Give the name of our own server, as it stands behind the names of its accounts."""
        return self._ourselves().partition(":")[2]

    def refuse_what_cannot_be(self, action: Action) -> None:
        """Refuse measures that only another server can take, and to remove words, which cannot be given back."""
        if action.measure not in self.of_posts and not action.about.id.endswith(f":{self._server()}"):
            raise Refused(
                f"'{action.about.id}' is an account of another server, which alone can {action.measure} it; "
                f"remove its files here, or report it there."
            )
        self._marks(action)

    def look_up(self, about: Account) -> State:
        """Say how an account stands."""
        user = self._user(about)
        held = frozenset(measure for measure in self.measures - self.of_posts if _is_held(user, measure))
        return State(handle=user.displayname or user.name, measures=held)

    def act(self, action: Action) -> str:
        """Lock or suspend an account, or quarantine a file, once. Who wants it is noted first."""
        subject, marks = self._marks(action)
        if action.key not in marks.keys:
            self._note(action, subject, marks.with_key(action.key))
            if not marks.wanted:
                self._put(action.measure, subject, True)
        return action.key

    def undo(self, action: Action, token: str) -> None:
        """Take back what this action did; what somebody else wants too stays in force."""
        subject, marks = self._marks(action)
        if token in marks.keys:
            left = marks.without(token)
            if not left.wanted:
                self._put(action.measure, subject, False)
            self._note(action, subject, left)

    def in_effect(self, action: Action) -> bool:
        """Look whether a measure is in force."""
        return self._marks(action)[1].wanted

    def _marks(self, action: Action) -> tuple[str, MeasureMarks]:
        """Say what an action is about, and who wants its measure there."""
        if action.measure not in self.measures:
            raise Refused(f"'{self._platform}' cannot '{action.measure}'; it can: {', '.join(sorted(self.measures))}.")
        self._must_be_here(action.about)
        if action.measure == "remove":
            subject, media = self._media(action)
            is_held = media.quarantined_by is not None
        else:
            user = self._user(action.about)
            self._must_be_able(user, action.measure)
            subject, is_held = user.name, _is_held(user, action.measure)
        if not is_held:
            return subject, MeasureMarks()
        return subject, read_marks(self._ask("GET", self._where(action, subject), none=b"{}").read(_Noted).noted)

    def _note(self, action: Action, subject: str, marks: MeasureMarks) -> None:
        self._ask("PUT", self._where(action, subject), body={"noted": marks.written()}).read(dict)

    def _put(self, measure: Measure, subject: str, on: bool) -> None:
        if measure == "remove":
            done = "quarantine" if on else "unquarantine"
            self._ask("POST", f"{ADMIN}/v1/media/{done}/{_quoted_file(subject)}", body={}).read(dict)
        elif measure == "restrict":
            self._ask("PUT", f"{ADMIN}/v1/suspend/{quote(subject, safe='')}", body={"suspend": on}).read(dict)
        else:
            self._ask("PUT", f"{ADMIN}/v2/users/{quote(subject, safe='')}", body={"locked": on}).read(dict)

    def _user(self, about: Account) -> _User:
        self._must_be_here(about)
        answer = self._ask("GET", f"{ADMIN}/v2/users/{quote(about.id, safe='')}")
        if answer.status in (_WRONG, _NO_SUCH_THING):
            raise Missing(f"There is no account '{about.id}' on '{self._platform}'.")
        return answer.read(_User)

    def _must_be_here(self, about: Account) -> None:
        """Ids mean nothing on another platform; Missing where an account cannot be one of this."""
        if about.platform != self._platform or not about.id.startswith("@"):
            raise Missing(f"There is no account '{about.id}' of '{about.platform}' on '{self._platform}'.")

    def _must_be_able(self, user: _User, measure: Measure) -> None:
        """Refuse what this server is too old for: it would answer 404, as if there were no such account."""
        if (user.suspended if measure == "restrict" else user.locked) is None:
            raise Refused(f"This Synapse is too old to {measure} an account; upgrade it, or choose another measure.")

    def _media(self, action: Action) -> tuple[str, _Media]:
        """Find the file that an action is about, or that the message carries which it is about."""
        post, is_theirs = action.post or "", False
        if post.startswith("$"):
            fetched = self._ask("GET", f"{ADMIN}/v1/fetch_event/{quote(post, safe='')}").read(_Fetched).event
            media = media_of(_content(fetched), self._place) or media_of(
                _content(fetched), self._place, kind="m.sticker"
            )
            if media is None:
                raise Refused(f"Message '{post}' is words alone, which a Synapse cannot give back; act on its account.")
            post, is_theirs = media.id, fetched.get("sender") == action.about.id
        if not post.startswith("mxc://"):
            raise Missing(f"There is no message or file '{post}' on '{self._platform}'.")
        is_remote = post.removeprefix("mxc://").partition("/")[0] != self._server()
        answer = self._ask("GET", f"{ADMIN}/v1/media/{_quoted_file(post)}")
        if is_remote:
            return post, self._remote(action, post, answer, is_theirs=is_theirs)
        found = answer.read(_MediaInfo).media_info
        if found.user_id != action.about.id:
            raise Missing(f"There is no file '{post}' of '{action.about.id}' on '{self._platform}'.")
        return post, found

    def _remote(self, action: Action, post: str, answer: HttpResponse, *, is_theirs: bool) -> _Media:
        """Find a file of another server, of which is only known who showed it here."""
        if not is_theirs:
            raise Refused(
                f"'{post}' is a file of another server: nobody here knows whose it is. Act on the message that shows it."
            )
        if answer.status == _NO_SUCH_THING:
            raise Refused(
                f"'{post}' is a file of another server, and there is no copy of it here to quarantine; "
                f"act on '{action.about.id}', or report it there."
            )
        return answer.read(_MediaInfo).media_info

    def _where(self, action: Action, subject: str) -> str:
        """Name the place in our own account's data where it is noted who wants a measure."""
        kind = quote(f"io.cautery.{action.measure}.{subject}", safe="")
        return f"{_CLIENT}/user/{quote(self._ourselves(), safe='')}/account_data/{kind}"

    def _ourselves(self) -> str:
        if not self._us:
            self._us = self._ask("GET", f"{_CLIENT}/account/whoami").read(_Who).user_id
        return self._us

    def _ask(self, method: str, path: str, *, body: object = None, none: bytes | None = None) -> HttpResponse:
        answer = self._http.ask(method, path, body=body)
        if answer.status == _NO_SUCH_THING and none is not None:
            return HttpResponse(where=answer.where, status=200, headers={}, data=none)
        return answer


def _content(event: dict[str, Any]) -> dict[str, Any]:
    content = event.get("content")
    return content if isinstance(content, dict) else {}


def _quoted_file(name: str) -> str:
    """Write a file's name (`mxc://server/id`) as a part of a path."""
    server, _, media = name.removeprefix("mxc://").partition("/")
    return f"{quote(server, safe=':')}/{quote(media, safe='')}"


def _is_held(user: _User, measure: Measure) -> bool:
    return bool(user.suspended if measure == "restrict" else user.locked or user.deactivated)
