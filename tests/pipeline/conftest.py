"""An installation, empty or with a town in it, for the verbs to work on."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.kit.clock import FrozenClock
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from tests.hands import harbour_events, removed_csv
from tests.world import NOON, neighbourhood


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an empty installation, a month after the town's life."""
    config = install(tmp_path / "home", name="test.example")
    opened = App(config, clock=FrozenClock(NOON + timedelta(days=30)), person="local:ada")
    yield opened
    opened.close()


@pytest.fixture
def town(app: App, tmp_path: Path) -> App:
    """Give an installation that heard of everybody around the harbour, and knows whom the Guard's removal met."""
    with Ingestion(app) as door:
        door.accept(neighbourhood().events)
        door.catch_up()
    file = tmp_path / "removed.csv"
    file.write_text("account,label\n" + "".join(f"{about.id},violating\n" for about in neighbourhood().removed))
    label(app, file)
    return app


@pytest.fixture
def harbour(app: App, tmp_path: Path) -> App:
    """Give an installation that knows a dozen removed hands among three hundred others."""
    with Ingestion(app) as door:
        door.accept(harbour_events())
        door.catch_up()
    file = tmp_path / "hands.csv"
    file.write_text(removed_csv())
    label(app, file)
    return app
