"""A class, a parish, a club and a household each lose a member to a rightful suspension; nobody else of them becomes a case."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.kit.clock import FrozenClock
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.networks import networks
from cautery.pipeline.detection.operators import find_operators
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.simulator.everyday.life import START, write
from cautery.simulator.everyday.society import DAYS, a_society
from cautery.store import cases

NEAR = {"club", "colleagues", "class", "parish", "newspaper", "running", "household", "sister", "brother_device"}
"""Those who stand near a removed account and did nothing."""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an installation at the end of the society's half year."""
    config = install(tmp_path / "home", name="story.example")
    opened = App(config, clock=FrozenClock(START + timedelta(days=DAYS)), person="local:ada")
    yield opened
    opened.close()


def test_who_stands_near_a_removed_account_becomes_no_case_and_who_comes_back_does(app: App, tmp_path: Path) -> None:
    written = write(a_society(7, size=0.1), tmp_path / "society", seed=7, with_truth=True)
    truth = json.loads(Path(written.truth or "").read_text())
    with Ingestion(app) as door:
        door.read_files([Path(written.events)], format_name=None, progress=lambda *_: None)
        door.catch_up()
    label(app, Path(written.labels))

    found = find_operators(app)
    suspects(app)
    networks(app)
    with app.reading() as connection:
        opened = cases.every(connection)

    near = [case for case in opened if truth[case.about.id]["kind"] in NEAR]
    assert [(case.about.id, case.origin) for case in near] == []
    named = [link for link in found.links if link.named]
    assert len(named) >= 7
    assert all(truth[link.account.id]["near"] == link.earlier.id for link in named)
    for case in (case for case in opened if case.origin == "return"):
        assert case.continues is not None
        assert case.continues.ties[0].name == "hand"
        assert {tie.name for tie in case.continues.ties} >= {"household", "passed_on", "mate", "stranger"}
