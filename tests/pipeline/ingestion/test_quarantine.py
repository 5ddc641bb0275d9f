"""What could not be read waits, without what identifies people, and is read again when it can be."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Invalid
from cautery.events.format import Reject
from cautery.model.account import AccountId, Platform
from cautery.model.event import AnyEvent, Post, PostCreated
from cautery.model.intake import UnreadableItem
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.ingestion.quarantine import as_item, listed, quarantine_items, rejected_lines, retry
from cautery.store.migrate import migrate
from tests.pipeline.ingestion.test_ingest import a_home, an_app

GOOD = b'{"type":"post.created","id":"e1","at":"2020-01-01T10:00:00Z","platform":"harbour","account":"a","post":{"id":"p"}}'
NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = an_app(a_home(tmp_path))
    migrate(opened.config.database)
    yield opened
    opened.close()


def put(app: App, source: str, items: Sequence[UnreadableItem]) -> None:
    with app.noting() as connection:
        quarantine_items(connection, source, items, app)


def test_a_line_that_can_be_read_by_now_comes_in_and_is_taken_out(app: App) -> None:
    put(
        app,
        "file:a",
        rejected_lines("canonical", [Reject(line=n, reason="r", raw=raw) for n, raw in enumerate((GOOD, b"{"))]),
    )
    with Ingestion(app) as door:
        report = retry(app, door.accept_at_once)
        again = retry(app, door.accept_at_once)

    assert (report.tried, report.read, report.accepted, report.still) == (2, 1, 1, 1)
    assert (again.tried, again.read, again.still) == (1, 0, 1)
    assert [one.item.raw for one in listed(app)] == [b"{"]


def test_nothing_that_identifies_somebody_is_kept(app: App) -> None:
    put(
        app,
        "plaza",
        [
            UnreadableItem(
                reader="frame",
                place="1",
                reason="no 'ada@plaza.example'",
                raw=b'{"phone":"5550100","a":"ada@plaza.example"}',
            )
        ],
    )

    [kept] = listed(app)
    assert b"ada" not in kept.item.raw
    assert b"555" not in kept.item.raw
    assert "ada" not in kept.item.reason


def test_of_what_was_too_large_only_the_place_is_known(app: App) -> None:
    put(app, "plaza", [UnreadableItem(reader="frame", place="1", reason="r", raw=b"")])
    with Ingestion(app) as door:
        report = retry(app, door.accept_at_once, source="plaza")

    assert (report.tried, report.without_bytes, report.still) == (1, 1, 0)


def test_an_event_that_cannot_be_kept_is_an_item() -> None:
    post = Post(id="p", text=7)  # type: ignore[arg-type]
    event: AnyEvent = PostCreated(id="e", at=NOON, platform=Platform("h"), account=AccountId("a"), post=post)

    assert as_item(event, Invalid("no")).raw.startswith(b'{"type":"post.created"')
    assert as_item(event, Invalid("no")).reason == "no"
