"""The main job, once through: events and labels in, a suspect named, judged, suspended, looked at, and given back."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.kit.clock import FrozenClock
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.executor import execute_pending, undo
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.world import BEGIN, WorldSize
from cautery.trials.simulation import simulate

SIZE, SEED = WorldSize(people=60, operators=3, days=5), 1


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an installation on the evening of the platform's last day."""
    config = install(tmp_path / "home", name="story.example")
    opened = App(config, clock=FrozenClock(BEGIN + timedelta(days=SIZE.days)), person="local:ada")
    yield opened
    opened.close()


def truth_in(file: Path) -> dict[str, str]:
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["account"]: row["label"] for row in csv.DictReader(rows)}


def test_the_main_job_from_the_first_event_to_the_last_receipt(app: App, tmp_path: Path) -> None:
    written = simulate(tmp_path / "life", SIZE, seed=SEED, with_truth=True)
    with Ingestion(app) as door:
        heard = door.read_files([Path(written.events)], format_name=None, progress=lambda *_: None)
    labels = label(app, Path(written.labels))
    assert (heard.rejected, heard.duplicate, labels.rejected, labels.unknown) == (0, 0, 0, 0)
    assert heard.accepted > 1000
    assert labels.accepted > 0

    found = suspects(app)
    truth = truth_in(Path(written.truth or ""))
    assert {one.neighbourhood for one in found} == {True}
    assert len(found) < len(truth) - labels.accepted  # around removed ones, and not everybody
    assert [truth[one.about.id] for one in found[:3]] == ["violating"] * 3

    platform = Simulator(SIZE, seed=SEED)
    first = next(one.about for one in found if one.about.id in platform.world.people)  # not who came later
    case = next(case for case in queue(app.config, app.clock) if case.about == first)
    judged = decide_case(
        app, case.case, DecisionInput(measure="suspend", clause="promotes", reason="Spreads its statements.")
    )
    [suspend] = judged.actions
    assert case.case not in {waiting.case for waiting in queue(app.config, app.clock)}
    assert not platform.in_effect(suspend)

    carried = execute_pending(app, platform)
    assert (carried.sent, carried.confirmed, carried.parked, carried.waiting) == (1, 1, 0, 0)
    assert platform.received == [suspend]
    assert platform.look_up(suspend.about).measures == {"suspend"}
    assert suspend.about not in {one.about for one in suspects(app)}

    undone = undo(app, platform, suspend.key)
    assert undone.state == "undone"
    assert platform.look_up(suspend.about).measures == frozenset()

    proved = verify_log(app)
    kept = (
        labels.accepted + 2 * len(queue(app.config, app.clock, everything=True)) + 1 + 1 + 4
        # each case with what it shows; the decision, the action and its receipts
    )
    assert (proved.ok, proved.entries) == (True, kept)
