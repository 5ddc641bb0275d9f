"""Reads what is new on a server: accounts, public rooms, and what people report. One place for each is kept in the cursor."""

from collections.abc import Iterator

import msgspec

from cautery.kit.http import Http
from cautery.model.account import AccountId
from cautery.model.event import About, AccountCreated, AnyEvent, Notice, NoticeReceived, Notifier, Profile
from cautery.platforms.connectors.matrix.messages import Happened, Place, event_of, moment

_PAGE = 100
PAGES = 20
"""Pages of one room, or of one list, that are read at a time."""
ADMIN = "/_synapse/admin"


class Reached(msgspec.Struct):
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
    rooms: list[_Room]
    next_batch: int | None = None


class _Messages(msgspec.Struct):
    chunk: list[Happened]
    end: str | None = None


class _User(msgspec.Struct):
    name: str
    creation_ts: int
    displayname: str | None = None


class _Users(msgspec.Struct):
    users: list[_User]
    next_token: str | None = None


class _Report(msgspec.Struct):
    id: int
    received_ts: int
    user_id: str
    reason: str | None = None
    event_id: str | None = None
    sender: str | None = None
    target_user_id: str | None = None


class _Reports(msgspec.Struct):
    event_reports: list[_Report] = msgspec.field(default_factory=list)
    user_reports: list[_Report] = msgspec.field(default_factory=list)
    next_token: int | None = None


def read_on(http: Http, since: Reached, place: Place) -> tuple[list[AnyEvent], Reached]:
    """Give what is new, in the order of time, and the place behind it."""
    reached = msgspec.json.decode(msgspec.json.encode(since), type=Reached)
    events = [*_accounts(http, reached, place)]
    for room in _public_rooms(http):
        events += _said_in(http, room, reached, place)
    events += _reports(http, reached, place)
    return sorted(events, key=lambda event: (event.at, event.id)), reached


def _accounts(http: Http, reached: Reached, place: Place) -> Iterator[AnyEvent]:
    """Give the accounts that were opened since, the newest first."""
    params = {"order_by": "creation_ts", "dir": "b", "deactivated": "true", "limit": str(_PAGE)}
    since, known = reached.accounts_ms, set(reached.named)
    for _ in range(1_000_000):
        page = http.ask("GET", f"{ADMIN}/v2/users", params=params).read(_Users)
        for user in page.users:
            if user.creation_ts < since:
                return
            if user.name not in known:
                _remember(reached, user)
                yield _created(user, place)
        if page.next_token is None:
            return
        params["from"] = page.next_token


def _remember(reached: Reached, user: _User) -> None:
    if user.creation_ts > reached.accounts_ms:
        reached.accounts_ms, reached.named = user.creation_ts, []
    if user.creation_ts == reached.accounts_ms:
        reached.named.append(user.name)


def _created(user: _User, place: Place) -> AnyEvent:
    at = moment(user.creation_ts)
    return AccountCreated(
        id=f"account/{user.name}",
        at=at,
        platform=place.platform,
        account=AccountId(user.name),
        profile=Profile(handle=user.name, display_name=user.displayname, created_at=at),
    )


def _public_rooms(http: Http) -> Iterator[str]:
    """Give the rooms that everybody may enter; what is said in others is not for us."""
    params = {"limit": "500"}
    while True:
        page = http.ask("GET", f"{ADMIN}/v1/rooms", params=params).read(_Rooms)
        yield from (room.room_id for room in page.rooms if room.join_rules == "public")
        if page.next_batch is None:
            return
        params["from"] = str(page.next_batch)


def _said_in(http: Http, room: str, reached: Reached, place: Place) -> Iterator[AnyEvent]:
    for _ in range(PAGES):
        params = {"dir": "f", "limit": str(_PAGE)}
        if room in reached.rooms:
            params["from"] = reached.rooms[room]
        page = http.ask("GET", f"{ADMIN}/v1/rooms/{room}/messages", params=params).read(_Messages)
        for happened in page.chunk:
            happened.room_id = room
            if (event := event_of(happened, place)) is not None:
                yield event
        if page.end is None or not page.chunk:
            return
        reached.rooms[room] = page.end


def _reports(http: Http, reached: Reached, place: Place) -> Iterator[AnyEvent]:
    """Give what people reported: messages and accounts."""
    for report in _listed(http, "event_reports", reached.event_reports):
        reached.event_reports = report.id
        yield _notice(f"event report {report.id}", report, report.sender, place)
    for report in _listed(http, "user_reports", reached.user_reports):
        reached.user_reports = report.id
        yield _notice(f"user report {report.id}", report, report.target_user_id, place)


def _listed(http: Http, name: str, since: int) -> list[_Report]:
    """List newer reports, the oldest first; the server gives the newest first, which spares it to read all of them."""
    found: list[_Report] = []
    params = {"dir": "b", "limit": str(_PAGE)}
    while True:
        page = http.ask("GET", f"{ADMIN}/v1/{name}", params=params).read(_Reports)
        reports = page.event_reports or page.user_reports
        new = [report for report in reports if report.id > since]
        found += new
        if len(new) < len(reports) or page.next_token is None:
            return found[::-1]
        params["from"] = str(page.next_token)


def _notice(name: str, report: _Report, about: str | None, place: Place) -> AnyEvent:
    return NoticeReceived(
        id=name,
        at=moment(report.received_ts),
        platform=place.platform,
        account=AccountId(report.user_id),
        notice=Notice(
            id=name,
            about=About(account=AccountId(about) if about else None, post=report.event_id),
            notifier=Notifier(kind="user", id=report.user_id),
            text=report.reason or None,
        ),
    )
