"""A client of the API for Python programs: typed answers, our errors, and every change safe to repeat.

>>> with Client("http://127.0.0.1:8000", key="cautery_...") as desk:  # doctest: +SKIP
...     for line in desk.waiting():
...         print(line.case.id, line.case.chance)
"""

import uuid
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from cautery.errors import CauteryError, Conflict, Invalid, Missing, Permanent, RateLimited, Refused, Temporary
from cautery.kit.canonical import canonical_json
from cautery.kit.unreadable import NOT_JSON
from cautery.model.decision import Decision, Measure
from cautery.model.event import AnyEvent
from cautery.model.judgement import Purpose
from cautery.model.notice import FiledNotice
from cautery.schemas.appeals import AppealView
from cautery.schemas.cases import Background, DecisionResult, File, QueuePage, QueueRow
from cautery.schemas.checks import CheckResult
from cautery.schemas.decisions import DecisionRecord, DecisionsPage
from cautery.schemas.events import Received
from cautery.schemas.networks import NetworkListItem, Networks, NetworkView, SuccessionView
from cautery.schemas.notices import NoticeReceipt, Notices
from cautery.schemas.tables import TableList, TableListItem


class ListPage(Protocol):
    """A part of a list."""

    @property
    def next(self) -> str | None: ...


T = TypeVar("T")
P = TypeVar("P", bound=ListPage)
ERRORS: Mapping[int, type[CauteryError]] = {
    401: Refused,
    403: Refused,
    404: Missing,
    409: Conflict,
    422: Invalid,
    429: RateLimited,
    503: Temporary,
}
PATIENCE_S = 30.0


class Client:
    """A program's way to an installation, with a person's key. Use it in a `with`."""

    def __init__(self, where: str, *, key: str, transport: httpx.BaseTransport | None = None) -> None:
        self._http = httpx.Client(
            base_url=f"{where.rstrip('/')}/v1",
            headers={"Authorization": f"Bearer {key}"},
            timeout=PATIENCE_S,
            transport=transport,
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def waiting(self, *, origin: str = "", platform: str = "", language: str = "") -> Iterator[QueueRow]:
        """Go through the cases that wait, the one to be looked at first ahead."""
        asked = {"origin": origin, "platform": platform, "language": language}
        return self._all("/cases", QueuePage, lambda page: page.cases, asked)

    def case(self, case: str) -> tuple[File, str]:
        """Give a case with all that belongs to it, and the name of this state of it, for `decide`."""
        return self._ask("GET", f"/cases/{_in_path(case)}", File)

    def decide(
        self,
        case: str,
        *,
        measure: Measure,
        reason: str,
        seen: str,
        clause: str | None = None,
        purpose: Purpose = "none",
        purpose_says: str = "",
        replaces: bool = False,
    ) -> DecisionResult:
        """Decide a case as the key's owner; Conflict when somebody else decided since the state that was `seen`."""
        said: dict[str, object] = {
            "measure": measure,
            "reason": reason,
            "clause": clause,
            "purpose": purpose,
            "purpose_says": purpose_says,
            "replaces": replaces,
        }
        return self._ask(
            "POST", f"/cases/{_in_path(case)}/decisions", DecisionResult, body=said, headers={"If-Match": seen}
        )[0]

    def decisions(self) -> Iterator[Decision]:
        """Go through what people decided, newest first."""
        return self._all("/decisions", DecisionsPage, lambda page: page.decisions)

    def decision(self, decision: str) -> DecisionRecord:
        """Give a decision, and what became of it."""
        return self._ask("GET", f"/decisions/{_in_path(decision)}", DecisionRecord)[0]

    def notices(self) -> Iterator[FiledNotice]:
        """Go through the notices, newest first."""
        return self._all("/notices", Notices, lambda page: page.notices)

    def appeals(self) -> tuple[AppealView, ...]:
        """List the appeals that wait, the oldest first."""
        return self._ask("GET", "/appeals", tuple[AppealView, ...])[0]

    def account(self, platform: str, account: str) -> Background:
        """Give what is known here about an account."""
        return self._ask("GET", f"/accounts/{_in_path(platform)}/{_in_path(account)}", Background)[0]

    def networks(self) -> Iterator[NetworkListItem]:
        """Go through the networks, the largest first."""
        return self._all("/networks", Networks, lambda page: page.networks)

    def network(self, network: str) -> NetworkView:
        """Give a network with all that is known here of it and its members."""
        return self._ask("GET", f"/networks/{_in_path(network)}", NetworkView)[0]

    def operator(self, platform: str, account: str) -> SuccessionView:
        """Give the accounts that probably are one hand with this one."""
        return self._ask("GET", f"/accounts/{_in_path(platform)}/{_in_path(account)}/operator", SuccessionView)[0]

    def operators(self) -> tuple[SuccessionView, ...]:
        """List the hands that came back last, newest first."""
        return self._ask("GET", "/operators", tuple[SuccessionView, ...])[0]

    def send(self, events: Iterable[AnyEvent]) -> Received:
        """Send events; each is kept once, however often it is sent."""
        lines = b"\n".join(canonical_json(event) for event in events)
        return self._ask("POST", "/events", Received, lines=lines)[0]

    def check(
        self, text: str = "", links: Iterable[str] = (), *, files: Iterable[bytes] = (), account: str | None = None
    ) -> CheckResult:
        """Ask what in some content is banked, or near to it."""
        media = [{"data": b64encode(data).decode(), "kind": "document"} for data in files]
        said: dict[str, object] = {"text": text, "links": list(links), "media": media, "account": account}
        return self._ask("POST", "/check", CheckResult, body=said)[0]

    def file_notice(
        self, *, account: str, place: str, text: str, platform: str = "", kind: str = "user"
    ) -> NoticeReceipt:
        """File a notice in good faith, for whoever it is from."""
        said = {"account": account, "place": place, "text": text, "platform": platform, "kind": kind}
        return self._ask("POST", "/notices", NoticeReceipt, body=said | {"in_good_faith": True})[0]

    def tables(self) -> tuple[TableListItem, ...]:
        """List the tables for analysis that this key may read."""
        return self._ask("GET", "/tables", TableList)[0].tables

    def save_table(self, name: str, into: Path, *, form: str = "parquet", since: str = "", until: str = "") -> None:
        """Write a table into a file, piece by piece.

        Args:
            form: parquet, arrow, csv or ndjson.
            since: rows with an earlier `at` are left out; RFC 3339, or a date.
            until: rows from then on are left out.
        """
        asked = {name: said for name, said in (("form", form), ("since", since), ("until", until)) if said}
        try:
            with self._http.stream("GET", f"/tables/{_in_path(name)}", params=asked) as answer:
                if answer.is_error:
                    answer.read()
                    raise _error(answer)
                with into.open("wb") as out:
                    for piece in answer.iter_bytes():
                        out.write(piece)
        except httpx.TransportError as error:
            raise self._unreachable(error) from None

    def _unreachable(self, error: httpx.TransportError) -> Temporary:
        return Temporary(f"The installation at {self._http.base_url} cannot be reached: {error}; try again.")

    def _all(
        self, path: str, kind: type[P], part: Callable[[P], Iterable[T]], asked: Mapping[str, str] | None = None
    ) -> Iterator[T]:
        """Go through a list part by part."""
        said = {**(asked or {}), "limit": "100"}
        while True:
            page, _ = self._ask("GET", path, kind, params=said)
            yield from part(page)
            if page.next is None:
                return
            said["cursor"] = page.next

    def _ask(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, object] | None = None,
        lines: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[T, str]:
        """Ask, and read the answer with the name of its state; what is wrong is raised as our errors."""
        content = lines if body is None else canonical_json(body)
        form = "application/json" if lines is None else "application/x-ndjson"
        said = {"Content-Type": form, "Idempotency-Key": str(uuid.uuid4())} if method == "POST" else {}
        try:
            answer = self._http.request(
                method, path, params=params, content=content, headers={**said, **(headers or {})}
            )
        except httpx.TransportError as error:
            raise self._unreachable(error) from None
        if answer.is_error:
            raise _error(answer)
        return msgspec.json.decode(answer.content, type=kind), answer.headers.get("etag", "")


def _in_path(name: str) -> str:
    return quote(name, safe="")


def _error(answer: httpx.Response) -> CauteryError:
    try:
        detail = msgspec.json.decode(answer.content, type=dict[str, object]).get("detail")
    except NOT_JSON:
        detail = None
    says = str(detail or f"The installation answered {answer.status_code}.")
    kind = ERRORS.get(answer.status_code, Permanent)
    if issubclass(kind, Temporary):
        after = answer.headers.get("retry-after", "")
        return kind(says, retry_after_s=float(after) if after.isdigit() else None)
    return kind(says)
