"""Whatever goes wrong is told the same way: a problem (RFC 9457) with what happened, to what, and what to do next."""

import math
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from cautery.errors import CauteryError, Conflict, Invalid, Missing, Permanent, RateLimited, Refused, Temporary
from cautery.kit.no_room import no_room

STATUS: Mapping[type[CauteryError], int] = {
    Invalid: 422,
    Missing: 404,
    Refused: 403,
    Conflict: 409,
    RateLimited: 429,
    Temporary: 503,
    Permanent: 502,
}
MEDIA_TYPE = "application/problem+json"


class Unknown(Refused):
    """Nobody is known by what the request shows: no key, or one that opens nothing."""


def tell_problems(api: FastAPI) -> None:
    """Let an application answer with problems."""
    api.add_exception_handler(CauteryError, _ours)
    api.add_exception_handler(OSError, _of_the_system)
    api.add_exception_handler(RequestValidationError, _not_valid)
    api.add_exception_handler(HTTPException, _of_the_framework)


def problem(status: int, title: str, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Make a problem's answer."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def status_of(error: CauteryError) -> int:
    """Give the status that stands for an error of ours."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)


def _ours(_: Request, error: Exception) -> JSONResponse:
    if isinstance(error, Unknown):
        return problem(401, "Unknown", str(error), {"WWW-Authenticate": "Bearer"})
    assert isinstance(error, CauteryError)
    headers = {}
    if isinstance(error, Temporary) and error.retry_after_s is not None:
        headers["Retry-After"] = str(math.ceil(error.retry_after_s))
    return problem(status_of(error), type(error).__name__, str(error), headers)


def _of_the_system(_: Request, error: Exception) -> JSONResponse:
    """Say that the disk is full; anything else goes on to whoever logs it."""
    full = no_room(error)
    if full is None:
        raise error
    return problem(503, "Temporary", str(full), {"Retry-After": "60"})


def _not_valid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return problem(422, "Invalid", f"'{where}': {first['msg']}.")


def _of_the_framework(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    titles = {404: "Missing", 405: "Invalid"}
    return problem(error.status_code, titles.get(error.status_code, "Invalid"), f"{error.detail}.", error.headers)
