"""Installations to type commands at: one that is not there yet, a new one, and one that heard of a town."""

import csv
import shutil
from pathlib import Path

import pytest

from cautery.app import opened
from cautery.kit.canonical import canonical_json
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from tests.cli.terminal import Terminal
from tests.world import neighbourhood


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the town's life in `events.ndjson`, and in `labels.csv` whom the Guard's removal met."""
    folder = tmp_path_factory.mktemp("town")
    lines = [canonical_json(event) + b"\n" for event in neighbourhood().events]
    (folder / "events.ndjson").write_bytes(b"".join(lines))
    with (folder / "labels.csv").open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("account", "label", "source"))
        rows.writerows((about.id, "violating", "the harbour") for about in neighbourhood().removed)
    return folder


@pytest.fixture(scope="session")
def known_town(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the installation that every test copies."""
    home = install(tmp_path_factory.mktemp("known") / "home", name="test.example").home
    with opened(home) as app:
        with Ingestion(app) as door:
            door.accept(neighbourhood().events)
            door.catch_up()
        label(app, files / "labels.csv")
    return home


@pytest.fixture
def nowhere(tmp_path: Path) -> Terminal:
    """Give a terminal whose installation was not made yet."""
    return Terminal(home=tmp_path / "home")


@pytest.fixture
def empty(nowhere: Terminal) -> Terminal:
    """Give a terminal at a new installation."""
    install(nowhere.home, name="test.example")
    return nowhere


@pytest.fixture
def town(nowhere: Terminal, known_town: Path) -> Terminal:
    """Give a terminal at an installation that heard of the town, and knows whom the Guard's removal met."""
    shutil.copytree(known_town, nowhere.home)
    return nowhere
