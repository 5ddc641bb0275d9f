"""What every connector makes of answers that are none, of servers that are down, and of those that ask for patience."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from cautery.errors import CauteryError, Temporary
from tests.servers import process
from tests.servers.faults import Fault
from tests.shelves.drills import Drill, Outside


def _asks_for_patience(wait_s: int) -> dict[str, Fault]:
    """Give each way in which platforms say how long they want to be left alone."""
    at = datetime.now(UTC) + timedelta(seconds=wait_s)
    headers = {
        "seconds": ("Retry-After", str(wait_s)),
        "date": ("Retry-After", format_datetime(at, usegmt=True)),
        "Mastodon's time": ("X-RateLimit-Reset", at.isoformat(timespec="milliseconds").replace("+00:00", "Z")),
        "AT Protocol's time": ("RateLimit-Reset", str(int(at.timestamp()))),
        "the draft's seconds": ("RateLimit-Reset", str(wait_s)),
    }
    bodies = {"Matrix": b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": %d}' % (wait_s * 1000),
              "others": b'{"retry_after": %d}' % wait_s}  # fmt: skip
    return {name: Fault(status=429, headers=[said]) for name, said in headers.items()} | {
        name: Fault(status=429, body=body) for name, body in bodies.items()
    }


@pytest.mark.parametrize("how", list(_asks_for_patience(1)))
def test_a_platform_that_asks_for_patience_says_for_how_long(far: tuple[Drill, Outside], how: str) -> None:
    """A wait that is told as a time is some seconds shorter by the time that it is read."""
    drill, outside = far
    for action in drill.actions():
        outside.way.faults.append(replace(_asks_for_patience(600)[how], about=outside.changes))
        with pytest.raises(Temporary) as caught:
            drill.connector.act(action)

        assert 300 < (caught.value.retry_after_s or 0) <= 600
        assert not drill.connector.in_effect(action)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=status, body=body)
        for status in (200, 403, 404)
        for body in (b"", b"<html>back soon</html>", b'{"half": [', b"[]", b"\xff", b"[" * 5000)
    ],
    ids=lambda fault: f"{fault.status}-{fault.body[:8]!r}",
)
def test_an_answer_that_is_none_is_one_of_our_errors_and_changes_nothing(
    far: tuple[Drill, Outside], fault: Fault
) -> None:
    """A proxy's page, half an answer, or nothing: whoever asked is told so, and no measure is said to be taken."""
    drill, outside = far
    action = drill.actions()[0]
    for ask in (
        lambda: drill.connector.look_up(drill.about),
        lambda: drill.connector.in_effect(action),
        lambda: drill.connector.act(action),
    ):
        outside.way.faults.extend((fault, fault))  # whoever is not let in may log in again, and ask once more
        with pytest.raises(CauteryError):
            ask()
        outside.way.faults.clear()

    assert not drill.connector.in_effect(action)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_platform_that_fails_may_be_asked_again(far: tuple[Drill, Outside], status: int) -> None:
    drill, outside = far
    for ask in (lambda: drill.connector.act(drill.actions()[0]), lambda: drill.connector.look_up(drill.about)):
        outside.way.faults.append(Fault(status=status))
        with pytest.raises(Temporary):
            ask()


def test_a_platform_that_is_down_may_be_asked_again(far: tuple[Drill, Outside]) -> None:
    drill, outside = far
    gone = outside.connect(replace(outside.reach, address=f"http://127.0.0.1:{process.free_port()}"))
    action = drill.actions()[0]
    for ask in (
        lambda: gone.act(action),
        lambda: gone.undo(action, action.key),
        lambda: gone.in_effect(action),
        lambda: gone.look_up(drill.about),
        lambda: gone.read_events(None),
        gone.greet,
    ):
        with pytest.raises(Temporary):
            ask()
