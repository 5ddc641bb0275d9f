"""The workflow of a takedown takes turns while there is something to do now, and ends when there is not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cautery.app import App
from cautery.enforcement.guards import Limits
from cautery.kit.clock import WallClock
from cautery.pipeline.banks.values import bank_entries
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.pipeline.takedowns.executor import Executor
from cautery.pipeline.takedowns.planning import approve
from cautery.pipeline.takedowns.status import look_at
from cautery.store import runs
from cautery.worker.takedown import takedown
from tests.takedowns import QUAY, SUSPEND, Quay, a_network, member, planned
from tests.world import post


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an installation that lives in our time."""
    config = replace(install(tmp_path / "home", name="test.example"), takedown=Limits(batch=1))
    opened = App(config, clock=WallClock(), person="local:ada")
    yield opened
    opened.close()


def run(app: App, platform: Quay, name: str, *, may_go_on: bool = True) -> None:
    """Work at a takedown once, until nothing is to be done now."""
    takedown(app, {QUAY: Executor(app, platform)})(name, lambda: may_go_on)


def test_it_ends_when_the_next_stage_is_still_watched(app: App) -> None:
    platform, made = Quay(), planned(app, 200)
    approve(app.acting_as("ben"), made.id)
    run(app, platform, made.id)

    standing = look_at(app, made.id)
    assert (standing.state, standing.count("confirmed"), standing.count("meant")) == ("approved", 2, 198)


def test_it_ends_at_once_when_the_worker_stops(app: App) -> None:
    platform, made = Quay(), planned(app, 200)
    approve(app.acting_as("ben"), made.id)
    run(app, platform, made.id, may_go_on=False)

    assert platform.asked == {}


def test_a_network_that_was_decided_at_once_is_taken_down_and_armed(app: App) -> None:
    said = post(member(1).id, "The lanterns burn all night.", links=["https://justpaste.it/lanterns"])
    with Ingestion(app) as door:
        door.accept([type(said)(id=said.id, at=said.at, platform=QUAY, account=said.account, post=said.post)])
        door.catch_up()
    platform, judged = Quay(), decide_case(app, a_network(app, 3), SUSPEND)
    assert judged.plan is not None
    run(app, platform, judged.plan)

    assert look_at(app, judged.plan).state == "finished"
    with app.reading() as connection:
        assert runs.last(connection, "networks").asked_at is not None
    assert platform.suspended() == {member(n) for n in range(3)}
    assert {one.type for one in bank_entries(app, bank="removed")} == {"link", "near_text"}
