"""Reads what is new on a server: accounts, public rooms, and what people report. One place for each is kept in the cursor."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from urllib.parse import quote

import msgspec

from cautery.errors import CauteryError
from cautery.kit.http import Http
from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import AccountId
from cautery.model.event import AccountCreated, AnyEvent, Notice, NoticeReceived, NoticeSubject, Notifier, Profile
from cautery.platforms.connectors.matrix.messages import RoomEvent, RoomServer, event_of, media_of, moment
from cautery.platforms.reading import Items, PartReader

_PAGE = 100
PAGES = 20
"""Pages of one room, or of one list, that are read at a time."""
ADMIN = "/_synapse/admin"


class MatrixCursor(msgspec.Struct):
    """How far everything was read."""

    rooms: dict[str, str] = msgspec.field(default_factory=dict)
    """By room: the place behind what was read."""
    event_reports: int = 0
    user_reports: int = 0
    accounts_ms: int = 0
    named: list[str] = msgspec.field(default_factory=list)
    """The accounts of that last moment: a server tells seconds, and more may be opened in one."""


class _Room(msgspec.Struct):
    room_id: str
    join_rules: str | None = None


class _Rooms(msgspec.Struct):
    next_batch: int | None = None


class _Messages(msgspec.Struct):
    end: str | None = None


class _User(msgspec.Struct):
    name: str
    creation_ts: int
    displayname: str | None = None
    avatar_url: str | None = None


class _Users(msgspec.Struct):
    next_token: str | None = None


class _Report(msgspec.Struct):
    id: int
    received_ts: int
    user_id: str
    reason: str | None = None
    event_id: str | None = None
    sender: str | None = None
    target_user_id: str | None = None


class _Named(msgspec.Struct):
    id: int


class _Reports(msgspec.Struct):
    next_token: int | None = None


class _Written(msgspec.Struct):
    sender: str


class _Fetched(msgspec.Struct):
    event: _Written


class MatrixReader:
    """Reads everything once, from where it was left. What cannot be read, or does not answer, stops nothing else."""

    def __init__(self, http: Http, since: MatrixCursor, place: RoomServer, *, now: datetime) -> None:
        self._http, self._place, self._now = http, place, now
        self.reached = msgspec.json.decode(msgspec.json.encode(since), type=MatrixCursor)
        self.items, self.parts = Items(), PartReader()
        self._authors: dict[str, str] = {}

    def read(self) -> list[AnyEvent]:
        """Give what is new, in the order of time; `reached` is then the place behind it."""
        self.parts.ask("Accounts", self._accounts)
        rooms: list[str] = []
        self.parts.ask("The list of rooms", lambda: self._public_rooms(rooms))
        for room in rooms:
            self.parts.ask(f"Room '{room}'", partial(self._said_in, room))
        for kind in ("event_reports", "user_reports"):
            self.parts.ask(f"Reports ({kind})", partial(self._reports, kind))
        self.parts.raise_if_silent()
        return sorted(self.items.events, key=lambda event: (event.taken_at, event.id))

    def _accounts(self) -> None:
        """Read the accounts that were opened since, the newest first."""
        params = {"order_by": "creation_ts", "dir": "b", "deactivated": "true", "limit": str(_PAGE)}
        since, known = self.reached.accounts_ms, set(self.reached.named)
        while True:
            raws, page = self._http.ask("GET", f"{ADMIN}/v2/users", params=params).read_items(_Users, "users")
            users = [self._account(raw, since, known) for raw in raws]
            if page.next_token is None or "older" in users:
                return
            params["from"] = page.next_token

    def _account(self, raw: bytes, since: int, known: set[str]) -> str:
        """Read one account, unless it was read before; says 'older' of one that was opened before the place."""
        users: list[_User] = []

        def opened() -> list[AnyEvent | None]:
            user = msgspec.json.decode(raw, type=_User)
            users.append(user)
            is_new = user.creation_ts >= since and user.name not in known
            return [account_in(raw, self._place) if is_new else None]

        if self.items.read("account", f"account {raw[:60]!r}", raw, opened) and users[0].creation_ts < since:
            return "older"
        if users and users[0].creation_ts >= since and users[0].name not in known:
            _remember(self.reached, users[0])
        return ""

    def _public_rooms(self, rooms: list[str]) -> None:
        """Find the rooms that everybody may enter; what is said in others is not for us."""
        params = {"limit": "500"}
        while True:
            raws, page = self._http.ask("GET", f"{ADMIN}/v1/rooms", params=params).read_items(_Rooms, "rooms")
            for raw in raws:
                self.items.read("room", f"room {raw[:60]!r}", raw, partial(_found, raw, rooms))
            if page.next_batch is None:
                return
            params["from"] = str(page.next_batch)

    def _said_in(self, room: str) -> None:
        is_live = room in self.reached.rooms
        for _ in range(PAGES):
            params = {"dir": "f", "limit": str(_PAGE)}
            if room in self.reached.rooms:
                params["from"] = self.reached.rooms[room]
            where = f"{ADMIN}/v1/rooms/{quote(room, safe='')}/messages"
            raws, page = self._http.ask("GET", where, params=params).read_items(_Messages, "chunk")
            for number, raw in enumerate(raws):
                self._message(room, f"{params.get('from', 'start')}+{number}", raw, is_live=is_live)
            if page.end is None or not raws:
                return
            self.reached.rooms[room] = page.end

    def _message(self, room: str, place: str, raw: bytes, *, is_live: bool) -> None:
        def told() -> list[AnyEvent | None]:
            happened = msgspec.json.decode(raw, type=RoomEvent)
            happened.room_id = room
            self._authors[happened.event_id] = happened.sender
            if happened.type == "m.room.redaction":
                self._find_author(happened)
            return [event_of(happened, self._known(), now=self._now if is_live else None)]

        self.items.read("message", f"{room} {place}", raw, told)

    def _known(self) -> RoomServer:
        return replace(self._place, authors=self._authors)

    def _find_author(self, redaction: RoomEvent) -> None:
        """Ask whose message was taken back, where it was not just read."""
        gone = redaction.redacts or redaction.content.get("redacts")
        if not isinstance(gone, str) or not gone or gone in self._authors:
            return
        try:
            fetched = self._http.ask("GET", f"{ADMIN}/v1/fetch_event/{quote(gone, safe='')}").read(_Fetched)
            self._authors[gone] = fetched.event.sender
        except CauteryError:
            return  # then nobody knows whose it was, and the event says so

    def _reports(self, kind: str) -> None:
        """Read what people reported: messages or accounts."""
        for raw, number in self._listed(kind, getattr(self.reached, kind)):
            self.items.read(kind, f"report {number}", raw, partial(_one_report, kind, raw, self._place))
            setattr(self.reached, kind, max(number, getattr(self.reached, kind)))

    def _listed(self, kind: str, since: int) -> list[tuple[bytes, int]]:
        """List newer reports, the oldest first; the server gives the newest first, which spares it to read all of them."""
        found: list[tuple[bytes, int]] = []
        params = {"dir": "b", "limit": str(_PAGE)}
        while True:
            raws, page = self._http.ask("GET", f"{ADMIN}/v1/{kind}", params=params).read_items(_Reports, kind)
            reports = [(raw, _number_in(raw, since)) for raw in raws]
            new = [one for one in reports if one[1] > since]
            found += new
            if len(new) < len(reports) or page.next_token is None or not reports:
                return found[::-1]
            params["from"] = str(page.next_token)


def account_in(raw: bytes, place: RoomServer) -> AnyEvent:
    """Read an account as the server lists it."""
    user = msgspec.json.decode(raw, type=_User)
    at = moment(user.creation_ts)
    avatar = media_of({"url": user.avatar_url}, place, kind="m.image") if user.avatar_url else None
    profile = Profile(handle=user.name, display_name=user.displayname, created_at=at, avatar=avatar)
    return AccountCreated(
        id=f"account/{user.name}",
        at=at,
        received=at,
        platform=place.platform,
        account=AccountId(user.name),
        profile=profile,
    )


def report_in(kind: str, raw: bytes, place: RoomServer) -> AnyEvent:
    """Read a report as the server lists it."""
    report = msgspec.json.decode(raw, type=_Report)
    about = report.sender if kind == "event_reports" else report.target_user_id
    name, at = f"{kind.removesuffix('_reports')} report {report.id}", moment(report.received_ts)
    return NoticeReceived(
        id=name,
        at=at,
        received=at,
        platform=place.platform,
        account=AccountId(report.user_id),
        notice=Notice(
            id=name,
            about=NoticeSubject(account=AccountId(about) if about else None, post=report.event_id),
            notifier=Notifier(kind="user", id=report.user_id),
            text=report.reason or None,
        ),
    )


def _one_report(kind: str, raw: bytes, place: RoomServer) -> list[AnyEvent | None]:
    return [report_in(kind, raw, place)]


def _remember(reached: MatrixCursor, user: _User) -> None:
    if user.creation_ts > reached.accounts_ms:
        reached.accounts_ms, reached.named = user.creation_ts, []
    if user.creation_ts == reached.accounts_ms:
        reached.named.append(user.name)


def _found(raw: bytes, rooms: list[str]) -> list[AnyEvent | None]:
    room = msgspec.json.decode(raw, type=_Room)
    rooms += [room.room_id] if room.join_rules == "public" else []
    return []


def _number_in(raw: bytes, since: int) -> int:
    """Read a report's number; one without any comes next."""
    try:
        return msgspec.json.decode(raw, type=_Named).id
    except NOT_JSON:
        return since + 1
