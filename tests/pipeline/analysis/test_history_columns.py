"""An account is one row: since when, until when, what it posted, and how it called itself last."""

from datetime import timedelta

from cautery.app import App
from cautery.pipeline.analysis.history_columns import accounts_of, events_of
from cautery.pipeline.ingestion.ingest import Ingestion
from tests.pipeline.conftest import app
from tests.world import NOON, created, follow, post

__all__ = ["app"]


def test_accounts_and_their_events(app: App) -> None:
    later = NOON + timedelta(hours=3)
    with Ingestion(app) as door:
        door.accept(
            [created("ana"), post("ana", "lamps"), post("ana", "tea", at=later), follow("zoe", "ana", at=later)]
        )
        door.catch_up()
    rows = {row["account"]: row for row in accounts_of(app).collect().to_dicts()}

    assert (rows["ana"]["first_at"], rows["ana"]["last_at"], rows["ana"]["posts"]) == (NOON, later, 2)
    assert (rows["zoe"]["posts"], rows["zoe"]["handle"]) == (0, None)
    assert rows["ana"]["handle"] == created("ana").profile.handle
    assert sorted(events_of(app, "posts").collect()["text"]) == ["lamps", "tea"]
