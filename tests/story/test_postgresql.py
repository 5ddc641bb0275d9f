"""The main job on PostgreSQL: made, heard, suspected, decided, appealed, proved; the same words as on SQLite."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.kit.clock import FrozenClock
from cautery.pipeline.cases.appeals import appeal, review_appeal
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.leases import take_next
from cautery.pipeline.cases.review_queue import all_cases, queue_page
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.health_checks import health_checks
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store.waiting import QueueFilter
from tests import postgres
from tests.cli.terminal import Terminal
from tests.staffed import join
from tests.world import NOON, neighbourhood


@pytest.fixture
def town(tmp_path: Path) -> Iterator[App]:
    """Give an installation on PostgreSQL that heard of the harbour, and knows whom the Guard's removal met."""
    with postgres.running() as url:
        home = tmp_path / "home"
        home.mkdir(mode=0o700)
        (home / "cautery.toml").write_text(f'name = "test.example"\ndatabase = "{url}"\n')
        config = install(home, name="test.example")
        app = App(config, clock=FrozenClock(NOON + timedelta(days=30)), person="local:ada")
        with Ingestion(app) as door:
            door.accept(neighbourhood().events)
            door.catch_up()
        file = tmp_path / "removed.csv"
        file.write_text("account,label\n" + "".join(f"{about.id},violating\n" for about in neighbourhood().removed))
        label(app, file)
        yield app
        app.close()


def test_the_main_job(town: App) -> None:
    assert suspects(town)[0].about == neighbourhood().returned
    ada, cyd = join(town, "ada", "reviewer"), join(town, "cyd", "appeals")
    case = take_next(ada, QueueFilter())
    assert case is not None
    assert look_at(ada, case).exhibit is not None
    word = DecisionInput(measure="suspend", clause="returned", reason="Continues a removed account.")
    decision = decide_case(ada, case, word, seen="0").decision
    made = appeal(town, appeal_link(town, decision.id), "I never left.", contact="")
    review_appeal(cyd, made.id, outcome="overturned", reason="Somebody else's name.")

    assert case not in {row.case.id for row in queue_page(town, QueueFilter(), most=50).rows}
    assert [one.measure for one in look_at(town, case).decisions] == ["suspend", "none"]
    assert verify_log(town).ok
    assert [check.name for check in health_checks(town).checks if not check.ok] == []


def test_the_terminal_lists_the_same_cases(town: App) -> None:
    suspects(town)
    listed = Terminal(home=town.config.home).run("cases", "--json").listed

    assert [one["case"] for one in listed] == [one.case for one in all_cases(town)]
