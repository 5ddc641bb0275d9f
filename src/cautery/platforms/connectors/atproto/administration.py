"""What the administrator of a data server may do there: take accounts, records and pictures down, and give them back.

The server keeps one word of reference with what is taken down; who wants it so is noted there.
"""

from base64 import b64encode
from typing import Any

import msgspec

from cautery.errors import Invalid, Missing, Refused
from cautery.kit.http import Http, HttpResponse
from cautery.kit.unreadable import NOT_JSON
from cautery.platforms.connectors.atproto.subjects import Subject, query
from cautery.platforms.marks import MeasureMarks, read_marks
from cautery.platforms.reach import Reach

_WRONG = 400
_GONE = ("NotFound", "RecordNotFound", "RepoNotFound", "BlobNotFound")
_NOT_LET_IN = ("ExpiredToken", "InvalidToken")


class _Taken(msgspec.Struct):
    applied: bool = False
    ref: str = ""


class _Status(msgspec.Struct):
    subject: dict[str, Any]
    takedown: _Taken = msgspec.field(default_factory=_Taken)


class _Account(msgspec.Struct):
    handle: str


class _Says(msgspec.Struct):
    error: str = ""
    message: str = ""


class Administration:
    """The administrator's door of one data server."""

    def __init__(self, reach: Reach) -> None:
        proof = b64encode(f"admin:{reach.secret}".encode()).decode()
        self._http = Http(f"{reach.address.rstrip('/')}/xrpc", headers={"Authorization": f"Basic {proof}"})

    def greet(self) -> str:
        """Ask for what only the administrator is told."""
        self._ask("com.atproto.admin.getInviteCodes", {"limit": "1"}).read(dict)
        return "a data server of the AT Protocol, and we are its administrator"

    def handle(self, subject: Subject) -> str:
        """Give the name that an account goes by."""
        return self._ask("com.atproto.admin.getAccountInfo", query(subject)).read(_Account).handle

    def marks(self, subject: Subject, measure: str) -> MeasureMarks:
        """Say who wants a subject to be down; Missing when there is none."""
        taken = self._status(subject).takedown
        return read_marks(taken.ref if taken.applied else None)

    def put(self, subject: Subject, measure: str, marks: MeasureMarks) -> None:
        """Take a subject down for those who want it, or give it back when nobody does."""
        known = self._status(subject).subject if "uri" in subject else subject  # a record is named with its hash too
        takedown = {"applied": True, "ref": marks.written()} if marks.wanted else {"applied": False}
        self._ask("com.atproto.admin.updateSubjectStatus", body={"subject": known, "takedown": takedown}).read(dict)

    def close(self) -> None:
        """Let connections go."""
        self._http.close()

    def _status(self, subject: Subject) -> _Status:
        return self._ask("com.atproto.admin.getSubjectStatus", query(subject)).read(_Status)

    def _ask(self, what: str, params: dict[str, str] | None = None, *, body: object = None) -> HttpResponse:
        return asked(self._http, what, params, body=body)


def asked(
    http: Http,
    what: str,
    params: dict[str, str] | None = None,
    *,
    body: object = None,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """Ask a server by the name of a method; Missing where it says that there is no such thing, in its own way."""
    method = "GET" if body is None else "POST"
    answer = http.ask(method, f"/{what}", params=params, body=body, headers=headers)
    if answer.status < _WRONG:
        return answer
    says, about = _says(answer), " ".join((params or {}).values())
    if says.error in _GONE or "not found" in says.message or "Invalid DID" in says.message:
        raise Missing(f"There is no '{about}' there: {says.message}")
    if says.error in _NOT_LET_IN:
        raise Refused(f"{answer.where} does not let us in any more: {says.message}")
    raise Invalid(f"{answer.where} says: {says.error} {says.message}") if answer.status == _WRONG else answer.error()


def _says(answer: HttpResponse) -> _Says:
    try:
        return msgspec.json.decode(answer.data, type=_Says)
    except NOT_JSON:
        return _Says()
