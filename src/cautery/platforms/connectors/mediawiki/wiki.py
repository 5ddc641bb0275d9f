"""Speaks with a wiki: logs in, asks, and reads its way of saying no, which comes with the status of a yes."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

import msgspec

from cautery.errors import CauteryError, Missing, Permanent, RateLimited, Refused, Temporary
from cautery.kit.http import Http, HttpResponse
from cautery.kit.items import items_of
from cautery.kit.patience import patience
from cautery.platforms.reach import Reach

T = TypeVar("T")
_LATER = frozenset({"readonly", "maxlag", "internal_api_error_DBQueryError", "internal_api_error_DBConnectionError"})
_GONE = frozenset({"nosuchuser", "missingtitle", "cantundelete", "nosuchrevid", "invalidtitle", "invaliduser"})
_LOST = frozenset({"badtoken", "assertuserfailed", "notloggedin"})
_NOT_OFFERED = ("badvalue", "unknown_", "badmodule", "unrecognizedvalues")
"""How codes begin that say that a wiki knows no such value or module; before 1.35 each parameter had its own."""
_LONGEST = 255
_MOST_PARTS = 1_000
"""Parts of one answer: a page's whole history comes in some hundreds."""


class _Error(msgspec.Struct):
    code: str
    info: str = ""


class _Said(msgspec.Struct):
    error: _Error | None = None


class _Onward(msgspec.Struct):
    onward: dict[str, str | int] = msgspec.field(name="continue", default_factory=dict)


class _Tokens(msgspec.Struct):
    csrftoken: str = ""
    logintoken: str = ""


class _Query(msgspec.Struct):
    tokens: _Tokens


class _Asked(msgspec.Struct):
    query: _Query


class _Outcome(msgspec.Struct):
    result: str


class _LoggedIn(msgspec.Struct):
    login: _Outcome


class NotOffered(Permanent):
    """The wiki knows no such question: it is older, or lacks an extension."""


class Wiki:
    """One wiki, as one of its administrators."""

    def __init__(self, reach: Reach) -> None:
        self._reach, self._http = reach, Http(reach.address)
        self._token = ""
        self._turn = threading.Lock()

    def ask(self, kind: type[T], **params: str) -> T:
        """Ask what changes nothing."""
        return self._again(lambda: self._read(kind, "GET", params))

    def ask_items(self, kind: type[object], name: str, **params: str) -> list[bytes]:
        """Ask for a list; gives its items, each as it came."""
        return self._again(lambda: self._answer("GET", params, known=True, items=name).read_items(kind, name)[0])

    def ask_all(self, kind: type[T], **params: str) -> Iterator[T]:
        """Ask what changes nothing, and for what the answer had no room for, until there is no more."""
        onward: dict[str, str] = {}
        for _ in range(_MOST_PARTS):
            part = self._again(lambda onward=onward: self._read_part(kind, {**params, **onward}))  # type: ignore[misc]
            yield part[0]
            if not part[1]:
                return
            onward = part[1]

    def _read_part(self, kind: type[T], params: Mapping[str, str]) -> tuple[T, dict[str, str]]:
        answer = self._answer("GET", params, known=True)
        return answer.read(kind), {name: str(value) for name, value in answer.read(_Onward).onward.items()}

    def do(self, kind: type[T], **params: str) -> T:
        """Have something done."""
        return self._again(lambda: self._read(kind, "POST", {**params, "token": self._token}))

    def close(self) -> None:
        """Let connections go."""
        self._http.close()

    def _again(self, ask: Callable[[], T]) -> T:
        """Ask; log in first, and once more when the wiki has forgotten us."""
        with self._turn:
            if not self._token:
                self._log_in()
        try:
            return ask()
        except _Forgotten:
            with self._turn:
                self._log_in()
        try:
            return ask()
        except _Forgotten as error:
            raise Refused(f"The wiki '{self._reach.platform}' does not let us in: {error}.") from None

    def _log_in(self) -> None:
        params = {"action": "query", "meta": "tokens", "type": "login"}
        token = self._read(_Asked, "GET", params, known=False).query.tokens.logintoken
        us = {"lgname": self._reach.needs("user"), "lgpassword": self._reach.secret, "lgtoken": token}
        outcome = self._read(_LoggedIn, "POST", {"action": "login", **us}, known=False).login.result
        if outcome != "Success":
            raise Refused(f"The wiki '{self._reach.platform}' does not let '{us['lgname']}' in ({outcome}).")
        asked = {"action": "query", "meta": "tokens", "type": "csrf"}
        self._token = self._read(_Asked, "GET", asked).query.tokens.csrftoken

    def _read(self, kind: type[T], method: str, params: Mapping[str, str], *, known: bool = True) -> T:
        return self._answer(method, params, known=known).read(kind)

    def _answer(self, method: str, params: Mapping[str, str], *, known: bool, items: str = "") -> HttpResponse:
        """Ask, and raise what the wiki says against it; `items` names a list of which items may be broken."""
        said = {**params, "format": "json", "formatversion": "2"} | ({"assert": "user"} if known else {})
        if method == "GET":
            answer = self._http.ask("GET", "/api.php", params=said)
        else:
            answer = self._http.ask("POST", "/api.php", form=said)
        around = replace(answer, data=items_of(answer.data, items)[1]) if items else answer
        if (error := around.read(_Said).error) is not None:
            raise _ours(error, f"The wiki '{self._reach.platform}'", patience(answer.headers, answer.data))
        return answer


class _Forgotten(Exception):
    """The wiki does not know us any more."""


def _ours(error: _Error, who: str, wait_s: float | None) -> CauteryError | _Forgotten:
    """Give what a wiki says as one of our errors."""
    says = f"{who} says: {error.info[:_LONGEST]} ({error.code})"
    if error.code in _LOST:
        return _Forgotten(error.code)
    if error.code in _GONE:
        return Missing(says)
    if error.code == "ratelimited":
        return RateLimited(says, retry_after_s=wait_s)
    if error.code in _LATER:
        return Temporary(says, retry_after_s=wait_s)
    if "permission" in error.code or error.code in ("blocked", "protectedpage", "cantblock", "readapidenied"):
        return Refused(says)
    return NotOffered(says) if error.code.startswith(_NOT_OFFERED) else Permanent(says)
