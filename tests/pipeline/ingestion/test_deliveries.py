"""What a platform sends by itself comes in once, and a report among it opens a case."""

from collections.abc import Iterator

import pytest

from cautery.app import App
from cautery.config import read_config
from cautery.errors import Invalid, Missing, Refused
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.ingestion.deliveries import receive
from cautery.pipeline.ingestion.quarantine import listed
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.platforms.connector import Delivery
from cautery.worker.stages import follow_all
from tests.servers.mastodon import PERSON, answered, sent, streamed_status

SECRET = "0123456789abcdef0123"


@pytest.fixture
def door(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[SharedIngestion]:
    """Give the door of an installation that knows a platform which sends to it."""
    monkeypatch.setenv("CAUTERY_SECRET_PLAZA", "4711")
    monkeypatch.setenv("CAUTERY_WEBHOOK_SECRET_PLAZA", SECRET)
    with (app.config.home / "cautery.toml").open("a") as settings:
        settings.write('[platforms.plaza]\nconnector = "mastodon"\naddress = "https://plaza.example"\n')
    app.config = read_config(app.config.home)
    opened = SharedIngestion()
    yield opened
    opened.close()


def delivery(event: str, about: object, *, secret: str = SECRET) -> Delivery:
    headers, body = sent(event, about, secret=secret)
    return Delivery(headers=headers, body=body)


def test_a_report_that_is_sent_twice_opens_one_case(app: App, door: SharedIngestion) -> None:
    reports = [
        receive(app, door, "plaza", delivery(event, answered("test_admin_reports", 4)[0]))
        for event in ("report.created", "report.updated")
    ]

    assert [(one.accepted, one.duplicate) for one in reports] == [(1, 0), (0, 1)]
    follow_all(app)
    assert [case.about.id for case in queue(app.config, app.clock)] == [PERSON]


def test_what_nobody_else_may_read_is_not_kept(app: App, door: SharedIngestion) -> None:
    letter = streamed_status(0) | {"visibility": "direct"}

    assert receive(app, door, "plaza", delivery("status.created", letter)).accepted == 0


def test_what_cannot_be_read_is_told_without_what_it_says(app: App, door: SharedIngestion) -> None:
    for broken in ({"id": "7", "content": "between us"}, {"id": "7", "content": "between us"}):
        with pytest.raises(Invalid, match="cannot be read"):
            receive(app, door, "plaza", delivery("status.created", broken))

    [kept] = listed(app, source="plaza")
    assert (kept.item.reader, kept.item.raw, "between us" in kept.item.reason) == ("delivery", b"", False)


def test_what_is_not_signed_is_refused(app: App, door: SharedIngestion) -> None:
    with pytest.raises(Refused):
        receive(app, door, "plaza", delivery("status.created", streamed_status(0), secret="x" * 20))
    with pytest.raises(Missing):
        receive(app, door, "nowhere", delivery("status.created", streamed_status(0)))
