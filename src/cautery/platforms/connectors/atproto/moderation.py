"""What a moderator may do through Ozone: take accounts and posts down, label accounts, and read what people report.

Ozone keeps every event about a subject and shows it to its other moderators. Who wants a measure is noted in the comments of
our events; the newest one tells.
"""

import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from cautery.errors import Refused
from cautery.kit.http import Http, HttpResponse
from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import AccountId, Platform
from cautery.model.event import AnyEvent, Notice, NoticeReceived, NoticeSubject, Notifier
from cautery.platforms.connectors.atproto.administration import asked
from cautery.platforms.connectors.atproto.subjects import Subject
from cautery.platforms.marks import MeasureMarks, read_marks
from cautery.platforms.reach import Reach
from cautery.platforms.reading import Items

_DEFS = "tools.ozone.moderation.defs#modEvent"
_PAGE = 100
READER = "report"


class _Session(msgspec.Struct):
    accessJwt: str  # noqa: N815
    did: str


class _Event(msgspec.Struct):
    id: int
    event: dict[str, Any]
    subject: dict[str, Any]
    createdBy: str  # noqa: N815
    createdAt: datetime  # noqa: N815


class _Events(msgspec.Struct):
    events: list[_Event]
    cursor: str = ""


class _Listed(msgspec.Struct):
    cursor: str = ""


class _Named(msgspec.Struct):
    id: int
    createdAt: str = ""  # noqa: N815


class _Repo(msgspec.Struct):
    handle: str


class _Record(msgspec.Struct):
    cid: str
    blobCids: list[str] = msgspec.field(default_factory=list)  # noqa: N815


class Moderation:
    """A moderator's door to an Ozone, through the data server on which the moderator has an account."""

    def __init__(self, reach: Reach) -> None:
        self._reach, self._label = reach, reach.more.get("label", "!warn")
        self._service = f"{reach.needs('ozone')}#atproto_labeler"
        self._http = Http(f"{reach.address.rstrip('/')}/xrpc")
        self._session: _Session | None = None
        self._turn = threading.Lock()

    def greet(self) -> str:
        """Ask for what only moderators are told."""
        self._ask("tools.ozone.moderation.queryEvents", {"limit": "1"}).read(_Events)
        return f"an Ozone, where we are the moderator '{self._reach.needs('moderator')}'"

    def handle(self, subject: Subject) -> str:
        """Give the name that an account goes by."""
        return self._ask("tools.ozone.moderation.getRepo", {"did": str(subject["did"])}).read(_Repo).handle

    def marks(self, subject: Subject, measure: str) -> MeasureMarks:
        """Say who wants a measure, as the newest event about it tells; Missing when there is no such subject."""
        self._look(subject)
        return next(
            (found for event in self._about(subject) if (found := self._read(event, measure)) is not None),
            MeasureMarks(),
        )

    def put(self, subject: Subject, measure: str, marks: MeasureMarks) -> None:
        """Bring a measure into force for those who want it, end it when nobody does, or note that somebody else does too."""
        before = self.marks(subject, measure)
        event: dict[str, object]
        if before.wanted and marks.wanted:
            event = {"$type": f"{_DEFS}Comment", "comment": f"{measure}: {marks.written()}"}
        elif measure == "mark":
            event = {
                "$type": f"{_DEFS}Label",
                "createLabelVals": [self._label] if marks.wanted else [],
                "negateLabelVals": [] if marks.wanted else [self._label],
                "comment": marks.written(),
            }
        else:
            kind = "Takedown" if marks.wanted else "ReverseTakedown"
            event = {"$type": f"{_DEFS}{kind}", "comment": marks.written()}
        known, blobs = self._known(subject)
        emitted: dict[str, object] = {"event": event, "subject": known, "createdBy": self._us().did}
        if blobs and event["$type"] == f"{_DEFS}Takedown":
            emitted["subjectBlobCids"] = blobs
        self._ask("tools.ozone.moderation.emitEvent", body=emitted).read(dict)

    def reports(self, since: str, *, platform: Platform) -> tuple[Items, str]:
        """Give what people reported behind a place, and the place behind it; a report that cannot be read stops none."""
        items, reached, params = Items(), since, self._behind(since)
        while True:
            raws, page = self._ask("tools.ozone.moderation.queryEvents", params).read_items(_Listed, "events")
            for raw in raws:
                reached = self._one(raw, reached, items, platform)
            if not page.cursor or len(raws) < _PAGE:
                return items, reached
            params["cursor"] = page.cursor

    def _behind(self, since: str) -> dict[str, str]:
        _, _, time = since.partition("@")
        params = {"types": f"{_DEFS}Report", "sortDirection": "asc", "limit": str(_PAGE)}
        return params | ({"createdAfter": time} if time else {})

    def _one(self, raw: bytes, reached: str, items: Items, platform: Platform) -> str:
        """Read one report, unless it was read before; give the place behind it."""
        last, _, time = reached.partition("@")
        try:
            named = msgspec.json.decode(raw, type=_Named)
        except NOT_JSON:
            named = _Named(id=int(last or 0) + 1, createdAt=time)
        if named.id <= int(last or 0):
            return reached
        items.read(READER, f"report {named.id}", raw, lambda: [report_in(raw, platform)])
        return f"{named.id}@{(named.createdAt or time).replace('+00:00', 'Z')}"

    def close(self) -> None:
        """Let connections go."""
        self._http.close()

    def _about(self, subject: Subject) -> Iterator[_Event]:
        """Go through what was done about a subject, the newest first."""
        params = {"subject": str(subject.get("uri") or subject["did"]), "limit": str(_PAGE), "sortDirection": "desc"}
        while True:
            page = self._ask("tools.ozone.moderation.queryEvents", params).read(_Events)
            yield from page.events
            if not page.cursor or len(page.events) < _PAGE:
                return
            params["cursor"] = page.cursor

    def _read(self, one: _Event, measure: str) -> MeasureMarks | None:
        """Read what an event says about a measure; None: nothing."""
        kind, comment = str(one.event.get("$type")).removeprefix(_DEFS), str(one.event.get("comment") or "")
        if kind == "Comment" and comment.startswith(f"{measure}: "):
            found = read_marks(comment.removeprefix(f"{measure}: "))
            return found if found.keys else None
        if measure == "mark" and kind == "Label":
            if self._label in one.event.get("createLabelVals", ()):
                return read_marks(comment)
            return MeasureMarks() if self._label in one.event.get("negateLabelVals", ()) else None
        if measure != "mark" and kind == "Takedown":
            return read_marks(comment)
        return MeasureMarks() if measure != "mark" and kind == "ReverseTakedown" else None

    def _look(self, subject: Subject) -> None:
        if "cid" in subject and "did" in subject:
            raise Refused("Ozone removes a picture with the post that shows it: act on the post.")
        if "uri" in subject:
            self._known(subject)
        else:
            self.handle(subject)

    def _known(self, subject: Subject) -> tuple[Subject, list[str]]:
        """Give a subject as Ozone wants it named, and the pictures that go with it."""
        if "uri" not in subject:
            return subject, []
        record = self._ask("tools.ozone.moderation.getRecord", {"uri": str(subject["uri"])}).read(_Record)
        return {**subject, "cid": record.cid}, record.blobCids

    def _ask(self, what: str, params: dict[str, str] | None = None, *, body: object = None) -> HttpResponse:
        """Ask Ozone through the data server, as the moderator; once more when the session has ended meanwhile."""
        try:
            return self._asked(self._us(), what, params, body)
        except Refused:
            return self._asked(self._us(anew=True), what, params, body)

    def _asked(self, us: _Session, what: str, params: dict[str, str] | None, body: object) -> HttpResponse:
        headers = {"Authorization": f"Bearer {us.accessJwt}", "atproto-proxy": self._service}
        return asked(self._http, what, params, body=body, headers=headers)

    def _us(self, *, anew: bool = False) -> _Session:
        with self._turn:
            if self._session is None or anew:
                who = {"identifier": self._reach.needs("moderator"), "password": self._reach.secret}
                self._session = asked(self._http, "com.atproto.server.createSession", body=who).read(_Session)
            return self._session


def report_in(raw: bytes, platform: Platform) -> AnyEvent:
    """Read a report as Ozone gives it."""
    return _notice(msgspec.json.decode(raw, type=_Event), platform)


def _notice(one: _Event, platform: Platform) -> AnyEvent:
    """Read a report; who filed it is known to Ozone only by an account."""
    uri = one.subject.get("uri")
    account = AccountId(str(one.subject.get("did") or str(uri).removeprefix("at://").partition("/")[0]))
    return NoticeReceived(
        id=f"report/{one.id}",
        at=one.createdAt,
        received=one.createdAt,
        platform=platform,
        account=AccountId(one.createdBy),
        notice=Notice(
            id=f"report/{one.id}",
            about=NoticeSubject(account=account, post=str(uri) if uri else None),
            notifier=Notifier(kind="user", id=one.createdBy),
            category=str(one.event.get("reportType", "")).rpartition("#")[2] or None,
            text=str(one.event.get("comment") or "") or None,
        ),
    )
