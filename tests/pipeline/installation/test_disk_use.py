"""What takes the disk, and when it will be full."""

import shutil
from collections import namedtuple

import pytest

from cautery.app import App
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.disk_use import DiskUse, disk_use
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app

__all__ = ["app"]
Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(("days", "known"), [(3, False), (20, True)])
def test_the_day_is_told_once_there_is_a_pace(
    app: App, days: int, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ingestion(app) as door:
        door.accept([a_follow(number, days=number) for number in range(days)])
        door.catch_up()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 10 * 2**20))
    found = disk_use(app)

    assert found.used["journal"] > 0
    assert (found.full_on is not None) == known


def test_it_is_said_in_a_sentence() -> None:
    said = DiskUse(used={"journal": 2_000_000_000, "rejects": 10}, free=9_000_000_000, full_on=None).says

    assert said == "9 GB free; in GB: journal 2.0"
