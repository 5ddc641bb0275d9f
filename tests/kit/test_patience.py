"""Each way in which a platform says 'later' is understood, and none is waited for without end."""

from datetime import UTC, datetime, timedelta

import pytest

from cautery.kit.patience import LONGEST_S, patience

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "body", "seconds"),
    [
        ({"retry-after": "120"}, b"", 120),
        ({"retry-after": "1.5"}, b"", 1.5),
        ({"retry-after": "Sun, 29 Nov 2026 12:02:00 GMT"}, b"", 120),
        ({"x-ratelimit-reset": "2026-11-29T12:04:00.000000Z"}, b"", 240),
        ({"ratelimit-reset": str(int((NOW + timedelta(minutes=5)).timestamp()))}, b"", 300),
        ({"ratelimit-reset": "30"}, b"", 30),
        ({"x-rate-limit-reset": str(int((NOW + timedelta(minutes=15)).timestamp()))}, b"", 900),
        ({}, b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 7000}', 7),
        ({}, b'{"retry_after": 2.5}', 2.5),
        ({"retry-after": "soon"}, b'{"retry_after_ms": 7000}', 7),
        ({"retry-after": "5", "x-ratelimit-reset": "2026-11-29T12:04:00Z"}, b"", 5),
    ],
)
def test_what_a_platform_says_is_understood(headers: dict[str, str], body: bytes, seconds: float) -> None:
    assert patience(headers, body, now=NOW.timestamp()) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b""), ({"retry-after": ""}, b""), ({"retry-after": "soon"}, b"{}"), ({}, b"[7]"), ({}, b"\xff"),
        ({}, b'{"retry_after_ms": "7"}'), ({}, b'{"retry_after": true}'), ({"retry-after": "nan"}, b""),
        ({}, b"[" * 60_000), ({"x-ratelimit-reset": "inf"}, b""), ({"retry-after": "Sun, 99 Nov 2026 12:02:00 GMT"}, b""),
    ],
)  # fmt: skip
def test_what_says_nothing_is_no_time(headers: dict[str, str], body: bytes) -> None:
    assert patience(headers, body, now=NOW.timestamp()) is None


@pytest.mark.parametrize("said", ["9999999", "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_nobody_is_waited_for_without_end(said: str) -> None:
    assert patience({"retry-after": said}, now=NOW.timestamp()) == LONGEST_S


def test_a_time_that_is_over_is_no_wait() -> None:
    assert patience({"x-ratelimit-reset": "2026-11-29T11:00:00Z"}, now=NOW.timestamp()) == 0.0
    assert patience({"retry-after": "-5"}, now=NOW.timestamp()) == 0.0
