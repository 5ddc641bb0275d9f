"""Each source says what came last, what went wrong, what was missed, and when it is silent for longer than ever."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Invalid
from cautery.kit.clock import FrozenClock
from cautery.model.account import AccountId, Platform
from cautery.model.event import Post, PostCreated
from cautery.model.intake import Gap, UnreadableItem
from cautery.pipeline.ingestion.sources import LEAST_ITEMS, SourceTurn, not_seen, note, says, states
from cautery.store.migrate import migrate
from tests.pipeline.ingestion.test_ingest import a_home, an_app

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
EVENT = PostCreated(id="e", at=NOON, platform=Platform("h"), account=AccountId("a"), post=Post(id="p"))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = an_app(a_home(tmp_path))
    migrate(opened.config.database)
    yield opened
    opened.close()


def at(app: App, hours: float) -> App:
    app.wall = FrozenClock(NOON + hours * HOUR)
    return app


def test_a_source_says_what_came_last_and_what_waits(app: App) -> None:
    assert "nothing was read" in says(app, "plaza")
    bad = UnreadableItem(reader="frame", place="1", reason="r", raw=b"x")
    note(at(app, 1), "plaza", SourceTurn(events=[EVENT], unread=[bad]))

    said = says(app, "plaza")
    assert "last item 2020-01-01 13:00 UTC" in said
    assert "1 items could not be read" in said


def test_a_problem_is_wrong_until_the_source_answers_again(app: App) -> None:
    note(at(app, 0), "plaza", SourceTurn(events=[EVENT]))
    note(at(app, 1), "plaza", SourceTurn(problem="room '!a' answers 404"))
    with pytest.raises(Invalid, match="13:00 UTC: room '!a' answers 404"):
        says(app, "plaza")

    note(at(app, 2), "plaza", SourceTurn(events=[EVENT]))
    assert "404" not in says(app, "plaza")


def test_a_source_that_is_silent_for_longer_than_ever_is_a_finding(app: App) -> None:
    for number in range(LEAST_ITEMS):
        note(at(app, number), "plaza", SourceTurn(events=[EVENT]))
    assert "silent" not in says(at(app, LEAST_ITEMS), "plaza")

    with pytest.raises(Invalid, match="silent for 4 hours"):
        says(at(app, LEAST_ITEMS + 3), "plaza")


def test_what_was_missed_is_told(app: App) -> None:
    gap = Gap(since=NOON, until=NOON + HOUR, reason="asked too late")
    note(app, "plaza", SourceTurn(gaps=[gap]))
    note(app, "plaza", SourceTurn(gaps=[replace(gap)]))

    assert not_seen(app) == (("plaza", gap),)
    assert "not seen from 2020-01-01 12:00 UTC to 2020-01-01 13:00 UTC" in says(app, "plaza")


def test_unknown_fields_are_counted_by_name_within_bounds(app: App) -> None:
    note(app, "api", SourceTurn(unknown={"mail": 2}))
    note(app, "api", SourceTurn(unknown={"mail": 1, **{f"x{n}": 1 for n in range(500)}}))

    [state] = states(app)
    assert state.unknown["mail"] == 3
    assert len(state.unknown) == 100
