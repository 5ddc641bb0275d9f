"""For how long a server wants to be left alone, however it says so.

`Retry-After` (RFC 9110) has seconds or a date; Mastodon tells `X-RateLimit-Reset` as a time; the AT Protocol and the IETF's
draft `RateLimit-Reset` as a time or as seconds from now; Matrix `retry_after_ms` in the answer, and others `retry_after`.
"""

import math
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from cautery.kit.unreadable import NOT_JSON

LONGEST_S = 3600.0
"""Nobody is waited for longer without being asked again: clocks differ, and a wrong one must not silence a platform."""
_EPOCH_SINCE = 1_000_000_000
"""Larger numbers are times (seconds since 1970), smaller ones seconds from now."""
_MOST_BODY = 64 * 1024
_RESETS = ("x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset")


def patience(headers: Mapping[str, str], body: bytes = b"", *, now: float | None = None) -> float | None:
    """Say for how many seconds; None: it does not say. What it says first counts: a header before the body.

    >>> patience({"retry-after": "120"}), patience({}, b'{"retry_after_ms": 7000}')
    (120.0, 7.0)
    """
    at = time.time() if now is None else now
    for said in (*_in_headers(headers, at), *_in_body(body)):
        if said is not None and math.isfinite(said):
            return min(max(0.0, said), LONGEST_S)
    return None


def _in_headers(headers: Mapping[str, str], now: float) -> Iterator[float | None]:
    yield _seconds(headers.get("retry-after", ""), now, may_be_epoch=False)
    for name in _RESETS:
        yield _seconds(headers.get(name, ""), now, may_be_epoch=True)


def _in_body(body: bytes) -> Iterator[float | None]:
    try:
        said = msgspec.json.decode(body) if 0 < len(body) <= _MOST_BODY else None
    except NOT_JSON:
        return
    if isinstance(said, dict):
        for name, unit in (("retry_after_ms", 0.001), ("retry_after", 1.0)):
            value = said.get(name)
            yield value * unit if isinstance(value, int | float) and not isinstance(value, bool) else None


def _seconds(said: str, now: float, *, may_be_epoch: bool) -> float | None:
    said = said.strip()
    try:
        number = float(said)
    except ValueError:
        return _until(said, now)
    return number - now if may_be_epoch and number > _EPOCH_SINCE else number


def _until(said: str, now: float) -> float | None:
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        try:
            at = parsedate_to_datetime(said)
        except (ValueError, TypeError):
            return None
    try:
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - now
    except (OverflowError, ValueError):
        return None
